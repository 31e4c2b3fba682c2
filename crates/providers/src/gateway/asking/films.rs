//! A film that is ordered.

use std::time::Duration;

use domain::{
    brief::Language,
    ids::CallId,
    spending::{BilledVideo, TaskKind},
    usage::Cost,
};

use super::{Answered, Asking, Weighed};
use crate::{
    Account, Call, Cause, Provider, ProviderError, Spent, VideoJob, VideoMaker, VideoRequest,
    gateway::RetryPolicy, video,
};

impl Weighed for VideoRequest {
    /// A film is in no language that a route could tell.
    fn language(&self) -> Option<Language> {
        None
    }

    fn bytes(&self) -> usize {
        self.prompt.len() + self.avoid.len()
    }

    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str> {
        provider.videos().map(VideoMaker::model)
    }

    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        if provider.is_free() {
            return Some(Cost(0));
        }
        let lengths = provider.videos()?.lengths(model);
        let billed = BilledVideo {
            seconds: video::nearest_length(self.seconds, lengths),
            tokens: None,
        };
        account.video_cost([model], billed)
    }

    fn nobody(&self) -> ProviderError {
        ProviderError::new(
            Cause::NoModel,
            "No video model is set up. Ask your administrator to connect one; until then the storyboard is for whoever films it.",
        )
    }
}

impl Asking for VideoRequest {
    type Answer = VideoJob;

    fn task(&self) -> TaskKind {
        TaskKind::Video
    }

    /// Taking an order is quick; the film itself is not waited for.
    fn patience(&self, policy: &RetryPolicy) -> (Duration, Duration) {
        (policy.whole_timeout, policy.whole_timeout)
    }

    async fn put(
        &self,
        provider: &dyn Provider,
        model: &str,
        call: &Call,
    ) -> Result<VideoJob, ProviderError> {
        let maker = provider.videos().ok_or_else(|| self.nobody())?;
        maker.submit(model, self, call).await
    }

    /// An order that may have been taken is not given again, to nobody: it might be paid twice.
    fn failed(&self, provider: &dyn Provider, error: ProviderError) -> ProviderError {
        let open = matches!(
            error.cause,
            Cause::Timeout | Cause::Cut | Cause::MalformedAnswer
        );
        if !open {
            return error;
        }
        let message = format!(
            "Whether “{}” has begun the film is not known: its answer was lost. Ask your administrator to look in its console; if no film is being made there, make it again.",
            provider.name()
        );
        let source = error.source.unwrap_or_else(|| error.message.into());
        ProviderError::new(Cause::Unsettled, message)
            .because(source)
            .having_spent(Spent {
                cost: None,
                ..Spent::default()
            })
    }
}

impl Answered for VideoJob {
    fn model(&self) -> &str {
        &self.model
    }

    /// What it costs is known when the film is there; orders that were refused cost nothing.
    fn spent(&self) -> Spent {
        Spent::default()
    }

    fn set_spent(&mut self, _: Spent) {}

    fn open_line(&mut self) -> Option<&mut Option<CallId>> {
        Some(&mut self.line)
    }
}
