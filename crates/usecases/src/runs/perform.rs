//! Doing one step of a run.

use agents::AgentError;
use domain::{
    channel::Finding,
    event::Happening,
    ids::{JobId, OrgId, StepId},
    problem::{Code, Problem},
    run::{RunState, StepKind, StepState},
    time::Timestamp,
};
use providers::Spent;
use storage::{OrgTx, calls, events, jobs, runs, runs::Run, steps, steps::Step};

use super::{outcome, queue::MAX_ATTEMPTS, task};
use crate::{Error, Result, Services};

/// What came of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Performed {
    /// It is off the queue: done, failed for good, or no longer wanted.
    Settled,
    /// It may succeed later: try again at this instant.
    TryAgainAt(Timestamp),
    /// Nothing failed: what it waits for is not there before this instant.
    LookAgainAt(Timestamp),
}

/// Does the step that job `job` stands for. `attempt` counts from 1.
///
/// # Errors
/// Only when the database cannot do its part; the lease then runs out and the job comes back.
pub async fn perform_step(
    services: &Services,
    org: OrgId,
    step: StepId,
    attempt: u16,
) -> Result<Performed> {
    let Some((run, step)) = begin(services, org, step).await? else {
        return Ok(Performed::Settled);
    };
    let cancel = services.cancellation(run.id, step.id);
    let acted = task::act(services, org, &run, &step, &cancel).await;
    services.end_cancellation(step.id);
    let done = match acted {
        Ok(act) => outcome::settle(services, org, &step, act)
            .await
            .map(|()| Performed::Settled),
        Err(task::Failure::Agent(error)) => {
            let failed = fail(services, org, &step, &error, attempt).await;
            // What failed is asked anew, not remembered.
            outcome::forget_answers(services, &step).await;
            failed
        }
        Err(task::Failure::NotYet(at)) => Ok(Performed::LookAgainAt(at)),
        Err(task::Failure::Error(error)) => Err(error),
    };
    match done {
        Err(error @ (Error::Refused(_) | Error::Internal(_) | Error::Files(_))) => {
            // Trying again would end the same way: a person has to look.
            let problem = error.into_problem();
            bury(services, org, &step, &problem, None).await?;
            Ok(Performed::Settled)
        }
        other => other,
    }
}

/// Marks the step as being worked on; `None` when it is done, cancelled or gone, in which case
/// its job leaves the queue.
async fn begin(services: &Services, org: OrgId, id: StepId) -> Result<Option<(Run, Step)>> {
    let now = services.now();
    let mut tx = services.db().write(org).await?;
    let step = steps::get(&mut tx, id).await?;
    let run = match &step {
        Some(step) => runs::get(&mut tx, step.run).await?,
        None => None,
    };
    let wanted = match (step, run) {
        // Whoever looks once more does not begin anew.
        (Some(step), Some(run)) if is_waiting(&step) && run.state == RunState::Running => {
            Some((run, step))
        }
        (Some(step), Some(run))
            if step.state.may_begin()
                && run.state == RunState::Running
                && steps::begin(&mut tx, id, now).await? =>
        {
            append(&mut tx, &step, StepState::Running, now).await?;
            Some((run, step))
        }
        _ => {
            jobs::complete(&mut tx, JobId(id.0)).await?;
            calls::settle_step(&mut tx, id, now).await?;
            None
        }
    };
    tx.commit().await?;
    Ok(wanted)
}

/// Whether the step has begun what takes longer than a worker should wait.
fn is_waiting(step: &Step) -> bool {
    step.key.kind == StepKind::Video && step.state == StepState::Running
}

async fn fail(
    services: &Services,
    org: OrgId,
    step: &Step,
    error: &AgentError,
    attempt: u16,
) -> Result<Performed> {
    let problem = Problem::from(error);
    spend(services, org, step, error).await?;
    if error.is_cancelled() {
        // Whoever cancelled has marked the step already.
        let mut tx = services.db().write(org).await?;
        jobs::complete(&mut tx, JobId(step.id.0)).await?;
        tx.commit().await?;
        return Ok(Performed::Settled);
    }
    if !error.retryable || attempt >= MAX_ATTEMPTS {
        let verdict = error.verdict.as_ref();
        let finding = verdict.map(|verdict| verdict.finding(&problem.detail));
        bury(services, org, step, &problem, finding.as_ref()).await?;
        return Ok(Performed::Settled);
    }
    let now = services.now();
    let mut tx = services.db().write(org).await?;
    if steps::fail(&mut tx, step.id, &problem, now).await? {
        steps::requeue(&mut tx, step.id).await?;
        append(&mut tx, step, StepState::Queued, now).await?;
    }
    tx.commit().await?;
    let wait = problem
        .retry_after
        .map_or_else(|| backoff_seconds(attempt), i64::from);
    Ok(Performed::TryAgainAt(now.plus_seconds(wait)))
}

/// Keeps what the failed calls consumed: it is paid for all the same.
async fn spend(services: &Services, org: OrgId, step: &Step, error: &AgentError) -> Result<()> {
    let mut tx = services.db().write(org).await?;
    if let Some(asked) = &error.asked {
        let Spent { tokens, cost } = error.spent;
        steps::spend(
            &mut tx,
            step.id,
            &asked.provider,
            &asked.model,
            tokens,
            cost,
        )
        .await?;
    }
    calls::settle_step(&mut tx, step.id, services.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Seconds to wait after the given attempt: 2, 10, 50.
fn backoff_seconds(attempt: u16) -> i64 {
    2 * 5_i64.pow(u32::from(attempt.clamp(1, 6)) - 1)
}

/// Fails the step and puts its job among the failed work, where a person sees both. What a vendor's
/// filter found stays with the step.
pub(super) async fn bury(
    services: &Services,
    org: OrgId,
    step: &Step,
    problem: &Problem,
    finding: Option<&Finding>,
) -> Result<()> {
    let now = services.now();
    let mut tx = services.db().write(org).await?;
    if steps::fail(&mut tx, step.id, problem, now).await? {
        if let Some(finding) = finding {
            steps::leave_finding(&mut tx, step.id, finding).await?;
        }
        append(&mut tx, step, StepState::Failed, now).await?;
        jobs::bury(&mut tx, JobId(step.id.0), &problem.detail, now).await?;
        calls::settle_step(&mut tx, step.id, now).await?;
        outcome::settle_run(services, &mut tx, step.run).await?;
    } else {
        jobs::complete(&mut tx, JobId(step.id.0)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Fails a step whose work was given up by the queue itself, such as one that killed its worker
/// every time.
pub async fn give_up_step(services: &Services, org: OrgId, step: StepId) -> Result<()> {
    let mut tx = services.db().read(org).await?;
    let found = steps::get(&mut tx, step).await?;
    drop(tx);
    let problem = Problem::new(
        Code::Internal,
        "This step was interrupted again and again and was given up. Retry it; if it fails again, tell your administrator.",
    );
    match found {
        Some(step) => bury(services, org, &step, &problem, None).await,
        None => Ok(()),
    }
}

pub(super) async fn append(
    tx: &mut OrgTx,
    step: &Step,
    state: StepState,
    now: Timestamp,
) -> Result<()> {
    let happening = Happening::Step {
        step: step.id,
        key: step.key.to_string(),
        state,
    };
    events::append(tx, step.campaign, &happening, now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_fivefold() {
        assert_eq!([1, 2, 3].map(backoff_seconds), [2, 10, 50]);
    }
}
