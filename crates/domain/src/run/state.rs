//! Life cycles of runs and steps.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::{Code, Problem};

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Steps are waiting or being worked on.
    Running,
    /// Every step is done.
    Done,
    /// Nothing more happens by itself, and at least one step failed.
    Failed,
    /// A person stopped it.
    Cancelled,
}

impl RunState {
    /// The state as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether a person may cancel it now.
    pub fn cancel(self) -> Result<Self, Problem> {
        match self {
            Self::Running => Ok(Self::Cancelled),
            Self::Done | Self::Failed | Self::Cancelled => Err(Problem::new(
                Code::WrongState,
                "The run has ended already, so there is nothing to cancel.",
            )),
        }
    }
}

impl std::str::FromStr for RunState {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        [Self::Running, Self::Done, Self::Failed, Self::Cancelled]
            .into_iter()
            .find(|state| state.slug() == slug)
            .ok_or(())
    }
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// In the queue.
    Queued,
    /// Being worked on.
    Running,
    /// It has left its output.
    Done,
    /// It could not be done; a person can retry it.
    Failed,
    /// The run was cancelled before it was done.
    Cancelled,
}

impl StepState {
    /// The state as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether work on it may begin: also when it is `Running`, because the process that ran it
    /// may have died.
    pub const fn may_begin(self) -> bool {
        matches!(self, Self::Queued | Self::Running)
    }

    /// Whether nothing more happens to it by itself.
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }

    /// Back into the queue, because a person asked.
    pub fn retry(self) -> Result<Self, Problem> {
        match self {
            Self::Failed | Self::Cancelled => Ok(Self::Queued),
            Self::Queued | Self::Running => Err(Problem::new(
                Code::WrongState,
                "The step is being worked on already.",
            )),
            Self::Done => Err(Problem::new(
                Code::WrongState,
                "The step is done already. Regenerate the post instead.",
            )),
        }
    }

    /// Given up, because a person no longer wants what it was to bring.
    pub fn cancel(self) -> Result<Self, Problem> {
        match self {
            Self::Queued | Self::Running | Self::Failed => Ok(Self::Cancelled),
            Self::Done | Self::Cancelled => Err(Problem::new(
                Code::WrongState,
                "The step has ended already, so there is nothing to cancel.",
            )),
        }
    }
}

impl std::str::FromStr for StepState {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        [
            Self::Queued,
            Self::Running,
            Self::Done,
            Self::Failed,
            Self::Cancelled,
        ]
        .into_iter()
        .find(|state| state.slug() == slug)
        .ok_or(())
    }
}

/// The state of a run that nobody cancelled, from the states of its steps.
pub fn run_state(steps: impl IntoIterator<Item = StepState>) -> RunState {
    let mut state = RunState::Done;
    for step in steps {
        match step {
            StepState::Queued | StepState::Running => return RunState::Running,
            StepState::Failed => state = RunState::Failed,
            StepState::Done | StepState::Cancelled => {}
        }
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_goes_on_while_any_step_does() {
        assert_eq!(
            run_state([StepState::Failed, StepState::Queued]),
            RunState::Running
        );
        assert_eq!(
            run_state([StepState::Failed, StepState::Done]),
            RunState::Failed
        );
        assert_eq!(run_state([StepState::Done]), RunState::Done);
    }

    #[test]
    fn only_a_step_that_ended_without_output_can_be_retried() {
        assert!(StepState::Failed.retry().is_ok());
        assert!(StepState::Done.retry().is_err());
        assert!(StepState::Running.retry().is_err());
    }

    #[test]
    fn a_step_is_given_up_until_it_has_brought_something() {
        for state in [StepState::Queued, StepState::Running, StepState::Failed] {
            assert_eq!(state.cancel(), Ok(StepState::Cancelled));
        }
        assert!(StepState::Done.cancel().is_err());
    }

    #[test]
    fn an_ended_run_cannot_be_cancelled() {
        assert!(RunState::Running.cancel().is_ok());
        assert!(RunState::Done.cancel().is_err());
    }
}
