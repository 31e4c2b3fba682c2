//! What Google's errors mean to a person.

use serde::Deserialize;

use crate::{
    Cause,
    remote::{Refusal, seconds_of},
};

/// The vendor's error object.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Failure {
    pub code: u16,
    pub message: String,
    pub status: String,
    pub details: Vec<Detail>,
}

/// One of `google.rpc.ErrorInfo`, `QuotaFailure` and `RetryInfo`; other details stay empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Detail {
    pub reason: String,
    pub violations: Vec<Violation>,
    /// Seconds with an `s` behind, such as `29.72s`.
    pub retry_delay: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Violation {
    pub quota_id: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum FailureBody {
    One {
        error: Failure,
    },
    /// Without `alt=sse` a stream is one array.
    Wrapped(Vec<Wrapped>),
}

#[derive(Deserialize)]
struct Wrapped {
    error: Failure,
}

impl Failure {
    /// The error in the body of a refused call; an empty one when there is none to read.
    pub(super) fn read(status: u16, body: &[u8]) -> Self {
        let read = match serde_json::from_slice(body) {
            Ok(FailureBody::One { error }) => error,
            Ok(FailureBody::Wrapped(list)) => list
                .into_iter()
                .next()
                .map(|wrapped| wrapped.error)
                .unwrap_or_default(),
            Err(_) => Self::default(),
        };
        Self {
            code: status,
            ..read
        }
    }

    /// From a refused call, or in the middle of a stream.
    pub(super) fn into_refusal(self) -> Refusal {
        let asked = self
            .details
            .iter()
            .find_map(|detail| seconds_of(detail.retry_delay.as_deref()?));
        let reason = format!("{} {}: {}", self.code, self.status, self.message);
        let refusal = match self.meaning() {
            Some(cause) => Refusal::new(cause, reason),
            None if self.message.contains("input token count") => {
                Refusal::too_long_a_question(&reason)
            }
            None => Refusal::of_status(self.code, reason),
        };
        refusal.after(asked)
    }

    /// What the body says beyond the status.
    fn meaning(&self) -> Option<Cause> {
        let has = |wanted: &str| self.details.iter().any(|detail| detail.reason == wanted);
        let per_day = self
            .details
            .iter()
            .flat_map(|detail| &detail.violations)
            .any(|violation| violation.quota_id.contains("PerDay"));
        match self.status.as_str() {
            _ if has("API_KEY_INVALID") || has("API_KEY_EXPIRED") => Some(Cause::InvalidKey),
            "UNAUTHENTICATED" => Some(Cause::InvalidKey),
            "PERMISSION_DENIED" | "FAILED_PRECONDITION" => Some(Cause::NotAllowed),
            _ if self.code == 429 && per_day => Some(Cause::QuotaPerDay),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_read_bare_and_wrapped_in_an_array() {
        for body in [
            r#"{"error":{"code":503,"status":"UNAVAILABLE"}}"#,
            r#"[{"error":{"code":503,"status":"UNAVAILABLE"}}]"#,
        ] {
            assert_eq!(Failure::read(503, body.as_bytes()).status, "UNAVAILABLE");
        }
        assert_eq!(Failure::read(502, b"<html>502</html>").status, "");
    }
}
