//! Films that video models make for posts.

use axum::{Json, extract::State, response::Response};
use domain::{
    ids::{AssetId, PostId},
    views::VideosView,
};
use http::{HeaderMap, StatusCode};
use usecases::videos::{self, MakeVideo};

use super::super::{
    Accepted, Problems,
    acting::Acting,
    input::{Body, Id},
};
use crate::http::{Answer, Server, films};

/// Films that are made for a post: what the next one is to show and say, who would make it in which
/// lengths at which price, what is being made and what was made.
#[utoipa::path(get, path = "/posts/{id}/videos", tag = "films", operation_id = "listMadeVideos", params(("id" = PostId, Path)),
    responses((status = 200, body = VideosView), Problems))]
pub async fn list(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Json<VideosView>> {
    Ok(Json(videos::studio(server.services(), &actor, id).await?))
}

/// Have a film made by a video model, which takes minutes. It costs at most what the list says.
#[utoipa::path(post, path = "/posts/{id}/videos", tag = "films", operation_id = "makeVideo", params(("id" = PostId, Path)),
    request_body = MakeVideo, responses((status = 202, body = Accepted), Problems))]
pub async fn make(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(request): Body<MakeVideo>,
) -> Answer<Accepted> {
    let step = videos::make(server.services(), &actor, id, request).await?;
    Ok(Accepted { step })
}

/// Have the art director write a storyboard for the post's film. The list has it when it is
/// written.
#[utoipa::path(post, path = "/posts/{id}/videos/brief", tag = "films", operation_id = "briefVideo", params(("id" = PostId, Path)),
    responses((status = 202, body = Accepted), Problems))]
pub async fn brief(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Accepted> {
    let step = videos::brief(server.services(), &actor, id).await?;
    Ok(Accepted { step })
}

/// A made film's file, whole or the part that a `Range` header names.
#[utoipa::path(get, path = "/videos/{id}/file", tag = "films", operation_id = "getVideoFile", params(("id" = AssetId, Path)),
    responses((status = 200, description = "The film", content_type = "video/mp4", body = Vec<u8>),
              (status = 206, description = "A part of it", content_type = "video/mp4", body = Vec<u8>), Problems))]
pub async fn file(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<AssetId>,
    headers: HeaderMap,
) -> Answer<Response> {
    films::sent(&server, &actor, id, &headers).await
}

/// A made film's captions as a `WebVTT` file.
#[utoipa::path(get, path = "/videos/{id}/captions", tag = "films", operation_id = "getVideoCaptions", params(("id" = AssetId, Path)),
    responses((status = 200, description = "The captions", content_type = "text/vtt", body = String), Problems))]
pub async fn captions(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<AssetId>,
) -> Answer<Response> {
    let file = videos::captions(server.services(), &actor, id).await?;
    Ok(films::vtt(file))
}

/// Delete a made film with its file.
#[utoipa::path(delete, path = "/videos/{id}", tag = "films", operation_id = "deleteMadeVideo", params(("id" = AssetId, Path)),
    responses((status = 204), Problems))]
pub async fn delete(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<AssetId>,
) -> Answer<StatusCode> {
    videos::delete(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
