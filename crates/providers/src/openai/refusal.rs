//! What errors in OpenAI's form mean to a person.

use domain::channel::Held;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{Cause, remote::Refusal};

/// The error object. Azure adds `innererror`; servers of one's own may send a text alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Failure {
    pub message: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// A word, or a status as text or number.
    pub code: Value,
    innererror: InnerError,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct InnerError {
    content_filter_result: Map<String, Value>,
}

#[derive(Deserialize)]
struct Body {
    error: Said,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Object(Failure),
    Text(String),
}

impl Failure {
    /// The error in a body; `None` when it holds none.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        match serde_json::from_slice::<Body>(body).ok()?.error {
            Said::Object(failure) => Some(failure),
            Said::Text(message) => Some(Self {
                message: Some(message),
                ..Self::default()
            }),
        }
    }

    /// What it means; `status` is 0 in the middle of a stream.
    pub(super) fn into_refusal(self, status: u16) -> Refusal {
        let (message, kind) = (
            self.message.unwrap_or_default(),
            self.kind.unwrap_or_default(),
        );
        let code = match &self.code {
            Value::String(code) => code.clone(),
            Value::Null => String::new(),
            code => code.to_string(),
        };
        let reason = format!("{status} {kind} {code}: {message}");
        match (code.as_str(), kind.as_str()) {
            ("insufficient_quota" | "billing_hard_limit_reached", _)
            | (_, "insufficient_quota") => Refusal::no_credit(&reason),
            ("content_filter", _) => {
                let verdicts = &self.innererror.content_filter_result;
                Refusal::blocked(Held::Question, filtered(verdicts))
            }
            ("moderation_blocked" | "content_policy_violation", _)
            | (_, "image_generation_user_error") => {
                Refusal::blocked(Held::Question, violations(&message))
            }
            ("context_length_exceeded", _) | (_, "exceed_context_size_error") => {
                Refusal::too_long_a_question(&reason)
            }
            ("invalid_api_key" | "401", _) | (_, "authentication_error") => {
                Refusal::new(Cause::InvalidKey, reason)
            }
            ("unsupported_country_region_territory", _) | (_, "permission_error") => {
                Refusal::new(Cause::NotAllowed, reason)
            }
            ("model_not_found" | "DeploymentNotFound" | "404", _) | (_, "not_found_error") => {
                Refusal::new(Cause::UnknownModel, reason)
            }
            ("rate_limit_exceeded", _) if message.contains("per day") => {
                Refusal::new(Cause::QuotaPerDay, reason)
            }
            ("rate_limit_exceeded" | "RateLimitReached" | "429", _) => {
                Refusal::new(Cause::RateLimited, reason)
            }
            ("server_error" | "500" | "502" | "503", _) | (_, "server_error") => {
                Refusal::new(Cause::Overloaded, reason)
            }
            _ => Refusal::of_status(status, reason),
        }
    }
}

/// What a refused call means.
pub(super) fn of(status: u16, body: &[u8]) -> Refusal {
    Failure::read(body).map_or_else(
        || Refusal::of_status(status, format!("status {status}")),
        |failure| failure.into_refusal(status),
    )
}

/// What a picture was held back for, which its sentence ends with: `safety_violations=[violence]`.
fn violations(message: &str) -> impl Iterator<Item = &str> {
    let named = message.split_once("safety_violations=[");
    let named = named.and_then(|(_, rest)| rest.split_once(']'));
    named
        .into_iter()
        .flat_map(|(violations, _)| violations.split(','))
        .map(str::trim)
}

/// The categories of a filter that struck, as the vendor names them.
pub(super) fn filtered(verdicts: &Map<String, Value>) -> impl Iterator<Item = &str> {
    verdicts
        .iter()
        .filter(|(_, verdict)| verdict.get("filtered") == Some(&Value::Bool(true)))
        .map(|(category, _)| category.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(status: u16, body: &str) -> Cause {
        of(status, body.as_bytes()).cause
    }

    #[test]
    fn an_error_is_read_as_an_object_as_a_text_and_not_at_all() {
        assert_eq!(
            cause(404, r#"{"error":"model not found"}"#),
            Cause::UnknownModel
        );
        assert_eq!(
            cause(429, r#"{"error":{"code":"429","message":"slow down"}}"#),
            Cause::RateLimited
        );
        assert_eq!(
            cause(
                503,
                r#"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#
            ),
            Cause::Overloaded
        );
        assert_eq!(cause(502, "<html>Bad gateway</html>"), Cause::Overloaded);
    }

    #[test]
    fn an_account_without_credit_is_not_asked_again_though_the_status_says_so() {
        let refusal = of(
            429,
            br#"{"error":{"type":"insufficient_quota","code":"insufficient_quota","message":"m"}}"#,
        );
        assert!(!refusal.cause.is_retryable());
    }

    #[test]
    fn a_limit_of_the_day_is_not_a_limit_of_the_minute() {
        let said = |period: &str| {
            cause(
                429,
                &format!(
                    r#"{{"error":{{"code":"rate_limit_exceeded","type":"requests","message":"Rate limit reached on requests per {period}."}}}}"#
                ),
            )
        };
        assert_eq!(said("day (RPD)"), Cause::QuotaPerDay);
        assert_eq!(said("min (RPM)"), Cause::RateLimited);
    }

    #[test]
    fn a_picture_that_was_held_back_says_for_what() {
        let body = br#"{"error":{"code":"moderation_blocked","type":"image_generation_user_error","message":"Your request was rejected by the safety system. safety_violations=[violence]."}}"#;
        let refusal = of(400, body);
        assert_eq!(
            (refusal.cause, refusal.reason.as_str()),
            (Cause::Blocked, "question: violence")
        );
    }

    #[test]
    fn a_filter_that_struck_is_named() {
        let body = br#"{"error":{"code":"content_filter","message":"m","innererror":{"content_filter_result":{"hate":{"filtered":true},"self_harm":{"filtered":false}}}}}"#;
        let sentence = of(400, body).sentence.unwrap();
        assert!(sentence.contains("(hate)"), "{sentence}");
    }
}
