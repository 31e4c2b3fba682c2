//! What the vendor's errors mean to a person.

use std::time::Duration;

use courier::{Reply, SendError};
use futures::StreamExt;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use time::{OffsetDateTime, format_description::well_known::Rfc2822};

use super::wire::Failure;
use crate::{Cause, ProviderError};

pub(super) const INVALID_KEY: &str = "Gemini refused the key. Check GEMINI_API_KEY, or make a new key in Google AI Studio, then restart the server.";
pub(super) const CUT: &str =
    "The connection to Gemini broke off in the middle of the answer. Retry the step.";
const DAY_USED_UP: &str = "The Gemini quota of this key is used up for today. Wait until tomorrow or raise the quota in Google AI Studio, then retry the step.";
const TOO_FAST: &str =
    "Gemini gets too many calls with this key right now. Retry the step in a minute.";
const OVERLOADED: &str = "Gemini is overloaded right now. Retry the step in a few minutes.";
/// The most of an error's body that is read.
const MAX_BODY: usize = 64 * 1024;

/// A call that was answered with an error status.
pub(super) async fn of_reply(reply: Reply, model: &str) -> ProviderError {
    let status = reply.status().as_u16();
    let asked = retry_after(reply.headers());
    let mut failure = Failure::read(&limited_body(reply).await);
    failure.code = status;
    let mut error = of_body(&failure, model);
    error.retry_after = error.retry_after.or(asked);
    error
}

/// An error object, from a refused call or in the middle of a stream.
pub(super) fn of_body(failure: &Failure, model: &str) -> ProviderError {
    let (cause, message) = meaning(failure, model);
    let asked = failure
        .details
        .iter()
        .find_map(|detail| seconds(detail.retry_delay.as_deref()?));
    let reason = format!("{} {}: {}", failure.code, failure.status, failure.message);
    ProviderError::new(cause, message)
        .after(asked)
        .because(reason)
}

fn meaning(failure: &Failure, model: &str) -> (Cause, String) {
    let has = |wanted: &str| failure.details.iter().any(|detail| detail.reason == wanted);
    let per_day = failure
        .details
        .iter()
        .flat_map(|detail| &detail.violations)
        .any(|violation| violation.quota_id.contains("PerDay"));
    match (failure.code, failure.status.as_str()) {
        _ if has("API_KEY_INVALID") || has("API_KEY_EXPIRED") => (Cause::InvalidKey, INVALID_KEY.into()),
        (401, _) | (_, "UNAUTHENTICATED") => (Cause::InvalidKey, INVALID_KEY.into()),
        (403, _) | (_, "PERMISSION_DENIED") => {
            (Cause::NotAllowed, "This Gemini key may not use the model. Check the key's restrictions in Google AI Studio, then retry the step.".into())
        }
        (_, "FAILED_PRECONDITION") => (
            Cause::NotAllowed,
            "Gemini is not available to this key: its region or billing does not allow it. Check the project's billing in Google AI Studio, then retry the step.".into(),
        ),
        (404, _) => (Cause::UnknownModel, format!("Gemini has no model “{model}”, or no longer. Choose another one with HANDBILL_GEMINI_MODEL, then restart the server.")),
        (429, _) if per_day => (Cause::QuotaPerDay, DAY_USED_UP.into()),
        (429, _) => (Cause::RateLimited, TOO_FAST.into()),
        (504, _) => (Cause::Timeout, "Gemini did not finish in time. Retry the step in a few minutes.".into()),
        (408 | 499 | 500..=599, _) => (Cause::Overloaded, OVERLOADED.into()),
        (code, _) => (Cause::Other, format!("Gemini refused the request (status {code}). Retry the step; if it happens again, the server's log says why.")),
    }
}

/// A call that got no answer at all.
pub(super) fn of_transport(error: SendError) -> ProviderError {
    let message = "Gemini cannot be reached. Check the server's connection to the internet, then retry the step.";
    ProviderError::new(Cause::Unreachable, message).because(error)
}

/// A question that cannot be put: the configured address is none.
pub(super) fn of_question(error: reqwest::Error) -> ProviderError {
    let message =
        "Gemini has no usable address. Check HANDBILL_GEMINI_URL, then restart the server.";
    ProviderError::new(Cause::Other, message).because(error.without_url())
}

async fn limited_body(reply: Reply) -> Vec<u8> {
    let mut body = Vec::new();
    let mut pieces = reply.into_body();
    while let Some(Ok(piece)) = pieces.next().await {
        let room = MAX_BODY - body.len();
        body.extend(piece.into_iter().take(room));
        if body.len() == MAX_BODY {
            break;
        }
    }
    body
}

/// `Retry-After` in seconds or as a date, the latter counted from the vendor's own `Date`.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?;
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = |text: &str| OffsetDateTime::parse(text, &Rfc2822).ok();
    let now = date(headers.get(DATE)?.to_str().ok()?)?;
    (date(value)? - now).try_into().ok()
}

/// A protobuf duration in JSON, such as `47s` or `29.72s`.
fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.strip_suffix('s')?.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(reqwest::header::HeaderName, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn a_wait_is_read_in_every_form_it_comes_in() {
        assert_eq!(seconds("29.72s"), Some(Duration::from_millis(29_720)));
        assert_eq!(seconds("-1s"), None);
        assert_eq!(
            retry_after(&headers(&[(RETRY_AFTER, "7")])),
            Some(Duration::from_secs(7))
        );
        let dated = headers(&[
            (DATE, "Mon, 23 Nov 2026 10:00:00 GMT"),
            (RETRY_AFTER, "Mon, 23 Nov 2026 10:00:30 GMT"),
        ]);
        assert_eq!(retry_after(&dated), Some(Duration::from_secs(30)));
    }

    #[test]
    fn a_status_without_a_readable_body_still_has_a_meaning() {
        for (code, cause) in [
            (401, Cause::InvalidKey),
            (403, Cause::NotAllowed),
            (404, Cause::UnknownModel),
            (429, Cause::RateLimited),
            (502, Cause::Overloaded),
            (504, Cause::Timeout),
            (418, Cause::Other),
        ] {
            let failure = Failure {
                code,
                ..Failure::default()
            };
            assert_eq!(of_body(&failure, "m").cause, cause, "{code}");
        }
    }
}
