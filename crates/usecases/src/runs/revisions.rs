//! What the editor changed in drafts, and why.

use domain::{
    post::ContentField,
    run::{Plan, StepKey, StepKind, StepOutput},
    views::{FieldComparison, RevisionView},
};
use storage::{
    OrgTx,
    runs::Run,
    steps::{self, Step},
};

use crate::Result;

/// The revisions of the run's current take in the order they were made. `all` are the run's steps
/// with the outputs of checks and plans.
pub(crate) async fn revisions(
    tx: &mut OrgTx,
    run: &Run,
    all: &[Step],
) -> Result<Vec<RevisionView>> {
    if !all
        .iter()
        .any(|step| step.key.kind == StepKind::Revise && step.key.take == run.take)
    {
        return Ok(Vec::new());
    }
    let texts = steps::revised(tx, run.id, run.take).await?;
    let mut revisions: Vec<(u32, RevisionView)> = texts
        .windows(2)
        .filter_map(|two| match two {
            [before, after] if before.key.slot == after.key.slot => {
                Some((after.ordinal, revision(all, before, after)?))
            }
            _ => None,
        })
        .collect();
    revisions.sort_by_key(|(ordinal, _)| *ordinal);
    Ok(revisions.into_iter().map(|(_, view)| view).collect())
}

fn revision(all: &[Step], before: &Step, after: &Step) -> Option<RevisionView> {
    let StepKey {
        take, slot, round, ..
    } = after.key;
    let output = |key| {
        let step = all.iter().find(|step| step.key == key)?;
        step.output.as_ref()
    };
    let Some(StepOutput::Plan(Plan { slots, .. })) = output(StepKey::plan(take)) else {
        return None;
    };
    let findings = match output(StepKey::slot(StepKind::Check, take, slot, round)) {
        Some(StepOutput::Findings(findings)) => findings.clone(),
        _ => Vec::new(),
    };
    let (Some(StepOutput::Content(old)), Some(StepOutput::Content(new))) =
        (&before.output, &after.output)
    else {
        return None;
    };
    Some(RevisionView {
        step: after.id,
        slot,
        round,
        channel: slots.iter().find(|planned| planned.number == slot)?.channel,
        findings,
        fields: ContentField::ALL
            .iter()
            .filter_map(|field| FieldComparison::of(*field, (1, old), (2, new)))
            .collect(),
    })
}
