//! Everything about a post's made pictures, as one looks at it.

use domain::{
    access::{Actor, Permission, authorize},
    ids::PostId,
    picture::ImageBrief,
    problem::Problem,
    run::{StepKind, StepOutput, StepState},
    views::{ImageOffer, ImagesView, MadeImageView},
};
use storage::{
    OrgTx, assets, made_images,
    posts::{self, Post},
    steps::{self, Step},
    versions::{self, Version},
};

use super::order::offer;
use crate::{Result, Services, campaigns::step_view, runs::ImageInput};

/// What a post's picture is to show, what is being made, and what was made.
pub async fn studio(services: &Services, actor: &Actor, id: PostId) -> Result<ImagesView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let post = posts::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let version = versions::get(&mut tx, post.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    let kinds = [StepKind::BriefImage, StepKind::Image];
    let steps = steps::of_slot(&mut tx, post.run, post.take, post.slot.number, kinds).await?;
    let made = made(&mut tx, &post, &version).await?;
    drop(tx);
    let offered = offer(services, actor, &post).await?;
    let brief = steps.iter().rev().find_map(brief_of);
    Ok(ImagesView {
        brief: brief.unwrap_or_else(|| ImageBrief::of(&version.content)),
        refused: offered.as_ref().err().map(|error| error.message.clone()),
        offer: offered.ok().map(|(asked, most)| ImageOffer {
            provider: asked.provider,
            model: asked.model,
            most,
        }),
        steps: steps
            .into_iter()
            .filter(|step| !matches!(step.state, StepState::Done | StepState::Cancelled))
            .map(step_view)
            .collect(),
        made,
    })
}

/// The brief that a step wrote or worked by.
fn brief_of(step: &Step) -> Option<ImageBrief> {
    match (&step.output, step.key.kind) {
        (Some(StepOutput::ImageBrief(brief)), _) => Some(brief.clone()),
        (_, StepKind::Image) => ImageInput::of(step).map(|input| input.brief),
        _ => None,
    }
}

async fn made(tx: &mut OrgTx, post: &Post, version: &Version) -> Result<Vec<MadeImageView>> {
    let picture = version.content.picture.as_deref();
    let shown = picture.and_then(|picture| picture.photo.as_ref().map(|photo| photo.asset));
    let mut views = Vec::new();
    for made in made_images::of_post(tx, post.id).await? {
        let size = assets::get(tx, made.asset)
            .await?
            .and_then(|asset| asset.size);
        let (width, height) = size.unwrap_or_default();
        views.push(MadeImageView {
            id: made.asset,
            step: made.step,
            brief: made.brief,
            provider: made.provider,
            model: made.model,
            cost: made.cost,
            made_at: made.made_at,
            width,
            height,
            in_post: shown == Some(made.asset),
        });
    }
    Ok(views)
}
