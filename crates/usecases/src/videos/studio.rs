//! Everything about a post's films, as one looks at it.

use domain::{
    access::{Actor, Permission, authorize},
    ids::PostId,
    problem::Problem,
    run::{StepKind, StepOutput, StepState},
    video::{Storyboard, VideoShape},
    views::{MadeVideoView, VideoLength, VideoOfferView, VideosView},
};
use storage::{
    OrgTx, assets,
    posts::{self, Post},
    steps::{self, Step},
    versions, videos,
};

use super::order::offer;
use crate::{
    Result, Services,
    campaigns::step_view,
    pictures,
    runs::{VideoInput, best_ratio},
};

/// What a post's film is to show, what is being made, and what was made.
pub async fn studio(services: &Services, actor: &Actor, id: PostId) -> Result<VideosView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let post = posts::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let version = versions::get(&mut tx, post.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    let kinds = [StepKind::BriefVideo, StepKind::Video];
    let steps = steps::of_slot(&mut tx, post.run, post.take, post.slot.number, kinds).await?;
    let made = made(&mut tx, &post).await?;
    drop(tx);
    let offered = offer(services, actor, &post).await?;
    let last = steps.iter().rev().find_map(VideoInput::of);
    let storyboard = steps.iter().rev().find_map(storyboard_of);
    let usual = VideoShape::near(best_ratio(post.slot.channel));
    Ok(VideosView {
        storyboard: storyboard.unwrap_or_else(|| Storyboard::of(&version.content)),
        shape: last.as_ref().map_or(usual, |last| last.shape),
        first_frame: last.and_then(|last| last.first_frame),
        frames: pictures::photos(services, actor, post.campaign).await?,
        refused: offered.as_ref().err().map(|error| error.message.clone()),
        offer: offered.ok().map(|offer| VideoOfferView {
            provider: offer.asked.provider,
            model: offer.asked.model,
            lengths: offer
                .lengths
                .into_iter()
                .map(|(seconds, most)| VideoLength { seconds, most })
                .collect(),
        }),
        now: services.now(),
        steps: steps
            .into_iter()
            .filter(|step| !matches!(step.state, StepState::Done | StepState::Cancelled))
            .map(step_view)
            .collect(),
        made,
    })
}

/// The storyboard that a step wrote or worked by.
fn storyboard_of(step: &Step) -> Option<Storyboard> {
    match &step.output {
        Some(StepOutput::Storyboard(storyboard)) => Some(storyboard.clone()),
        _ => VideoInput::of(step).map(|input| input.storyboard),
    }
}

async fn made(tx: &mut OrgTx, post: &Post) -> Result<Vec<MadeVideoView>> {
    let mut views = Vec::new();
    for made in videos::of_post(tx, post.id).await? {
        let poster = match made.first_frame {
            Some(frame) => assets::get(tx, frame).await?.map(|asset| asset.id),
            None => None,
        };
        views.push(MadeVideoView {
            id: made.asset,
            step: made.step,
            captioned: made.storyboard.speaks(),
            storyboard: made.storyboard,
            poster,
            provider: made.provider,
            model: made.model,
            cost: made.cost,
            made_at: made.made_at,
            width: made.size.0,
            height: made.size.1,
            millis: made.millis,
        });
    }
    Ok(views)
}
