//! Ordering a storyboard from the art director, and a film from a video model.

use domain::{
    access::{Actor, Permission, authorize},
    event::Happening,
    ids::{AssetId, PostId, StepId},
    problem::{Code, FieldProblem, Problem},
    run::{StepKey, StepKind, StepState},
    spending::{Payer, TaskKind},
    video::{Storyboard, VideoShape},
};
use providers::{ProviderError, VideoOffer, VideoRequest};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx, assets, brands, events,
    posts::{self as stored, Post},
    runs::Run,
    steps,
};

use crate::{
    Error, Result, Services, keys, posts,
    runs::{BriefImageInput, VideoInput, enqueue_step, set_running},
    spending,
};

/// A film that is to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MakeVideo {
    /// What it is to show and say.
    pub storyboard: Storyboard,
    /// How long it is to be: one of the lengths that are offered.
    pub seconds: u8,
    /// Its shape.
    #[serde(default)]
    pub shape: VideoShape,
    /// The campaign's photo that it begins with.
    #[serde(default)]
    pub first_frame: Option<AssetId>,
}

/// Has the art director write a storyboard for the post's film; it stands on the film's page when
/// it is written.
///
/// # Errors
/// [`Code::WrongState`] when one is being written, or the post's concept was given up.
pub async fn brief(services: &Services, actor: &Actor, id: PostId) -> Result<StepId> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let (run, post) = posts::in_current_take(&mut tx, id).await?;
    if under_way(&mut tx, &run, &post, StepKind::BriefVideo).await? {
        let sentence = "The storyboard is being written already. Wait until it is done.";
        return Err(Problem::new(Code::WrongState, sentence).into());
    }
    let input = BriefImageInput {
        by: Some(actor.user),
    };
    let step = enqueue(
        services,
        &mut tx,
        (&run, &post),
        StepKind::BriefVideo,
        &input,
    )
    .await?;
    tx.commit().await?;
    Ok(step)
}

/// Has a film made.
///
/// # Errors
/// [`Code::InvalidInput`] with what is wrong with the order, [`Code::WrongState`] when no video
/// model is set up or a film of this post is being made already.
pub async fn make(
    services: &Services,
    actor: &Actor,
    id: PostId,
    request: MakeVideo,
) -> Result<StepId> {
    authorize(actor, Permission::Write)?;
    let storyboard = request.storyboard.parse().map_err(Problem::fields)?;
    let mut tx = services.db().read(actor.org).await?;
    let found = stored::get(&mut tx, id).await?;
    drop(tx);
    let post = found.ok_or_else(|| Problem::not_found("post"))?;
    let offer = offer(services, actor, &post).await?;
    let offer = offer.map_err(|refusal| Problem::new(Code::WrongState, refusal.message))?;
    let mut problems = wrong_length(&offer, request.seconds);
    let mut tx = services.db().write(actor.org).await?;
    let (run, post) = posts::in_current_take(&mut tx, id).await?;
    if let Some(frame) = request.first_frame {
        problems.extend(wrong_frame(&mut tx, &post, frame).await?);
    }
    if !problems.is_empty() {
        return Err(Problem::fields(problems).into());
    }
    if under_way(&mut tx, &run, &post, StepKind::Video).await? {
        let sentence =
            "A film of this post is being made already. Wait until it is done, or cancel it.";
        return Err(Problem::new(Code::WrongState, sentence).into());
    }
    let input = VideoInput {
        storyboard,
        seconds: request.seconds,
        shape: request.shape,
        first_frame: request.first_frame,
        by: Some(actor.user),
    };
    let step = enqueue(services, &mut tx, (&run, &post), StepKind::Video, &input).await?;
    tx.commit().await?;
    Ok(step)
}

fn wrong_length(offer: &VideoOffer, seconds: u8) -> Vec<FieldProblem> {
    if offer.lengths.iter().any(|(known, _)| *known == seconds) {
        return Vec::new();
    }
    let known: Vec<_> = offer
        .lengths
        .iter()
        .map(|(seconds, _)| seconds.to_string())
        .collect();
    let sentence = format!(
        "“{}” makes films of {} seconds. Choose one of these lengths.",
        offer.asked.model,
        known.join(", ")
    );
    vec![FieldProblem::new("seconds", sentence)]
}

/// What is wrong with the picture that a film is to begin with.
async fn wrong_frame(tx: &mut OrgTx, post: &Post, frame: AssetId) -> Result<Option<FieldProblem>> {
    let asset = assets::get(tx, frame).await?;
    let usable = asset.is_some_and(|asset| asset.campaign == post.campaign && asset.size.is_some());
    let sentence = "The campaign has no such photo. Choose one of those that are listed.";
    Ok((!usable).then(|| FieldProblem::new("first_frame", sentence)))
}

/// Who makes a film first, in which lengths, and what each may cost; or why nobody does.
pub(super) async fn offer(
    services: &Services,
    actor: &Actor,
    post: &Post,
) -> Result<std::result::Result<VideoOffer, ProviderError>> {
    let mut tx = services.db().read(actor.org).await?;
    let brand = brands::default(&mut tx).await?.map(|brand| brand.id);
    drop(tx);
    let payer = Payer {
        org: actor.org,
        brand,
        campaign: Some(post.campaign),
        person: Some(actor.user),
        step: None,
    };
    let account = spending::account(services, payer, TaskKind::Video).await?;
    let request = VideoRequest {
        prompt: "x".repeat(Storyboard::MOST_BYTES),
        avoid: String::new(),
        shape: VideoShape::Wide,
        seconds: 0,
        audio: true,
        first_frame: None,
    };
    Ok(keys::gateway(services, actor.org)
        .await?
        .video_offer(&request, &account))
}

/// Whether a step of this kind is queued or being worked on for a post.
async fn under_way(tx: &mut OrgTx, run: &Run, post: &Post, kind: StepKind) -> Result<bool> {
    let steps = steps::of_slot(tx, run.id, post.take, post.slot.number, [kind, kind]).await?;
    let open = |step: &steps::Step| matches!(step.state, StepState::Queued | StepState::Running);
    Ok(steps.iter().any(open))
}

/// Puts a step into the post's run.
async fn enqueue(
    services: &Services,
    tx: &mut OrgTx,
    (run, post): (&Run, &Post),
    kind: StepKind,
    input: &impl Serialize,
) -> Result<StepId> {
    let (take, slot) = (post.take, post.slot.number);
    let input = serde_json::to_value(input).map_err(|error| Error::Internal(error.to_string()))?;
    let earlier = steps::rounds(tx, run.id, kind, take, slot).await?;
    let key = StepKey::slot(kind, take, slot, earlier + 1);
    let step = enqueue_step(services, tx, run, key, Some(input)).await?;
    set_running(services, tx, run).await?;
    let happening = Happening::Post { post: post.id };
    events::append(tx, post.campaign, &happening, services.now()).await?;
    Ok(step)
}
