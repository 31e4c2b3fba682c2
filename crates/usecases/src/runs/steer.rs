//! Steering a run: cancel it, retry a step, go on from another concept.

use domain::{
    access::{Actor, Permission, authorize},
    event::Happening,
    ids::{CampaignId, JobId, RunId, StepId},
    problem::{Code, FieldProblem, Problem},
    run::{RunState, StepKey, StepKind, StepState},
};
use storage::{OrgTx, calls, events, jobs, runs, runs::Run, steps, steps::Step, variants};

use super::{
    material, outcome, perform,
    queue::{enqueue_job, enqueue_step, post_id},
    video,
};
use crate::{Result, Services};

/// Stops the campaign's run. What is written so far stays.
pub async fn cancel(services: &Services, actor: &Actor, campaign: CampaignId) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let run = locked_run(&mut tx, campaign).await?;
    let state = run.state.cancel()?;
    cancel_open_steps(services, &mut tx, &run).await?;
    runs::set_state(&mut tx, run.id, state).await?;
    events::append(&mut tx, campaign, &Happening::Run { state }, services.now()).await?;
    tx.commit().await?;
    services.cancel_calls(run.id);
    Ok(())
}

/// Gives up a step that no other waits for: one that is queued, under way or failed.
///
/// # Errors
/// [`Code::WrongState`] when it has ended, or its run needs it.
pub async fn cancel_step(services: &Services, actor: &Actor, id: StepId) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let step = steps::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("step"))?;
    lock(&mut tx, step.run).await?;
    if !step.key.kind.stands_alone() {
        let sentence = "The run needs this step. Cancel the run instead.";
        return Err(Problem::new(Code::WrongState, sentence).into());
    }
    step.state.cancel()?;
    give_up(services, &mut tx, &step).await?;
    tx.commit().await?;
    services.cancel_calls_of(id);
    Ok(())
}

/// Puts one failed or cancelled step back into the queue.
pub async fn retry_step(services: &Services, actor: &Actor, id: StepId) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let now = services.now();
    let mut tx = services.db().write(actor.org).await?;
    let step = steps::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("step"))?;
    let run = runs::lock(&mut tx, step.run)
        .await?
        .ok_or_else(|| Problem::not_found("step"))?;
    let state = step.state.retry()?;
    if step.key.take != 0 && step.key.take != run.take {
        return Err(Problem::new(Code::WrongState, "This step belongs to a concept that was given up. Choose that concept again to go on with it.").into());
    }
    steps::requeue(&mut tx, id).await?;
    video::renew(&mut tx, id).await?;
    if step.key.kind == StepKind::Vary {
        let post = post_id(run.id, step.key.take, step.key.slot);
        variants::offer(&mut tx, post, id).await?;
    }
    calls::settle_step(&mut tx, id, now).await?;
    enqueue_job(services, &mut tx, &run, id).await?;
    events::append(
        &mut tx,
        run.campaign,
        &Happening::Step {
            step: id,
            key: step.key.to_string(),
            state,
        },
        now,
    )
    .await?;
    set_running(services, &mut tx, &run).await?;
    tx.commit().await?;
    Ok(())
}

/// Goes on from another concept: plans and drafts anew. Posts of the concept before stay stored
/// but leave the campaign.
pub async fn choose_concept(
    services: &Services,
    actor: &Actor,
    campaign: CampaignId,
    concept: usize,
) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let mut run = locked_run(&mut tx, campaign).await?;
    if run.take == 0 {
        return Err(Problem::new(
            Code::WrongState,
            "The concepts are not written yet. Wait for the strategy, then choose.",
        )
        .into());
    }
    let concepts = material::strategy(&mut tx, &run).await?.concepts.len();
    if concept >= concepts {
        return Err(Problem::fields(vec![FieldProblem::new(
            "concept",
            format!("There are {concepts} concepts. Choose one of them."),
        )])
        .into());
    }
    if run.concept == Some(concept) {
        return Err(Problem::new(
            Code::WrongState,
            "The campaign follows this concept already.",
        )
        .into());
    }
    cancel_open_steps(services, &mut tx, &run).await?;
    run.take += 1;
    run.concept = Some(concept);
    runs::set_take(&mut tx, run.id, run.take, concept).await?;
    enqueue_step(services, &mut tx, &run, StepKey::plan(run.take), None).await?;
    set_running(services, &mut tx, &run).await?;
    tx.commit().await?;
    services.cancel_calls(run.id);
    Ok(())
}

async fn locked_run(tx: &mut OrgTx, campaign: CampaignId) -> Result<Run> {
    let run = runs::of_campaign(tx, campaign)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    lock(tx, run.id).await
}

async fn lock(tx: &mut OrgTx, run: RunId) -> Result<Run> {
    Ok(runs::lock(tx, run)
        .await?
        .ok_or_else(|| Problem::not_found("run"))?)
}

async fn cancel_open_steps(services: &Services, tx: &mut OrgTx, run: &Run) -> Result<()> {
    let now = services.now();
    let cancelled = steps::cancel_open(tx, run.id, now).await?;
    let jobs: Vec<JobId> = cancelled.iter().map(|step| JobId(step.0)).collect();
    jobs::cancel(tx, &jobs).await?;
    for step in cancelled {
        video::abandon(tx, step, now).await?;
        let happening = Happening::Step {
            step,
            key: String::new(),
            state: StepState::Cancelled,
        };
        events::append(tx, run.campaign, &happening, now).await?;
    }
    Ok(())
}

/// Gives up a step that has not left its output and that nobody wants any longer.
pub(crate) async fn give_up(services: &Services, tx: &mut OrgTx, step: &Step) -> Result<()> {
    let now = services.now();
    if steps::cancel(tx, step.id, now).await? {
        jobs::complete(tx, JobId(step.id.0)).await?;
        video::abandon(tx, step.id, now).await?;
        calls::settle_step(tx, step.id, now).await?;
        perform::append(tx, step, StepState::Cancelled, now).await?;
        outcome::settle_run(services, tx, step.run).await?;
    }
    Ok(())
}

/// Marks the run as under way again.
pub(crate) async fn set_running(services: &Services, tx: &mut OrgTx, run: &Run) -> Result<()> {
    if run.state != RunState::Running {
        runs::set_state(tx, run.id, RunState::Running).await?;
        events::append(
            tx,
            run.campaign,
            &Happening::Run {
                state: RunState::Running,
            },
            services.now(),
        )
        .await?;
    }
    Ok(())
}
