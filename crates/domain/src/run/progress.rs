//! How far a run is, and how long it may still take.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{StepKey, StepKind, StepState};
use crate::time::Timestamp;

/// What is needed of a step to tell a run's progress.
#[derive(Clone, Copy, Debug)]
pub struct StepTiming {
    /// Its place in the run.
    pub key: StepKey,
    /// Where it stands.
    pub state: StepState,
    /// When work on it began.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Progress {
    /// Steps that have ended.
    pub ended: u32,
    /// Steps expected in all; grows when drafts need revision.
    pub expected: u32,
    /// Seconds it may still take; `None` before anything can be said.
    pub seconds_left: Option<u32>,
}

/// The progress of a run for `posts` posts whose steps are worked on `parallel` at a time.
/// The time left is the mean time of the ended steps of each kind times those to come, divided
/// by how many run side by side.
pub fn progress(steps: &[StepTiming], posts: u16, parallel: u16) -> Progress {
    let count = |kind| {
        u32::try_from(steps.iter().filter(|step| step.key.kind == kind).count()).unwrap_or(u32::MAX)
    };
    let latest_take = steps
        .iter()
        .map(|step| step.key.take)
        .max()
        .unwrap_or(1)
        .max(1);
    let planned = u32::from(posts) * u32::from(latest_take);
    let expected_of = |kind| match kind {
        StepKind::ReadPage
        | StepKind::Revise
        | StepKind::Read
        | StepKind::Regenerate
        | StepKind::Vary
        | StepKind::BriefImage
        | StepKind::Image
        | StepKind::BriefVideo
        | StepKind::Video => count(kind),
        StepKind::Analyse | StepKind::Strategise => 1,
        StepKind::Plan => u32::from(latest_take),
        StepKind::Draft => count(kind).max(planned),
        StepKind::Check => count(kind).max(planned + count(StepKind::Revise)),
    };
    let mut progress = Progress::default();
    let mut micros_left = 0;
    let mut known = false;
    for kind in StepKind::ALL {
        let ended = u32::try_from(
            steps
                .iter()
                .filter(|step| step.key.kind == *kind && step.state.has_ended())
                .count(),
        )
        .unwrap_or(u32::MAX);
        let expected = expected_of(*kind);
        progress.ended += ended;
        progress.expected += expected;
        if let Some(mean) = mean_micros(steps, Some(*kind)).or_else(|| mean_micros(steps, None)) {
            known = true;
            micros_left += mean * i64::from(expected.saturating_sub(ended))
                / i64::from(parallel_of(*kind, parallel));
        }
    }
    progress.seconds_left =
        known.then(|| u32::try_from(micros_left.div_euclid(1_000_000)).unwrap_or(u32::MAX));
    progress
}

fn parallel_of(kind: StepKind, parallel: u16) -> u16 {
    match kind {
        StepKind::ReadPage | StepKind::Analyse | StepKind::Strategise | StepKind::Plan => 1,
        _ => parallel.max(1),
    }
}

fn mean_micros(steps: &[StepTiming], kind: Option<StepKind>) -> Option<i64> {
    let times: Vec<i64> = steps
        .iter()
        .filter(|step| kind.is_none_or(|kind| step.key.kind == kind))
        .filter_map(|step| Some(step.ended_at?.since(step.started_at?)))
        .collect();
    let count = i64::try_from(times.len()).ok().filter(|count| *count > 0)?;
    Some(times.iter().sum::<i64>() / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(key: StepKey, seconds: i64) -> StepTiming {
        let started = Timestamp(0);
        StepTiming {
            key,
            state: StepState::Done,
            started_at: Some(started),
            ended_at: Some(started.plus_seconds(seconds)),
        }
    }

    #[test]
    fn nothing_is_said_about_time_before_a_step_has_ended() {
        assert_eq!(
            progress(&[], 4, 2),
            Progress {
                ended: 0,
                expected: 11,
                seconds_left: None
            }
        );
    }

    #[test]
    fn drafts_count_for_as_many_as_run_side_by_side() {
        let whole =
            [StepKind::Analyse, StepKind::Strategise].map(|kind| done(StepKey::whole(kind), 2));
        let steps = [whole.as_slice(), &[done(StepKey::plan(1), 2)]].concat();
        let progress = progress(&steps, 4, 2);
        assert_eq!((progress.ended, progress.expected), (3, 11));
        assert_eq!(progress.seconds_left, Some(8));
    }
}
