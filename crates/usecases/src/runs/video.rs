//! The step that has a video model make one film. It is ordered once, and what the vendor calls
//! the order is stored before anything else; from then on the step only looks after it, each time
//! as a job of its own, until the film is there or will not come.

use std::{sync::Arc, time::Duration};

use agents::AgentError;
use bytes::Bytes;
use domain::{
    ids::{AssetId, StepId, UserId},
    post::hex,
    run::{Passage, Question, StepOutput},
    spending::{CallState, Payer, TaskKind},
    time::Timestamp,
    video::{self, Storyboard, VideoShape},
};
use providers::{
    Account, Asked, Call, Cause, Delivery, Film, FirstFrame, ProviderError, Spent, VideoJob,
    VideoRequest, VideoState,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use storage::{
    OrgTx,
    assets::{self, Asset},
    calls::{self, Ended},
    questions,
    runs::Run,
    steps::{Step, StepRecord},
    videos::{self, MadeVideo, OrderedVideo},
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    queue::post_id,
    task::{Act, Failure, Made},
};
use crate::{
    Error, Result, Services, pictures, spending,
    videos::{Facts, facts},
};

/// Seconds between two looks: the shortest and the longest wait. They grow with the time that the
/// film has taken so far.
const WAIT: (i64, i64) = (5, 30);
/// Seconds after which a film is no longer waited for; models take minutes.
const PATIENCE: i64 = 60 * 60;
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
    let job = services.gateway().order_video(&request, &call).await;
    let job = serde_json::to_value(job.map_err(failure)?)
        .map_err(|error| Error::Internal(error.to_string()))?;
    let now = services.now();
    let mut tx = services.db().write(org).await?;
    let noted = videos::order(&mut tx, step.id, &job, now).await?;
    tx.commit().await?;
    Ok(if noted {
        Failure::NotYet(now.plus_seconds(WAIT.0))
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

/// A film that is being made.
struct Watch<'a> {
    services: &'a Services,
    payer: Payer,
    run: &'a Run,
    step: &'a Step,
    job: VideoJob,
    begun_at: Timestamp,
    input: VideoInput,
}

impl Watch<'_> {
    async fn look(&self, account: &Account) -> std::result::Result<Act, Failure> {
        let state = self.services.gateway().poll_video(&self.job, account).await;
        match state {
            Ok(VideoState::Running) => Err(self.later(None)),
            Ok(VideoState::Done(film, spent)) => self.take(film, spent).await,
            Ok(VideoState::Failed(error)) => Err(self.ended(error).await?),
            Err(error) if error.is_retryable() => Err(self.later(error.retry_after)),
            // The vendor knows the order no longer.
            Err(error) if error.cause == Cause::UnknownModel => {
                let unknown = Spent {
                    cost: None,
                    ..Spent::default()
                };
                Err(self.ended(error.having_spent(unknown)).await?)
            }
            // Somebody has to mend something; then the same film is looked after again.
            Err(error) => Err(self.stopped(error)),
        }
    }

    /// When to look again.
    fn later(&self, asked: Option<Duration>) -> Failure {
        let now = self.services.now();
        let taken = now.since(self.begun_at) / 1_000_000;
        if taken > PATIENCE {
            let message = format!(
                "“{}” has not finished the film within an hour. Retry the step to look once more, or cancel it; whether it is billed is not known.",
                self.job.model
            );
            return self.stopped(ProviderError::new(Cause::Timeout, message));
        }
        let asked = asked.and_then(|asked| i64::try_from(asked.as_secs()).ok());
        let wait = (taken / 4).clamp(WAIT.0, WAIT.1);
        Failure::NotYet(now.plus_seconds(wait.max(asked.unwrap_or_default().min(PATIENCE))))
    }

    /// The step cannot go on, but the film may come all the same.
    fn stopped(&self, error: ProviderError) -> Failure {
        let unknown = Spent {
            cost: None,
            ..Spent::default()
        };
        let mut error = AgentError::of_provider(error.having_spent(unknown), Spent::default());
        error.retryable = false;
        error.asked = Some(Box::new(self.asked()));
        Failure::Agent(error)
    }

    fn asked(&self) -> Asked {
        Asked {
            provider: self.job.provider.clone(),
            model: self.job.model.clone(),
        }
    }

    /// There will be no film of this order. Another one is given when a person asks for it.
    async fn ended(&self, error: ProviderError) -> std::result::Result<Failure, Failure> {
        self.enter(Err(&error)).await;
        let mut tx = self.services.db().write(self.payer.org).await?;
        videos::end(&mut tx, self.step.id, self.services.now()).await?;
        tx.commit().await?;
        let mut error = AgentError::of_provider(error, Spent::default());
        error.retryable = false;
        error.asked = Some(Box::new(self.asked()));
        Ok(Failure::Agent(error))
    }

    /// Closes the film's line in the ledger.
    async fn enter(&self, outcome: std::result::Result<Spent, &ProviderError>) {
        let micros = self.services.now().since(self.begun_at);
        let took = Duration::from_micros(u64::try_from(micros).unwrap_or_default());
        let gateway = self.services.gateway();
        let entered = gateway.video_ended(&self.payer, &self.job, took, outcome);
        if let Err(error) = entered.await {
            tracing::error!(%error, step = %self.step.id, "a film that has ended stays open in the ledger");
        }
    }

    /// Fetches a film before its link runs out, and keeps it.
    async fn take(&self, film: Film, spent: Spent) -> std::result::Result<Act, Failure> {
        let fetched = self.services.gateway().fetch_video(&self.job, film).await;
        let bytes = match fetched {
            Ok(bytes) => bytes,
            Err(error) if error.is_retryable() => return Err(self.later(error.retry_after)),
            Err(error) => return Err(self.ended(error.having_spent(spent)).await?),
        };
        let Some(facts) = facts(&bytes) else {
            return Err(self.ended(self.unreadable().having_spent(spent)).await?);
        };
        let asset = self.keep(bytes).await?;
        self.enter(Ok(spent)).await;
        Ok(self.act(asset, facts, spent))
    }

    /// What was paid for is no film.
    fn unreadable(&self) -> ProviderError {
        let message = format!(
            "What “{}” sent is no film that can be shown. Make the film again, or ask your administrator to choose another model.",
            self.job.model
        );
        ProviderError::new(Cause::MalformedAnswer, message)
    }

    async fn keep(&self, file: Vec<u8>) -> Result<Asset> {
        let id = AssetId(Uuid::new_v5(&self.step.id.0, b"video"));
        let path = format!("made/{id}.mp4");
        let sha256 = hex(&Sha256::digest(&file));
        let bytes = i64::try_from(file.len()).unwrap_or(i64::MAX);
        self.services.files().put(&path, Bytes::from(file)).await?;
        Ok(Asset {
            id,
            campaign: self.run.campaign,
            content_type: "video/mp4".to_owned(),
            file_name: format!("film-{:02}-{}.mp4", self.step.key.slot, self.step.key.round),
            path,
            bytes,
            sha256,
            source: None,
            alt: None,
            // Files that have one are photos.
            size: None,
        })
    }

    fn act(&self, asset: Asset, facts: Facts, spent: Spent) -> Act {
        let Facts {
            width,
            height,
            millis,
        } = facts;
        let Asked { provider, model } = self.asked();
        let key = self.step.key;
        let made = MadeVideo {
            asset: asset.id,
            post: post_id(self.run.id, key.take, key.slot),
            step: self.step.id,
            storyboard: self.input.storyboard.clone(),
            first_frame: self.input.first_frame,
            size: (width, height),
            millis,
            provider: provider.clone(),
            model: model.clone(),
            cost: spent.cost,
            made_at: self.services.now(),
        };
        Act {
            record: StepRecord {
                provider: Some(provider),
                model: Some(model),
                prompt_version: Some(agents::VIDEO_PROMPT.to_owned()),
                input_hash: self.step.input_hash.clone(),
                tokens: spent.tokens,
                cost: spent.cost,
                output: StepOutput::Video(video::MadeVideo {
                    asset: asset.id,
                    width,
                    height,
                    millis,
                }),
                answers: Vec::new(),
            },
            asset: Some(asset),
            made: Some(Made::Video(made)),
        }
    }
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
