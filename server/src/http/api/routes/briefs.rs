//! Briefs before they become campaigns.

use axum::{Json, extract::State};
use domain::{
    brief::BriefDraft,
    ids::BriefId,
    views::{BriefSummary, BriefView, Listing},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use usecases::{briefs, campaigns};

use super::{
    super::{
        Problems,
        acting::Acting,
        input::{Body, Id, brief},
    },
    campaigns::{Created, created},
};
use crate::http::{Answer, Server};

/// List the briefs that were not submitted yet, last saved first; at most 50.
#[utoipa::path(get, path = "/briefs", tag = "briefs", operation_id = "listBriefs",
    responses((status = 200, body = Listing<BriefSummary>), Problems))]
pub async fn list(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Json<Listing<BriefSummary>>> {
    let items = briefs::list_open(server.services(), &actor).await?;
    Ok(Json(Listing { items, next: None }))
}

/// Save a new brief, finished or not. Fields left out begin as in an empty form.
#[utoipa::path(post, path = "/briefs", tag = "briefs", operation_id = "createBrief",
    request_body(content((BriefDraft = "application/json"), (String = "text/markdown"))),
    responses((status = 201, body = BriefView, headers(("Location" = String))), Problems))]
pub async fn create(
    Acting(actor): Acting,
    State(server): State<Server>,
    headers: HeaderMap,
    text: String,
) -> Answer<(StatusCode, HeaderMap, Json<BriefView>)> {
    let draft = brief(&headers, &text, server.services().now().day())?;
    let brief = briefs::create(server.services(), &actor, draft).await?;
    Ok((
        StatusCode::CREATED,
        location(&format!("/api/v1/briefs/{}", brief.id)),
        Json(brief),
    ))
}

/// Read a brief with what it still lacks.
#[utoipa::path(get, path = "/briefs/{id}", tag = "briefs", operation_id = "getBrief", params(("id" = BriefId, Path)),
    responses((status = 200, body = BriefView), Problems))]
pub async fn get(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<BriefId>,
) -> Answer<Json<BriefView>> {
    Ok(Json(briefs::get(server.services(), &actor, id).await?))
}

/// Save a brief over what stands.
#[utoipa::path(put, path = "/briefs/{id}", tag = "briefs", operation_id = "saveBrief", params(("id" = BriefId, Path)),
    request_body = BriefDraft, responses((status = 200, body = BriefView), Problems))]
pub async fn save(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<BriefId>,
    Body(draft): Body<BriefDraft>,
) -> Answer<Json<BriefView>> {
    Ok(Json(
        briefs::save(server.services(), &actor, id, draft).await?,
    ))
}

/// Remove a brief that was not submitted.
#[utoipa::path(delete, path = "/briefs/{id}", tag = "briefs", operation_id = "discardBrief", params(("id" = BriefId, Path)),
    responses((status = 204), Problems))]
pub async fn discard(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<BriefId>,
) -> Answer<StatusCode> {
    briefs::discard(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Make a campaign of a brief and start its run.
#[utoipa::path(post, path = "/briefs/{id}/submit", tag = "briefs", operation_id = "submitBrief", params(("id" = BriefId, Path)),
    responses((status = 202, body = usecases::campaigns::Submitted, headers(("Location" = String))), Problems))]
pub async fn submit(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<BriefId>,
) -> Answer<Created> {
    Ok(created(
        campaigns::submit(server.services(), &actor, id).await?,
    ))
}

/// The header that names what was made.
pub(super) fn location(path: &str) -> HeaderMap {
    HeaderValue::from_str(path)
        .map(|path| HeaderMap::from_iter([(header::LOCATION, path)]))
        .unwrap_or_default()
}
