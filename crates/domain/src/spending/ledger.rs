//! The ledger's lines: one a call.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::TaskKind;
use crate::{
    ids::{BrandId, CampaignId, OrgId, StepId, UserId},
    time::Day,
};

/// For whom a call is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payer {
    /// The organization.
    pub org: OrgId,
    /// The brand that speaks.
    pub brand: Option<BrandId>,
    /// The campaign it is made for.
    pub campaign: Option<CampaignId>,
    /// The person who asked for it.
    pub person: Option<UserId>,
    /// The step of a run that needs it.
    pub step: Option<StepId>,
}

/// Which lines of the ledger are looked at; whatever is missing lets every line through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallFilter {
    /// The first day, by UTC.
    pub from: Option<Day>,
    /// The last day, by UTC.
    pub to: Option<Day>,
    /// The brand.
    pub brand: Option<BrandId>,
    /// The campaign.
    pub campaign: Option<CampaignId>,
    /// The person who asked.
    pub person: Option<UserId>,
    /// Name of the provider.
    pub provider: Option<String>,
    /// The model that answered, or else the one that was asked.
    pub model: Option<String>,
    /// What was asked.
    pub task: Option<TaskKind>,
    /// Where the call stands.
    pub state: Option<CallState>,
}

/// Where a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    /// Under way.
    Open,
    /// It brought an answer.
    Answered,
    /// The same had been asked before, and nobody had to be asked again.
    Kept,
    /// It brought none.
    Failed,
    /// It was no longer wanted.
    Cancelled,
    /// Whoever made it died, and nobody can say what became of it.
    Lost,
}

impl CallState {
    /// Every state.
    pub const ALL: &'static [Self] = &[
        Self::Open,
        Self::Answered,
        Self::Kept,
        Self::Failed,
        Self::Cancelled,
        Self::Lost,
    ];

    /// The state as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Kept => "kept",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Lost => "lost",
        }
    }

    /// Whether what it consumed was for nothing.
    pub const fn is_waste(self) -> bool {
        matches!(self, Self::Failed | Self::Cancelled | Self::Lost)
    }
}

impl std::str::FromStr for CallState {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|state| state.slug() == slug)
            .ok_or(())
    }
}
