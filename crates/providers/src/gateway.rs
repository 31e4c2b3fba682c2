//! The way every model call takes: retries, timeouts and cancelling in one place.

use std::{sync::Arc, time::Duration};

use courier::Courier;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, info_span};

use crate::{Answer, Call, Cause, DeltaSink, Provider, ProviderError, Request, Spent};

/// How long to wait for a provider and how often to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// The most times one question is asked, the first included.
    pub attempts: u32,
    /// Wait before the second attempt; it doubles with each further one.
    pub base: Duration,
    /// The longest wait that we choose ourselves.
    pub max: Duration,
    /// How long a provider may stay silent before its first piece of text.
    pub first_token_timeout: Duration,
    /// How long one attempt may take. A provider that asks us to wait longer than this before the
    /// next one is given back to the caller, who has better things to do than to hold a worker.
    pub whole_timeout: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 5,
            base: Duration::from_secs(1),
            max: Duration::from_secs(16),
            first_token_timeout: Duration::from_secs(45),
            whole_timeout: Duration::from_mins(2),
        }
    }
}

impl RetryPolicy {
    /// How long to wait after the failed attempt number `attempt` (from 1); `None` when another
    /// makes no sense. `jitter` from 0 to 1 spreads callers that failed together over the second
    /// half of the wait; what the provider asks for is never undercut.
    pub fn wait(&self, attempt: u32, error: &ProviderError, jitter: f64) -> Option<Duration> {
        if !error.is_retryable() || attempt >= self.attempts {
            return None;
        }
        let doubled = self
            .base
            .saturating_mul(1 << attempt.saturating_sub(1).min(20))
            .min(self.max);
        let ours = doubled.mul_f64(0.5 + jitter.clamp(0.0, 1.0) / 2.0);
        match error.retry_after {
            Some(asked) if asked > self.whole_timeout => None,
            Some(asked) => Some(asked + ours.min(self.base)),
            None => Some(ours),
        }
    }
}

/// The AI gateway. The first provider answers; it never falls back to another one by itself,
/// because a post that a person believes to be written by a model must be.
#[derive(Clone)]
pub struct Gateway {
    providers: Vec<Arc<dyn Provider>>,
    policy: RetryPolicy,
    courier: Option<Courier>,
}

impl Gateway {
    /// A gateway over `providers`, of which the first answers.
    pub fn new(providers: Vec<Arc<dyn Provider>>, policy: RetryPolicy) -> Self {
        Self {
            providers,
            policy,
            courier: None,
        }
    }

    /// Name and model of the provider that answers; `none` when there is none.
    pub fn active(&self) -> (&str, &str) {
        self.providers.first().map_or(("none", "none"), |provider| {
            (provider.name(), provider.model())
        })
    }

    /// With the courier that the providers send their calls by.
    #[must_use]
    pub fn with_courier(mut self, courier: Courier) -> Self {
        self.courier = Some(courier);
        self
    }

    /// The work `id` is stored, or given up: its answers need not be kept any longer.
    pub async fn forget(&self, id: &str) {
        if let Some(courier) = &self.courier {
            courier.forget(id).await;
        }
    }

    /// The process is about to end: calls that are dropped from now on are not cancelled, but
    /// their answers kept for the next start.
    pub fn leave(&self) {
        if let Some(courier) = &self.courier {
            courier.leave();
        }
    }

    /// Asks until there is an answer, the cause forbids another attempt, or the call is cancelled,
    /// which ends it at once. The answer's text comes as it is written; after a retry it begins
    /// anew.
    pub async fn answer(&self, request: &Request, call: &Call) -> Result<Answer, ProviderError> {
        let provider = self.providers.first().ok_or_else(no_provider)?;
        let mut spent = Spent::default();
        for attempt in 1.. {
            let span = info_span!(
                "provider.answer",
                provider = provider.name(),
                model = provider.model(),
                step = request.task.kind().slug(),
                attempt
            );
            let error = match self
                .attempt(provider.as_ref(), request, call)
                .instrument(span)
                .await
            {
                Ok(answer) => return Ok(with_earlier(answer, spent)),
                Err(error) => error,
            };
            spent += error.spent;
            log(provider.as_ref(), attempt, &error);
            let Some(wait) = self.policy.wait(attempt, &error, rand::random()) else {
                return Err(error.having_spent(spent));
            };
            tokio::select! {
                biased;
                () = call.cancel.cancelled() => return Err(ProviderError::cancelled().having_spent(spent)),
                () = sleep(wait) => {}
            }
        }
        Err(no_provider())
    }

    async fn attempt(
        &self,
        provider: &dyn Provider,
        request: &Request,
        call: &Call,
    ) -> Result<Answer, ProviderError> {
        // The text begins anew.
        call.deltas.send("");
        let begun = CancellationToken::new();
        let deltas = DeltaSink::new({
            let (begun, deltas) = (begun.clone(), call.deltas.clone());
            move |text| {
                begun.cancel();
                deltas.send(text);
            }
        });
        let watched = Call {
            deltas,
            ..call.clone()
        };
        let silence = async {
            if timeout(self.policy.first_token_timeout, begun.cancelled())
                .await
                .is_ok()
            {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            biased;
            () = call.cancel.cancelled() => Err(ProviderError::cancelled()),
            answer = timeout(self.policy.whole_timeout, provider.answer(request, &watched)) => {
                answer.unwrap_or_else(|_| Err(too_slow(provider.name(), "was not done with its answer", self.policy.whole_timeout)))
            }
            () = silence => Err(too_slow(provider.name(), "did not begin to answer", self.policy.first_token_timeout)),
        }
    }
}

/// The price of an answer is also the price of the attempts before it.
fn with_earlier(mut answer: Answer, mut spent: Spent) -> Answer {
    spent += Spent {
        tokens: answer.tokens,
        cost: answer.cost,
    };
    answer.tokens = spent.tokens;
    answer.cost = spent.cost;
    answer
}

/// What an abandoned call consumed, nobody can say.
fn too_slow(provider: &str, what: &str, limit: Duration) -> ProviderError {
    let message = format!(
        "The provider “{provider}” {what} within {} seconds. Retry the step in a few minutes.",
        limit.as_secs()
    );
    ProviderError::new(Cause::Timeout, message).having_spent(Spent {
        cost: None,
        ..Spent::default()
    })
}

fn no_provider() -> ProviderError {
    ProviderError::new(
        Cause::Other,
        "No model provider is set up. Start the server with the built-in provider or a key, then retry the step.",
    )
}

fn log(provider: &dyn Provider, attempt: u32, error: &ProviderError) {
    let reason = error.source.as_ref().map(ToString::to_string);
    tracing::warn!(provider = provider.name(), model = provider.model(), attempt, cause = ?error.cause, reason, "a provider did not answer");
}
