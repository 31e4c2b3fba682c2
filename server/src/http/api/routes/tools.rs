//! AI tools on any text, and the term base.

use axum::{
    Json,
    body::to_bytes,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use domain::{
    ids::{TermId, ToolUseId},
    tools::{TermDraft, ToolDraft, ToolKind},
    views::{Listing, PostView, TermView, ToolEstimate, ToolUseSummary, ToolUseView},
};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use usecases::{
    pictures::MAX_FILE,
    tools::{self, Apply, Targets, ToolRequest},
};
use utoipa::IntoParams;

use super::super::{
    Problems,
    acting::Acting,
    input::{Body, Id, Parameters},
};
use crate::http::{Answer, Server, edge::file_too_large, pictures::sent, speech};

/// List the last 50 uses of tools, newest first.
#[utoipa::path(get, path = "/tools", tag = "tools", operation_id = "listToolUses",
    responses((status = 200, body = Listing<ToolUseSummary>), Problems))]
pub async fn list(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Json<Listing<ToolUseSummary>>> {
    let items = tools::list(server.services(), &actor).await?;
    Ok(Json(Listing { items, next: None }))
}

/// Use a tool on a text, or on a field of a post.
///
/// Answers with the use as it stands after 25 seconds at the latest: `open` when a model is still at
/// it (read it again then), `failed` with a `problem` when the model refused.
#[utoipa::path(post, path = "/tools", tag = "tools", operation_id = "useTool",
    request_body = ToolRequest, responses((status = 200, body = ToolUseView), Problems))]
pub async fn run(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(request): Body<ToolRequest>,
) -> Answer<Json<ToolUseView>> {
    Ok(Json(tools::run(server.services(), &actor, &request).await?))
}

/// What is to be made of a picture that comes as the body.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Beside {
    /// Code of the language of the alt text; told by `text` if left out.
    language: Option<String>,
    /// What stands beside the picture.
    text: Option<String>,
    /// The channel whose limit counts, such as `instagram`.
    channel: Option<String>,
}

/// Write alt texts of a picture: PNG, JPEG or WebP, at most 10 MiB. For the picture of a post, use the
/// tool `alt_text` with the post.
#[utoipa::path(post, path = "/tools/pictures", tag = "tools", operation_id = "describePicture", params(Beside),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ToolUseView), Problems))]
pub async fn describe(
    Acting(actor): Acting,
    State(server): State<Server>,
    Parameters(beside): Parameters<Beside>,
    request: Request,
) -> Answer<Json<ToolUseView>> {
    let file = to_bytes(request.into_body(), MAX_FILE)
        .await
        .map_err(|_| file_too_large())?;
    let draft = ToolDraft {
        tool: ToolKind::AltText.slug().to_owned(),
        text: beside.text.unwrap_or_default(),
        language: beside.language.unwrap_or_default(),
        channel: beside.channel.unwrap_or_default(),
        ..ToolDraft::default()
    };
    let request = ToolRequest {
        draft,
        ..ToolRequest::default()
    };
    Ok(Json(
        tools::run_on(server.services(), &actor, &request, &file).await?,
    ))
}

/// Read the picture that a use of a tool looked at, as a PNG file.
#[utoipa::path(get, path = "/tools/{id}/picture", tag = "tools", operation_id = "getToolPicture", params(("id" = ToolUseId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "image/png"), Problems))]
pub async fn picture(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ToolUseId>,
) -> Answer<Response> {
    let rendition = tools::picture(server.services(), &actor, id).await?;
    Ok(sent(
        rendition,
        HeaderValue::from_static("private, no-cache"),
    ))
}

/// Read the file of a text that was read aloud.
#[utoipa::path(get, path = "/tools/{id}/speech", tag = "tools", operation_id = "getToolSpeech", params(("id" = ToolUseId, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "audio/wav"), Problems))]
pub async fn speech(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ToolUseId>,
) -> Answer<Response> {
    let file = tools::speech(server.services(), &actor, id).await?;
    Ok(speech::sent(file, None))
}

/// What a use of a tool would cost at the most. Nothing is asked or kept.
#[utoipa::path(post, path = "/tools/estimate", tag = "tools", operation_id = "estimateTool",
    request_body = ToolRequest, responses((status = 200, body = ToolEstimate), Problems))]
pub async fn estimate(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(request): Body<ToolRequest>,
) -> Answer<Json<ToolEstimate>> {
    Ok(Json(
        tools::estimate(server.services(), &actor, &request).await?,
    ))
}

/// Read a use of a tool: results, what was found about them, and what they cost.
#[utoipa::path(get, path = "/tools/{id}", tag = "tools", operation_id = "getToolUse", params(("id" = ToolUseId, Path)),
    responses((status = 200, body = ToolUseView), Problems))]
pub async fn get(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ToolUseId>,
) -> Answer<Json<ToolUseView>> {
    Ok(Json(tools::get(server.services(), &actor, id).await?))
}

/// Delete a use of a tool. What it cost stays in the ledger.
#[utoipa::path(delete, path = "/tools/{id}", tag = "tools", operation_id = "deleteToolUse", params(("id" = ToolUseId, Path)),
    responses((status = 204), Problems))]
pub async fn delete(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ToolUseId>,
) -> Answer<StatusCode> {
    tools::delete(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Put a result into the post that the text came from, as a new version.
#[utoipa::path(post, path = "/tools/{id}/apply", tag = "tools", operation_id = "applyToolResult", params(("id" = ToolUseId, Path)),
    request_body = Apply, responses((status = 200, body = PostView), Problems))]
pub async fn apply(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ToolUseId>,
    Body(apply): Body<Apply>,
) -> Answer<Json<PostView>> {
    Ok(Json(
        tools::apply(server.services(), &actor, id, apply).await?,
    ))
}

/// Correct the lines of a recreated text.
#[utoipa::path(put, path = "/tools/{id}/targets", tag = "tools", operation_id = "saveTargets", params(("id" = ToolUseId, Path)),
    request_body = Targets, responses((status = 200, body = ToolUseView), Problems))]
pub async fn save_targets(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ToolUseId>,
    Body(targets): Body<Targets>,
) -> Answer<Json<ToolUseView>> {
    Ok(Json(
        tools::save_targets(server.services(), &actor, id, &targets).await?,
    ))
}

/// Take the lines of a recreated text out as CSV.
#[utoipa::path(get, path = "/tools/{id}/export", tag = "tools", operation_id = "exportToolUse", params(("id" = ToolUseId, Path)),
    responses((status = 200, body = String, content_type = "text/csv"), Problems))]
pub async fn export(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ToolUseId>,
) -> Answer<Response> {
    let file = tools::export(server.services(), &actor, id).await?;
    Ok((
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (
                header::CONTENT_DISPOSITION,
                "attachment; filename=\"handbill-lines.csv\"",
            ),
        ],
        file,
    )
        .into_response())
}

/// List the entries of the term base, by their words.
#[utoipa::path(get, path = "/terms", tag = "tools", operation_id = "listTerms",
    responses((status = 200, body = Listing<TermView>), Problems))]
pub async fn terms(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Json<Listing<TermView>>> {
    let items = tools::terms(server.services(), &actor).await?;
    Ok(Json(Listing { items, next: None }))
}

/// Add an entry to the term base.
#[utoipa::path(post, path = "/terms", tag = "tools", operation_id = "addTerm",
    request_body = TermDraft, responses((status = 200, body = TermView), Problems))]
pub async fn add_term(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(draft): Body<TermDraft>,
) -> Answer<Json<TermView>> {
    Ok(Json(
        tools::add_term(server.services(), &actor, &draft).await?,
    ))
}

/// Take an entry out of the term base.
#[utoipa::path(delete, path = "/terms/{id}", tag = "tools", operation_id = "removeTerm", params(("id" = TermId, Path)),
    responses((status = 204), Problems))]
pub async fn remove_term(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<TermId>,
) -> Answer<StatusCode> {
    tools::remove_term(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
