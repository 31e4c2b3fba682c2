//! Why a provider did not answer, in words a person can act on.

use std::time::Duration;

use domain::{
    channel::Verdict,
    usage::{Cost, Tokens},
};

/// Why a provider did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The key is wrong or was withdrawn.
    InvalidKey,
    /// The key is right but may not do this: region, billing or rights.
    NotAllowed,
    /// The provider has no such model, or no longer.
    UnknownModel,
    /// The day's quota is used up.
    QuotaPerDay,
    /// Too many calls in a short time.
    RateLimited,
    /// The provider has no room right now or failed inside.
    Overloaded,
    /// No answer, or no whole answer, in time.
    Timeout,
    /// The connection broke in the middle of the answer.
    Cut,
    /// The model reached the limit of its output before it was done.
    TooLong,
    /// The provider's safety filter blocked the question or the answer.
    Blocked,
    /// The answer is not the JSON that was asked for.
    MalformedAnswer,
    /// No connection to the provider.
    Unreachable,
    /// The caller no longer wants the answer.
    Cancelled,
    /// The provider does not write the brief's language.
    UnsupportedLanguage,
    /// A budget does not let the call through.
    OverBudget,
    /// The call could not be entered in the ledger, so it was not made.
    Unbooked,
    /// No model may answer: none fits the route's conditions or the brand's region.
    NoModel,
    /// Whether the provider took the order is not known: asked again, it might be paid twice.
    Unsettled,
    /// Anything else.
    Other,
}

impl Cause {
    /// Whether the same call may succeed a little later.
    pub const fn is_retryable(self) -> bool {
        matches!(
            self,
            Self::RateLimited
                | Self::Overloaded
                | Self::Timeout
                | Self::Cut
                | Self::Unreachable
                | Self::Unbooked
        )
    }

    /// Whether another model may answer where this one did not. Not where the question itself is
    /// at fault: what one vendor's filter blocked is not taken to the next. Nor where nobody may
    /// be asked at all.
    pub const fn another_may_answer(self) -> bool {
        !matches!(
            self,
            Self::Blocked | Self::Cancelled | Self::Unbooked | Self::NoModel | Self::Unsettled
        )
    }

    /// The cause as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::InvalidKey => "invalid_key",
            Self::NotAllowed => "not_allowed",
            Self::UnknownModel => "unknown_model",
            Self::QuotaPerDay => "quota_per_day",
            Self::RateLimited => "rate_limited",
            Self::Overloaded => "overloaded",
            Self::Timeout => "timeout",
            Self::Cut => "cut",
            Self::TooLong => "too_long",
            Self::Blocked => "blocked",
            Self::MalformedAnswer => "malformed_answer",
            Self::Unreachable => "unreachable",
            Self::Cancelled => "cancelled",
            Self::UnsupportedLanguage => "unsupported_language",
            Self::OverBudget => "over_budget",
            Self::Unbooked => "unbooked",
            Self::NoModel => "no_model",
            Self::Unsettled => "unsettled",
            Self::Other => "other",
        }
    }
}

/// What failed calls consumed. By default nothing, at no cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent {
    /// Tokens the provider reported before it failed.
    pub tokens: Tokens,
    /// What they cost; `None` when nobody can say.
    pub cost: Option<Cost>,
}

impl Default for Spent {
    fn default() -> Self {
        Self {
            tokens: Tokens::default(),
            cost: Some(Cost(0)),
        }
    }
}

impl std::ops::AddAssign for Spent {
    fn add_assign(&mut self, other: Self) {
        self.tokens += other.tokens;
        self.cost = domain::usage::total([self.cost, other.cost]);
    }
}

/// Who was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Name of the provider.
    pub provider: String,
    /// The model.
    pub model: String,
}

/// A provider that did not answer. It reads as the sentence that a person sees.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct ProviderError {
    /// Why.
    pub cause: Cause,
    /// A plain sentence with the next step, for people.
    pub message: String,
    /// How long the provider asks to wait.
    pub retry_after: Option<Duration>,
    /// What was consumed all the same, by every attempt.
    pub spent: Spent,
    /// Who was asked last.
    pub asked: Option<Box<Asked>>,
    /// What the vendor's filter said, where it was that.
    pub verdict: Option<Box<Verdict>>,
    /// The technical reason, for the log.
    #[source]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl ProviderError {
    /// A failure with its sentence.
    pub fn new(cause: Cause, message: impl Into<String>) -> Self {
        Self {
            cause,
            message: message.into(),
            retry_after: None,
            spent: Spent::default(),
            asked: None,
            verdict: None,
            source: None,
        }
    }

    /// The caller no longer wanted the answer.
    pub fn cancelled() -> Self {
        Self::new(Cause::Cancelled, "The call was cancelled.")
    }

    /// With how long the provider asks to wait.
    #[must_use]
    pub fn after(mut self, retry_after: Option<Duration>) -> Self {
        self.retry_after = retry_after;
        self
    }

    /// With what was consumed all the same.
    #[must_use]
    pub fn having_spent(mut self, spent: Spent) -> Self {
        self.spent = spent;
        self
    }

    /// With the technical reason, for the log.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Whether the same call may succeed a little later.
    pub const fn is_retryable(&self) -> bool {
        self.cause.is_retryable()
    }
}
