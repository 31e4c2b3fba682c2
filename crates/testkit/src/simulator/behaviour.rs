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
    /// 429 of the quota per minute, with a wait such as `29.72s` if there is one.
    PerMinute(Option<&'static str>),
    /// 429 of the quota per day, where the vendor has one; otherwise no credit is left.
    PerDay,
    /// 503 or 529, with a `Retry-After` header in seconds if there is one.
    Overloaded(Option<u32>),
    /// The key is not one.
    BadKey,
    /// Not for this region, or no credit is left.
    NotAvailable,
    /// The key may not do this.
    Forbidden,
    /// No such model or deployment.
    UnknownModel,
    /// The question is larger than the model's context.
    TooLongQuestion,
    /// The server does not know the way the form of the answer is asked for.
    NoSchema,
    /// The server does not know what may be asked for before an answer.
    NoFunctions,
    /// The prompt was held back by the vendor's filter.
    PromptBlocked,
    /// The answer was held back by the vendor's filter.
    AnswerBlocked,
    /// The model itself declined, where the vendor tells this apart.
    Declined,
    /// The model called a tool that nobody gave it.
    CalledTool,
    /// The model asks for these functions, by name and arguments in JSON, before it answers.
    Calls(Vec<(&'static str, &'static str)>),
    /// The answer reached the limit in its middle.
    MaxTokens,
    /// The connection breaks after half of the pieces.
    Cut,
    /// The connection breaks after the last piece.
    CutAfterTheEnd,
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
