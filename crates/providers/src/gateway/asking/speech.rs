//! A text that is to be read aloud.

use std::time::Duration;

use domain::{brief::Language, spending::TaskKind, usage::Cost};

use super::{Asking, Weighed};
use crate::{
    Account, Call, Cause, Provider, ProviderError, Speaker, SpeechAnswer, SpeechRequest,
    gateway::RetryPolicy,
};

impl Weighed for SpeechRequest {
    fn language(&self) -> Option<Language> {
        self.language
    }

    fn bytes(&self) -> usize {
        self.text.len()
    }

    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str> {
        provider.speech().map(Speaker::model)
    }

    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        if provider.is_free() {
            return Some(Cost(0));
        }
        let most = provider.speech()?.most(model, self.text.len());
        account.cost([model], None, most)
    }

    fn nobody(&self) -> ProviderError {
        ProviderError::new(
            Cause::NoModel,
            "No speech model is set up, so nothing can be read aloud. Ask your administrator to connect one.",
        )
    }
}

impl Asking for SpeechRequest {
    type Answer = SpeechAnswer;

    fn task(&self) -> TaskKind {
        TaskKind::Speak
    }

    /// Speech comes in one piece.
    fn patience(&self, policy: &RetryPolicy) -> (Duration, Duration) {
        (policy.picture_timeout, policy.picture_timeout)
    }

    async fn put(
        &self,
        provider: &dyn Provider,
        model: &str,
        call: &Call,
    ) -> Result<SpeechAnswer, ProviderError> {
        let speaker = provider.speech().ok_or_else(|| self.nobody())?;
        speaker.speak(model, self, call).await
    }
}
