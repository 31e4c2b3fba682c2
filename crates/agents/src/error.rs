//! Why an agent could not do its task, as a person reads it.

use std::time::Duration;

use domain::{
    channel::Verdict,
    problem::{Code, Problem},
};
use providers::{Asked, Cause, ProviderError, Spent};

use crate::perform::Unusable;

/// An agent that could not do its task. It reads as the sentence that a person sees.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct AgentError {
    /// Why.
    pub cause: Cause,
    /// A plain sentence with the next step.
    pub message: String,
    /// Whether the same task may succeed a little later, without anybody changing anything.
    pub retryable: bool,
    /// How long the provider asks to wait.
    pub retry_after: Option<Duration>,
    /// What the calls consumed all the same.
    pub spent: Spent,
    /// Who was asked last.
    pub asked: Option<Box<Asked>>,
    /// What the vendor's filter said, where it was that.
    pub verdict: Option<Box<Verdict>>,
    /// The technical reason, for the log.
    #[source]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl AgentError {
    /// The provider failed, after `earlier` had been consumed.
    pub fn of_provider(error: ProviderError, earlier: Spent) -> Self {
        let mut spent = earlier;
        spent += error.spent;
        Self {
            cause: error.cause,
            retryable: error.is_retryable(),
            message: error.message,
            retry_after: error.retry_after,
            spent,
            asked: error.asked,
            verdict: error.verdict,
            source: error.source,
        }
    }

    /// The answer cannot be used, for the reason `fault` gives.
    pub(crate) fn unusable(unusable: Unusable, spent: Spent) -> Self {
        Self {
            cause: Cause::MalformedAnswer,
            message: format!(
                "The model's answer could not be used, twice: {} Retry the step, or choose another model.",
                unusable.fault.0
            ),
            retryable: false,
            retry_after: None,
            spent,
            asked: unusable.asked,
            verdict: None,
            source: None,
        }
    }

    /// Whether it ended because the caller no longer wanted it.
    pub fn is_cancelled(&self) -> bool {
        self.cause == Cause::Cancelled
    }
}

impl From<&AgentError> for Problem {
    fn from(error: &AgentError) -> Self {
        let retry_after = error
            .retry_after
            .map(|wait| u32::try_from(wait.as_secs().saturating_add(1)).unwrap_or(u32::MAX));
        Self {
            retry_after,
            ..Self::new(Code::Provider, error.message.clone())
        }
    }
}

impl From<AgentError> for Problem {
    fn from(error: AgentError) -> Self {
        Self::from(&error)
    }
}
