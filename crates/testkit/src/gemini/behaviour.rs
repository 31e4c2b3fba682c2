//! The ways in which a call can go, and how they look on the wire.

use std::time::Duration;

/// How one call goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// A whole answer at once.
    Answer,
    /// A whole answer, begun after a pause.
    Latency(Duration),
    /// A whole answer with a pause before each piece.
    SlowDrip(Duration),
    /// These words as the answer, whatever was asked.
    Text(String),
    /// The connection is taken and nothing is ever said.
    Silence,
    /// 429 of the quota per minute, with `RetryInfo` such as `29.72s` if there is one.
    PerMinute(Option<&'static str>),
    /// 429 of the quota per day.
    PerDay,
    /// 503, with a `Retry-After` header in seconds if there is one.
    Overloaded(Option<u32>),
    /// 400 with the reason `API_KEY_INVALID`.
    BadKey,
    /// 400 `FAILED_PRECONDITION`: region or billing.
    NotAvailable,
    /// 403 `PERMISSION_DENIED`.
    Forbidden,
    /// 404: no such model.
    UnknownModel,
    /// 200 without candidates: the prompt was blocked.
    PromptBlocked,
    /// 200 with a candidate that ends with `SAFETY` and has no content.
    AnswerBlocked,
    /// The answer ends in its middle with `MAX_TOKENS`.
    MaxTokens,
    /// The connection breaks after half of the pieces.
    Cut,
    /// The stream ends cleanly after half of the pieces, without a finish reason.
    EndsEarly,
    /// An error object comes in the middle of the stream.
    ErrorInStream,
    /// The answer ends properly but is half a JSON text.
    HalfJson,
    /// An event that is no JSON.
    Garbage,
}

impl Behaviour {
    /// Every way to fail, for tests that go through them all.
    pub fn failures() -> Vec<Self> {
        vec![
            Self::PerMinute(Some("1s")),
            Self::PerMinute(None),
            Self::PerDay,
            Self::Overloaded(None),
            Self::BadKey,
            Self::NotAvailable,
            Self::Forbidden,
            Self::UnknownModel,
            Self::PromptBlocked,
            Self::AnswerBlocked,
            Self::MaxTokens,
            Self::Cut,
            Self::EndsEarly,
            Self::ErrorInStream,
            Self::HalfJson,
            Self::Garbage,
        ]
    }

    /// Ways to fail that pass when the same is asked again at once.
    pub fn passing_failures() -> Vec<Self> {
        vec![
            Self::PerMinute(None),
            Self::Overloaded(None),
            Self::Cut,
            Self::EndsEarly,
            Self::ErrorInStream,
            Self::Garbage,
        ]
    }
}
