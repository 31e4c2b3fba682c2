//! Why there is no answer, before it has words.

use std::time::Duration;

use domain::channel::{FilterCategory, Held, Verdict};

use super::filter;
use crate::Cause;

/// Stands in sentences for what the vendor is called: several speak the same protocol.
pub(super) const VENDOR: &str = "{vendor}";
/// Stands in sentences for where the vendor's keys are looked after.
pub(super) const CONSOLE: &str = "{console}";

/// Why a vendor did not answer.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Why.
    pub cause: Cause,
    /// What to tell a person, where the protocol says more than the cause. [`VENDOR`] and
    /// [`CONSOLE`] in it are put in later.
    pub sentence: Option<String>,
    /// How long the vendor asks to wait.
    pub retry_after: Option<Duration>,
    /// What the vendor's filter said, where it was that.
    pub verdict: Option<Verdict>,
    /// What the vendor said, for the log.
    pub reason: String,
}

impl Refusal {
    /// A refusal that the cause says everything about.
    pub(crate) fn new(cause: Cause, reason: impl Into<String>) -> Self {
        Self {
            cause,
            sentence: None,
            retry_after: None,
            verdict: None,
            reason: reason.into(),
        }
    }

    /// What an HTTP status means when the body says nothing better.
    pub(crate) fn of_status(status: u16, reason: impl Into<String>) -> Self {
        let cause = match status {
            401 => Cause::InvalidKey,
            403 => Cause::NotAllowed,
            404 => Cause::UnknownModel,
            429 => Cause::RateLimited,
            504 => Cause::Timeout,
            408 | 409 | 499 | 500..=599 => Cause::Overloaded,
            _ => Cause::Other,
        };
        Self::new(cause, reason)
    }

    /// With a sentence of its own.
    #[must_use]
    pub(crate) fn saying(mut self, sentence: impl Into<String>) -> Self {
        self.sentence = Some(sentence.into());
        self
    }

    /// With how long the vendor asks to wait.
    #[must_use]
    pub(crate) fn after(mut self, retry_after: Option<Duration>) -> Self {
        self.retry_after = retry_after;
        self
    }

    /// The vendor's filter will not have it, for the reasons it names.
    pub(crate) fn blocked<'a>(held: Held, words: impl IntoIterator<Item = &'a str>) -> Self {
        let verdict = filter::verdict(held, words);
        let (held, why) = (held.name(), verdict.why());
        Self {
            verdict: Some(verdict),
            ..Self::new(Cause::Blocked, format!("{held}: {why}")).saying(format!(
                "The safety filter of {VENDOR} held back the {held} ({why}). Change the wording of the brief, then retry the step."
            ))
        }
    }

    /// The model declined to write it. Its words are no reason for the log: they are an answer.
    pub(crate) fn declined() -> Self {
        let verdict = Verdict {
            held: Held::Answer,
            categories: vec![FilterCategory::Declined],
        };
        Self {
            verdict: Some(verdict),
            ..Self::new(Cause::Blocked, "declined").saying(format!(
                "The model of {VENDOR} declined to write this. Change the wording of the brief, then retry the step."
            ))
        }
    }

    /// What was held back is a picture.
    #[must_use]
    pub(crate) fn no_picture(self) -> Self {
        let why = self.why();
        self.saying(format!(
            "The safety filter of {VENDOR} held this picture back ({why}). Change the description: leave out real people, other brands, and whatever is violent or intimate. Then make the picture again."
        ))
    }

    /// What was held back is a film. Google bills none of these.
    #[must_use]
    pub(crate) fn no_film(self) -> Self {
        let why = self.why();
        self.saying(format!(
            "The safety filter of {VENDOR} held this film back ({why}). Change the storyboard: leave out real people, other brands, and whatever is violent or intimate. Then make the film again."
        ))
    }

    /// An order ended without a film.
    pub(crate) fn filmless(cause: Cause, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        let sentence = format!(
            "{VENDOR} ended without a film: “{}”. Make it again; if that happens once more, describe it more plainly.",
            reason.chars().take(200).collect::<String>()
        );
        Self::new(cause, reason).saying(sentence)
    }

    /// A film lies where we do not fetch from.
    pub(crate) fn film_elsewhere(reason: &str) -> Self {
        Self::new(Cause::MalformedAnswer, reason).saying(format!(
            "{VENDOR} made the film, but keeps it where Handbill does not fetch files from. Ask your administrator to have films delivered by {VENDOR} itself and not into a bucket, then make the film again."
        ))
    }

    /// A film's link ran out.
    pub(crate) fn film_expired(reason: &str) -> Self {
        Self::new(Cause::MalformedAnswer, reason).saying(format!(
            "{VENDOR} made the film, but no longer has its file. Make the film again."
        ))
    }

    /// More bytes than a film of a few seconds has.
    pub(crate) fn film_too_large() -> Self {
        Self::new(Cause::MalformedAnswer, "too large").saying(format!(
            "The film of {VENDOR} is larger than 64 MB, which is more than is taken. Make a shorter one."
        ))
    }

    /// The provider has no such video model.
    pub(crate) fn no_video_model(model: &str, reason: &str) -> Self {
        Self::no_model("video", model, reason)
    }

    /// The image model spoke and made no picture.
    pub(crate) fn words_for_a_picture(reason: &str, words: &str) -> Self {
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = match words.chars().take(200).collect::<String>() {
            said if said.is_empty() => reason.to_owned(),
            said => format!("“{said}”"),
        };
        Self::new(Cause::MalformedAnswer, reason).saying(format!(
            "{VENDOR} answered without a picture: {said}. Describe more plainly what is to be seen, then make the picture again."
        ))
    }

    /// The provider has no such image model.
    pub(crate) fn no_image_model(model: &str, reason: &str) -> Self {
        Self::no_model("image", model, reason)
    }

    /// What was held back is a text read aloud.
    #[must_use]
    pub(crate) fn not_read(self) -> Self {
        let why = self.why();
        self.saying(format!(
            "The safety filter of {VENDOR} held this text back ({why}), so it was not read aloud. Change its wording, then have it read again."
        ))
    }

    /// The provider has no such speech model.
    pub(crate) fn no_speech_model(model: &str, reason: &str) -> Self {
        Self::no_model("speech", model, reason)
    }

    /// What was held back is one of the texts that are compared.
    #[must_use]
    pub(crate) fn not_compared(self) -> Self {
        let why = self.why();
        self.saying(format!(
            "The safety filter of {VENDOR} held a text back ({why}), so it was not compared with others. Change its wording, then retry the step."
        ))
    }

    /// The provider has no such embedding model.
    pub(crate) fn no_embedding_model(model: &str, reason: &str) -> Self {
        Self::no_model("embedding", model, reason)
    }

    /// What it was held back for.
    fn why(&self) -> String {
        let why = self.verdict.as_ref().map(Verdict::why);
        why.unwrap_or_else(|| self.reason.clone())
    }

    /// The provider has no model of this kind and name.
    fn no_model(kind: &str, model: &str, reason: &str) -> Self {
        Self::new(Cause::UnknownModel, reason).saying(format!(
            "{VENDOR} has no {kind} model “{model}”, or no longer. Ask your administrator to choose another one under Settings, Models."
        ))
    }

    /// It ended for a reason we have no word for.
    pub(crate) fn stopped(reason: &str) -> Self {
        Self::new(Cause::Other, reason).saying(format!(
            "{VENDOR} stopped without an answer ({reason}). Retry the step."
        ))
    }

    /// The model answered with a call of a tool, though it was given none.
    pub(crate) fn called_a_tool(reason: &str) -> Self {
        Self::new(Cause::MalformedAnswer, reason)
    }

    /// The question is larger than the model's memory.
    pub(crate) fn too_long_a_question(reason: &str) -> Self {
        Self::new(Cause::Other, reason).saying(format!(
            "Brief and page are longer than this model of {VENDOR} can read. Shorten the brief, or choose a model with a larger context."
        ))
    }

    /// The account that pays has nothing left.
    pub(crate) fn no_credit(reason: &str) -> Self {
        Self::new(Cause::NotAllowed, reason).saying(format!(
            "The account at {VENDOR} has no credit left or has reached its limit. Add credit or raise the limit in {CONSOLE}, then retry the step."
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_without_a_readable_body_still_has_a_meaning() {
        for (code, cause) in [
            (401, Cause::InvalidKey),
            (403, Cause::NotAllowed),
            (404, Cause::UnknownModel),
            (429, Cause::RateLimited),
            (502, Cause::Overloaded),
            (529, Cause::Overloaded),
            (504, Cause::Timeout),
            (418, Cause::Other),
        ] {
            assert_eq!(Refusal::of_status(code, "").cause, cause, "{code}");
        }
    }
}
