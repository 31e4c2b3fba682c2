//! Ordering a brief from the art director, and pictures from an image model.

use domain::{
    access::{Actor, Permission, authorize},
    event::Happening,
    ids::{PostId, StepId},
    picture::ImageBrief,
    problem::{Code, FieldProblem, Problem},
    run::{StepKey, StepKind, StepState},
    spending::{Payer, TaskKind},
    usage::Cost,
};
use providers::{Asked, ImageRequest, ProviderError};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx, brands, events,
    posts::{self as stored, Post},
    runs::Run,
    steps,
};

use crate::{
    Error, Result, Services, keys, posts,
    runs::{BriefImageInput, ImageInput, best_ratio, enqueue_step, set_running},
    spending,
};

/// The most pictures that are made for a post at the same time.
pub const MAX_AT_ONCE: u8 = 4;

/// Pictures that are to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MakeRequest {
    /// What they are to show.
    pub brief: ImageBrief,
    /// How many, from 1 to 4.
    pub count: u8,
}

/// Has the art director say what the post's picture is to show; it stands with the post's pictures
/// when it is written.
///
/// # Errors
/// [`Code::WrongState`] when one is being written, or the post's concept was given up.
pub async fn brief(services: &Services, actor: &Actor, id: PostId) -> Result<StepId> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let (run, post) = posts::in_current_take(&mut tx, id).await?;
    if !under_way(&mut tx, &run, &post, StepKind::BriefImage)
        .await?
        .is_empty()
    {
        let sentence = "The picture is being described already. Wait until it is done.";
        return Err(Problem::new(Code::WrongState, sentence).into());
    }
    let input = json(&BriefImageInput {
        by: Some(actor.user),
    })?;
    let mut steps = enqueue(
        services,
        &mut tx,
        (&run, &post),
        StepKind::BriefImage,
        &[input],
    )
    .await?;
    tx.commit().await?;
    steps
        .pop()
        .ok_or_else(|| Error::Internal("a brief was not queued".into()))
}

/// Has pictures made, each as a step of its own.
///
/// # Errors
/// [`Code::InvalidInput`] with what is wrong with the brief, [`Code::WrongState`] when no image
/// model is set up or enough pictures are being made already.
pub async fn make(
    services: &Services,
    actor: &Actor,
    id: PostId,
    request: MakeRequest,
) -> Result<Vec<StepId>> {
    authorize(actor, Permission::Write)?;
    let brief = request.brief.parse().map_err(Problem::fields)?;
    if !(1..=MAX_AT_ONCE).contains(&request.count) {
        let sentence = format!("Have 1 to {MAX_AT_ONCE} pictures made at a time.");
        return Err(Problem::fields(vec![FieldProblem::new("count", sentence)]).into());
    }
    let mut tx = services.db().read(actor.org).await?;
    let found = stored::get(&mut tx, id).await?;
    drop(tx);
    let post = found.ok_or_else(|| Problem::not_found("post"))?;
    if let Err(refusal) = offer(services, actor, &post).await? {
        return Err(Problem::new(Code::WrongState, refusal.message).into());
    }
    let mut tx = services.db().write(actor.org).await?;
    let (run, post) = posts::in_current_take(&mut tx, id).await?;
    let open = under_way(&mut tx, &run, &post, StepKind::Image).await?;
    if open.len() + usize::from(request.count) > usize::from(MAX_AT_ONCE) {
        let sentence = format!(
            "{} pictures of this post are being made, and {MAX_AT_ONCE} can be at the same time. Wait until they are done, or cancel them.",
            open.len()
        );
        return Err(Problem::new(Code::WrongState, sentence).into());
    }
    let input = json(&ImageInput {
        brief,
        by: Some(actor.user),
    })?;
    let inputs = vec![input; usize::from(request.count)];
    let steps = enqueue(services, &mut tx, (&run, &post), StepKind::Image, &inputs).await?;
    tx.commit().await?;
    Ok(steps)
}

/// Who makes a picture first, and the most that one of the longest brief may cost; or why nobody
/// does.
pub(super) async fn offer(
    services: &Services,
    actor: &Actor,
    post: &Post,
) -> Result<std::result::Result<(Asked, Option<Cost>), ProviderError>> {
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
    let account = spending::account(services, payer, TaskKind::Image).await?;
    let longest = ImageBrief {
        shows: "x".repeat(ImageBrief::MOST_BYTES),
        composition: "x".into(),
        style: "x".into(),
        colours: "x".into(),
        avoid: "x".into(),
        alt_text: String::new(),
    };
    let request = ImageRequest {
        prompt: agents::image_prompt(&longest),
        ratio: best_ratio(post.slot.channel),
    };
    Ok(keys::gateway(services, actor.org)
        .await?
        .image_offer(&request, &account))
}

/// The steps of a kind that are queued or being worked on for a post.
async fn under_way(
    tx: &mut OrgTx,
    run: &Run,
    post: &Post,
    kind: StepKind,
) -> Result<Vec<steps::Step>> {
    let steps = steps::of_slot(tx, run.id, post.take, post.slot.number, [kind, kind]).await?;
    let open = |step: &steps::Step| matches!(step.state, StepState::Queued | StepState::Running);
    Ok(steps.into_iter().filter(open).collect())
}

/// Puts a step for each of `inputs` into the post's run.
async fn enqueue(
    services: &Services,
    tx: &mut OrgTx,
    (run, post): (&Run, &Post),
    kind: StepKind,
    inputs: &[serde_json::Value],
) -> Result<Vec<StepId>> {
    let (take, slot) = (post.take, post.slot.number);
    let earlier = steps::rounds(tx, run.id, kind, take, slot).await?;
    let mut queued = Vec::with_capacity(inputs.len());
    for (input, round) in inputs.iter().zip(earlier + 1..) {
        let key = StepKey::slot(kind, take, slot, round);
        queued.push(enqueue_step(services, tx, run, key, Some(input.clone())).await?);
    }
    set_running(services, tx, run).await?;
    let happening = Happening::Post { post: post.id };
    events::append(tx, post.campaign, &happening, services.now()).await?;
    Ok(queued)
}

fn json(input: &impl Serialize) -> Result<serde_json::Value> {
    serde_json::to_value(input).map_err(|error| Error::Internal(error.to_string()))
}
