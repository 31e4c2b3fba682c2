//! Campaigns: made from a brief, listed, read.

use axum::{Json, extract::State};
use domain::{
    brief::BriefDraft,
    ids::{CampaignId, StepId},
    views::{CampaignSummary, CampaignView, Listing, PostSummary, StepPage},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use usecases::campaigns::{self, Submitted};
use utoipa::IntoParams;

use super::{
    super::{
        Problems,
        acting::Acting,
        input::{Id, IdWithin, Parameters, brief},
    },
    briefs::location,
};
use crate::http::{Answer, Server};

const USUAL_PAGE: u32 = 50;

/// The answer to a submitted brief.
pub type Created = (StatusCode, HeaderMap, Json<Submitted>);

/// Where a list goes on.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Rows on the page, 1 to 100; 50 if not said.
    limit: Option<u32>,
    /// The `next` of the page before.
    after: Option<String>,
}

/// List campaigns, newest first.
#[utoipa::path(get, path = "/campaigns", tag = "campaigns", operation_id = "listCampaigns", params(Paging),
    responses((status = 200, body = Listing<CampaignSummary>, headers(("Link" = String))), Problems))]
pub async fn list(
    Acting(actor): Acting,
    State(server): State<Server>,
    Parameters(paging): Parameters<Paging>,
) -> Answer<(HeaderMap, Json<Listing<CampaignSummary>>)> {
    let limit = paging.limit.unwrap_or(USUAL_PAGE);
    let listing =
        campaigns::list(server.services(), &actor, paging.after.as_deref(), limit).await?;
    let next = listing
        .next
        .as_ref()
        .map(|next| format!("</api/v1/campaigns?limit={limit}&after={next}>; rel=\"next\""));
    let link = next
        .and_then(|next| HeaderValue::from_str(&next).ok())
        .map(|next| (header::LINK, next));
    Ok((link.into_iter().collect(), Json(listing)))
}

/// Create a campaign from a brief and start its run.
///
/// The brief comes as its fields in JSON, as an exported brief, or as Markdown with a heading a
/// field. Fields left out begin as in an empty form.
#[utoipa::path(post, path = "/campaigns", tag = "campaigns", operation_id = "createCampaign",
    request_body(content((BriefDraft = "application/json"), (String = "text/markdown"))),
    responses((status = 202, body = Submitted, headers(("Location" = String))), Problems))]
pub async fn create(
    Acting(actor): Acting,
    State(server): State<Server>,
    headers: HeaderMap,
    text: String,
) -> Answer<Created> {
    let draft = brief(&headers, &text, server.services().now().day())?;
    Ok(created(
        campaigns::create(server.services(), &actor, draft).await?,
    ))
}

/// Read a campaign with its run and posts.
#[utoipa::path(get, path = "/campaigns/{id}", tag = "campaigns", operation_id = "getCampaign", params(("id" = CampaignId, Path)),
    responses((status = 200, body = CampaignView), Problems))]
pub async fn get(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<CampaignId>,
) -> Answer<Json<CampaignView>> {
    Ok(Json(campaigns::get(server.services(), &actor, id).await?))
}

/// Read a step of a campaign's run: what it was told, word for word, and what it answered.
#[utoipa::path(get, path = "/campaigns/{id}/steps/{step}", tag = "campaigns", operation_id = "getStep",
    params(("id" = CampaignId, Path), ("step" = StepId, Path)), responses((status = 200, body = StepPage), Problems))]
pub async fn step(
    Acting(actor): Acting,
    State(server): State<Server>,
    IdWithin(campaign, step): IdWithin<CampaignId, StepId>,
) -> Answer<Json<StepPage>> {
    Ok(Json(
        usecases::runs::step(server.services(), &actor, campaign, step).await?,
    ))
}

/// List the posts of a campaign's current concept, in order of slots.
#[utoipa::path(get, path = "/campaigns/{id}/posts", tag = "posts", operation_id = "listPosts", params(("id" = CampaignId, Path)),
    responses((status = 200, body = Listing<PostSummary>), Problems))]
pub async fn posts(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<CampaignId>,
) -> Answer<Json<Listing<PostSummary>>> {
    let items = usecases::posts::list(server.services(), &actor, id).await?;
    Ok(Json(Listing { items, next: None }))
}

pub(super) fn created(submitted: Submitted) -> Created {
    (
        StatusCode::ACCEPTED,
        location(&format!("/api/v1/campaigns/{}", submitted.id)),
        Json(submitted),
    )
}
