//! Campaign agents and how an organization words them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::WrittenSpan;
use crate::{
    run::ForkPoint,
    spending::TaskKind,
    time::Timestamp,
    wording::{Wording, WordingChoice},
};

/// A role in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoleSummary {
    /// What it does.
    pub task: TaskKind,
    /// Its name.
    pub name: String,
    /// Number of the version that it is told; 0 is the wording that Handbill ships.
    pub number: u32,
    /// Whether somebody is writing another one.
    pub draft: bool,
}

/// A version of a role's wording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WordingView {
    /// Its number, from 1.
    pub number: u32,
    /// Whether it was published; a draft otherwise.
    pub published: bool,
    /// Its words; `None` for those that Handbill ships, whichever they are.
    pub wording: Option<Wording>,
    /// What whoever published it says is new.
    pub note: String,
    /// Who published it; of a draft, who last changed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A version that a campaign can be forked with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OfferedWording {
    /// Which one.
    pub choice: WordingChoice,
    /// Whether it was published; a draft otherwise.
    pub published: bool,
    /// What whoever published it says is new.
    pub note: String,
}

/// A role with every wording it had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoleView {
    /// What it does.
    pub task: TaskKind,
    /// Its name.
    pub name: String,
    /// What Handbill ships.
    pub shipped: Wording,
    /// What every role is told after its instructions; nobody can change it.
    pub rules: String,
    /// What it is told now.
    pub in_use: Wording,
    /// Number of the version that it is told; 0 is what Handbill ships.
    pub number: u32,
    /// Its versions, newest first; the draft, if there is one, is the first.
    pub versions: Vec<WordingView>,
    /// Whether Handbill ships another wording now than when the one in use was written.
    pub outdated: bool,
    /// What a campaign that tries it out does anew first; `None` when no run asks this role by
    /// itself.
    pub tried_from: Option<ForkPoint>,
}

impl RoleView {
    /// The draft.
    pub fn draft(&self) -> Option<&WordingView> {
        self.versions.first().filter(|version| !version.published)
    }
}

/// What changed from one wording to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WordingComparison {
    /// In the instructions; empty when nothing did.
    pub instructions: Vec<WrittenSpan>,
    /// In the request; empty when nothing did.
    pub request: Vec<WrittenSpan>,
}

impl WordingComparison {
    /// What changed from `before` to `after`, which count as the versions 1 and 2.
    pub fn of(before: &Wording, after: &Wording) -> Self {
        let spans = |old: &str, new: &str| {
            if old == new {
                return Vec::new();
            }
            WrittenSpan::between((1, old), (2, new))
        };
        Self {
            instructions: spans(&before.instructions, &after.instructions),
            request: spans(&before.request, &after.request),
        }
    }
}
