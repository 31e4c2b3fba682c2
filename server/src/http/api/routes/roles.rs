//! Campaign agents and how they are worded.

use axum::{Json, extract::State};
use domain::{
    spending::TaskKind,
    views::{Listing, RoleSummary, RoleView},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use usecases::{
    PublishDraft,
    roles::{self, DraftWording},
};
use utoipa::ToSchema;

use super::super::{
    Problems,
    acting::Acting,
    input::{Body, Id},
};
use crate::http::{Answer, Server};

/// List the roles and which wording each is told.
#[utoipa::path(get, path = "/roles", tag = "roles", operation_id = "listRoles",
    responses((status = 200, body = Listing<RoleSummary>), Problems))]
pub async fn list(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Json<Listing<RoleSummary>>> {
    Ok(Json(Listing {
        items: roles::list(server.services(), &actor).await?,
        next: None,
    }))
}

/// Read a role with every wording it had.
#[utoipa::path(get, path = "/roles/{task}", tag = "roles", operation_id = "getRole", params(("task" = TaskKind, Path)),
    responses((status = 200, body = RoleView), Problems))]
pub async fn get(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(task): Id<TaskKind>,
) -> Answer<Json<RoleView>> {
    Ok(Json(roles::get(server.services(), &actor, task).await?))
}

/// Write a role's draft. Nothing is told it before it is published; a campaign can be forked with it.
#[utoipa::path(put, path = "/roles/{task}/draft", tag = "roles", operation_id = "saveWording", params(("task" = TaskKind, Path)),
    request_body = DraftWording, responses((status = 200, body = RoleView), Problems))]
pub async fn save_draft(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(task): Id<TaskKind>,
    Body(draft): Body<DraftWording>,
) -> Answer<Json<RoleView>> {
    Ok(Json(
        roles::save_draft(server.services(), &actor, task, &draft).await?,
    ))
}

/// Give a role's draft up.
#[utoipa::path(delete, path = "/roles/{task}/draft", tag = "roles", operation_id = "discardWording", params(("task" = TaskKind, Path)),
    responses((status = 204), Problems))]
pub async fn discard_draft(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(task): Id<TaskKind>,
) -> Answer<StatusCode> {
    roles::discard_draft(server.services(), &actor, task).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which version.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Restored {
    /// Its number; 0 is what Handbill ships.
    number: u32,
}

/// Make an earlier version the draft.
#[utoipa::path(post, path = "/roles/{task}/restore", tag = "roles", operation_id = "restoreWording", params(("task" = TaskKind, Path)),
    request_body = Restored, responses((status = 200, body = RoleView), Problems))]
pub async fn restore(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(task): Id<TaskKind>,
    Body(Restored { number }): Body<Restored>,
) -> Answer<Json<RoleView>> {
    Ok(Json(
        roles::restore(server.services(), &actor, task, number).await?,
    ))
}

/// Publish a role's draft: from then on the role is told it.
#[utoipa::path(post, path = "/roles/{task}/publish", tag = "roles", operation_id = "publishWording", params(("task" = TaskKind, Path)),
    request_body = PublishDraft, responses((status = 200, body = RoleView), Problems))]
pub async fn publish(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(task): Id<TaskKind>,
    Body(request): Body<PublishDraft>,
) -> Answer<Json<RoleView>> {
    Ok(Json(
        roles::publish(server.services(), &actor, task, request).await?,
    ))
}
