//! How long to wait for a model, and how often to ask it again.

use std::time::Duration;

use crate::ProviderError;

/// How long to wait for a provider and how often to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// The most times one question is put to the last model of a route, the first included.
    pub attempts: u32,
    /// The most times it is put to a model that has another one behind it.
    pub attempts_before_next: u32,
    /// Wait before the second attempt; it doubles with each further one.
    pub base: Duration,
    /// The longest wait that we choose ourselves.
    pub max: Duration,
    /// The longest that a provider may ask to wait while another model could answer.
    pub longest_before_next: Duration,
    /// How long a provider may stay silent before its first piece of text.
    pub first_token_timeout: Duration,
    /// How long one attempt may take. A provider that asks us to wait longer than this before the
    /// next one is given back to the caller, who has better things to do than to hold a worker.
    pub whole_timeout: Duration,
    /// How long one attempt at a picture may take.
    pub picture_timeout: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 5,
            attempts_before_next: 2,
            base: Duration::from_secs(1),
            max: Duration::from_secs(16),
            longest_before_next: Duration::from_secs(2),
            first_token_timeout: Duration::from_secs(45),
            whole_timeout: Duration::from_mins(2),
            picture_timeout: Duration::from_mins(4),
        }
    }
}

impl RetryPolicy {
    /// How long to wait after the failed attempt number `attempt` (from 1) at the last model of a
    /// route; `None` when another makes no sense. `jitter` from 0 to 1 spreads callers that failed
    /// together over the second half of the wait; what the provider asks for is never undercut.
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

    /// The same at a model that has another one behind it.
    pub(super) fn wait_before_next(
        &self,
        attempt: u32,
        error: &ProviderError,
        jitter: f64,
    ) -> Option<Duration> {
        let patient = error
            .retry_after
            .is_none_or(|asked| asked <= self.longest_before_next);
        if attempt >= self.attempts_before_next || !patient {
            return None;
        }
        self.wait(attempt, error, jitter)
    }
}
