//! A question that is answered in words.

use std::time::Duration;

use domain::{
    brief::Language,
    spending::{BilledTokens, TaskKind, ceiling_tokens},
    usage::Cost,
};

use super::{Asking, Weighed};
use crate::{
    Account, Answer, Call, Cause, Provider, ProviderError, Request,
    gateway::{RetryPolicy, counting, no_provider, no_routed_model},
};

impl Weighed for Request {
    fn language(&self) -> Option<Language> {
        self.task.language()
    }

    fn bytes(&self) -> usize {
        Self::bytes(self)
    }

    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str> {
        Some(provider.model())
    }

    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        if provider.is_free() {
            return Some(Cost(0));
        }
        let mut tokens = ceiling_tokens(Self::bytes(self), self.max_output_tokens);
        if !self.pictures.is_empty() {
            tokens.input += self.pictures.count() * provider.sight(model)?;
        }
        account.cost([model], None, tokens)
    }

    fn least(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        counting::least(self, provider, model, account)
    }

    fn suits(&self, provider: &dyn Provider, model: &str) -> bool {
        self.pictures.is_empty() || provider.sight(model).is_some()
    }

    fn nobody(&self) -> ProviderError {
        if self.pictures.is_empty() {
            return no_provider();
        }
        ProviderError::new(
            Cause::NoModel,
            "No model that is set up can see pictures, so nobody was asked. Ask your administrator to connect one that can, or write the text yourself.",
        )
    }

    fn nobody_routed(&self) -> ProviderError {
        if self.pictures.is_empty() {
            return no_routed_model();
        }
        ProviderError::new(
            Cause::NoModel,
            "No model of this task's route may look at this picture: each is not set up, cannot see, is too expensive, or is not meant for this language. Change the route under Settings, Models, then try again.",
        )
    }
}

impl Asking for Request {
    const MAY_BE_HEDGED: bool = true;

    type Answer = Answer;

    fn task(&self) -> TaskKind {
        self.task.kind()
    }

    async fn counted(&self, provider: &dyn Provider, model: &str, call: &Call) -> Option<Cost> {
        counting::most(self, provider, model, call).await
    }

    fn patience(&self, policy: &RetryPolicy) -> (Duration, Duration) {
        (policy.first_token_timeout, policy.whole_timeout)
    }

    async fn put(
        &self,
        provider: &dyn Provider,
        model: &str,
        call: &Call,
    ) -> Result<Answer, ProviderError> {
        if self.functions.is_empty() || provider.calls_functions(model) {
            return provider.answer(model, self, call).await;
        }
        provider
            .answer(model, &self.without_functions(), call)
            .await
    }
}

/// A question that nobody has put yet.
pub(in crate::gateway) struct Expected {
    pub language: Language,
    /// What its answer would take.
    pub tokens: BilledTokens,
}

impl Weighed for Expected {
    fn language(&self) -> Option<Language> {
        Some(self.language)
    }

    /// Four bytes a token, as vendors count English.
    fn bytes(&self) -> usize {
        usize::try_from(self.tokens.input.saturating_mul(4)).unwrap_or(usize::MAX)
    }

    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str> {
        Some(provider.model())
    }

    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost> {
        if provider.is_free() {
            return Some(Cost(0));
        }
        account.cost([model], None, self.tokens)
    }
}
