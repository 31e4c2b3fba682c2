//! What is answered to orders, looks and fetches.

use axum::{
    body::Body,
    http::{Method, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use super::{Filming, Ordered, Shared, read};
use crate::simulator::{Asked, reply_json};

/// Tokens of a second of film by Omni, made up.
const TOKENS_A_SECOND: u64 = 5_792;

pub(super) fn of(shared: &Shared, asked: &Asked) -> Response {
    let path = asked.uri.path();
    if path == "/computeMetadata/v1/instance/service-accounts/default/token" {
        return reply_json(
            200,
            json!({ "access_token": "ya29.simulated", "expires_in": 3599, "token_type": "Bearer" }),
        );
    }
    let vertex = path.starts_with("/v1beta1/projects/");
    let signed = if vertex {
        asked.header("authorization").is_some()
    } else {
        asked.header("x-goog-api-key").is_some()
    };
    if !signed {
        return error(
            403,
            "PERMISSION_DENIED",
            "Method doesn't allow unregistered callers.",
        );
    }
    if vertex {
        return on_vertex(shared, asked);
    }
    let rest = path.strip_prefix("/v1beta/").unwrap_or_default();
    match (
        &asked.method,
        rest.split('/').collect::<Vec<_>>().as_slice(),
    ) {
        (&Method::POST, ["interactions"]) => taken(
            shared,
            read::interaction(&asked.body),
            |id| json!({ "id": format!("v1_{id}"), "object": "interaction", "status": "in_progress" }),
        ),
        (&Method::GET, ["interactions", id]) => match number(id, "v1_") {
            Some(id) => interaction(shared, id),
            None => not_found(),
        },
        (&Method::POST, ["models", target]) => match target.strip_suffix(":predictLongRunning") {
            Some(model) => taken(
                shared,
                read::prediction(model, &asked.body, false),
                |id| json!({ "name": format!("models/{model}/operations/op{id}") }),
            ),
            None => not_found(),
        },
        (&Method::GET, ["models", model, "operations", id]) => match number(id, "op") {
            Some(id) => operation(
                shared,
                id,
                &format!("models/{model}/operations/op{id}"),
                false,
            ),
            None => not_found(),
        },
        (&Method::GET, ["files", name]) => own_file(shared, name),
        _ => not_found(),
    }
}

fn on_vertex(shared: &Shared, asked: &Asked) -> Response {
    let models = asked.uri.path().split_once("/publishers/google/models/");
    let Some((model, method)) = models.and_then(|(_, target)| target.split_once(':')) else {
        return not_found();
    };
    match method {
        "predictLongRunning" => taken(
            shared,
            read::prediction(model, &asked.body, true),
            |id| json!({ "name": format!("projects/p/locations/l/publishers/google/models/{model}/operations/op{id}") }),
        ),
        "fetchPredictOperation" => {
            let body: Value = serde_json::from_slice(&asked.body).unwrap_or_default();
            let name = body
                .get("operationName")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let id = name.rsplit('/').next().and_then(|id| number(id, "op"));
            id.map_or_else(not_found, |id| operation(shared, id, name, true))
        }
        _ => not_found(),
    }
}

fn number(id: &str, prefix: &str) -> Option<usize> {
    id.strip_prefix(prefix)?.parse().ok()
}

/// What is answered to an order.
fn taken(
    shared: &Shared,
    ordered: Result<Ordered, String>,
    named: impl FnOnce(usize) -> Value,
) -> Response {
    let ordered = match ordered {
        Ok(ordered) => ordered,
        Err(complaint) => return error(400, "INVALID_ARGUMENT", &complaint),
    };
    match shared.order(ordered) {
        (_, Filming::Refused) => error(400, "INVALID_ARGUMENT", "The request is not understood."),
        (_, Filming::RefusedByFilter) => error(
            400,
            "INVALID_ARGUMENT",
            "The prompt could not be submitted. It contains words that violate Google's Responsible AI practices.",
        ),
        (_, Filming::TooFast) => error(
            429,
            "RESOURCE_EXHAUSTED",
            "You exceeded your current quota.",
        ),
        (_, Filming::Overloaded) => unavailable(),
        (_, Filming::TakenUnheard) => {
            let broken = std::io::Error::other("cut");
            Response::new(Body::from_stream(futures::stream::iter([Err::<&str, _>(
                broken,
            )])))
        }
        (id, _) => reply_json(200, named(id)),
    }
}

fn looks_before_the_end(filming: Filming) -> usize {
    match filming {
        Filming::Made(looks) | Filming::LooksFail(looks) => looks,
        Filming::Endless => usize::MAX,
        _ => 0,
    }
}

fn operation(shared: &Shared, id: usize, name: &str, vertex: bool) -> Response {
    let Some((filming, before)) = shared.look(id) else {
        return not_found();
    };
    if before < looks_before_the_end(filming) {
        return match filming {
            Filming::LooksFail(_) => unavailable(),
            _ => reply_json(200, json!({ "name": name, "done": false })),
        };
    }
    let held = json!({ "raiMediaFilteredCount": 1, "raiMediaFilteredReasons": ["Support codes: 58061214"] });
    let response = match filming {
        Filming::EndsWithError => {
            let error = json!({ "code": 13, "message": "Video generation failed due to an internal server issue." });
            return reply_json(200, json!({ "name": name, "done": true, "error": error }));
        }
        Filming::Empty => json!({}),
        Filming::Filtered if vertex => held,
        Filming::Filtered => json!({ "generateVideoResponse": held }),
        Filming::InBucket => {
            json!({ "videos": [{ "gcsUri": "gs://bucket/film.mp4", "mimeType": "video/mp4" }] })
        }
        _ if vertex => {
            let Some((_, film)) = shared.film(id) else {
                return not_found();
            };
            let film = if filming == Filming::NoFilm {
                b"no film".to_vec()
            } else {
                film
            };
            json!({ "raiMediaFilteredCount": 0, "videos": [{ "bytesBase64Encoded": BASE64_STANDARD.encode(film), "mimeType": "video/mp4" }] })
        }
        _ => {
            json!({ "generateVideoResponse": { "generatedSamples": [{ "video": { "uri": address(shared, id, filming) } }] } })
        }
    };
    reply_json(
        200,
        json!({ "name": name, "done": true, "response": response }),
    )
}

fn interaction(shared: &Shared, id: usize) -> Response {
    let Some((filming, before)) = shared.look(id) else {
        return not_found();
    };
    let name = format!("v1_{id}");
    if before < looks_before_the_end(filming) {
        return match filming {
            Filming::LooksFail(_) => unavailable(),
            _ => reply_json(
                200,
                json!({ "id": name, "object": "interaction", "status": "in_progress" }),
            ),
        };
    }
    let fault = match filming {
        Filming::EndsWithError => {
            Some(json!({ "code": "internal", "message": "Video generation failed." }))
        }
        Filming::Filtered => {
            Some(json!({ "code": "safety", "message": "The content was blocked." }))
        }
        _ => None,
    };
    if let Some(fault) = fault {
        return reply_json(
            200,
            json!({ "id": name, "status": "failed", "errors": [fault] }),
        );
    }
    let content = match filming {
        Filming::Empty | Filming::InBucket => json!([]),
        _ => {
            json!([{ "type": "video", "mime_type": "video/mp4", "uri": address(shared, id, filming) }])
        }
    };
    let seconds = shared
        .log()
        .orders
        .get(id)
        .map_or(0, |order| order.ordered.seconds);
    let output = u64::from(seconds) * TOKENS_A_SECOND;
    reply_json(
        200,
        json!({
            "id": name, "object": "interaction", "status": "completed", "errors": [],
            "steps": [{ "type": "thought" }, { "type": "model_output", "content": content }],
            "usage": { "total_input_tokens": 100, "total_output_tokens": output, "total_thought_tokens": 0, "total_tokens": 100 + output },
        }),
    )
}

/// Where the film is.
fn address(shared: &Shared, id: usize, filming: Filming) -> String {
    match filming {
        Filming::Astray => format!("http://localhost:1/film/{id}"),
        _ => format!("{}/v1beta/files/film{id}:download?alt=media", shared.own),
    }
}

/// The file by the vendor's own address, which needs the key.
fn own_file(shared: &Shared, name: &str) -> Response {
    let Some(id) = name
        .strip_suffix(":download")
        .and_then(|name| number(name, "film"))
    else {
        return not_found();
    };
    let filming = shared.log().orders.get(id).map(|order| order.filming);
    if filming == Some(Filming::Elsewhere) {
        let to = format!("{}/film/{id}", shared.elsewhere);
        return (axum::http::StatusCode::FOUND, [(header::LOCATION, to)]).into_response();
    }
    file(shared, &id.to_string())
}

pub(super) fn file(shared: &Shared, id: &str) -> Response {
    match id.parse().ok().and_then(|id| shared.film(id)) {
        None => not_found(),
        Some((Filming::Expired, _)) => error(404, "NOT_FOUND", "The file is gone."),
        Some((Filming::NoFilm, _)) => "no film".into_response(),
        Some((_, film)) => ([(header::CONTENT_TYPE, "video/mp4")], film).into_response(),
    }
}

fn unavailable() -> Response {
    error(503, "UNAVAILABLE", "The service is currently unavailable.")
}

fn not_found() -> Response {
    error(404, "NOT_FOUND", "Requested entity was not found.")
}

fn error(code: u16, status: &str, message: &str) -> Response {
    reply_json(
        code,
        json!({ "error": { "code": code, "message": message, "status": status, "details": [] } }),
    )
}
