//! Work that failed for good: a person can see it and try it again.

use domain::{
    access::{Actor, Permission, authorize},
    ids::{JobId, StepId},
    problem::Problem,
    views::FailedJob,
};
use storage::{jobs, steps};

use crate::{Result, Services, runs};

/// Failed work, last first; at most 100.
pub async fn list(services: &Services, actor: &Actor) -> Result<Vec<FailedJob>> {
    authorize(actor, Permission::Administer)?;
    let mut tx = services.db().read(actor.org).await?;
    Ok(jobs::failed(&mut tx, 100).await?)
}

/// Puts failed work back into the queue, with its step if it is a run's.
pub async fn retry(services: &Services, actor: &Actor, job: JobId) -> Result<()> {
    authorize(actor, Permission::Administer)?;
    let mut tx = services.db().write(actor.org).await?;
    // A step's job has the step's id.
    if let Some(step) = steps::get(&mut tx, StepId(job.0)).await? {
        drop(tx);
        return runs::retry_step(services, actor, step.id).await;
    }
    if !jobs::revive(&mut tx, job, services.now()).await? {
        return Err(Problem::not_found("failed job").into());
    }
    tx.commit().await?;
    Ok(())
}
