//! What model calls cost: the ledger, sums of it, budgets, prices and routes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ids::{BudgetId, CallId, CampaignId, PriceId, StepId},
    spending::{BudgetScope, CallState, Period, Price, Route, TaskKind},
    time::Timestamp,
    usage::{Cost, Tokens},
};

/// A line of the ledger: one call to a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CallView {
    /// Its id.
    pub id: CallId,
    /// The campaign it was made for.
    pub campaign: Option<CampaignId>,
    /// The campaign's title.
    pub campaign_title: Option<String>,
    /// Name of the person who asked for it.
    pub person: Option<String>,
    /// The step that needed it.
    pub step: Option<StepId>,
    /// What was asked.
    pub task: TaskKind,
    /// The provider that was asked.
    pub provider: String,
    /// The model that answered, or else the one that was asked.
    pub model: String,
    /// How often this model was asked the question, this time included.
    pub attempt: u32,
    /// Where it stands.
    pub state: CallState,
    /// Why it brought no answer.
    pub cause: Option<String>,
    /// The most it may cost; missing when nobody knows.
    pub most: Option<Cost>,
    /// Tokens consumed.
    pub tokens: Tokens,
    /// What they cost; missing when nobody knows, or it has not ended.
    pub cost: Option<Cost>,
    /// Milliseconds until the first piece of the answer.
    pub first_token_ms: Option<u64>,
    /// Milliseconds from the question to the end.
    pub took_ms: Option<u64>,
    /// When it was made.
    pub begun_at: Timestamp,
}

/// Lines of the ledger, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CallsView {
    /// The lines.
    pub items: Vec<CallView>,
    /// Where the next ones begin; missing when there are none.
    pub next: Option<String>,
}

/// What several calls came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CallSum {
    /// What they have in common: a model, a person, a brand, a day, a task.
    pub name: String,
    /// How many there were.
    pub calls: u64,
    /// How many brought no answer.
    pub failed: u64,
    /// How many needed nobody to be asked, because the same had been asked before.
    pub kept: u64,
    /// Tokens consumed.
    pub tokens: Tokens,
    /// What is known of their cost.
    pub cost: Cost,
    /// How many ended at a cost that nobody knows.
    pub unknown: u64,
    /// What was spent on calls that brought no answer.
    pub wasted: Cost,
    /// Milliseconds from question to answer, on average; missing without an answer.
    pub took_ms: Option<u64>,
}

/// The ledger at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ActivityView {
    /// All calls together.
    pub total: CallSum,
    /// A sum a day, in their order.
    pub days: Vec<CallSum>,
    /// A sum a model, named after its provider.
    pub models: Vec<CallSum>,
    /// A sum a person.
    pub people: Vec<CallSum>,
    /// A sum a brand.
    pub brands: Vec<CallSum>,
    /// A sum a kind of task.
    pub tasks: Vec<CallSum>,
}

/// What a campaign has cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CampaignCost {
    /// All its calls.
    pub total: CallSum,
    /// Posts that are approved now.
    pub approved: u64,
    /// What is known of the cost, by approved posts; missing without one.
    pub per_approved: Option<Cost>,
}

/// A budget as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BudgetView {
    /// Its id.
    pub id: BudgetId,
    /// What it holds for.
    pub scope: BudgetScope,
    /// Name of the organization, brand, campaign or person.
    pub name: String,
    /// How long it lasts.
    pub period: Period,
    /// What may be spent.
    pub amount: Cost,
    /// What was spent in the period.
    pub spent: Cost,
    /// The most that calls under way may cost.
    pub reserved: Cost,
    /// What can still be given out.
    pub left: Cost,
}

/// A price of the organization's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PriceView {
    /// Its id.
    pub id: PriceId,
    /// What it says.
    pub price: Price,
}

/// A model that is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ModelView {
    /// Name of the provider.
    pub provider: String,
    /// The model that answers when a route names none.
    pub model: String,
    /// Where it processes texts, if the operator has said so.
    pub region: Option<String>,
    /// Whether its answers cost nothing.
    pub free: bool,
    /// Whether its price is known today.
    pub priced: bool,
}

/// The route of a kind of task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RouteView {
    /// The task.
    pub task: TaskKind,
    /// The models that may do it, the first one first; empty for all that are set up.
    pub route: Route,
}

/// A provider that a key of the organization's own can be brought for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ProviderKeyView {
    /// Its name.
    pub provider: String,
    /// Whether the operator has a key for it, which is used without an own one.
    pub operators: bool,
    /// The organization's own key.
    pub own: Option<OwnKeyView>,
}

/// What may be known of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OwnKeyView {
    /// Its last characters.
    pub ending: String,
    /// Whether it can be opened: not after the server's secret key was lost.
    pub usable: bool,
    /// Who brought it.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

/// Models, routes and prices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ModelsView {
    /// What is set up, in the order in which it is asked where no route says otherwise.
    pub models: Vec<ModelView>,
    /// Models that make pictures, in the same order.
    pub image_models: Vec<ModelView>,
    /// Models that make films, in the same order.
    pub video_models: Vec<ModelView>,
    /// Models that read aloud, in the same order.
    pub speech_models: Vec<ModelView>,
    /// Embedding models that are set up, in the order in which they are asked.
    pub embedding_models: Vec<ModelView>,
    /// Providers that a key of the organization's own can be brought for.
    pub keys: Vec<ProviderKeyView>,
    /// A route a task.
    pub routes: Vec<RouteView>,
    /// Where models may process what the brand is told; anywhere when missing.
    pub region: Option<String>,
    /// Prices of the organization's own, the latest first.
    pub own_prices: Vec<PriceView>,
    /// Prices that come with the program.
    pub known_prices: Vec<Price>,
}
