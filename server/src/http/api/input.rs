//! What programs send, with refusals in words instead of axum's own.

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Path, Query, Request, rejection::JsonRejection},
};
use domain::{
    brief::BriefDraft,
    problem::{Code, FieldProblem, Problem},
    time::Day,
};
use http::{HeaderMap, StatusCode, header, request::Parts};
use serde::de::DeserializeOwned;

use crate::http::{Refusal, Server};

/// An id in the address. What is no id names nothing.
pub struct Id<T>(pub T);

impl<T: std::str::FromStr> FromRequestParts<Server> for Id<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, Refusal> {
        let Path(text) = Path::<String>::from_request_parts(parts, server)
            .await
            .map_err(|_| nothing())?;
        text.parse().map(Self).map_err(|_| nothing())
    }
}

/// An id in the address, and the id of something that belongs to it.
pub struct IdWithin<A, B>(pub A, pub B);

impl<A: std::str::FromStr, B: std::str::FromStr> FromRequestParts<Server> for IdWithin<A, B> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, Refusal> {
        let Path((outer, inner)) = Path::<(String, String)>::from_request_parts(parts, server)
            .await
            .map_err(|_| nothing())?;
        match (outer.parse(), inner.parse()) {
            (Ok(outer), Ok(inner)) => Ok(Self(outer, inner)),
            _ => Err(nothing()),
        }
    }
}

fn nothing() -> Refusal {
    Refusal::new(
        Code::NotFound,
        "There is nothing with this id. It may have been removed, or the address is wrong.",
    )
}

/// A body in JSON.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Server> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, server: &Server) -> Result<Self, Refusal> {
        Json::from_request(request, server)
            .await
            .map(|Json(value)| Self(value))
            .map_err(|rejection| refused(&rejection))
    }
}

fn refused(rejection: &JsonRejection) -> Refusal {
    match rejection {
        JsonRejection::JsonDataError(error) => {
            let (what, cause) = (
                "The body is JSON, but not what this operation takes",
                error.body_text(),
            );
            Refusal::new(
                Code::InvalidInput,
                format!("{what}: {}.", last_part(&cause)),
            )
        }
        JsonRejection::JsonSyntaxError(error) => Refusal::new(
            Code::MalformedRequest,
            format!("The body is not JSON: {}.", last_part(&error.body_text())),
        ),
        JsonRejection::MissingJsonContentType(_) => {
            unsupported("Send the body as Content-Type: application/json.")
        }
        other if other.status() == StatusCode::PAYLOAD_TOO_LARGE => Refusal::new(
            Code::TooLarge,
            "The request is larger than 2 MiB. Shorten what you send and try again.",
        ),
        _ => Refusal::new(
            Code::MalformedRequest,
            "The body could not be read to its end. Send it again.",
        ),
    }
}

/// The cause without the sentence that names the library's types.
fn last_part(text: &str) -> &str {
    text.split_once(": ").map_or(text, |(_, cause)| cause)
}

fn unsupported(sentence: &str) -> Refusal {
    Refusal::new(Code::MalformedRequest, sentence).with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE)
}

/// What stands after the question mark.
pub struct Parameters<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Server> for Parameters<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, Refusal> {
        Query::from_request_parts(parts, server)
            .await
            .map(|Query(value)| Self(value))
            .map_err(|rejection| {
                Refusal::new(
                    Code::MalformedRequest,
                    format!(
                        "The address cannot be read: {}.",
                        last_part(&rejection.body_text())
                    ),
                )
            })
    }
}

/// A brief in any of its forms: the fields as typed, a brief as it was exported, or Markdown.
/// What it leaves out begins as in an empty form.
pub fn brief(headers: &HeaderMap, text: &str, today: Day) -> Result<BriefDraft, Refusal> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !matches!(kind, "application/json" | "text/markdown" | "text/plain") {
        return Err(unsupported(
            "Send the brief as Content-Type: application/json or text/markdown.",
        ));
    }
    BriefDraft::from_file(text, BriefDraft::starting(today)).map_err(|error| {
        let message = error.to_string();
        Problem {
            fields: vec![FieldProblem::new("file", &message)],
            ..Problem::new(Code::InvalidInput, message)
        }
        .into()
    })
}
