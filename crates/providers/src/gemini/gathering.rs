//! Makes one answer of the pieces of a stream.

use domain::{
    time::{Day, Timestamp},
    usage::{Cost, Tokens},
};
use reqwest::header::HeaderValue;
use time::{
    OffsetDateTime,
    format_description::well_known::{Rfc2822, Rfc3339},
};

use super::{
    failure,
    wire::{Chunk, Usage},
};
use crate::{
    Answer, Cause, DeltaSink, ProviderError, Spent,
    prices::{self, BilledTokens},
};

/// What has come so far.
pub(super) struct Gathering {
    model: String,
    /// Day of the call by the vendor's clock: prices have dates.
    day: Option<Day>,
    text: String,
    usage: Option<Usage>,
    model_version: Option<String>,
    finish_reason: Option<String>,
    block_reason: Option<String>,
}

impl Gathering {
    pub(super) fn new(model: &str, date: Option<&HeaderValue>) -> Self {
        let day = date
            .and_then(|date| OffsetDateTime::parse(date.to_str().ok()?, &Rfc2822).ok())
            .map(day_of);
        Self {
            model: model.to_owned(),
            day,
            text: String::new(),
            usage: None,
            model_version: None,
            finish_reason: None,
            block_reason: None,
        }
    }

    /// Adds the data of one event.
    pub(super) fn take(&mut self, data: &str, deltas: &DeltaSink) -> Result<(), ProviderError> {
        if data.is_empty() {
            return Ok(());
        }
        let chunk: Chunk = serde_json::from_str(data).map_err(|error| self.cut(error))?;
        if let Some(failure) = chunk.error {
            return Err(failure::of_body(&failure, &self.model).having_spent(self.spent()));
        }
        self.usage = chunk.usage_metadata.or(self.usage);
        self.day = chunk
            .create_time
            .and_then(|at| OffsetDateTime::parse(&at, &Rfc3339).ok())
            .map(day_of)
            .or(self.day);
        self.model_version = chunk.model_version.or(self.model_version.take());
        self.block_reason = chunk
            .prompt_feedback
            .and_then(|feedback| feedback.block_reason)
            .or(self.block_reason.take());
        // We ask for one candidate; a second would be noise.
        if let Some(candidate) = chunk.candidates.into_iter().next() {
            self.finish_reason = candidate.finish_reason.or(self.finish_reason.take());
            for part in candidate
                .content
                .parts
                .into_iter()
                .filter(|part| !part.thought && !part.text.is_empty())
            {
                deltas.send(&part.text);
                self.text.push_str(&part.text);
            }
        }
        Ok(())
    }

    /// The answer after the stream has ended.
    pub(super) fn finish(self) -> Result<Answer, ProviderError> {
        if let Some(failure) = self.failure() {
            return Err(failure.having_spent(self.spent()));
        }
        let json =
            serde_json::from_str(&self.text).map_err(|error| self.malformed().because(error))?;
        let Spent { tokens, cost } = self.spent();
        Ok(Answer {
            json,
            provider: "gemini".into(),
            model: self.model_version.unwrap_or(self.model),
            tokens,
            cost,
        })
    }

    fn failure(&self) -> Option<ProviderError> {
        match (self.finish_reason.as_deref(), self.block_reason.as_deref()) {
            (Some("STOP"), _) => None,
            (Some("MAX_TOKENS"), _) => Some(ProviderError::new(
                Cause::TooLong,
                "Gemini reached its output limit before the answer was whole. Retry the step; if it happens again, ask for fewer posts.",
            )),
            (Some("MALFORMED_RESPONSE"), _) => Some(self.malformed()),
            (
                Some(
                    reason @ ("SAFETY" | "RECITATION" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII"
                    | "MODEL_ARMOR"),
                ),
                _,
            )
            | (None, Some(reason)) => {
                let message = format!(
                    "Gemini's safety filter blocked this ({reason}). Change the wording of the brief, then retry the step."
                );
                Some(ProviderError::new(Cause::Blocked, message))
            }
            (Some("LANGUAGE"), _) => Some(ProviderError::new(
                Cause::UnsupportedLanguage,
                "Gemini does not write this language with this model. Choose another language or model.",
            )),
            (Some(reason), _) => Some(ProviderError::new(
                Cause::Other,
                format!("Gemini stopped without an answer ({reason}). Retry the step."),
            )),
            (None, None) => Some(ProviderError::new(Cause::Cut, failure::CUT)),
        }
    }

    /// The stream broke off.
    pub(super) fn cut(
        &self,
        reason: impl std::error::Error + Send + Sync + 'static,
    ) -> ProviderError {
        ProviderError::new(Cause::Cut, failure::CUT)
            .because(reason)
            .having_spent(self.spent())
    }

    /// What came is not what was asked for.
    pub(super) fn malformed(&self) -> ProviderError {
        let message = "Gemini's answer is not in the form that was asked for. Retry the step.";
        ProviderError::new(Cause::MalformedAnswer, message).having_spent(self.spent())
    }

    /// What the vendor has reported so far. Without a report nobody can say what the call costs.
    fn spent(&self) -> Spent {
        let Some(usage) = self.usage else {
            return Spent {
                tokens: Tokens::default(),
                cost: None,
            };
        };
        let billed = BilledTokens::from(usage);
        Spent {
            tokens: Tokens {
                input: billed.input,
                output: billed.output,
            },
            cost: self.cost(billed),
        }
    }

    /// By the model that answered, or by the one that was asked when the answer names none we know.
    fn cost(&self, billed: BilledTokens) -> Option<Cost> {
        let models = [self.model_version.as_deref(), Some(self.model.as_str())];
        let cost = self.day.and_then(|day| {
            models
                .into_iter()
                .flatten()
                .find_map(|model| prices::cost(model, day, billed))
        });
        if cost.is_none() {
            tracing::warn!(
                model = self.model,
                "the price of this model is not known, so the cost of the call is not either"
            );
        }
        cost
    }
}

fn day_of(at: OffsetDateTime) -> Day {
    Timestamp::from(at).day()
}
