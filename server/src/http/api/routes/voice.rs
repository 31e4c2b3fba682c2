//! The brand's voice: samples, rules, versions, the golden set, and scores of texts.

use axum::{
    Json,
    body::to_bytes,
    extract::{Request, State},
};
use domain::{
    ids::{GoldenId, PostId, SampleId},
    views::{
        GoldenDesk, GoldenView, Listing, SampleView, ScoredText, VoiceComparison, VoiceDesk,
        VoiceSummary, VoiceView,
    },
    voice::{RuleDraft, SampleKind},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use usecases::{
    pictures::MAX_FILE,
    voice::{self, Brought, NewGolden, NewSample, PublishRequest},
};
use utoipa::{IntoParams, ToSchema};

use super::super::{
    Problems,
    acting::Acting,
    input::{Body, Id, Parameters},
};
use crate::http::{Answer, Server, edge::file_too_large};

/// Read the brand's voice: the draft, the published version and the samples.
#[utoipa::path(get, path = "/voice", tag = "voice", operation_id = "getVoice",
    responses((status = 200, body = VoiceDesk), Problems))]
pub async fn get(Acting(actor): Acting, State(server): State<Server>) -> Answer<Json<VoiceDesk>> {
    Ok(Json(voice::desk(server.services(), &actor).await?))
}

/// Add samples to the draft, from a text or a page, and read it anew.
#[utoipa::path(post, path = "/voice/samples", tag = "voice", operation_id = "addSamples",
    request_body = NewSample, responses((status = 200, body = VoiceDesk), Problems))]
pub async fn add_samples(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(new): Body<NewSample>,
) -> Answer<Json<VoiceDesk>> {
    let (from, kind, context) = new.brought();
    voice::add_samples(server.services(), &actor, from, kind, &context).await?;
    Ok(Json(voice::desk(server.services(), &actor).await?))
}

/// What a document is, and what it is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Described {
    /// The file's name.
    name: Option<String>,
    /// `example` (as the brand writes; if left out) or `guide` (it says how the brand writes).
    #[param(value_type = Option<SampleKind>)]
    kind: Option<SampleKind>,
    /// The place or situation it was written for.
    context: Option<String>,
}

/// Add a document to the draft's samples: text, Markdown, PDF or DOCX, at most 10 MiB.
#[utoipa::path(post, path = "/voice/documents", tag = "voice", operation_id = "addSampleDocument", params(Described),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = VoiceDesk), Problems))]
pub async fn add_document(
    Acting(actor): Acting,
    State(server): State<Server>,
    Parameters(described): Parameters<Described>,
    request: Request,
) -> Answer<Json<VoiceDesk>> {
    let bytes = to_bytes(request.into_body(), MAX_FILE)
        .await
        .map_err(|_| file_too_large())?;
    let from = Brought::File {
        name: described.name.unwrap_or_default(),
        bytes: bytes.to_vec(),
    };
    let kind = described.kind.unwrap_or_default();
    let context = described.context.unwrap_or_default();
    voice::add_samples(server.services(), &actor, from, kind, &context).await?;
    Ok(Json(voice::desk(server.services(), &actor).await?))
}

/// Read a sample, also one that only an older version was read from.
#[utoipa::path(get, path = "/samples/{id}", tag = "voice", operation_id = "getSample", params(("id" = SampleId, Path)),
    responses((status = 200, body = SampleView), Problems))]
pub async fn sample(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<SampleId>,
) -> Answer<Json<SampleView>> {
    Ok(Json(voice::sample(server.services(), &actor, id).await?))
}

/// Take a sample out of the draft and read it anew.
#[utoipa::path(delete, path = "/samples/{id}", tag = "voice", operation_id = "removeSample", params(("id" = SampleId, Path)),
    responses((status = 204), Problems))]
pub async fn remove_sample(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<SampleId>,
) -> Answer<StatusCode> {
    voice::remove_sample(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A rule, and the one that it takes the place of.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct WrittenRule {
    /// Key of the rule it takes the place of, such as `ban:cheap`; left out, it is added.
    replaces: Option<String>,
    /// What it says.
    rule: RuleDraft,
}

/// Write a rule into the draft, new or in the place of another.
#[utoipa::path(put, path = "/voice/rules", tag = "voice", operation_id = "writeRule",
    request_body = WrittenRule, responses((status = 204), Problems))]
pub async fn write_rule(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(written): Body<WrittenRule>,
) -> Answer<StatusCode> {
    let old = written.replaces.as_deref();
    voice::write_rule(server.services(), &actor, old, &written.rule).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which rule.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Keyed {
    /// Its key, such as `ban:cheap`.
    key: String,
}

/// Take a rule out of the draft; it does not come back when samples are read again.
#[utoipa::path(delete, path = "/voice/rules", tag = "voice", operation_id = "removeRule", params(Keyed),
    responses((status = 204), Problems))]
pub async fn remove_rule(
    Acting(actor): Acting,
    State(server): State<Server>,
    Parameters(keyed): Parameters<Keyed>,
) -> Answer<StatusCode> {
    voice::remove_rule(server.services(), &actor, &keyed.key).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Publish the draft. Refused while it judges texts of the golden set wrongly, unless that is meant.
#[utoipa::path(post, path = "/voice/publish", tag = "voice", operation_id = "publishVoice",
    request_body = PublishRequest, responses((status = 200, body = VoiceView), Problems))]
pub async fn publish(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(request): Body<PublishRequest>,
) -> Answer<Json<VoiceView>> {
    Ok(Json(
        voice::publish(server.services(), &actor, request).await?,
    ))
}

/// Give the draft up.
#[utoipa::path(delete, path = "/voice/draft", tag = "voice", operation_id = "discardVoiceDraft",
    responses((status = 204), Problems))]
pub async fn discard(Acting(actor): Acting, State(server): State<Server>) -> Answer<StatusCode> {
    voice::discard_draft(server.services(), &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// List the versions of the voice, newest first.
#[utoipa::path(get, path = "/voice/versions", tag = "voice", operation_id = "listVoiceVersions",
    responses((status = 200, body = Listing<VoiceSummary>), Problems))]
pub async fn versions(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Json<Listing<VoiceSummary>>> {
    let items = voice::versions(server.services(), &actor).await?;
    Ok(Json(Listing { items, next: None }))
}

/// Which versions are compared.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Versions {
    /// Number of the older one; 0 for none.
    from: u32,
    /// Number of the newer one.
    to: u32,
}

/// Compare two versions of the voice: rules and measured habits.
#[utoipa::path(get, path = "/voice/comparison", tag = "voice", operation_id = "compareVoices", params(Versions),
    responses((status = 200, body = VoiceComparison), Problems))]
pub async fn compare(
    Acting(actor): Acting,
    State(server): State<Server>,
    Parameters(Versions { from, to }): Parameters<Versions>,
) -> Answer<Json<VoiceComparison>> {
    Ok(Json(
        voice::compare(server.services(), &actor, from, to).await?,
    ))
}

/// A text to be scored.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ToScore {
    /// What it says.
    text: String,
    /// Number of the version; left out, the published one.
    version: Option<u32>,
}

/// Score a text against the voice: rules and habits, with the words that lose points. Nothing is
/// kept.
#[utoipa::path(post, path = "/voice/score", tag = "voice", operation_id = "scoreText",
    request_body = ToScore, responses((status = 200, body = ScoredText), Problems))]
pub async fn score(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(ToScore { text, version }): Body<ToScore>,
) -> Answer<Json<ScoredText>> {
    Ok(Json(
        voice::score_text(server.services(), &actor, &text, version).await?,
    ))
}

/// Score a post against the version of the voice that its campaign is written in.
#[utoipa::path(get, path = "/posts/{id}/voice", tag = "voice", operation_id = "scorePost", params(("id" = PostId, Path)),
    responses((status = 200, body = ScoredText), Problems))]
pub async fn of_post(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Json<ScoredText>> {
    Ok(Json(voice::of_post(server.services(), &actor, id).await?))
}

/// Read the golden set, as the published version and the draft judge it.
#[utoipa::path(get, path = "/voice/golden", tag = "voice", operation_id = "getGoldenSet",
    responses((status = 200, body = GoldenDesk), Problems))]
pub async fn golden(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Json<GoldenDesk>> {
    Ok(Json(voice::golden(server.services(), &actor).await?))
}

/// Put a text into the golden set, approved or rejected.
#[utoipa::path(post, path = "/voice/golden", tag = "voice", operation_id = "addGolden",
    request_body = NewGolden, responses((status = 200, body = GoldenView), Problems))]
pub async fn add_golden(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(new): Body<NewGolden>,
) -> Answer<Json<GoldenView>> {
    Ok(Json(
        voice::add_golden(server.services(), &actor, new).await?,
    ))
}

/// Put a post into the golden set, as it was decided about.
#[utoipa::path(post, path = "/posts/{id}/golden", tag = "voice", operation_id = "addPostToGoldenSet", params(("id" = PostId, Path)),
    responses((status = 200, body = GoldenView), Problems))]
pub async fn add_post(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Json<GoldenView>> {
    Ok(Json(voice::add_post(server.services(), &actor, id).await?))
}

/// Take a text out of the golden set.
#[utoipa::path(delete, path = "/golden/{id}", tag = "voice", operation_id = "removeGolden", params(("id" = GoldenId, Path)),
    responses((status = 204), Problems))]
pub async fn remove_golden(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<GoldenId>,
) -> Answer<StatusCode> {
    voice::remove_golden(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
