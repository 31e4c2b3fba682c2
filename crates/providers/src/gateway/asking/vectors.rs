//! Texts that are to be compared by meaning.

use std::time::Duration;

use domain::{brief::Language, spending::TaskKind, usage::Cost};

use super::{Asking, Weighed};
use crate::{
    Account, Call, Cause, EmbedAnswer, EmbedRequest, Embedder, Provider, ProviderError,
    gateway::RetryPolicy,
};

impl Weighed for EmbedRequest {
    fn language(&self) -> Option<Language> {
        self.language
    }

    fn bytes(&self) -> usize {
        self.bytes()
    }

    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str> {
        provider.embeddings().map(Embedder::model)
    }

    fn suits(&self, provider: &dyn Provider, model: &str) -> bool {
        let embedder = provider.embeddings();
        embedder.is_some_and(|embedder| self.texts.len() <= embedder.batch(model))
    }

    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        if provider.is_free() {
            return Some(Cost(0));
        }
        let most = provider.embeddings()?.most(model, self.bytes());
        account.cost([model], None, most)
    }

    fn nobody(&self) -> ProviderError {
        ProviderError::new(
            Cause::NoModel,
            "No embedding model is set up that takes so many texts at once, so they cannot be compared by meaning. Ask your administrator to connect one.",
        )
    }
}

impl Asking for EmbedRequest {
    type Answer = EmbedAnswer;

    fn task(&self) -> TaskKind {
        TaskKind::Embed
    }

    /// Vectors come in one piece.
    fn patience(&self, policy: &RetryPolicy) -> (Duration, Duration) {
        (policy.whole_timeout, policy.whole_timeout)
    }

    async fn put(
        &self,
        provider: &dyn Provider,
        model: &str,
        call: &Call,
    ) -> Result<EmbedAnswer, ProviderError> {
        let embedder = provider.embeddings().ok_or_else(|| self.nobody())?;
        embedder.embed(model, self, call).await
    }
}
