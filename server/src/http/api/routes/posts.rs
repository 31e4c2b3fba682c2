//! Posts: reading, editing, deciding, writing anew.

use axum::{Json, extract::State};
use domain::{
    ids::{PostId, VersionId},
    post::{ContentField, DecisionCommand},
    time::Day,
    views::{AlikeView, ComparisonView, Listing, PostView, VersionSummary, VersionView},
};
use serde::{Deserialize, Serialize};
use usecases::posts::{self, Edit, RegenerateRequest, Restore};
use utoipa::{IntoParams, ToSchema};

use super::super::{
    Accepted, Problems,
    acting::Acting,
    input::{Body, Id, Parameters},
};
use crate::http::{Answer, Server};

/// Fields that writing anew leaves as they are.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Locks {
    /// The locked fields; those not named are unlocked.
    locked: Vec<ContentField>,
}

/// Read a post with its current version, history, decisions and findings.
#[utoipa::path(get, path = "/posts/{id}", tag = "posts", operation_id = "getPost", params(("id" = PostId, Path)),
    responses((status = 200, body = PostView), Problems))]
pub async fn get(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Json<PostView>> {
    Ok(Json(posts::get(server.services(), &actor, id).await?))
}

/// List a post's versions, newest first.
#[utoipa::path(get, path = "/posts/{id}/versions", tag = "posts", operation_id = "listVersions", params(("id" = PostId, Path)),
    responses((status = 200, body = Listing<VersionSummary>), Problems))]
pub async fn versions(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Json<Listing<VersionSummary>>> {
    let items = posts::get(server.services(), &actor, id).await?.versions;
    Ok(Json(Listing { items, next: None }))
}

/// Read one version with its content.
#[utoipa::path(get, path = "/versions/{id}", tag = "posts", operation_id = "getVersion", params(("id" = VersionId, Path)),
    responses((status = 200, body = VersionView), Problems))]
pub async fn version(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<VersionId>,
) -> Answer<Json<VersionView>> {
    Ok(Json(
        posts::get_version(server.services(), &actor, id).await?,
    ))
}

/// Save an edit as a new version. An edit after approval voids it.
#[utoipa::path(put, path = "/posts/{id}", tag = "posts", operation_id = "editPost", params(("id" = PostId, Path)),
    request_body = Edit, responses((status = 200, body = PostView), Problems))]
pub async fn edit(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(edit): Body<Edit>,
) -> Answer<Json<PostView>> {
    Ok(Json(
        posts::edit(server.services(), &actor, id, edit).await?,
    ))
}

/// List the posts that are nearest to one in meaning, as far as they were compared. No model is asked.
#[utoipa::path(get, path = "/posts/{id}/alike", tag = "posts", operation_id = "listAlike", params(("id" = PostId, Path)),
    responses((status = 200, body = AlikeView), Problems))]
pub async fn alike(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Json<AlikeView>> {
    Ok(Json(posts::alike(server.services(), &actor, id).await?))
}

/// Compare a post in meaning with those that it was not compared with yet, up to 100 at once.
///
/// An embedding model makes vectors of the texts, which costs what the reading of the list says at
/// the most.
#[utoipa::path(post, path = "/posts/{id}/alike", tag = "posts", operation_id = "compareMeaning", params(("id" = PostId, Path)),
    responses((status = 200, body = AlikeView), Problems))]
pub async fn compare_meaning(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
) -> Answer<Json<AlikeView>> {
    posts::compare_meaning(server.services(), &actor, id).await?;
    Ok(Json(posts::alike(server.services(), &actor, id).await?))
}

/// Set the fields that writing anew leaves as they are.
#[utoipa::path(put, path = "/posts/{id}/locks", tag = "posts", operation_id = "setLocks", params(("id" = PostId, Path)),
    request_body = Locks, responses((status = 200, body = PostView), Problems))]
pub async fn set_locks(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(locks): Body<Locks>,
) -> Answer<Json<PostView>> {
    Ok(Json(
        posts::set_locks(server.services(), &actor, id, locks.locked).await?,
    ))
}

/// Approve a version or request changes. The hash names the version that was read.
#[utoipa::path(post, path = "/posts/{id}/decisions", tag = "posts", operation_id = "decide", params(("id" = PostId, Path)),
    request_body = DecisionCommand, responses((status = 200, body = PostView), Problems))]
pub async fn decide(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(command): Body<DecisionCommand>,
) -> Answer<Json<PostView>> {
    Ok(Json(
        posts::decide(server.services(), &actor, id, command).await?,
    ))
}

/// Write a post anew, whole or some fields of it.
#[utoipa::path(post, path = "/posts/{id}/regenerate", tag = "posts", operation_id = "regeneratePost", params(("id" = PostId, Path)),
    request_body = RegenerateRequest, responses((status = 202, body = Accepted), Problems))]
pub async fn regenerate(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(request): Body<RegenerateRequest>,
) -> Answer<Accepted> {
    let step = posts::regenerate(server.services(), &actor, id, request).await?;
    Ok(Accepted { step })
}

/// The day a post is planned for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Schedule {
    /// The day, such as `2026-11-30`.
    publish_on: Day,
}

/// Plan a post for another day. An approval stays: the day is not part of what was approved.
#[utoipa::path(put, path = "/posts/{id}/schedule", tag = "posts", operation_id = "reschedulePost", params(("id" = PostId, Path)),
    request_body = Schedule, responses((status = 200, body = PostView), Problems))]
pub async fn reschedule(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(schedule): Body<Schedule>,
) -> Answer<Json<PostView>> {
    Ok(Json(
        posts::reschedule(server.services(), &actor, id, schedule.publish_on).await?,
    ))
}

/// Bring an older version back as a new one. It voids an approval as an edit does.
#[utoipa::path(post, path = "/posts/{id}/restore", tag = "posts", operation_id = "restoreVersion", params(("id" = PostId, Path)),
    request_body = Restore, responses((status = 200, body = PostView), Problems))]
pub async fn restore(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(restore): Body<Restore>,
) -> Answer<Json<PostView>> {
    Ok(Json(
        posts::restore(server.services(), &actor, id, restore).await?,
    ))
}

/// Two versions of a post by their numbers.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TwoVersions {
    /// The version compared with.
    from: u32,
    /// The version compared; the same number shows who wrote which words.
    to: u32,
}

/// Compare two versions of a post word by word, with the version each word was written in.
#[utoipa::path(get, path = "/posts/{id}/comparison", tag = "posts", operation_id = "compareVersions",
    params(("id" = PostId, Path), TwoVersions), responses((status = 200, body = ComparisonView), Problems))]
pub async fn compare(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Parameters(TwoVersions { from, to }): Parameters<TwoVersions>,
) -> Answer<Json<ComparisonView>> {
    Ok(Json(
        posts::compare(server.services(), &actor, id, from, to).await?,
    ))
}
