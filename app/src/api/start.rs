//! The first campaign: three answers, or a sample to look at.

use domain::brief::Answers;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use super::briefs::SampleView;
use crate::error::AppResult;

/// What the questions begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// Whether there is no campaign yet.
    pub first: bool,
    /// The answers that most campaigns begin with.
    pub answers: Answers,
    /// Samples to start from.
    pub samples: Vec<SampleView>,
}

/// What the questions begin with.
#[server(name = GetStart, prefix = "/api/ui", endpoint = "start", input = GetUrl)]
pub async fn start() -> AppResult<Start> {
    use super::{
        briefs::samples,
        visit::{OrRefuse, acting},
    };
    let (visit, actor) = acting().await?;
    let campaigns = usecases::campaigns::list(&visit.services, &actor, None, 1)
        .await
        .or_refuse()?;
    let language = crate::text::locale();
    Ok(Start {
        first: campaigns.items.is_empty(),
        answers: Answers::starting(visit.services.now().day(), language.as_ref()),
        samples: samples(),
    })
}

/// Makes a brief of the answers; with `intent` = `start` it becomes a campaign at once, otherwise
/// it is opened.
#[server(name = BeginCampaign, prefix = "/api/ui", endpoint = "begin-campaign")]
pub async fn begin_campaign(
    #[server(default)] answers: Answers,
    #[server(default)] intent: String,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to};
    let (visit, actor) = acting().await?;
    let services = &visit.services;
    let typed = serde_json::to_string(&answers).unwrap_or_default();
    let typed = [("answers".to_owned(), typed)];
    let language = crate::text::locale();
    let begun = if intent == "open" {
        usecases::briefs::answer(services, &actor, &answers, language.as_ref())
            .await
            .map(|brief| format!("/briefs/{}", brief.id))
    } else {
        usecases::campaigns::answer(services, &actor, &answers, language.as_ref())
            .await
            .map(|campaign| format!("/campaigns/{}", campaign.id))
    };
    go_to(begun.or_refuse().map_err(|error| error.with_typed(typed))?);
    Ok(())
}

/// Starts the campaign of a sample, which is marked as one.
#[server(name = ExploreSample, prefix = "/api/ui", endpoint = "explore-sample")]
pub async fn explore_sample() -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to};
    use crate::text::text;
    let (visit, actor) = acting().await?;
    let mark = |title: String| text!(start.sample_mark, title = title);
    let campaign = usecases::campaigns::explore(&visit.services, &actor, mark)
        .await
        .or_refuse()?;
    go_to(format!("/campaigns/{}", campaign.id));
    Ok(())
}
