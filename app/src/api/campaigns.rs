//! Campaigns and their runs.

use domain::views::{CampaignSummary, CampaignView, Listing, PostView};
use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::error::AppResult;

/// A page of the organization's campaigns, last changed first.
#[server(name = ListCampaigns, prefix = "/api/ui", endpoint = "campaigns", input = GetUrl)]
pub async fn campaigns(after: Option<String>) -> AppResult<Listing<CampaignSummary>> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::campaigns::list(&visit.services, &actor, after.as_deref(), 50)
        .await
        .or_refuse()
}

/// A campaign with its run and posts.
#[server(name = GetCampaign, prefix = "/api/ui", endpoint = "campaign", input = GetUrl)]
pub async fn campaign(id: String) -> AppResult<CampaignView> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::campaigns::get(&visit.services, &actor, parse_id(&id, "campaign")?)
        .await
        .or_refuse()
}

/// A campaign with every post whole, for paper.
#[server(name = GetPrint, prefix = "/api/ui", endpoint = "print", input = GetUrl)]
pub async fn print(id: String) -> AppResult<(CampaignView, Vec<PostView>)> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::campaigns::print(&visit.services, &actor, parse_id(&id, "campaign")?)
        .await
        .or_refuse()
}

/// Stops a run.
#[server(name = CancelRun, prefix = "/api/ui", endpoint = "cancel-run")]
pub async fn cancel_run(campaign: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::runs::cancel(&visit.services, &actor, parse_id(&campaign, "campaign")?)
        .await
        .or_refuse()
}

/// Puts a failed step back into the queue.
#[server(name = RetryStep, prefix = "/api/ui", endpoint = "retry-step")]
pub async fn retry_step(step: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::runs::retry_step(&visit.services, &actor, parse_id(&step, "step")?)
        .await
        .or_refuse()
}

/// Gives up a step that no other waits for.
#[server(name = CancelStep, prefix = "/api/ui", endpoint = "cancel-step")]
pub async fn cancel_step(step: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::runs::cancel_step(&visit.services, &actor, parse_id(&step, "step")?)
        .await
        .or_refuse()
}

/// Goes on from another concept.
#[server(name = ChooseConcept, prefix = "/api/ui", endpoint = "choose-concept")]
pub async fn choose_concept(campaign: String, concept: usize) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::runs::choose_concept(
        &visit.services,
        &actor,
        parse_id(&campaign, "campaign")?,
        concept,
    )
    .await
    .or_refuse()
}
