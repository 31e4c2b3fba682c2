//! Steering a campaign's run.

use axum::{Json, extract::State};
use domain::{
    ids::{CampaignId, StepId},
    run::ForkPoint,
    spending::RunEstimate,
    views::{CampaignComparison, CampaignView},
};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use usecases::{
    campaigns::{self, ForkRequest},
    runs,
};
use utoipa::{IntoParams, ToSchema};

use super::{
    super::{
        Accepted, Problems,
        acting::Acting,
        input::{Body, Id, Parameters},
    },
    campaigns::{Created, created},
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

/// Do a campaign again from one of its steps, with another model or voice, as a campaign of its own.
///
/// What comes before is taken over with all that was asked and answered, and costs nothing.
#[utoipa::path(post, path = "/campaigns/{id}/forks", tag = "campaigns", operation_id = "forkCampaign", params(("id" = CampaignId, Path)),
    request_body = ForkRequest, responses((status = 202, body = campaigns::Submitted, headers(("Location" = String))), Problems))]
pub async fn fork(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<CampaignId>,
    Body(request): Body<ForkRequest>,
) -> Answer<Created> {
    Ok(created(
        campaigns::fork(server.services(), &actor, id, request).await?,
    ))
}

/// From where on a run is done again.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Since {
    /// The first thing that is done anew; `analyse` if not said.
    at: Option<ForkPoint>,
}

/// Estimate what doing a campaign again would cost, at today's prices and routes.
#[utoipa::path(get, path = "/campaigns/{id}/estimate", tag = "campaigns", operation_id = "estimateFork",
    params(("id" = CampaignId, Path), Since), responses((status = 200, body = RunEstimate), Problems))]
pub async fn estimate(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<CampaignId>,
    Parameters(since): Parameters<Since>,
) -> Answer<Json<RunEstimate>> {
    let at = since.at.unwrap_or(ForkPoint::Analyse);
    Ok(Json(
        usecases::spending::estimate_fork(server.services(), &actor, id, at, None).await?,
    ))
}

/// Which campaign to compare with.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct With {
    /// The other campaign.
    with: CampaignId,
}

/// Compare two campaigns, as a rule one and its fork: in figures, and slot by slot.
#[utoipa::path(get, path = "/campaigns/{id}/comparison", tag = "campaigns", operation_id = "compareCampaigns",
    params(("id" = CampaignId, Path), With), responses((status = 200, body = CampaignComparison), Problems))]
pub async fn compare(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<CampaignId>,
    Parameters(With { with }): Parameters<With>,
) -> Answer<Json<CampaignComparison>> {
    Ok(Json(
        campaigns::compare(server.services(), &actor, id, with).await?,
    ))
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
