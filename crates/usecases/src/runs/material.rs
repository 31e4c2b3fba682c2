//! What earlier steps of a run left, as later ones work from it.

use domain::{
    post::PostContent,
    problem::Problem,
    run::{Analysis, Plan, Slot, StepKey, StepKind, StepOutput, Strategy},
    web_page::WebPage,
};
use providers::WritingContext;
use storage::{OrgTx, brands, campaigns::Campaign, posts, runs::Run, steps, steps::Step, versions};

use super::queue::{post_id, version_id};
use crate::{Error, Result, voice::spoken_in};

/// The concept of a step's own take: the strategist's choice at first, a person's later.
pub(super) fn concept(run: &Run, key: StepKey, strategy: &Strategy) -> usize {
    run.concept
        .filter(|_| key.take == run.take)
        .unwrap_or(strategy.recommended)
}

/// What the post of a slot is written from.
pub(super) async fn context(
    tx: &mut OrgTx,
    run: &Run,
    key: StepKey,
    campaign: Campaign,
) -> Result<WritingContext> {
    let Campaign { brief, voice, .. } = campaign;
    let brand = brands::default(tx).await?;
    let strategy = strategy(tx, run).await?;
    let plan = plan(tx, run, key.take).await?;
    Ok(WritingContext {
        brand: brand.map(|brand| brand.name).unwrap_or_default(),
        voice: spoken_in(tx, voice).await?,
        link: brief.web_address.clone(),
        slot: slot_of(&plan, key)?,
        slots: u16::try_from(plan.slots.len()).unwrap_or(u16::MAX),
        page: page(tx, run).await?,
        analysis: analysis(tx, run).await?,
        concept: concept(run, key, &strategy),
        strategy,
        brief,
    })
}

pub(super) async fn page(tx: &mut OrgTx, run: &Run) -> Result<Option<WebPage>> {
    Ok(
        match steps::output(tx, run.id, StepKey::whole(StepKind::ReadPage)).await? {
            Some(StepOutput::Page(read)) => read.page,
            _ => None,
        },
    )
}

pub(super) async fn analysis(tx: &mut OrgTx, run: &Run) -> Result<Analysis> {
    let key = StepKey::whole(StepKind::Analyse);
    match steps::output(tx, run.id, key).await? {
        Some(StepOutput::Analysis(analysis)) => Ok(analysis),
        _ => Err(missing(key)),
    }
}

pub(super) async fn strategy(tx: &mut OrgTx, run: &Run) -> Result<Strategy> {
    let key = StepKey::whole(StepKind::Strategise);
    match steps::output(tx, run.id, key).await? {
        Some(StepOutput::Strategy(strategy)) => Ok(strategy),
        _ => Err(missing(key)),
    }
}

pub(super) async fn plan(tx: &mut OrgTx, run: &Run, take: u16) -> Result<Plan> {
    let key = StepKey::plan(take);
    match steps::output(tx, run.id, key).await? {
        Some(StepOutput::Plan(plan)) => Ok(plan),
        _ => Err(missing(key)),
    }
}

pub(super) async fn slot(tx: &mut OrgTx, run: &Run, key: StepKey) -> Result<Slot> {
    slot_of(&plan(tx, run, key.take).await?, key)
}

fn slot_of(plan: &Plan, key: StepKey) -> Result<Slot> {
    let slot = plan.slots.iter().find(|slot| slot.number == key.slot);
    slot.cloned()
        .ok_or_else(|| missing(StepKey::plan(key.take)))
}

/// The text that a check of this round looks at: the draft at first, then each revision.
pub(super) async fn content_to_check(
    tx: &mut OrgTx,
    run: &Run,
    check: StepKey,
) -> Result<PostContent> {
    let key = checked_step(check);
    match steps::output(tx, run.id, key).await? {
        Some(StepOutput::Content(content)) => Ok(content),
        _ => Err(missing(key)),
    }
}

/// The step whose text the check of this round looks at.
pub(super) fn checked_step(check: StepKey) -> StepKey {
    match check.round {
        0 | 1 => StepKey::slot(StepKind::Draft, check.take, check.slot, 0),
        round => StepKey::slot(StepKind::Revise, check.take, check.slot, round - 1),
    }
}

/// The post's text that a step writes anew: the current one, or, once the step has left a version,
/// the one before that.
pub(super) async fn content_before(tx: &mut OrgTx, run: &Run, step: &Step) -> Result<PostContent> {
    let post = posts::get(tx, post_id(run.id, step.key.take, step.key.slot))
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let written = versions::get(tx, version_id(step.id)).await?;
    let version = match written {
        Some(written) => versions::up_to(tx, post.id, written.number.saturating_sub(1), 1)
            .await?
            .pop(),
        None => versions::get(tx, post.version).await?,
    };
    let version = version.ok_or_else(|| Problem::not_found("version"))?;
    Ok(unpictured(version.content))
}

/// Nobody who writes is told of the picture; it stays as it is.
pub(super) fn unpictured(content: PostContent) -> PostContent {
    PostContent {
        picture: None,
        ..content
    }
}

pub(super) fn missing(key: StepKey) -> Error {
    Error::Internal(format!("the output of step {key} is missing"))
}
