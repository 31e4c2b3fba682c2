//! What machines that watch over the server ask: is it alive, can it work, what has it done.

use axum::{
    Json, Router,
    extract::State,
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::problem::{Code, Problem};
use http::{HeaderValue, header};
use serde_json::{Value, json};

use super::{Answer, Refusal, Server, gauges};

/// Routes of the probes.
pub fn router() -> Router<Server> {
    Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .route("/metrics", get(measured))
}

/// Whether the process answers at all; a restart is the cure when it does not.
async fn alive() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// Whether work can be done: the database answers and its tables are those of this program.
async fn ready(State(server): State<Server>) -> Answer<Json<Value>> {
    let not_ready = |detail: &str| {
        Refusal::from(Problem {
            retry_after: Some(5),
            ..Problem::new(Code::StorageUnavailable, detail)
        })
    };
    if server.stop().is_cancelled() {
        return Err(not_ready("The server is about to end. Ask another one."));
    }
    server.services().db().ping().await.map_err(|error| {
        tracing::warn!(%error, "not ready");
        not_ready("The database does not answer. See the server's log, or run `handbill doctor`.")
    })?;
    Ok(Json(json!({ "status": "ready" })))
}

/// Measurements in the text form that Prometheus reads.
async fn measured(State(server): State<Server>) -> Response {
    if let Err(error) = gauges::refresh(server.services().db()).await {
        tracing::warn!(%error, "gauges could not be read; the last ones are shown");
    }
    server.metrics().run_upkeep();
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], server.metrics().render()).into_response()
}
