//! Makes one answer of the pieces of a stream.

use std::error::Error;

use domain::{
    spending::BilledTokens,
    time::{Day, Timestamp},
    usage::{Cost, Tokens},
};
use reqwest::header::{DATE, HeaderMap};
use serde_json::Value;
use time::{
    OffsetDateTime,
    format_description::well_known::{Rfc2822, Rfc3339},
};

use super::{Refusal, Vendor};
use crate::{Account, Answer, Cause, DeltaSink, FunctionCall, ProviderError, Spent};

/// What one event of a stream says. Whatever it says nothing about stays as it was.
#[derive(Debug, Default)]
pub struct Piece {
    /// More of the answer.
    pub text: String,
    /// More of what the model asks for instead.
    pub calls: Vec<CallPiece>,
    /// The model that answers.
    pub model: Option<String>,
    /// Day of the call by the vendor's clock.
    pub day: Option<Day>,
    /// Tokens so far.
    pub usage: Usage,
    /// That the answer is whole, or why there is none. Usage may still follow.
    pub ended: Option<Result<(), Refusal>>,
}

/// More of something that a model asks for.
#[derive(Debug, Default)]
pub struct CallPiece {
    /// Which call it is more of; `None` for one that comes whole.
    pub index: Option<u64>,
    /// Name of the function, which comes once.
    pub name: String,
    /// More of its arguments' JSON.
    pub arguments: String,
}

/// Counts of the answer so far; each count replaces the one before.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    /// Tokens of the prompt, cached ones included.
    pub input: Option<u64>,
    /// Of these, the ones the vendor had cached.
    pub cached: Option<u64>,
    /// Tokens of the answer, thinking included.
    pub output: Option<u64>,
}

impl Usage {
    fn or(self, earlier: Self) -> Self {
        Self {
            input: self.input.or(earlier.input),
            cached: self.cached.or(earlier.cached),
            output: self.output.or(earlier.output),
        }
    }
}

/// What has come so far.
pub(super) struct Gathering<'a> {
    vendor: &'static Vendor,
    model: &'a str,
    /// Prices have dates.
    day: Option<Day>,
    account: &'a Account,
    /// Whether the model was offered anything to ask for.
    offered: bool,
    text: String,
    calls: Vec<CallPiece>,
    usage: Usage,
    answered_by: Option<String>,
    ended: Option<Result<(), Refusal>>,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(
        vendor: &'static Vendor,
        model: &'a str,
        headers: &HeaderMap,
        account: &'a Account,
        offered: bool,
    ) -> Self {
        Self {
            vendor,
            model,
            day: day_of_headers(headers),
            account,
            offered,
            text: String::new(),
            calls: Vec::new(),
            usage: Usage::default(),
            answered_by: None,
            ended: None,
        }
    }

    pub(super) fn take(&mut self, piece: Piece, deltas: &DeltaSink) {
        self.day = piece.day.or(self.day);
        self.usage = piece.usage.or(self.usage);
        self.answered_by = piece.model.or(self.answered_by.take());
        // The first reason stands: what follows a failure only repeats it.
        self.ended = match self.ended.take() {
            Some(Err(refusal)) => Some(Err(refusal)),
            ended => piece.ended.or(ended),
        };
        if !piece.text.is_empty() {
            deltas.send(&piece.text);
            self.text.push_str(&piece.text);
        }
        for more in piece.calls {
            let begun = |call: &&mut CallPiece| call.index.is_some() && call.index == more.index;
            if let Some(call) = self.calls.iter_mut().find(begun) {
                call.name += &more.name;
                call.arguments += &more.arguments;
                continue;
            }
            // The answer has begun, although there is nothing of it to show.
            if self.text.is_empty() {
                deltas.send("");
            }
            self.calls.push(more);
        }
    }

    /// The answer after the stream has ended.
    pub(super) fn finish(mut self) -> Result<Answer, ProviderError> {
        let Spent { tokens, cost } = self.spent();
        let failed = match self.ended.take() {
            Some(Ok(())) if !self.calls.is_empty() && !self.offered => {
                let refusal = Refusal::called_a_tool("a function that nobody offered");
                self.vendor.error(refusal, self.model)
            }
            Some(Ok(())) => match said(&self.text, &self.calls) {
                Ok((json, calls)) => {
                    return Ok(Answer {
                        json,
                        calls,
                        provider: self.vendor.name.into(),
                        model: self.answered_by.unwrap_or_else(|| self.model.to_owned()),
                        tokens,
                        cost,
                    });
                }
                Err(error) => self.malformed().because(error),
            },
            Some(Err(refusal)) => self.vendor.error(refusal, self.model),
            None => self.vendor.failure(Cause::Cut, self.model),
        };
        Err(failed.having_spent(Spent { tokens, cost }))
    }

    /// What there is after the stream broke off: everything, when only its end is missing.
    pub(super) fn cut(
        self,
        reason: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Result<Answer, ProviderError> {
        let open = self.ended.is_none();
        let outcome = self.finish();
        if open {
            outcome.map_err(|error| error.because(reason))
        } else {
            outcome
        }
    }

    /// What came is not what was asked for.
    pub(super) fn malformed(&self) -> ProviderError {
        self.vendor
            .failure(Cause::MalformedAnswer, self.model)
            .having_spent(self.spent())
    }

    /// What the vendor has reported so far. Without a report nobody can say what the call costs.
    fn spent(&self) -> Spent {
        let (Some(input), Some(output)) = (self.usage.input, self.usage.output) else {
            return Spent {
                tokens: Tokens::default(),
                cost: self.vendor.free.then_some(Cost(0)),
            };
        };
        let billed = BilledTokens {
            input,
            cached: self.usage.cached.unwrap_or_default(),
            output,
        };
        Spent {
            tokens: Tokens { input, output },
            cost: self.cost(billed),
        }
    }

    /// By the model that answered, or by the one that was asked when the answer names none we know.
    fn cost(&self, billed: BilledTokens) -> Option<Cost> {
        if self.vendor.free {
            return Some(Cost(0));
        }
        let models = [self.answered_by.as_deref(), Some(self.model)];
        let cost = self
            .account
            .cost(models.into_iter().flatten(), self.day, billed);
        if cost.is_none() {
            tracing::warn!(
                model = self.model,
                "the price of this model is not known, so the cost of the call is not either"
            );
        }
        cost
    }
}

/// What was answered, or asked for instead.
fn said(text: &str, calls: &[CallPiece]) -> Result<(Value, Vec<FunctionCall>), serde_json::Error> {
    if calls.is_empty() {
        return Ok((serde_json::from_str(unfenced(text))?, Vec::new()));
    }
    let calls = calls.iter().map(|call| {
        // A function without arguments is called with nothing by some.
        let arguments = match call.arguments.trim() {
            "" => Value::Object(serde_json::Map::new()),
            arguments => serde_json::from_str(arguments)?,
        };
        Ok(FunctionCall {
            name: call.name.clone(),
            arguments,
        })
    });
    Ok((Value::Null, calls.collect::<Result<_, _>>()?))
}

/// JSON without the fence of Markdown that small models put around it.
fn unfenced(text: &str) -> &str {
    let text = text.trim();
    let inner = text
        .strip_prefix("```json")
        .or_else(|| text.strip_prefix("```"))
        .and_then(|rest| rest.strip_suffix("```"));
    inner.unwrap_or(text)
}

fn day_of(at: OffsetDateTime) -> Day {
    Timestamp::from(at).day()
}

/// The day of a reply by its own date.
pub(super) fn day_of_headers(headers: &HeaderMap) -> Option<Day> {
    let date = headers.get(DATE)?.to_str().ok()?;
    OffsetDateTime::parse(date, &Rfc2822).ok().map(day_of)
}

/// The day of a moment as Google writes it.
pub(crate) fn day_of_text(at: &str) -> Option<Day> {
    OffsetDateTime::parse(at, &Rfc3339).ok().map(day_of)
}

/// The day of a moment as OpenAI writes it.
pub(crate) fn day_of_seconds(at: i64) -> Option<Day> {
    OffsetDateTime::from_unix_timestamp(at).ok().map(day_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_around_json_is_no_part_of_it() {
        for text in ["{}", " {}\n", "```json\n{}\n```", "```\n{}```\n"] {
            assert_eq!(unfenced(text).trim(), "{}", "{text}");
        }
        assert_eq!(unfenced("Sure! ```{}```"), "Sure! ```{}```");
    }
}
