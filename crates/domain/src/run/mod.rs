//! Runs: how the campaign agents work a brief through, step by step.
//!
//! The graph is data and pure functions: [`opening`] names the first step, [`StepOutput::next`]
//! what follows from an answer. A step is a row in the database and a job in the queue; its id
//! follows from its key, so that doing a step twice adds nothing.

mod fork;
mod output;
mod progress;
mod question;
mod state;
mod strategy;

pub use fork::{Fork, ForkPoint};
pub use output::{PageRead, StepOutput};
pub use progress::{Progress, StepTiming, progress};
pub use question::{GivenAnswer, Passage, Question};
pub use state::{RunState, StepState, run_state};
pub use strategy::{Analysis, Concept, Fact, FactSource, Framework, Persona, Plan, Slot, Strategy};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::brief::Brief;

/// How often a draft is revised because a check found a blocker, before a person has to look.
pub const MAX_REVISIONS: u16 = 2;

/// What a step does.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Fetches the brief's web address and keeps its words.
    ReadPage,
    /// Reads brief and page: facts, key phrases.
    Analyse,
    /// Audience insight, positioning and three concepts.
    Strategise,
    /// Slots: channel, format, day and angle.
    Plan,
    /// Writes the post of one slot.
    Draft,
    /// Holds a draft against the channel's and the brief's rules.
    Check,
    /// Writes a draft anew with the findings of its check.
    Revise,
    /// Has one of the organization's readers read a post.
    Read,
    /// Writes a post or one field anew because a person asked.
    Regenerate,
    /// Writes a variant of a post, which nobody has used yet.
    Vary,
    /// Writes what a post's picture is to show, because a person asked.
    BriefImage,
    /// Has an image model make one picture for a post, because a person asked.
    Image,
    /// Writes what a post's film is to show, because a person asked.
    BriefVideo,
    /// Has a video model make one film for a post, because a person asked.
    Video,
}

impl StepKind {
    /// Every kind, in the order of a run.
    pub const ALL: &'static [Self] = &[
        Self::ReadPage,
        Self::Analyse,
        Self::Strategise,
        Self::Plan,
        Self::Draft,
        Self::Check,
        Self::Revise,
        Self::Read,
        Self::Regenerate,
        Self::Vary,
        Self::BriefImage,
        Self::Image,
        Self::BriefVideo,
        Self::Video,
    ];

    /// The kind as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::ReadPage => "read_page",
            Self::Analyse => "analyse",
            Self::Strategise => "strategise",
            Self::Plan => "plan",
            Self::Draft => "draft",
            Self::Check => "check",
            Self::Revise => "revise",
            Self::Read => "read",
            Self::Regenerate => "regenerate",
            Self::Vary => "vary",
            Self::BriefImage => "brief_image",
            Self::Image => "image",
            Self::BriefVideo => "brief_video",
            Self::Video => "video",
        }
    }

    /// Whether the step asks a model.
    pub const fn asks_a_model(self) -> bool {
        !matches!(self, Self::ReadPage | Self::Check)
    }

    /// Whether no other step waits for it, so that it can be cancelled by itself.
    pub const fn stands_alone(self) -> bool {
        matches!(
            self,
            Self::Read
                | Self::Regenerate
                | Self::Vary
                | Self::BriefImage
                | Self::Image
                | Self::BriefVideo
                | Self::Video
        )
    }
}

impl std::str::FromStr for StepKind {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.slug() == slug)
            .ok_or(())
    }
}

/// A step's place in its run.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
pub struct StepKey {
    /// What it does.
    pub kind: StepKind,
    /// Which choice of concept it belongs to: 1 at first, one more each time another is chosen;
    /// 0 for the steps before the choice.
    pub take: u16,
    /// Number of the slot in the plan, from 1; 0 for steps about the whole campaign.
    pub slot: u16,
    /// Round of checking, revising, reading, regenerating or varying, from 1; 0 otherwise.
    pub round: u16,
}

impl StepKey {
    /// A step about the whole campaign, before a concept is chosen.
    pub const fn whole(kind: StepKind) -> Self {
        Self {
            kind,
            take: 0,
            slot: 0,
            round: 0,
        }
    }

    /// The plan of a take.
    pub const fn plan(take: u16) -> Self {
        Self {
            kind: StepKind::Plan,
            take,
            slot: 0,
            round: 0,
        }
    }

    /// A step about one slot.
    pub const fn slot(kind: StepKind, take: u16, slot: u16, round: u16) -> Self {
        Self {
            kind,
            take,
            slot,
            round,
        }
    }
}

impl std::fmt::Display for StepKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind.slug())?;
        let parts = [self.take, self.slot, self.round];
        let used = parts
            .iter()
            .rposition(|part| *part != 0)
            .map_or(0, |last| last + 1);
        parts
            .iter()
            .take(used)
            .try_for_each(|part| write!(f, ".{part}"))
    }
}

/// The step a run begins with.
pub fn opening(brief: &Brief) -> StepKey {
    StepKey::whole(if brief.web_address.is_some() {
        StepKind::ReadPage
    } else {
        StepKind::Analyse
    })
}
