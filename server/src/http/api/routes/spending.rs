//! The ledger of model calls, budgets, and which models do what at which prices.

use std::{convert::Infallible, time::Duration};

use axum::{
    Json,
    extract::State,
    response::{
        IntoResponse as _, Response,
        sse::{self, KeepAlive, Sse},
    },
};
use domain::{
    ids::{BudgetId, CampaignId, PriceId},
    spending::{CallsQuery, Route, TaskKind},
    views::{ActivityView, BudgetView, CallsView, CampaignCost, Listing, ModelsView},
};
use futures::{Stream, stream};
use http::{StatusCode, header};
use secrecy::SecretString;
use usecases::{
    keys,
    spending::{self, BudgetRequest, PriceRequest},
};

use super::super::{
    Problems,
    acting::Acting,
    input::{Body, Id, Parameters},
};
use crate::http::{Answer, Refusal, Server};

/// How often the ledger is looked at for somebody who follows it.
const LOOK: Duration = Duration::from_secs(2);

/// The ledger: every call to a model, the latest first.
#[utoipa::path(get, path = "/calls", tag = "spending", operation_id = "listCalls", params(CallsQuery),
    responses((status = 200, body = CallsView), Problems))]
pub async fn calls(
    Acting(actor): Acting,
    State(server): State<Server>,
    Parameters(query): Parameters<CallsQuery>,
) -> Answer<Json<CallsView>> {
    let after = Some(query.after.as_str()).filter(|after| !after.is_empty());
    let calls = spending::calls(server.services(), &actor, &query.parse()?, after).await?;
    Ok(Json(calls))
}

/// What calls came to: together, by day, model, person, brand and task.
#[utoipa::path(get, path = "/calls/sums", tag = "spending", operation_id = "sumCalls", params(CallsQuery),
    responses((status = 200, body = ActivityView), Problems))]
pub async fn sums(
    Acting(actor): Acting,
    State(server): State<Server>,
    Parameters(query): Parameters<CallsQuery>,
) -> Answer<Json<ActivityView>> {
    Ok(Json(
        spending::activity(server.services(), &actor, &query.parse()?).await?,
    ))
}

/// Download the ledger as CSV, at most 50,000 lines.
#[utoipa::path(get, path = "/calls/export", tag = "spending", operation_id = "exportCalls", params(CallsQuery),
    responses((status = 200, body = String, content_type = "text/csv"), Problems))]
pub async fn export(
    Acting(actor): Acting,
    State(server): State<Server>,
    Parameters(query): Parameters<CallsQuery>,
) -> Answer<Response> {
    let file = spending::export(server.services(), &actor, &query.parse()?).await?;
    Ok((
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (
                header::CONTENT_DISPOSITION,
                "attachment; filename=\"handbill-calls.csv\"",
            ),
        ],
        file,
    )
        .into_response())
}

/// Follow the ledger.
///
/// Server-sent events: one whenever calls began or ended, without data; read the list again then.
#[utoipa::path(get, path = "/calls/events", tag = "spending", operation_id = "followCalls",
    responses((status = 200, body = String, content_type = "text/event-stream"), Problems))]
pub async fn follow(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Sse<impl Stream<Item = Result<sse::Event, Infallible>>>> {
    let seen = spending::pulse(server.services(), &actor)
        .await
        .map_err(Refusal::from)?;
    let stream = stream::unfold(seen, move |mut seen| {
        let (server, actor) = (server.clone(), actor.clone());
        async move {
            loop {
                tokio::select! {
                    () = server.stop().cancelled() => return None,
                    () = tokio::time::sleep(LOOK) => {}
                }
                match spending::pulse(server.services(), &actor).await {
                    Ok(now) if now != seen => {
                        seen = now;
                        return Some((Ok(sse::Event::default().data("")), seen));
                    }
                    Ok(_) => {}
                    Err(error) => tracing::warn!(%error, "the ledger could not be read"),
                }
            }
        }
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()))
}

/// What a campaign has cost, and each of its approved posts.
#[utoipa::path(get, path = "/campaigns/{id}/cost", tag = "spending", operation_id = "getCampaignCost", params(("id" = CampaignId, Path)),
    responses((status = 200, body = CampaignCost), Problems))]
pub async fn campaign(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<CampaignId>,
) -> Answer<Json<CampaignCost>> {
    Ok(Json(
        spending::campaign_cost(server.services(), &actor, id).await?,
    ))
}

/// List budgets as they stand, the widest first.
#[utoipa::path(get, path = "/budgets", tag = "spending", operation_id = "listBudgets",
    responses((status = 200, body = Listing<BudgetView>), Problems))]
pub async fn budgets(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Json<Listing<BudgetView>>> {
    let items = spending::budgets(server.services(), &actor).await?;
    Ok(Json(Listing { items, next: None }))
}

/// Set a budget. One for the same subject and period keeps what it has counted. Needs a signed-in
/// person.
#[utoipa::path(put, path = "/budgets", tag = "spending", operation_id = "setBudget",
    request_body = BudgetRequest, responses((status = 204), Problems))]
pub async fn set_budget(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(request): Body<BudgetRequest>,
) -> Answer<StatusCode> {
    spending::set_budget(server.services(), &actor, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a budget away. Needs a signed-in person.
#[utoipa::path(delete, path = "/budgets/{id}", tag = "spending", operation_id = "deleteBudget", params(("id" = BudgetId, Path)),
    responses((status = 204), Problems))]
pub async fn delete_budget(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<BudgetId>,
) -> Answer<StatusCode> {
    spending::delete_budget(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Models that are set up, routes and prices.
#[utoipa::path(get, path = "/models", tag = "spending", operation_id = "listModels",
    responses((status = 200, body = ModelsView), Problems))]
pub async fn models(
    Acting(actor): Acting,
    State(server): State<Server>,
) -> Answer<Json<ModelsView>> {
    Ok(Json(spending::models(server.services(), &actor).await?))
}

/// Where models may process what the brand is told.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
pub struct RegionRequest {
    /// A region such as `eu`; anywhere when empty.
    region: String,
}

/// Keep the brand's texts to models of one region, as the operator named it. Needs a signed-in
/// person.
#[utoipa::path(put, path = "/models/region", tag = "spending", operation_id = "setRegion",
    request_body = RegionRequest, responses((status = 204), Problems))]
pub async fn set_region(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(request): Body<RegionRequest>,
) -> Answer<StatusCode> {
    spending::set_region(server.services(), &actor, &request.region).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A key for a provider.
#[derive(serde::Deserialize, utoipa::ToSchema)]
pub struct KeyRequest {
    /// The key, as the provider's console gives it.
    #[schema(value_type = String)]
    key: SecretString,
}

/// Bring your organization's own key for a provider, in the place of the one before. It is kept
/// sealed and never given out again. Needs a signed-in person.
#[utoipa::path(put, path = "/provider-keys/{provider}", tag = "spending", operation_id = "setProviderKey", params(("provider" = String, Path)),
    request_body = KeyRequest, responses((status = 204), Problems))]
pub async fn set_key(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(provider): Id<String>,
    Body(request): Body<KeyRequest>,
) -> Answer<StatusCode> {
    keys::set(server.services(), &actor, &provider, request.key).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take your organization's own key for a provider out. Needs a signed-in person.
#[utoipa::path(delete, path = "/provider-keys/{provider}", tag = "spending", operation_id = "removeProviderKey", params(("provider" = String, Path)),
    responses((status = 204), Problems))]
pub async fn remove_key(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(provider): Id<String>,
) -> Answer<StatusCode> {
    keys::remove(server.services(), &actor, &provider).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Set which models may do a task, in their order; an empty list lets all that are set up. Needs a
/// signed-in person.
#[utoipa::path(put, path = "/routes/{task}", tag = "spending", operation_id = "setRoute", params(("task" = TaskKind, Path)),
    request_body = Route, responses((status = 204), Problems))]
pub async fn set_route(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(task): Id<TaskKind>,
    Body(route): Body<Route>,
) -> Answer<StatusCode> {
    spending::set_route(server.services(), &actor, task, route).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Add a price of your own, which goes before the ones that come with the program. Needs a
/// signed-in person.
#[utoipa::path(post, path = "/prices", tag = "spending", operation_id = "addPrice",
    request_body = PriceRequest, responses((status = 204), Problems))]
pub async fn add_price(
    Acting(actor): Acting,
    State(server): State<Server>,
    Body(request): Body<PriceRequest>,
) -> Answer<StatusCode> {
    spending::add_price(server.services(), &actor, request).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take out a price of your own. Needs a signed-in person.
#[utoipa::path(delete, path = "/prices/{id}", tag = "spending", operation_id = "deletePrice", params(("id" = PriceId, Path)),
    responses((status = 204), Problems))]
pub async fn delete_price(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PriceId>,
) -> Answer<StatusCode> {
    spending::delete_price(server.services(), &actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
