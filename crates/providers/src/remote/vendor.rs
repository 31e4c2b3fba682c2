//! What failures mean to a person, with the names that this vendor's settings have.

use std::error::Error;

use courier::SendError;

use super::refusal::{CONSOLE, Refusal, VENDOR};
use crate::{Cause, ProviderError};

/// What a vendor is called, in sentences and settings.
#[derive(Debug)]
pub struct Vendor {
    /// As records name it.
    pub name: &'static str,
    /// As sentences begin with it.
    pub title: &'static str,
    /// The setting that holds the key.
    pub key: &'static str,
    /// Where keys, rights and quotas are looked after.
    pub console: &'static str,
    /// The setting that names the model.
    pub model: &'static str,
    /// The setting that names the address.
    pub address: &'static str,
    /// What to look at when nobody answers.
    pub reach: &'static str,
    /// Whether its answers cost nothing.
    pub free: bool,
}

impl Vendor {
    /// The failure that `refusal` is.
    pub(crate) fn error(&self, refusal: Refusal, model: &str) -> ProviderError {
        let message = refusal.sentence.map_or_else(
            || self.sentence(refusal.cause, model),
            |sentence| {
                sentence
                    .replace(VENDOR, self.title)
                    .replace(CONSOLE, self.console)
            },
        );
        ProviderError {
            verdict: refusal.verdict.map(Box::new),
            ..ProviderError::new(refusal.cause, message)
        }
        .after(refusal.retry_after)
        .because(refusal.reason)
    }

    /// What to say about `cause` when the protocol knows nothing better.
    fn sentence(&self, cause: Cause, model: &str) -> String {
        let Self {
            title,
            key,
            console,
            ..
        } = self;
        match cause {
            Cause::InvalidKey => format!(
                "{title} refused the key. Check {key}, or make a new key in {console}, then restart the server."
            ),
            Cause::NotAllowed => format!(
                "{title} does not let this key use the model. Check the key's rights, region and billing in {console}, then retry the step."
            ),
            Cause::UnknownModel => format!(
                "{title} has no model “{model}”, or no longer. Choose another one with {}, then restart the server.",
                self.model
            ),
            Cause::QuotaPerDay => format!(
                "The quota of this key for {title} is used up for today. Wait until tomorrow or raise the quota in {console}, then retry the step."
            ),
            Cause::RateLimited => format!(
                "{title} gets too many calls with this key right now. Retry the step in a minute."
            ),
            Cause::Overloaded => {
                format!("{title} is overloaded right now. Retry the step in a few minutes.")
            }
            Cause::Timeout => {
                format!("{title} did not finish in time. Retry the step in a few minutes.")
            }
            Cause::Cut => format!(
                "The connection to {title} broke off in the middle of the answer. Retry the step."
            ),
            Cause::TooLong => format!(
                "{title} reached its output limit before the answer was whole. Retry the step; if it happens again, ask for fewer posts."
            ),
            Cause::Blocked => format!(
                "The safety filter of {title} blocked this. Change the wording of the brief, then retry the step."
            ),
            Cause::MalformedAnswer => format!(
                "The answer of {title} is not in the form that was asked for. Retry the step."
            ),
            Cause::Unreachable => format!(
                "{title} cannot be reached. {}, then retry the step.",
                self.reach
            ),
            Cause::UnsupportedLanguage => format!(
                "{title} does not write this language with this model. Choose another language or model."
            ),
            Cause::Cancelled => ProviderError::cancelled().message,
            // No vendor says these.
            Cause::OverBudget
            | Cause::Unbooked
            | Cause::NoModel
            | Cause::Unsettled
            | Cause::Other => format!(
                "{title} refused the request. Retry the step; if it happens again, the server's log says why at the level debug."
            ),
        }
    }

    /// A failure of this cause with its sentence.
    pub(crate) fn failure(&self, cause: Cause, model: &str) -> ProviderError {
        ProviderError::new(cause, self.sentence(cause, model))
    }

    /// A key that no header can carry.
    pub(crate) fn unusable_key(&self) -> ProviderError {
        self.failure(Cause::InvalidKey, "")
    }

    /// A call that got no answer at all, or none any more.
    pub(crate) fn unreachable(&self, error: SendError) -> ProviderError {
        let cause = match error {
            SendError::Unreachable(_) => Cause::Unreachable,
            SendError::Cut(_) => Cause::Cut,
        };
        self.failure(cause, "").because(error)
    }

    /// A question that cannot be put: the configured address is none.
    pub(crate) fn unusable_address(&self, error: reqwest::Error) -> ProviderError {
        let message = format!(
            "{} has no usable address. Check {}, then restart the server.",
            self.title, self.address
        );
        ProviderError::new(Cause::Other, message)
            .because(Box::<dyn Error + Send + Sync>::from(error.without_url()))
    }
}
