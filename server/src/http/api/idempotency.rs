//! `Idempotency-Key`: a `POST` that is sent twice is done once and answered twice the same.
//!
//! The key belongs to a person and to one request (its path and body). Only answers that did
//! something are kept; a refusal lets go of the key, because the same request may succeed later.

use axum::{
    body::{self, Body},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::{
    access::Actor,
    problem::{Code, FieldProblem, Problem},
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use sha2::{Digest as _, Sha256};
use storage::idempotency::{self, Begin, StoredResponse};
use tracing::Instrument as _;

use crate::http::{
    Answer, Refusal, Server,
    edge::{MOST, Who, too_large},
};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
const MAX_KEY: usize = 200;

/// Does a request with a key once. Requests without one, and safe methods, pass.
pub async fn once(State(server): State<Server>, request: Request, next: Next) -> Response {
    let actor = request
        .extensions()
        .get::<Who>()
        .and_then(Who::actor)
        .cloned();
    let (Some(actor), &Method::POST, Some(key)) =
        (actor, request.method(), request.headers().get(KEY).cloned())
    else {
        return next.run(request).await;
    };
    claimed(server, actor, &key, request, next)
        .await
        .unwrap_or_else(axum::response::IntoResponse::into_response)
}

async fn claimed(
    server: Server,
    actor: Actor,
    key: &HeaderValue,
    request: Request,
    next: Next,
) -> Answer<Response> {
    let key = parse(key)?;
    let (parts, body) = request.into_parts();
    let bytes = body::to_bytes(body, MOST).await.map_err(|_| too_large())?;
    let hash = request_hash(&parts, &bytes);
    let mut tx = server.services().db().write(actor.org).await?;
    let begun =
        idempotency::begin(&mut tx, actor.user, &key, &hash, server.services().now()).await?;
    tx.commit().await?;
    match begun {
        Begin::Done(kept) => Ok(replay(kept)),
        Begin::Busy => Err(busy()),
        Begin::Mismatch => Err(Refusal::new(
            Code::IdempotencyKeyReused,
            "This Idempotency-Key came with another request before. Use a new key for a new request.",
        )),
        Begin::New => {
            let request = Request::from_parts(parts, Body::from(bytes));
            // In a task of its own: a caller who hangs up must find the answer when asking again.
            let work = async move { keep(&server, &actor, &key, next.run(request).await).await };
            tokio::spawn(work.in_current_span()).await.map_err(|error| {
                tracing::error!(%error, "a request with an idempotency key broke off");
                Refusal::new(Code::Internal, "Something went wrong on our side and was logged. Try again with the same key.")
            })?
        }
    }
}

fn parse(key: &HeaderValue) -> Answer<String> {
    let text = key.to_str().map(str::trim).unwrap_or_default();
    if (1..=MAX_KEY).contains(&text.len()) {
        return Ok(text.to_owned());
    }
    let message =
        format!("An idempotency key has 1 to {MAX_KEY} visible ASCII characters, such as a UUID.");
    Err(Problem::fields(vec![FieldProblem::new("Idempotency-Key", message)]).into())
}

fn request_hash(parts: &http::request::Parts, body: &[u8]) -> [u8; 32] {
    let kind = parts
        .headers
        .get(header::CONTENT_TYPE)
        .map(HeaderValue::as_bytes)
        .unwrap_or_default();
    let [address, kind, body] = [parts.uri.to_string().as_bytes(), kind, body].map(Sha256::digest);
    Sha256::new()
        .chain_update(address)
        .chain_update(kind)
        .chain_update(body)
        .finalize()
        .into()
}

fn busy() -> Refusal {
    let problem = Problem::new(
        Code::IdempotencyKeyBusy,
        "The same request is being worked on. Send it again in a second for its answer.",
    );
    Problem {
        retry_after: Some(1),
        ..problem
    }
    .into()
}

/// Keeps an answer that did something; lets go of the key otherwise.
async fn keep(server: &Server, actor: &Actor, key: &str, response: Response) -> Answer<Response> {
    let mut tx = server.services().db().write(actor.org).await?;
    if !response.status().is_success() {
        idempotency::forget(&mut tx, actor.user, key).await?;
        tx.commit().await?;
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let bytes = body::to_bytes(body, usize::MAX)
        .await
        .map_err(|_| Refusal::new(Code::Internal, "The answer could not be made."))?;
    let text = |name| {
        parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned)
    };
    let kept = StoredResponse {
        status: parts.status.as_u16(),
        content_type: text(header::CONTENT_TYPE).unwrap_or_default(),
        location: text(header::LOCATION),
        body: without_secret(&bytes),
    };
    idempotency::finish(&mut tx, actor.user, key, &kept).await?;
    tx.commit().await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

/// A token's secret is shown once and kept nowhere in plain, not even here.
fn without_secret(body: &[u8]) -> Vec<u8> {
    match serde_json::from_slice(body) {
        Ok(serde_json::Value::Object(mut fields)) if fields.contains_key("secret") => {
            fields.insert("secret".into(), "".into());
            serde_json::Value::Object(fields).to_string().into_bytes()
        }
        _ => body.to_vec(),
    }
}

fn replay(kept: StoredResponse) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    let values = [
        (
            header::CONTENT_TYPE,
            Some(kept.content_type).filter(|kind| !kind.is_empty()),
        ),
        (header::LOCATION, kept.location),
    ];
    for (name, value) in values {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    (
        StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK),
        headers,
        kept.body,
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_kept_with_the_answer() {
        let kept =
            String::from_utf8(without_secret(br#"{"secret":"hb_x","token":{"id":1}}"#)).unwrap();
        assert!(!kept.contains("hb_x") && kept.contains("token"), "{kept}");
    }

    #[test]
    fn a_key_is_held_to_its_bounds() {
        assert!(parse(&HeaderValue::from_static("a")).is_ok());
        assert!(parse(&HeaderValue::from_static("")).is_err());
        assert!(parse(&"k".repeat(201).parse().unwrap()).is_err());
    }
}
