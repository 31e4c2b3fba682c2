//! The step that has a video model make one film. It is ordered once, and what the vendor calls
//! the order is stored before anything else; from then on the step only looks after it, each time
//! as a job of its own, until the film is there or will not come.

mod watch;

use std::sync::Arc;

use agents::AgentError;
use domain::{
    ids::{AssetId, StepId, UserId},
    post::hex,
    run::{Passage, Question},
    spending::{CallState, Payer, TaskKind},
    time::Timestamp,
    video::{Storyboard, VideoShape},
};
use providers::{
    Account, Call, Delivery, FirstFrame, ProviderError, Spent, VideoJob, VideoRequest,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use storage::{
    OrgTx,
    assets::{self, Asset},
    calls::{self, Ended},
    questions,
    runs::Run,
    steps::Step,
    videos::{self, OrderedVideo},
};
use tokio_util::sync::CancellationToken;

use self::watch::{FIRST_LOOK, Watch};
use super::task::{Act, Failure};
use crate::{Error, Result, Services, keys, pictures, spending};

/// A first frame is told to a model no larger than the film is.
const FRAME: u32 = 1_280;

/// What a person wants filmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct VideoInput {
    /// What it is to show and say.
    pub storyboard: Storyboard,
    /// How long it is to be.
    pub seconds: u8,
    /// Its shape.
    pub shape: VideoShape,
    /// The photo it begins with.
    pub first_frame: Option<AssetId>,
    /// The person.
    pub by: Option<UserId>,
}

impl VideoInput {
    /// What a step was given; `None` for steps that make no film.
    pub(crate) fn of(step: &Step) -> Option<Self> {
        serde_json::from_value(step.input.clone()?).ok()
    }
}

/// A film that is to be made, or is being made.
pub(super) struct Order {
    input: VideoInput,
    ordered: Option<OrderedVideo>,
    frame: Option<Asset>,
}

/// What the step is to have made, and how far that is.
pub(super) async fn order(tx: &mut OrgTx, step: &Step) -> Result<Order> {
    let input = VideoInput::of(step)
        .ok_or_else(|| Error::Internal(format!("step {} has no readable input", step.key)))?;
    let frame = match input.first_frame {
        Some(frame) => assets::get(tx, frame).await?,
        None => None,
    };
    Ok(Order {
        ordered: videos::ordered(tx, step.id).await?,
        input,
        frame,
    })
}

/// Orders the film on the account of `payer`, or looks whether it is there.
pub(super) async fn make(
    services: &Services,
    payer: Payer,
    run: &Run,
    step: &Step,
    order: Order,
    cancel: &CancellationToken,
) -> std::result::Result<Act, Failure> {
    let account = spending::account(services, payer, TaskKind::Video).await?;
    let Order {
        input,
        ordered,
        frame,
    } = order;
    let Some(ordered) = ordered else {
        let request = request(services, &input, frame).await?;
        return Err(submit(services, step, request, account, cancel).await?);
    };
    let watch = Watch {
        services,
        gateway: keys::gateway(services, payer.org).await?,
        payer,
        run,
        step,
        job: job_of(&ordered)?,
        begun_at: ordered.begun_at,
        input,
    };
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(failure(ProviderError::cancelled())),
        looked = watch.look(&account) => looked,
    }
}

fn job_of(ordered: &OrderedVideo) -> Result<VideoJob> {
    serde_json::from_value(ordered.job.clone())
        .map_err(|error| Error::Internal(format!("step {}: {error}", ordered.step)))
}

fn failure(error: ProviderError) -> Failure {
    Failure::Agent(AgentError::of_provider(error, Spent::default()))
}

async fn request(
    services: &Services,
    input: &VideoInput,
    frame: Option<Asset>,
) -> Result<VideoRequest> {
    let first_frame = match frame {
        Some(asset) => {
            let file = services.files().get(&asset.path).await?;
            let bitmap = pictures::decoded(services, &file).await?.at_most(FRAME);
            let encode = move || {
                let png = bitmap.png();
                png.map_err(|error| Error::Internal(error.to_string()))
            };
            Some(FirstFrame {
                content_type: "image/png",
                bytes: pictures::off_thread(services, encode).await?,
            })
        }
        None => None,
    };
    Ok(VideoRequest {
        prompt: agents::video_prompt(&input.storyboard, input.seconds),
        avoid: input.storyboard.avoid.clone(),
        shape: input.shape,
        seconds: input.seconds,
        audio: input.storyboard.speaks(),
        first_frame,
    })
}

/// Gives the order and stores what the vendor calls it. When this process dies in between, the
/// courier hands out the same answer to whoever gives the same order for the same step.
async fn submit(
    services: &Services,
    step: &Step,
    request: VideoRequest,
    account: Account,
    cancel: &CancellationToken,
) -> std::result::Result<Failure, Failure> {
    let org = account.payer.map(|payer| payer.org);
    let org = org.ok_or_else(|| Error::Internal("a film that nobody pays for".into()))?;
    note(services, org, step, &request).await?;
    let call = Call {
        account: Arc::new(account),
        cancel: cancel.clone(),
        delivery: Delivery::of(step.id.to_string()),
        ..Call::default()
    };
    let gateway = keys::gateway(services, org).await?;
    let job = gateway.order_video(&request, &call).await;
    let job = serde_json::to_value(job.map_err(failure)?)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let now = services.now();
    let mut tx = services.db().write(org).await?;
    let noted = videos::order(&mut tx, step.id, &job, now).await?;
    tx.commit().await?;
    Ok(if noted {
        Failure::NotYet(now.plus_seconds(FIRST_LOOK))
    } else {
        // Whoever cancelled the step did so while the order went out.
        failure(ProviderError::cancelled())
    })
}

/// Keeps what the model is told before it is asked, as of every step.
async fn note(
    services: &Services,
    org: domain::ids::OrgId,
    step: &Step,
    request: &VideoRequest,
) -> Result<()> {
    let passage = Passage {
        material: None,
        text: format!("{}\n\nNot in the film: {}", request.prompt, request.avoid),
    };
    let question = Question {
        user: vec![passage],
        ..Question::default()
    };
    let mut tx = services.db().write(org).await?;
    questions::note(
        &mut tx,
        step.id,
        agents::VIDEO_PROMPT,
        &input_hash(request),
        &question,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

fn input_hash(request: &VideoRequest) -> String {
    let told = format!(
        "{} {} {} {}",
        request.shape.slug(),
        request.seconds,
        request.prompt,
        request.avoid
    );
    hex(&Sha256::digest(told))
}

/// Nobody wants the film of a step any longer. No vendor can be told for all models; what it costs
/// is held as the most it may have been.
pub(super) async fn abandon(tx: &mut OrgTx, step: StepId, at: Timestamp) -> Result<()> {
    let Some(ordered) = videos::ordered(tx, step).await? else {
        return Ok(());
    };
    if let Some(line) = job_of(&ordered)?.line {
        let ended = Ended {
            state: CallState::Cancelled,
            ..Ended::LOST
        };
        calls::close(tx, line, &ended, at).await?;
    }
    videos::forget(tx, step).await?;
    Ok(())
}

/// A person wants a step done again: a film that ended is ordered anew, one that may still come is
/// looked after.
pub(super) async fn renew(tx: &mut OrgTx, step: StepId) -> Result<()> {
    let ordered = videos::ordered(tx, step).await?;
    if ordered.is_some_and(|ordered| ordered.ended_at.is_some()) {
        videos::forget(tx, step).await?;
    }
    Ok(())
}
