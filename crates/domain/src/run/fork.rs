//! Doing a run again from one of its steps, otherwise.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Plan, StepKey, StepKind, StepOutput};
use crate::{
    brief::Language,
    ids::CampaignId,
    spending::{Choice, TaskKind},
    wording::Worded,
};

/// Where a campaign came from that does another one's run again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fork {
    /// The campaign it does again.
    pub of: CampaignId,
    /// The title that its agents are told, whatever it is called: with another one they would be
    /// asked something else.
    pub told_title: String,
    /// The language of what is taken over, where the fork writes in another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_language: Option<Language>,
    /// The first thing it does anew; what comes before is taken over.
    pub at: ForkPoint,
    /// The model it asks, whatever the routes say; as the routes say when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<Choice>,
    /// How one of its roles is worded, whatever is published; every role as published when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<Worded>,
}

impl Fork {
    /// Whether it asks the same model the same in the same language, so that only chance differs.
    pub fn changes_nothing(&self) -> bool {
        self.model.is_none() && self.wording.is_none() && self.told_language.is_none()
    }

    /// Whether the step at `key` was taken over as it stood.
    pub fn takes_over(&self, key: StepKey) -> bool {
        key.kind < self.at.kind() && key.take <= 1
    }
}

/// What a fork does anew first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ForkPoint {
    /// Everything but reading the web address.
    Analyse,
    /// The strategy and what follows.
    Strategise,
    /// The plan and the posts.
    Plan,
    /// The posts alone.
    Draft,
}

impl ForkPoint {
    /// Every point, in the order of a run.
    pub const ALL: &'static [Self] = &[Self::Analyse, Self::Strategise, Self::Plan, Self::Draft];

    /// What is done anew first.
    pub const fn kind(self) -> StepKind {
        match self {
            Self::Analyse => StepKind::Analyse,
            Self::Strategise => StepKind::Strategise,
            Self::Plan => StepKind::Plan,
            Self::Draft => StepKind::Draft,
        }
    }

    /// The last point from which on the role that does `task` is asked by itself; `None` when it is
    /// asked only because a person wishes it.
    pub const fn asking(task: TaskKind) -> Option<Self> {
        match task {
            TaskKind::Analyse => Some(Self::Analyse),
            TaskKind::Strategise => Some(Self::Strategise),
            TaskKind::Plan => Some(Self::Plan),
            TaskKind::Write | TaskKind::Revise | TaskKind::Read => Some(Self::Draft),
            _ => None,
        }
    }

    /// The steps whose outputs are taken over from a run whose current take is `take`, in their
    /// order, each with its place in the fork. Reading the page is left out where there is none.
    pub fn taken_over(self, take: u16, reads_page: bool) -> Vec<(StepKey, StepKey)> {
        let whole = [StepKind::ReadPage, StepKind::Analyse, StepKind::Strategise]
            .into_iter()
            .filter(|kind| reads_page || *kind != StepKind::ReadPage)
            .map(|kind| (StepKey::whole(kind), StepKey::whole(kind)));
        whole
            .chain([(StepKey::plan(take), StepKey::plan(1))])
            .filter(|(_, key)| key.kind < self.kind())
            .collect()
    }

    /// The steps that a fork begins with; `plan` is the one taken over.
    pub fn first(self, plan: Option<&Plan>) -> Vec<StepKey> {
        match self {
            Self::Analyse | Self::Strategise => vec![StepKey::whole(self.kind())],
            Self::Plan => vec![StepKey::plan(1)],
            Self::Draft => plan.map_or_else(Vec::new, |plan| {
                StepOutput::Plan(plan.clone()).next(StepKey::plan(1))
            }),
        }
    }
}

impl std::str::FromStr for ForkPoint {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|point| point.kind().slug() == slug)
            .ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        channel::{ChannelKind, PostFormat},
        run::Slot,
    };

    fn keys(keys: impl IntoIterator<Item = StepKey>) -> Vec<String> {
        keys.into_iter().map(|key| key.to_string()).collect()
    }

    #[test]
    fn a_fork_takes_over_all_that_comes_before_its_first_step() {
        let taken =
            |point: ForkPoint| keys(point.taken_over(3, true).into_iter().map(|(of, _)| of));
        assert_eq!(taken(ForkPoint::Analyse), ["read_page"]);
        assert_eq!(taken(ForkPoint::Strategise), ["read_page", "analyse"]);
        assert_eq!(
            taken(ForkPoint::Plan),
            ["read_page", "analyse", "strategise"]
        );
        assert_eq!(
            taken(ForkPoint::Draft),
            ["read_page", "analyse", "strategise", "plan.3"]
        );
    }

    #[test]
    fn a_plan_of_a_later_take_is_the_first_of_the_fork() {
        let taken = ForkPoint::Draft.taken_over(3, false);
        assert_eq!(
            keys(taken.into_iter().map(|(_, key)| key)),
            ["analyse", "strategise", "plan.1"]
        );
    }

    #[test]
    fn a_fork_at_the_drafts_begins_with_one_a_slot() {
        let slot = |number| Slot {
            number,
            channel: ChannelKind::LinkedIn,
            format: PostFormat::Text,
            publish_on: "2026-12-01".parse().unwrap(),
            angle: String::new(),
        };
        let plan = Plan {
            concept: 0,
            slots: vec![slot(1), slot(2)],
        };
        assert_eq!(
            keys(ForkPoint::Draft.first(Some(&plan))),
            ["draft.1.1", "draft.1.2"]
        );
        assert_eq!(keys(ForkPoint::Plan.first(None)), ["plan.1"]);
    }
}
