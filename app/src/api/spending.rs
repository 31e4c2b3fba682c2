//! The ledger of model calls, budgets, and which models do what at which prices.

use domain::{
    spending::{BudgetScope, CallsQuery, Choice, Period, Route, TaskKind},
    views::{ActivityView, BudgetView, CallsView, CampaignTitle, ModelsView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// The ledger as the activity page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// What the calls came to.
    pub sums: ActivityView,
    /// The lines, the latest first.
    pub calls: CallsView,
    /// The models that have lines, provider first, whatever is asked for.
    pub models: Vec<String>,
}

/// The ledger, as far as `query` asks for it.
#[server(name = ReadActivity, prefix = "/api/ui", endpoint = "activity", input = GetUrl)]
pub async fn activity(#[server(default)] query: CallsQuery) -> AppResult<Activity> {
    use super::visit::{OrRefuse, acting};
    use usecases::spending;
    let (visit, actor) = acting().await?;
    let services = &visit.services;
    let filter = query.parse().or_refuse()?;
    let after = Some(query.after.as_str()).filter(|after| !after.is_empty());
    let all = domain::spending::CallFilter::default();
    let every = spending::activity(services, &actor, &all)
        .await
        .or_refuse()?;
    let models = every.models.iter().map(|sum| sum.name.clone()).collect();
    let sums = if filter == all {
        every
    } else {
        spending::activity(services, &actor, &filter)
            .await
            .or_refuse()?
    };
    Ok(Activity {
        sums,
        calls: spending::calls(services, &actor, &filter, after)
            .await
            .or_refuse()?,
        models,
    })
}

/// Budgets, and the campaigns that one could be set for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budgets {
    /// The budgets as they stand, the widest first.
    pub budgets: Vec<BudgetView>,
    /// The campaigns.
    pub campaigns: Vec<CampaignTitle>,
}

/// Every budget as it stands.
#[server(name = ListBudgets, prefix = "/api/ui", endpoint = "budgets", input = GetUrl)]
pub async fn budgets() -> AppResult<Budgets> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    Ok(Budgets {
        budgets: usecases::spending::budgets(&visit.services, &actor)
            .await
            .or_refuse()?,
        campaigns: usecases::posts::campaign_titles(&visit.services, &actor)
            .await
            .or_refuse()?,
    })
}

/// Sets a budget.
#[server(name = SetBudget, prefix = "/api/ui", endpoint = "set-budget")]
pub async fn set_budget(
    scope: BudgetScope,
    period: Period,
    #[server(default)] amount: String,
    #[server(default)] subject: String,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let typed = [
        ("amount".to_owned(), amount.clone()),
        ("scope".to_owned(), scope.slug().to_owned()),
        ("period".to_owned(), period.slug().to_owned()),
        ("subject".to_owned(), subject.clone()),
    ];
    let request = usecases::spending::BudgetRequest {
        scope,
        subject: Some(subject).filter(|_| scope == BudgetScope::Campaign),
        period,
        amount,
    };
    usecases::spending::set_budget(&visit.services, &actor, request)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))
}

/// Takes a budget away.
#[server(name = DeleteBudget, prefix = "/api/ui", endpoint = "delete-budget")]
pub async fn delete_budget(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::spending::delete_budget(&visit.services, &actor, parse_id(&id, "budget")?)
        .await
        .or_refuse()
}

/// Models that are set up, routes and prices.
#[server(name = ListModels, prefix = "/api/ui", endpoint = "models", input = GetUrl)]
pub async fn models() -> AppResult<ModelsView> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::spending::models(&visit.services, &actor)
        .await
        .or_refuse()
}

/// Sets where models may process what the brand is told.
#[server(name = SetRegion, prefix = "/api/ui", endpoint = "set-region")]
pub async fn set_region(#[server(default)] region: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let typed = [("region".to_owned(), region.clone())];
    usecases::spending::set_region(&visit.services, &actor, &region)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))
}

/// Models of a route as a form has them, one a row; a row without a provider is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RouteFields {
    /// Names of the providers.
    pub provider: Vec<String>,
    /// Ids of the models; empty for the provider's own choice.
    pub model: Vec<String>,
    /// Codes of languages, with commas between them.
    pub languages: Vec<String>,
    /// Whether an earlier answer to the same question is used again.
    pub reuse: bool,
    /// Seconds after which the next model is asked as well; empty for never.
    pub hedge: String,
}

impl RouteFields {
    fn route(&self) -> Route {
        let hedge = Some(self.hedge.trim()).filter(|seconds| !seconds.is_empty());
        let cell = |cells: &[String], row: usize| {
            let cell = cells.get(row).map_or("", |cell| cell.trim());
            cell.to_owned()
        };
        let rows = (0..self.provider.len()).map(|row| Choice {
            provider: cell(&self.provider, row),
            model: Some(cell(&self.model, row)).filter(|model| !model.is_empty()),
            languages: cell(&self.languages, row)
                .split([',', ' '])
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect(),
            ..Choice::default()
        });
        Route {
            models: rows.filter(|choice| !choice.provider.is_empty()).collect(),
            reuse: Some(self.reuse),
            // What is no number is refused as 0 is.
            hedge_after: hedge.map(|seconds| seconds.parse().unwrap_or_default()),
        }
    }
}

/// Sets which models may do a task, in their order. Conditions that the form does not show stay as
/// they are.
#[server(name = SetRoute, prefix = "/api/ui", endpoint = "set-route")]
pub async fn set_route(task: TaskKind, #[server(default)] fields: RouteFields) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    use usecases::spending;
    let (visit, actor) = acting().await?;
    let before = spending::models(&visit.services, &actor)
        .await
        .or_refuse()?;
    let mut route = fields.route();
    for choice in &mut route.models {
        let same = before
            .routes
            .iter()
            .filter(|route| route.task == task)
            .flat_map(|route| &route.route.models)
            .find(|same| same.provider == choice.provider && same.model == choice.model);
        if let Some(same) = same {
            (choice.at_most, choice.longest) = (same.at_most, same.longest);
        }
    }
    let typed = [
        ("task".to_owned(), task.slug().to_owned()),
        ("hedge".to_owned(), fields.hedge),
    ];
    spending::set_route(&visit.services, &actor, task, route)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))
}

/// Brings the organization's own key for a provider. What was typed of it is not given back.
#[server(name = SetProviderKey, prefix = "/api/ui", endpoint = "set-provider-key")]
pub async fn set_provider_key(provider: String, key: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::keys::set(&visit.services, &actor, &provider, key.into())
        .await
        .or_refuse()
        .map_err(|error| error.with_typed([("provider".to_owned(), provider)]))
}

/// Takes the organization's own key for a provider out.
#[server(name = RemoveProviderKey, prefix = "/api/ui", endpoint = "remove-provider-key")]
pub async fn remove_provider_key(provider: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::keys::remove(&visit.services, &actor, &provider)
        .await
        .or_refuse()
}

/// What a form says of a price, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PriceFields {
    /// The model.
    pub model: String,
    /// First day it holds.
    pub from: String,
    /// Last day it holds.
    pub until: String,
    /// US dollars a million tokens of the prompt.
    pub input: String,
    /// The same for tokens that the vendor had cached.
    pub cached: String,
    /// The same for tokens of the answer.
    pub output: String,
    /// US dollars a picture.
    pub image: String,
    /// US dollars a second of film.
    pub video: String,
}

/// Adds a price of the organization's own.
#[server(name = AddPrice, prefix = "/api/ui", endpoint = "add-price")]
pub async fn add_price(#[server(default)] fields: PriceFields) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let PriceFields {
        model,
        from,
        until,
        input,
        cached,
        output,
        image,
        video,
    } = fields;
    let typed = [
        ("model", &model),
        ("from", &from),
        ("until", &until),
        ("input", &input),
        ("cached", &cached),
        ("output", &output),
        ("image", &image),
        ("video", &video),
    ]
    .map(|(name, value)| (name.to_owned(), value.clone()));
    let request = usecases::spending::PriceRequest {
        model,
        from,
        until,
        input,
        cached,
        output,
        image,
        video,
    };
    usecases::spending::add_price(&visit.services, &actor, request)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))
}

/// Takes a price of the organization's own out.
#[server(name = DeletePrice, prefix = "/api/ui", endpoint = "delete-price")]
pub async fn delete_price(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    usecases::spending::delete_price(&visit.services, &actor, parse_id(&id, "price")?)
        .await
        .or_refuse()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn rows_without_a_provider_are_no_part_of_a_route() {
        let texts = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
        let fields = RouteFields {
            provider: texts(["openai", "", "gemini"]),
            model: texts(["gpt-5.5", "left over", ""]),
            languages: texts(["de, fr", "", ""]),
            reuse: true,
            hedge: " 4 ".into(),
        };
        let Route {
            models: choices,
            reuse,
            hedge_after,
        } = fields.route();
        assert_eq!((reuse, hedge_after), (Some(true), Some(4)));
        assert_eq!(choices.len(), 2);
        assert_eq!(choices[0].languages, ["de", "fr"]);
        assert_eq!(choices[0].model.as_deref(), Some("gpt-5.5"));
        assert_eq!(choices[1], Choice::of("gemini", None));
        let typed = |hedge: &str| RouteFields {
            hedge: hedge.into(),
            ..RouteFields::default()
        };
        assert_eq!(typed("").route().hedge_after, None);
        assert_eq!(typed("soon").route().hedge_after, Some(0));
    }
}
