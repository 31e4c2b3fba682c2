//! Work that failed for good and waits for a person.

use axum::{Json, extract::State};
use domain::{
    ids::JobId,
    views::{FailedJob, Listing},
};
use http::StatusCode;
use usecases::failed_jobs;

use super::super::{Problems, acting::Acting, input::Id};
use crate::http::{Answer, Server};

/// List failed work, last first; at most 100. Needs a signed-in person.
#[utoipa::path(get, path = "/jobs/failed", tag = "account", operation_id = "listFailedJobs",
    responses((status = 200, body = Listing<FailedJob>), Problems))]
pub async fn list(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Json<Listing<FailedJob>>> {
    let items = failed_jobs::list(server.services(), &actor).await?;
    Ok(Json(Listing { items, next: None }))
}

/// Put failed work back into the queue. Needs a signed-in person.
#[utoipa::path(post, path = "/jobs/{id}/retry", tag = "account", operation_id = "retryJob", params(("id" = JobId, Path)),
    responses((status = 202), Problems))]
pub async fn retry(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<JobId>,
) -> Answer<StatusCode> {
    failed_jobs::retry(server.services(), &actor, id).await?;
    Ok(StatusCode::ACCEPTED)
}
