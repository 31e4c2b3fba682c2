//! Looking after a film that was ordered, until it is there or will not come.

use std::time::Duration;

use agents::AgentError;
use bytes::Bytes;
use domain::{ids::AssetId, post::hex, run::StepOutput, spending::Payer, time::Timestamp, video};
use providers::{Account, Asked, Cause, Film, Gateway, ProviderError, Spent, VideoJob, VideoState};
use sha2::{Digest as _, Sha256};
use storage::{
    assets::Asset,
    runs::Run,
    steps::{Step, StepRecord},
    videos::{self, MadeVideo},
};
use uuid::Uuid;

use super::{
    super::{
        queue::post_id,
        task::{Act, Failure, Made},
    },
    VideoInput,
};
use crate::{
    Result, Services,
    videos::{Facts, facts},
};

/// Seconds from the order to the first look, and the shortest wait between two. Waits grow with the
/// time that the film has taken so far.
pub(super) const FIRST_LOOK: i64 = 5;
/// The longest wait between two looks, in seconds.
const LONGEST_WAIT: i64 = 30;
/// Seconds after which a film is no longer waited for; models take minutes.
const PATIENCE: i64 = 60 * 60;
/// A film that is being made.
pub(super) struct Watch<'a> {
    pub services: &'a Services,
    pub gateway: Gateway,
    pub payer: Payer,
    pub run: &'a Run,
    pub step: &'a Step,
    pub job: VideoJob,
    pub begun_at: Timestamp,
    pub input: VideoInput,
}

impl Watch<'_> {
    /// Takes the film if it is there, and says when to look again otherwise.
    pub(super) async fn look(&self, account: &Account) -> std::result::Result<Act, Failure> {
        let state = self.gateway.poll_video(&self.job, account).await;
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
        let wait = (taken / 4).clamp(FIRST_LOOK, LONGEST_WAIT);
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
        let entered = self
            .gateway
            .video_ended(&self.payer, &self.job, took, outcome);
        if let Err(error) = entered.await {
            tracing::error!(%error, step = %self.step.id, "a film that has ended stays open in the ledger");
        }
    }

    /// Fetches a film before its link runs out, and keeps it.
    async fn take(&self, film: Film, spent: Spent) -> std::result::Result<Act, Failure> {
        let fetched = self.gateway.fetch_video(&self.job, film).await;
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
