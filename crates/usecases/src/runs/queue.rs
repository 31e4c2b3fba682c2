//! Steps and their jobs, made together under ids that follow from what they are for.

use domain::{
    event::Happening,
    ids::{JobId, PostId, RunId, StepId, VersionId},
    run::{StepKey, StepState},
};
use storage::{OrgTx, events, jobs, runs::Run, steps};
use uuid::Uuid;

use crate::{Result, Services};

/// The kind of job that does a run's step.
pub const RUN_STEP: &str = "run_step";

/// How often a step is tried before a person has to look, when its failures may pass by themselves.
pub(super) const MAX_ATTEMPTS: u16 = 4;

pub(crate) fn step_id(run: RunId, key: StepKey) -> StepId {
    StepId(Uuid::new_v5(&run.0, key.to_string().as_bytes()))
}

pub(super) fn post_id(run: RunId, take: u16, slot: u16) -> PostId {
    PostId(Uuid::new_v5(
        &run.0,
        format!("post.{take}.{slot}").as_bytes(),
    ))
}

pub(super) fn version_id(step: StepId) -> VersionId {
    VersionId(Uuid::new_v5(&step.0, b"version"))
}

/// Puts a step into its run and its job into the queue. A step that is there already stays as it is.
pub(crate) async fn enqueue_step(
    services: &Services,
    tx: &mut OrgTx,
    run: &Run,
    key: StepKey,
    input: Option<serde_json::Value>,
) -> Result<StepId> {
    let id = step_id(run.id, key);
    let now = services.now();
    let step = steps::NewStep {
        id,
        run: run.id,
        campaign: run.campaign,
        key,
        input,
    };
    if steps::enqueue(tx, &step, now).await? {
        enqueue_job(services, tx, run, id).await?;
        events::append(
            tx,
            run.campaign,
            &Happening::Step {
                step: id,
                key: key.to_string(),
                state: StepState::Queued,
            },
            now,
        )
        .await?;
    }
    Ok(id)
}

pub(super) async fn enqueue_job(
    services: &Services,
    tx: &mut OrgTx,
    run: &Run,
    step: StepId,
) -> Result<()> {
    let job = jobs::NewJob {
        id: JobId(step.0),
        kind: RUN_STEP,
        payload: serde_json::json!({ "step": step }),
        campaign: Some(run.campaign),
        run_at: services.now(),
        max_attempts: MAX_ATTEMPTS,
    };
    jobs::enqueue(tx, &job).await?;
    Ok(())
}
