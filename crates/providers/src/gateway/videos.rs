//! Films: ordered like everything else, then looked after until they have ended.

use std::time::Duration;

use domain::{
    spending::{CallState, Payer},
    usage::Cost,
};
use tokio::time::timeout;

use super::{Closing, Gateway, put::too_slow};
use crate::{
    Account, Call, Cause, Film, Provider, ProviderError, Spent, VideoJob, VideoMaker, VideoOffer,
    VideoRequest, VideoState,
};

impl Gateway {
    /// Orders a film of one video model after the other until one takes the order. Its line in the
    /// ledger stays open until [`Gateway::video_ended`].
    ///
    /// # Errors
    /// Why the last model took none; [`Cause::Unsettled`] when one may have.
    pub async fn order_video(
        &self,
        request: &VideoRequest,
        call: &Call,
    ) -> Result<VideoJob, ProviderError> {
        self.put(request, call).await
    }

    /// Who makes a film first on `account`, in which lengths, and what each may cost.
    ///
    /// # Errors
    /// When no video model may answer.
    pub fn video_offer(
        &self,
        request: &VideoRequest,
        account: &Account,
    ) -> Result<VideoOffer, ProviderError> {
        let (asked, _) = self.offer(request, account)?;
        let provider = self.maker(&asked.provider)?;
        let cost = |seconds: u8| -> Option<Cost> {
            let request = VideoRequest {
                seconds,
                ..request.clone()
            };
            self.offer(&request, account).ok()?.1
        };
        let lengths = provider.lengths(&asked.model).iter();
        Ok(VideoOffer {
            lengths: lengths.map(|seconds| (*seconds, cost(*seconds))).collect(),
            asked,
        })
    }

    /// How an ordered film stands.
    ///
    /// # Errors
    /// When that cannot be told now.
    pub async fn poll_video(
        &self,
        job: &VideoJob,
        account: &Account,
    ) -> Result<VideoState, ProviderError> {
        let limit = self.policy.whole_timeout;
        let look = self.maker(&job.provider)?.poll(job, account);
        let what = "did not say how the film stands";
        timeout(limit, look)
            .await
            .unwrap_or_else(|_| Err(too_slow(&job.provider, what, limit)))
    }

    /// The file of a film that is made.
    ///
    /// # Errors
    /// When it cannot be had; asking again may help where the cause is retryable.
    pub async fn fetch_video(&self, job: &VideoJob, film: Film) -> Result<Vec<u8>, ProviderError> {
        let limit = self.policy.picture_timeout;
        let fetching = self.maker(&job.provider)?.download(job, film);
        timeout(limit, fetching)
            .await
            .unwrap_or_else(|_| Err(too_slow(&job.provider, "did not hand out the film", limit)))
    }

    /// Enters in the ledger how a film ended, `took` after it was ordered. A second time changes
    /// nothing.
    ///
    /// # Errors
    /// When it cannot be entered.
    pub async fn video_ended(
        &self,
        payer: &Payer,
        job: &VideoJob,
        took: Duration,
        outcome: Result<Spent, &ProviderError>,
    ) -> Result<(), ProviderError> {
        let (Some(ledger), Some(line)) = (&self.ledger, job.line) else {
            return Ok(());
        };
        let (state, cause, Spent { tokens, cost }) = match outcome {
            Ok(spent) => (CallState::Answered, None, spent),
            Err(error) => (CallState::Failed, Some(error.cause), error.spent),
        };
        let closing = Closing {
            state,
            cause,
            model: Some(job.model.clone()),
            tokens,
            cost,
            first_token: None,
            took,
        };
        Ok(ledger.close(payer, line, &closing).await?)
    }

    fn maker(&self, name: &str) -> Result<&dyn VideoMaker, ProviderError> {
        let mut providers = self.providers();
        let found = providers.find(|provider| provider.name() == name);
        found.and_then(Provider::videos).ok_or_else(|| {
            ProviderError::new(
                Cause::NoModel,
                format!("“{name}”, which is asked for this film, is not set up any longer. Ask your administrator to connect it again, then retry the step."),
            )
        })
    }
}
