//! Pictures that image models make for posts.

use axum::{Json, extract::State};
use domain::{
    ids::{AssetId, PostId, StepId},
    post::ContentHash,
    views::{ImagesView, PostView},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use usecases::images::{self, MakeRequest};
use utoipa::ToSchema;

use super::super::{
    Accepted, Problems,
    acting::Acting,
    input::{Body, Id},
};
use crate::http::{Answer, Server};

/// Pictures that are made for a post: what the next one is to show, who would make it at which
/// price, what is being made and what was made.
#[utoipa::path(get, path = "/posts/{id}/pictures", tag = "pictures", operation_id = "listMadePictures", params(("id" = PostId, Path)),
    responses((status = 200, body = ImagesView), Problems))]
pub async fn list(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Json<ImagesView>> {
    Ok(Json(images::studio(server.services(), &actor, id).await?))
}

/// The steps that make pictures, one each.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct AcceptedPictures {
    /// The steps; the campaign's events tell when each is done.
    steps: Vec<StepId>,
}

/// Have 1 to 4 pictures made by an image model. Each costs at most what the list says.
#[utoipa::path(post, path = "/posts/{id}/pictures", tag = "pictures", operation_id = "makePictures", params(("id" = PostId, Path)),
    request_body = MakeRequest, responses((status = 202, body = AcceptedPictures), Problems))]
pub async fn make(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(request): Body<MakeRequest>,
) -> Answer<(StatusCode, Json<AcceptedPictures>)> {
    let steps = images::make(server.services(), &actor, id, request).await?;
    Ok((StatusCode::ACCEPTED, Json(AcceptedPictures { steps })))
}

/// Have the art director say what the post's picture is to show. The list has it when it is
/// written.
#[utoipa::path(post, path = "/posts/{id}/pictures/brief", tag = "pictures", operation_id = "briefPicture", params(("id" = PostId, Path)),
    responses((status = 202, body = Accepted), Problems))]
pub async fn brief(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Accepted> {
    let step = images::brief(server.services(), &actor, id).await?;
    Ok(Accepted { step })
}

/// Which version a choice was made for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct BasedOn {
    /// Hash of the version that was looked at.
    based_on: ContentHash,
}

/// Put a made picture into its post. It is part of the content: a change after approval voids it.
#[utoipa::path(post, path = "/pictures/{id}/choose", tag = "pictures", operation_id = "chooseMadePicture", params(("id" = AssetId, Path)),
    request_body = BasedOn, responses((status = 200, body = PostView), Problems))]
pub async fn choose(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<AssetId>,
    Body(seen): Body<BasedOn>,
) -> Answer<Json<PostView>> {
    let post = images::choose(server.services(), &actor, id, &seen.based_on).await?;
    Ok(Json(post))
}

/// Delete a made picture that no version of a post shows.
#[utoipa::path(delete, path = "/pictures/{id}", tag = "pictures", operation_id = "deleteMadePicture", params(("id" = AssetId, Path)),
    responses((status = 204), Problems))]
pub async fn delete(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<AssetId>,
) -> Answer<StatusCode> {
    images::delete(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
