//! One step with everything it was told and answered.

use domain::{
    access::{Actor, Permission, authorize},
    ids::{CampaignId, StepId},
    problem::Problem,
    views::StepPage,
};
use storage::{answers, campaigns, posts, questions, steps};

use super::queue::post_id;
use crate::{Result, Services, campaigns::step_view};

/// A step of the campaign, with what it was told and its whole answer.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when the campaign has no such step.
pub async fn step(
    services: &Services,
    actor: &Actor,
    campaign: CampaignId,
    id: StepId,
) -> Result<StepPage> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let found = campaigns::get(&mut tx, campaign)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    let step = steps::get(&mut tx, id)
        .await?
        .filter(|step| step.campaign == campaign)
        .ok_or_else(|| Problem::not_found("step"))?;
    let question = questions::get(&mut tx, id).await?;
    let answers = answers::of_step(&mut tx, id).await?;
    let post = post_id(step.run, step.key.take, step.key.slot);
    let post = posts::get(&mut tx, post).await?.map(|post| post.id);
    Ok(StepPage {
        campaign,
        campaign_title: found.brief.title,
        step: step_view(step),
        question,
        answers,
        post,
        last_event: found.last_event,
    })
}
