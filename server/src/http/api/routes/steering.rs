//! Steering a campaign's run.

use axum::{Json, extract::State};
use domain::{
    ids::{CampaignId, StepId},
    views::CampaignView,
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use usecases::{campaigns, runs};
use utoipa::ToSchema;

use super::super::{
    Accepted, Problems,
    acting::Acting,
    input::{Body, Id},
};
use crate::http::{Answer, Server};

/// Which concept to follow.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ConceptChoice {
    /// Index in the strategy's concepts, from 0.
    concept: usize,
}

/// Stop a campaign's run. What is written so far stays.
#[utoipa::path(post, path = "/campaigns/{id}/cancel", tag = "campaigns", operation_id = "cancelRun", params(("id" = CampaignId, Path)),
    responses((status = 200, body = CampaignView), Problems))]
pub async fn cancel(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<CampaignId>,
) -> Answer<Json<CampaignView>> {
    runs::cancel(server.services(), &actor, id).await?;
    Ok(Json(campaigns::get(server.services(), &actor, id).await?))
}

/// Go on from another concept: its posts are planned and drafted anew.
#[utoipa::path(post, path = "/campaigns/{id}/concept", tag = "campaigns", operation_id = "chooseConcept", params(("id" = CampaignId, Path)),
    request_body = ConceptChoice, responses((status = 202, body = CampaignView), Problems))]
pub async fn choose_concept(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<CampaignId>,
    Body(choice): Body<ConceptChoice>,
) -> Answer<(StatusCode, Json<CampaignView>)> {
    runs::choose_concept(server.services(), &actor, id, choice.concept).await?;
    Ok((
        StatusCode::ACCEPTED,
        Json(campaigns::get(server.services(), &actor, id).await?),
    ))
}

/// Put a failed or cancelled step back into the queue.
#[utoipa::path(post, path = "/steps/{id}/retry", tag = "campaigns", operation_id = "retryStep", params(("id" = StepId, Path)),
    responses((status = 202, body = Accepted), Problems))]
pub async fn retry_step(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<StepId>,
) -> Answer<Accepted> {
    runs::retry_step(server.services(), &actor, id).await?;
    Ok(Accepted { step: id })
}

/// Give up a step that no other waits for: writing anew, describing a picture or making one.
#[utoipa::path(post, path = "/steps/{id}/cancel", tag = "campaigns", operation_id = "cancelStep", params(("id" = StepId, Path)),
    responses((status = 204), Problems))]
pub async fn cancel_step(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<StepId>,
) -> Answer<StatusCode> {
    runs::cancel_step(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
