//! Calls that are refused, in OpenAI's form.

use axum::{
    http::{HeaderValue, header::RETRY_AFTER},
    response::Response,
};
use serde_json::json;

use crate::simulator::{Behaviour, Call, reply_json};

/// The error reply of behaviours that refuse the call.
pub(super) fn of(behaviour: &Behaviour, call: &Call) -> Option<Response> {
    let (status, kind, code, message) = said(behaviour)?;
    let reply = error(status, kind, code, &message.replace("MODEL", &call.model));
    Some(match behaviour {
        Behaviour::PerMinute(wait) => waiting(reply, *wait),
        Behaviour::Overloaded(after) => after_seconds(reply, *after),
        _ => reply,
    })
}

type Said = (u16, &'static str, Option<&'static str>, &'static str);

/// Status, type, code and message.
fn said(behaviour: &Behaviour) -> Option<Said> {
    const REQUEST: &str = "invalid_request_error";
    Some(match behaviour {
        Behaviour::PerMinute(_) => (
            429,
            "tokens",
            Some("rate_limit_exceeded"),
            "Rate limit reached. Please try again later.",
        ),
        Behaviour::PerDay => (
            429,
            "insufficient_quota",
            Some("insufficient_quota"),
            "You exceeded your current quota, please check your plan and billing details.",
        ),
        Behaviour::Overloaded(_) => (
            503,
            "server_error",
            None,
            "The server is overloaded. Please try again later.",
        ),
        Behaviour::BadKey => (
            401,
            REQUEST,
            Some("invalid_api_key"),
            "Incorrect API key provided.",
        ),
        Behaviour::NotAvailable => (
            403,
            "request_forbidden",
            Some("unsupported_country_region_territory"),
            "Country, region, or territory not supported",
        ),
        Behaviour::Forbidden => (
            403,
            REQUEST,
            None,
            "You have insufficient permissions for this operation.",
        ),
        Behaviour::UnknownModel => (
            404,
            REQUEST,
            Some("model_not_found"),
            "The model `MODEL` does not exist or you do not have access to it.",
        ),
        Behaviour::TooLongQuestion => (
            400,
            REQUEST,
            Some("context_length_exceeded"),
            "This model's maximum context length is 400000 tokens.",
        ),
        Behaviour::NoSchema => (
            400,
            REQUEST,
            None,
            "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
        ),
        _ => return None,
    })
}

/// With a wait in milliseconds and in whole seconds, as the vendor sends both.
pub(super) fn waiting(mut reply: Response, wait: Option<&str>) -> Response {
    let seconds = wait.and_then(|wait| wait.strip_suffix('s')?.parse::<f64>().ok());
    if let Some(seconds) = seconds {
        let headers = reply.headers_mut();
        let mut put = |name: &'static str, text: String| {
            if let Ok(text) = HeaderValue::try_from(text) {
                headers.insert(name, text);
            }
        };
        put("retry-after-ms", format!("{:.0}", seconds * 1000.0));
        put("retry-after", format!("{:.0}", seconds.ceil()));
    }
    reply
}

pub(super) fn after_seconds(mut reply: Response, after: Option<u32>) -> Response {
    if let Some(after) = after {
        reply
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(after));
    }
    reply
}

pub(super) fn error(status: u16, kind: &str, code: Option<&str>, message: &str) -> Response {
    reply_json(
        status,
        json!({ "error": { "message": message, "type": kind, "param": null, "code": code } }),
    )
}
