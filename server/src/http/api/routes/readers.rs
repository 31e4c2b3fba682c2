//! Readers that an organization adds, and having posts read.

use axum::{Json, extract::State};
use domain::{
    ids::{PostId, ReaderId, StepId},
    reader::Reader,
    views::{Listing, PostView, ReaderSummary, ReaderView, ReadingView},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use usecases::{
    PublishDraft,
    readers::{self, DraftReader, UseSuggestions},
};
use utoipa::ToSchema;

use super::super::{
    Problems,
    acting::Acting,
    input::{Body, Id},
};
use crate::http::{Answer, Server};

/// List the readers.
#[utoipa::path(get, path = "/readers", tag = "roles", operation_id = "listReaders",
    responses((status = 200, body = Listing<ReaderSummary>), Problems))]
pub async fn list(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Json<Listing<ReaderSummary>>> {
    Ok(Json(Listing {
        items: readers::list(server.services(), &actor).await?,
        next: None,
    }))
}

/// Add a reader as a draft. It reads nothing by itself before it is published.
#[utoipa::path(post, path = "/readers", tag = "roles", operation_id = "createReader",
    request_body = Reader, responses((status = 201, body = ReaderView), Problems))]
pub async fn create(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(reader): Body<Reader>,
) -> Answer<(StatusCode, Json<ReaderView>)> {
    let added = readers::create(server.services(), &actor, &reader).await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// Read a reader with every version it had.
#[utoipa::path(get, path = "/readers/{id}", tag = "roles", operation_id = "getReader", params(("id" = ReaderId, Path)),
    responses((status = 200, body = ReaderView), Problems))]
pub async fn get(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ReaderId>,
) -> Answer<Json<ReaderView>> {
    Ok(Json(readers::get(server.services(), &actor, id).await?))
}

/// Write a reader's draft.
#[utoipa::path(put, path = "/readers/{id}/draft", tag = "roles", operation_id = "saveReader", params(("id" = ReaderId, Path)),
    request_body = DraftReader, responses((status = 200, body = ReaderView), Problems))]
pub async fn save_draft(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ReaderId>,
    Body(draft): Body<DraftReader>,
) -> Answer<Json<ReaderView>> {
    Ok(Json(
        readers::save_draft(server.services(), &actor, id, &draft).await?,
    ))
}

/// Give a reader's draft up; a reader that was never published is gone then.
#[utoipa::path(delete, path = "/readers/{id}/draft", tag = "roles", operation_id = "discardReader", params(("id" = ReaderId, Path)),
    responses((status = 204), Problems))]
pub async fn discard_draft(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ReaderId>,
) -> Answer<StatusCode> {
    readers::discard_draft(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Publish a reader's draft: from then on it reads every post that is written for its channels.
#[utoipa::path(post, path = "/readers/{id}/publish", tag = "roles", operation_id = "publishReader", params(("id" = ReaderId, Path)),
    request_body = PublishDraft, responses((status = 200, body = ReaderView), Problems))]
pub async fn publish(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ReaderId>,
    Body(request): Body<PublishDraft>,
) -> Answer<Json<ReaderView>> {
    Ok(Json(
        readers::publish(server.services(), &actor, id, request).await?,
    ))
}

/// Have a reader read nothing any more.
#[utoipa::path(post, path = "/readers/{id}/retire", tag = "roles", operation_id = "retireReader", params(("id" = ReaderId, Path)),
    responses((status = 200, body = ReaderView), Problems))]
pub async fn retire(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<ReaderId>,
) -> Answer<Json<ReaderView>> {
    Ok(Json(readers::retire(server.services(), &actor, id).await?))
}

/// What each reader last found in a post.
#[utoipa::path(get, path = "/posts/{id}/readings", tag = "posts", operation_id = "listReadings", params(("id" = PostId, Path)),
    responses((status = 200, body = Listing<ReadingView>), Problems))]
pub async fn readings(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Json<Listing<ReadingView>>> {
    Ok(Json(Listing {
        items: readers::readings(server.services(), &actor, id).await?,
        next: None,
    }))
}

/// Who is to read a post.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Asked {
    /// The reader, in its draft if it has one; all that are at work if left out.
    reader: Option<ReaderId>,
}

/// Steps that read a post.
#[derive(Debug, Serialize, ToSchema)]
pub struct Queued {
    /// One a reader.
    steps: Vec<StepId>,
}

/// Have a post read as it stands.
#[utoipa::path(post, path = "/posts/{id}/readings", tag = "posts", operation_id = "haveRead", params(("id" = PostId, Path)),
    request_body = Asked, responses((status = 202, body = Queued), Problems))]
pub async fn have_read(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(Asked { reader }): Body<Asked>,
) -> Answer<(StatusCode, Json<Queued>)> {
    let steps = readers::have_read(server.services(), &actor, id, reader).await?;
    Ok((StatusCode::ACCEPTED, Json(Queued { steps })))
}

/// Write what a reader suggests into a post, as an edit.
#[utoipa::path(post, path = "/posts/{id}/suggestions", tag = "posts", operation_id = "useSuggestions", params(("id" = PostId, Path)),
    request_body = UseSuggestions, responses((status = 200, body = PostView), Problems))]
pub async fn use_suggestions(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(wanted): Body<UseSuggestions>,
) -> Answer<Json<PostView>> {
    let post = readers::use_suggestions(server.services(), &actor, id, &wanted).await?;
    Ok(Json(post))
}
