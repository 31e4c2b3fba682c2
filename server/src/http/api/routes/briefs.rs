//! Briefs before they become campaigns.

use axum::{
    Json,
    body::to_bytes,
    extract::{Request, State},
};
use domain::{
    brief::BriefDraft,
    ids::BriefId,
    spending::RunEstimate,
    views::{BriefSummary, BriefView, Listing},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use usecases::{
    briefs::{self, Source},
    campaigns,
    pictures::MAX_FILE,
};
use utoipa::IntoParams;

use super::{
    super::{
        Problems,
        acting::Acting,
        input::{Body, Id, Parameters, brief},
    },
    campaigns::{Created, created},
};
use crate::http::{Answer, Server, edge::file_too_large};

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
        briefs::save(server.services(), &actor, id, draft, None).await?,
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

/// Save a new brief with the fields of this one, submitted or not. It is as long as this one and
/// begins on the next Monday.
#[utoipa::path(post, path = "/briefs/{id}/duplicate", tag = "briefs", operation_id = "duplicateBrief", params(("id" = BriefId, Path)),
    responses((status = 201, body = BriefView, headers(("Location" = String))), Problems))]
pub async fn duplicate(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<BriefId>,
) -> Answer<(StatusCode, HeaderMap, Json<BriefView>)> {
    let brief = briefs::duplicate(server.services(), &actor, id).await?;
    Ok((
        StatusCode::CREATED,
        location(&format!("/api/v1/briefs/{}", brief.id)),
        Json(brief),
    ))
}

/// What a document is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Named {
    /// The file's name.
    name: Option<String>,
}

/// Fill what a brief leaves open from a document: text, Markdown, PDF or DOCX, at most 10 MiB.
///
/// Headings and labels in seven languages are known. Fields that hold something already stay; what
/// the document says of them is in `fill.offers`.
#[utoipa::path(post, path = "/briefs/{id}/fill", tag = "briefs", operation_id = "fillBrief", params(("id" = BriefId, Path), Named),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = BriefView), Problems))]
pub async fn fill(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<BriefId>,
    Parameters(named): Parameters<Named>,
    request: Request,
) -> Answer<Json<BriefView>> {
    let bytes = to_bytes(request.into_body(), MAX_FILE)
        .await
        .map_err(|_| file_too_large())?;
    let source = Source {
        name: named.name.unwrap_or_default(),
        bytes: bytes.to_vec(),
        ..Source::default()
    };
    Ok(Json(
        briefs::fill(server.services(), &actor, id, source).await?,
    ))
}

/// The header that names what was made.
pub(super) fn location(path: &str) -> HeaderMap {
    HeaderValue::from_str(path)
        .map(|path| HeaderMap::from_iter([(header::LOCATION, path)]))
        .unwrap_or_default()
}

/// Estimate what the run of a brief will cost, by what earlier calls took, at today's prices and routes.
///
/// `null` while the brief does not say how many posts it wants, in which language.
#[utoipa::path(get, path = "/briefs/{id}/estimate", tag = "briefs", operation_id = "estimateBrief", params(("id" = BriefId, Path)),
    responses((status = 200, body = Option<RunEstimate>), Problems))]
pub async fn estimate(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<BriefId>,
) -> Answer<Json<Option<RunEstimate>>> {
    Ok(Json(
        usecases::spending::estimate_brief(server.services(), &actor, id).await?,
    ))
}
