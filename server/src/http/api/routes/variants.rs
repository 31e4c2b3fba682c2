//! Variants of a post: asking for some, comparing them, using or dismissing one.

use axum::{Json, extract::State};
use domain::{
    ids::{PostId, StepId},
    post::VariantsRequest,
    views::{PostView, VariantsView},
};
use http::StatusCode;
use usecases::posts::{self, UseVariant};

use super::super::{
    Problems,
    acting::Acting,
    input::{Body, Id, IdWithin},
};
use crate::http::{Answer, Server};

/// Ask for variants of a post: one that is changed in one way, or 2 to 10 that differ on purpose.
///
/// They are written as steps of the campaign's run, whose events tell when each is done. They take
/// the place of variants that were asked for before. The post itself does not change.
#[utoipa::path(post, path = "/posts/{id}/variants", tag = "posts", operation_id = "askForVariants", params(("id" = PostId, Path)),
    request_body = VariantsRequest, responses((status = 202, body = VariantsView), Problems))]
pub async fn ask(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(request): Body<VariantsRequest>,
) -> Answer<(StatusCode, Json<VariantsView>)> {
    let view = posts::ask_variants(server.services(), &actor, id, request).await?;
    Ok((StatusCode::ACCEPTED, Json(view)))
}

/// Read a post's variants next to its current version, and the most that a further one would cost.
#[utoipa::path(get, path = "/posts/{id}/variants", tag = "posts", operation_id = "getVariants", params(("id" = PostId, Path)),
    responses((status = 200, body = VariantsView), Problems))]
pub async fn list(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Json<VariantsView>> {
    Ok(Json(
        posts::get_variants(server.services(), &actor, id).await?,
    ))
}

/// Make a variant the post's next version. It voids an approval as an edit does.
#[utoipa::path(post, path = "/posts/{id}/variants/{variant}/use", tag = "posts", operation_id = "useVariant",
    params(("id" = PostId, Path), ("variant" = StepId, Path)),
    request_body = UseVariant, responses((status = 200, body = PostView), Problems))]
pub async fn accept(
    Acting(actor): Acting,
    State(server): State<Server>,
    IdWithin(id, variant): IdWithin<PostId, StepId>,
    Body(chosen): Body<UseVariant>,
) -> Answer<Json<PostView>> {
    Ok(Json(
        posts::use_variant(server.services(), &actor, id, variant, chosen).await?,
    ))
}

/// Take a variant off the list. One that is not written yet is given up.
#[utoipa::path(delete, path = "/posts/{id}/variants/{variant}", tag = "posts", operation_id = "dismissVariant",
    params(("id" = PostId, Path), ("variant" = StepId, Path)), responses((status = 204), Problems))]
pub async fn dismiss(
    Acting(actor): Acting,
    State(server): State<Server>,
    IdWithin(id, variant): IdWithin<PostId, StepId>,
) -> Answer<StatusCode> {
    posts::dismiss_variant(server.services(), &actor, id, variant).await?;
    Ok(StatusCode::NO_CONTENT)
}
