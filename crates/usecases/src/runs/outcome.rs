//! What becomes of a step's output: it is stored together with posts, versions, the steps that
//! follow, the run's state and the events, or not at all.

use domain::{
    event::Happening,
    ids::{JobId, OrgId, RunId},
    post::{Author, ContentHash, Origin, PostContent, PostState, after_edit},
    problem::Problem,
    reader::{Mending, Reading},
    run::{RunState, StepKey, StepKind, StepOutput, StepState, run_state},
};
use storage::{
    OrgTx, answers, assets, calls, events, jobs, made_images,
    posts::{self, Post},
    runs::{self, Run},
    steps::{self, Step},
    versions::{self, Version},
    videos,
};

use super::{
    material,
    perform::append,
    queue::{enqueue_step, post_id, step_id, version_id},
    task::{Act, Made, RegenerateInput, input},
};
use crate::{
    Result, Services,
    readers::{self, ReadInput},
};

pub(super) async fn settle(services: &Services, org: OrgId, step: &Step, act: Act) -> Result<()> {
    let now = services.now();
    let mut tx = services.db().write(org).await?;
    let run = runs::lock(&mut tx, step.run)
        .await?
        .ok_or_else(|| Problem::not_found("run"))?;
    let Act {
        record,
        asset,
        made,
    } = act;
    let wanted =
        run.state == RunState::Running && (step.key.take == 0 || step.key.take == run.take);
    // False when the step was cancelled, or done by another worker whose lease ran out: then
    // what came of it is dropped here, before it can become a post.
    let stored = wanted && steps::finish(&mut tx, step.id, &record, now).await?;
    if stored {
        if let Some(input_hash) = &record.input_hash {
            answers::keep(&mut tx, step.id, input_hash, &record.answers, now).await?;
        }
        if let Some(asset) = &asset {
            assets::insert(&mut tx, asset).await?;
        }
        match &made {
            Some(Made::Image(made)) => made_images::insert(&mut tx, made).await?,
            Some(Made::Video(made)) => {
                videos::insert(&mut tx, made).await?;
                videos::forget(&mut tx, step.id).await?;
            }
            None => {}
        }
        let run = advance(services, &mut tx, run, step, &record).await?;
        append(&mut tx, step, StepState::Done, now).await?;
        settle_run(services, &mut tx, run.id).await?;
    }
    jobs::complete(&mut tx, JobId(step.id.0)).await?;
    if step.key.kind.asks_a_model() {
        calls::settle_step(&mut tx, step.id, now).await?;
    }
    tx.commit().await?;
    forget_answers(services, step).await;
    match asset {
        Some(asset) if made.is_some() && !stored => crate::pictures::forget(services, &asset).await,
        _ => Ok(()),
    }
}

/// The step is settled, or will be asked anew: what the provider answered need not be kept.
pub(super) async fn forget_answers(services: &Services, step: &Step) {
    if step.key.kind.asks_a_model() {
        services.gateway().forget(&step.id.to_string()).await;
    }
}

/// Stores what follows from the step's output.
async fn advance(
    services: &Services,
    tx: &mut OrgTx,
    mut run: Run,
    step: &Step,
    record: &steps::StepRecord,
) -> Result<Run> {
    match (&record.output, step.key.kind) {
        (StepOutput::Strategy(strategy), _) => {
            run.take = 1;
            run.concept = Some(strategy.recommended);
            runs::set_take(tx, run.id, run.take, strategy.recommended).await?;
        }
        (StepOutput::Content(content), StepKind::Draft) => {
            draft(services, tx, &run, step, record, content).await?;
        }
        (StepOutput::Content(content), StepKind::Revise) => {
            let replaced = revise(services, tx, &run, step, record, content).await?;
            if !replaced {
                return Ok(run);
            }
        }
        (StepOutput::Content(content), StepKind::Regenerate) => {
            regenerate(services, tx, &run, step, record, content).await?;
        }
        (StepOutput::Reading(reading), _) => {
            mend(services, tx, &run, step, record, reading).await?;
        }
        _ => {}
    }
    let mut goes_on = false;
    for key in record.output.next(step.key) {
        if key.kind != StepKind::Revise || still_current(tx, &run, step.key).await? {
            enqueue_step(services, tx, &run, key, None).await?;
            goes_on = true;
        }
    }
    if step.key.kind == StepKind::Check && !goes_on {
        let post = post_id(run.id, step.key.take, step.key.slot);
        readers::of_draft(services, tx, &run, post).await?;
    }
    Ok(run)
}

async fn draft(
    services: &Services,
    tx: &mut OrgTx,
    run: &Run,
    step: &Step,
    record: &steps::StepRecord,
    content: &PostContent,
) -> Result<()> {
    let now = services.now();
    let post = Post {
        id: post_id(run.id, step.key.take, step.key.slot),
        campaign: run.campaign,
        run: run.id,
        take: step.key.take,
        slot: material::slot(tx, run, step.key).await?,
        state: PostState::InReview,
        locked: Vec::new(),
        version: version_id(step.id),
        updated_at: now,
    };
    let content = pictured(tx, content, &post).await?;
    if posts::insert(tx, &post).await? {
        versions::insert(
            tx,
            &version(services, &post, 1, Origin::Drafted, step, record, &content),
        )
        .await?;
        events::append(tx, run.campaign, &Happening::Post { post: post.id }, now).await?;
    }
    Ok(())
}

/// A draft with the picture that suits it. It is drawn when somebody looks at it.
async fn pictured(tx: &mut OrgTx, content: &PostContent, post: &Post) -> Result<PostContent> {
    let look = crate::pictures::look(tx).await?;
    let picture = domain::picture::suggest(content, look, post.slot.number);
    Ok(PostContent {
        picture: picture.map(Box::new),
        ..content.clone()
    })
}

/// Stores a revision, unless a person has changed or approved the post in between: then their
/// word stands, and the answer is false.
async fn revise(
    services: &Services,
    tx: &mut OrgTx,
    run: &Run,
    step: &Step,
    record: &steps::StepRecord,
    content: &PostContent,
) -> Result<bool> {
    if !still_current(
        tx,
        run,
        StepKey {
            kind: StepKind::Check,
            ..step.key
        },
    )
    .await?
    {
        return Ok(false);
    }
    replace(
        services,
        tx,
        run,
        step,
        record,
        Origin::Revised,
        |_, current| PostContent {
            picture: current.content.picture.clone(),
            ..content.clone()
        },
    )
    .await?;
    Ok(true)
}

/// Whether the text that `check` looked at is still the post's current one and not yet approved.
async fn still_current(tx: &mut OrgTx, run: &Run, check: StepKey) -> Result<bool> {
    let checked = version_id(step_id(run.id, material::checked_step(check)));
    let post = posts::get(tx, post_id(run.id, check.take, check.slot)).await?;
    Ok(post.is_some_and(|post| post.version == checked && post.state != PostState::Approved))
}

/// Stores what was written anew. Whatever a person edited in other fields meanwhile stays.
async fn regenerate(
    services: &Services,
    tx: &mut OrgTx,
    run: &Run,
    step: &Step,
    record: &steps::StepRecord,
    content: &PostContent,
) -> Result<()> {
    let input: Option<RegenerateInput> = step
        .input
        .clone()
        .and_then(|input| serde_json::from_value(input).ok());
    let fields = input.map(|input| input.fields).unwrap_or_default();
    replace(
        services,
        tx,
        run,
        step,
        record,
        Origin::Regenerated,
        |_, current| current.content.clone().holding(content, &fields),
    )
    .await
}

/// Stores what a reader that mends has to write instead, unless a person has the last word: they
/// asked for the reading, or have edited or approved the post.
async fn mend(
    services: &Services,
    tx: &mut OrgTx,
    run: &Run,
    step: &Step,
    record: &steps::StepRecord,
    reading: &Reading,
) -> Result<()> {
    let asked: ReadInput = input(step)?;
    if asked.reader.mends != Mending::Mends || asked.by.is_some() {
        return Ok(());
    }
    let read = versions::get(tx, asked.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    replace(
        services,
        tx,
        run,
        step,
        record,
        Origin::Revised,
        |post, current| {
            let by_person = matches!(current.author, Author::Person { .. });
            if by_person || post.state == PostState::Approved {
                current.content.clone()
            } else {
                reading.mend(&read.content, &current.content, &post.locked)
            }
        },
    )
    .await
}

async fn replace(
    services: &Services,
    tx: &mut OrgTx,
    run: &Run,
    step: &Step,
    record: &steps::StepRecord,
    origin: Origin,
    content: impl FnOnce(&Post, &Version) -> PostContent,
) -> Result<()> {
    let id = post_id(run.id, step.key.take, step.key.slot);
    let post = posts::lock(tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let current = versions::get(tx, post.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    let content = content(&post, &current);
    let new = version(
        services,
        &post,
        current.number + 1,
        origin,
        step,
        record,
        &content,
    );
    if new.hash != current.hash {
        let state = after_edit(post.state, &current.hash, &new.hash);
        versions::insert(tx, &new).await?;
        posts::set_current(tx, id, new.id, state, services.now()).await?;
    }
    events::append(
        tx,
        run.campaign,
        &Happening::Post { post: id },
        services.now(),
    )
    .await?;
    Ok(())
}

fn version(
    services: &Services,
    post: &Post,
    number: u32,
    origin: Origin,
    step: &Step,
    record: &steps::StepRecord,
    content: &PostContent,
) -> Version {
    Version {
        id: version_id(step.id),
        post: post.id,
        number,
        hash: ContentHash::of(content),
        content: content.clone(),
        author: Author::Model {
            provider: record.provider.clone().unwrap_or_default(),
            model: record.model.clone().unwrap_or_default(),
        },
        origin,
        step: Some(step.id),
        created_at: services.now(),
    }
}

/// Brings the run's state in line with its steps.
pub(super) async fn settle_run(services: &Services, tx: &mut OrgTx, id: RunId) -> Result<()> {
    let run = runs::lock(tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("run"))?;
    let state = run_state(steps::states(tx, id).await?);
    if run.state != RunState::Cancelled && state != run.state {
        runs::set_state(tx, id, state).await?;
        events::append(tx, run.campaign, &Happening::Run { state }, services.now()).await?;
    }
    Ok(())
}
