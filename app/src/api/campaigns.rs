//! Campaigns and their runs.

use domain::{
    ids::CampaignId,
    run::ForkPoint,
    spending::RunEstimate,
    views::{
        CampaignComparison, CampaignSummary, CampaignView, Listing, ModelView, OfferedWording,
        PostView, VoiceSummary,
    },
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

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

/// What a campaign can be forked with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForkDesk {
    /// The campaign.
    pub id: CampaignId,
    /// Its title.
    pub title: String,
    /// The version of the voice it is written in.
    pub voice: Option<u32>,
    /// The versions that are published, newest first.
    pub voices: Vec<VoiceSummary>,
    /// The models that are set up.
    pub models: Vec<ModelView>,
    /// The wordings that one of its roles can have.
    pub wordings: Vec<OfferedWording>,
    /// What each beginning would cost as the routes are.
    pub estimates: Vec<(ForkPoint, RunEstimate)>,
}

/// What a campaign can be forked with, and what that would cost.
#[server(name = GetForkDesk, prefix = "/api/ui", endpoint = "fork-desk", input = GetUrl)]
pub async fn fork_desk(id: String) -> AppResult<ForkDesk> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let services = &visit.services;
    let campaign = usecases::campaigns::get(services, &actor, parse_id(&id, "campaign")?)
        .await
        .or_refuse()?;
    let mut estimates = Vec::new();
    for at in ForkPoint::ALL {
        let estimate = usecases::spending::estimate_fork(services, &actor, campaign.id, *at, None);
        estimates.push((*at, estimate.await.or_refuse()?));
    }
    let versions = usecases::voice::versions(services, &actor)
        .await
        .or_refuse()?;
    Ok(ForkDesk {
        id: campaign.id,
        title: campaign.brief.title,
        voice: campaign.voice,
        voices: versions
            .into_iter()
            .filter(|version| version.published)
            .collect(),
        models: usecases::spending::models(services, &actor)
            .await
            .or_refuse()?
            .models,
        wordings: usecases::roles::offered(services, &actor)
            .await
            .or_refuse()?,
        estimates,
    })
}

/// What a fork does otherwise, as typed; what is empty stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ForkFields {
    /// What it is called.
    pub title: String,
    /// The provider that is asked.
    pub provider: String,
    /// Its model.
    pub model: String,
    /// Number of a version of the voice, 0 for none.
    pub voice: String,
    /// Whose wording, and which version of it.
    pub wording: String,
    /// Code of the language.
    pub language: String,
}

/// Does a campaign again from one of its steps.
#[server(name = ForkCampaign, prefix = "/api/ui", endpoint = "fork-campaign")]
pub async fn fork_campaign(
    campaign: String,
    at: ForkPoint,
    #[server(default)] fields: ForkFields,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    use domain::spending::Choice;
    let (visit, actor) = acting().await?;
    let ForkFields {
        title,
        provider,
        model,
        voice,
        wording,
        language,
    } = fields;
    let typed = [
        ("at", at.kind().slug()),
        ("title", &title),
        ("provider", &provider),
        ("model", &model),
        ("voice", &voice),
        ("wording", &wording),
        ("language", &language),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let model = Some(model.trim()).filter(|model| !model.is_empty());
    let request = usecases::campaigns::ForkRequest {
        at,
        model: (!provider.is_empty()).then(|| Choice::of(&provider, model)),
        voice: voice.parse().ok(),
        wording: wording.parse().ok(),
        title: Some(title),
        language: Some(language).filter(|language| !language.is_empty()),
    };
    let id = parse_id(&campaign, "campaign")?;
    let forked = usecases::campaigns::fork(&visit.services, &actor, id, request)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    go_to(format!("/campaigns/{}", forked.id));
    Ok(())
}

/// Two campaigns next to each other.
#[server(name = CompareCampaigns, prefix = "/api/ui", endpoint = "campaign-comparison", input = GetUrl)]
pub async fn campaign_comparison(left: String, right: String) -> AppResult<CampaignComparison> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let (left, right) = (parse_id(&left, "campaign")?, parse_id(&right, "campaign")?);
    usecases::campaigns::compare(&visit.services, &actor, left, right)
        .await
        .or_refuse()
}
