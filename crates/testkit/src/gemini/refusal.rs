//! Calls that are refused, in the vendor's form.

use axum::{
    http::{HeaderValue, header::RETRY_AFTER},
    response::Response,
};
use serde_json::{Value, json};

use crate::simulator::{Behaviour, Call, reply_json};

/// The error reply of behaviours that refuse the call.
pub(super) fn of(behaviour: &Behaviour, call: &Call) -> Option<Response> {
    let reply = match behaviour {
        Behaviour::PerMinute(delay) => error(
            429,
            "RESOURCE_EXHAUSTED",
            "You exceeded your current quota.",
            &quota("GenerateRequestsPerMinutePerProjectPerModel", *delay),
        ),
        Behaviour::PerDay => error(
            429,
            "RESOURCE_EXHAUSTED",
            "You exceeded your current quota.",
            &quota(
                "GenerateRequestsPerDayPerProjectPerModel-FreeTier",
                Some("47s"),
            ),
        ),
        Behaviour::Overloaded(after) => {
            let mut reply = error(
                503,
                "UNAVAILABLE",
                "The model is overloaded. Please try again later.",
                &json!([]),
            );
            if let Some(after) = after {
                reply
                    .headers_mut()
                    .insert(RETRY_AFTER, HeaderValue::from(*after));
            }
            reply
        }
        Behaviour::BadKey => bad_key(),
        _ => return said(behaviour, call),
    };
    Some(reply)
}

/// Refusals that say no more than a status and a sentence.
fn said(behaviour: &Behaviour, call: &Call) -> Option<Response> {
    const ARGUMENT: &str = "INVALID_ARGUMENT";
    let (code, status, message) = match behaviour {
        Behaviour::NotAvailable => (
            400,
            "FAILED_PRECONDITION",
            "User location is not supported for the API use.",
        ),
        Behaviour::Forbidden => (
            403,
            "PERMISSION_DENIED",
            "The caller does not have permission",
        ),
        Behaviour::UnknownModel => (
            404,
            "NOT_FOUND",
            "models/MODEL is not found for API version v1beta",
        ),
        Behaviour::TooLongQuestion => (
            400,
            ARGUMENT,
            "The input token count (2000000) exceeds the maximum number of tokens allowed (1048576).",
        ),
        Behaviour::NoSchema => (400, ARGUMENT, "JSON mode is not enabled for this model."),
        _ => return None,
    };
    let message = message.replace("MODEL", &call.model);
    Some(error(code, status, &message, &json!([])))
}

fn bad_key() -> Response {
    let details = json!([{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com", "metadata": { "service": "generativelanguage.googleapis.com" } }]);
    error(
        400,
        "INVALID_ARGUMENT",
        "API key not valid. Please pass a valid API key.",
        &details,
    )
}

pub(super) fn error(code: u16, status: &str, message: &str, details: &Value) -> Response {
    reply_json(
        code,
        json!({ "error": { "code": code, "message": message, "status": status, "details": details } }),
    )
}

fn quota(id: &str, delay: Option<&str>) -> Value {
    let mut details = vec![
        json!({ "@type": "type.googleapis.com/google.rpc.Help", "links": [{ "description": "Learn more about Gemini API quotas", "url": "https://ai.google.dev/gemini-api/docs/rate-limits" }] }),
        json!({ "@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [{ "quotaMetric": "generativelanguage.googleapis.com/generate_content_requests", "quotaId": id, "quotaDimensions": { "location": "global" }, "quotaValue": "20" }] }),
    ];
    if let Some(delay) = delay {
        details.push(
            json!({ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay }),
        );
    }
    details.into()
}
