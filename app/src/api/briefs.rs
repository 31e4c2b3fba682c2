//! Briefs before they become campaigns.

use domain::{
    brief::BriefDraft,
    spending::RunEstimate,
    views::{BriefSummary, BriefView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// A sample brief to start from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleView {
    /// Short name.
    pub slug: String,
    /// The trade it comes from.
    pub trade: String,
    /// The brief's title.
    pub title: String,
}

/// What one can begin or go on with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beginnings {
    /// Briefs that were not submitted yet.
    pub open: Vec<BriefSummary>,
    /// Samples to start from.
    pub samples: Vec<SampleView>,
}

/// Open briefs and samples.
#[server(name = GetBeginnings, prefix = "/api/ui", endpoint = "beginnings", input = GetUrl)]
pub async fn beginnings() -> AppResult<Beginnings> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let open = usecases::briefs::list_open(&visit.services, &actor)
        .await
        .or_refuse()?;
    Ok(Beginnings {
        open,
        samples: samples(),
    })
}

/// The samples to start from.
pub(super) fn samples() -> Vec<SampleView> {
    let samples = domain::brief::SAMPLES.iter();
    samples
        .map(|sample| SampleView {
            slug: sample.slug.into(),
            trade: sample.trade.into(),
            title: sample.title.into(),
        })
        .collect()
}

/// A brief with what is still missing.
#[server(name = GetBrief, prefix = "/api/ui", endpoint = "brief", input = GetUrl)]
pub async fn brief(id: String) -> AppResult<BriefView> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::briefs::get(&visit.services, &actor, parse_id(&id, "brief")?)
        .await
        .or_refuse()
}

/// What the run of a brief will cost; `None` while the brief does not say enough.
#[server(name = EstimateBrief, prefix = "/api/ui", endpoint = "brief-estimate", input = GetUrl)]
pub async fn brief_estimate(id: String) -> AppResult<Option<RunEstimate>> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::spending::estimate_brief(&visit.services, &actor, parse_id(&id, "brief")?)
        .await
        .or_refuse()
}

/// Begins a brief, empty or from a sample.
#[server(name = StartBrief, prefix = "/api/ui", endpoint = "start-brief")]
pub async fn start_brief(#[server(default)] sample: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to};
    let (visit, actor) = acting().await?;
    let brief = usecases::briefs::start(&visit.services, &actor, Some(&sample))
        .await
        .or_refuse()?;
    go_to(format!("/briefs/{}", brief.id));
    Ok(())
}

/// Begins a brief with the fields of another.
#[server(name = DuplicateBrief, prefix = "/api/ui", endpoint = "duplicate-brief")]
pub async fn duplicate_brief(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    let (visit, actor) = acting().await?;
    let brief = usecases::briefs::duplicate(&visit.services, &actor, parse_id(&id, "brief")?)
        .await
        .or_refuse()?;
    go_to(format!("/briefs/{}", brief.id));
    Ok(())
}

/// Saves what was typed and what was pasted; with `intent` = `submit` the brief then becomes a campaign if it is
/// complete. What is missing is told on the brief's page. With `take:FIELD` the field gets what the
/// last text says of it, with `put_away` that is hidden.
#[server(name = SaveBrief, prefix = "/api/ui", endpoint = "save-brief")]
pub async fn save_brief(
    id: String,
    #[server(default)] draft: BriefDraft,
    #[server(default)] source: String,
    #[server(default)] intent: String,
) -> AppResult<BriefView> {
    use super::visit::{OrRefuse, acting, go_to, go_to_without_script, parse_id};
    let (visit, actor) = acting().await?;
    let typed = typed(&draft);
    let brief = parse_id(&id, "brief")?;
    let saved = usecases::briefs::save(&visit.services, &actor, brief, draft, Some(&source))
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    match intent.as_str() {
        "submit" if saved.problems.is_empty() => {
            let campaign = usecases::campaigns::submit(&visit.services, &actor, saved.id)
                .await
                .or_refuse()?;
            go_to(format!("/campaigns/{}", campaign.id));
        }
        "submit" => go_to_without_script(format!("/briefs/{id}?check=1")),
        "put_away" => {
            go_to_without_script(format!("/briefs/{id}"));
            return usecases::briefs::put_away(&visit.services, &actor, saved.id)
                .await
                .or_refuse();
        }
        intent if intent.starts_with("take:") => {
            go_to_without_script(format!("/briefs/{id}?filled=1"));
            let field = intent.trim_start_matches("take:");
            return usecases::briefs::take(&visit.services, &actor, saved.id, field)
                .await
                .or_refuse();
        }
        _ => go_to_without_script(format!("/briefs/{id}?saved=1")),
    }
    Ok(saved)
}

/// What was typed, field by field, each value in JSON.
fn typed(draft: &BriefDraft) -> Vec<(String, String)> {
    let fields = serde_json::to_value(draft).unwrap_or_default();
    let fields = fields.as_object().into_iter().flatten();
    fields
        .map(|(name, value)| (name.clone(), value.to_string()))
        .collect()
}

/// Removes a brief that was not submitted.
#[server(name = DiscardBrief, prefix = "/api/ui", endpoint = "discard-brief")]
pub async fn discard_brief(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, go_to, parse_id};
    let (visit, actor) = acting().await?;
    usecases::briefs::discard(&visit.services, &actor, parse_id(&id, "brief")?)
        .await
        .or_refuse()?;
    go_to("/");
    Ok(())
}
