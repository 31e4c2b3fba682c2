//! The interface for programs under `/api/v1`: REST, JSON, problem details, one OpenAPI document
//! made from the same declarations as the routes.
//!
//! To add an operation: a handler with `utoipa::path` in `routes`, named in [`open_api_router`].
//! A `POST` gets its `Idempotency-Key` from the layer here and needs nothing of its own.

mod acting;
mod document;
mod idempotency;
mod input;
mod output;
mod routes;

pub use acting::Acting;
pub use output::{Accepted, Problems};

use axum::{
    Router,
    middleware::from_fn_with_state,
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::problem::Code;
use http::{HeaderValue, StatusCode, header};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use super::{Refusal, Server};

/// The OpenAPI document, with every path as programs ask for it.
pub fn document() -> OpenApi {
    OpenApiRouter::<Server>::with_openapi(document::head())
        .nest("/api/v1", routes::all())
        .split_for_parts()
        .1
}

/// Routes of the interface, to be nested under `/api/v1`.
pub fn router(server: &Server) -> Router<Server> {
    let routes: Router<Server> = routes::all().into();
    let document = server.openapi();
    routes
        .layer(from_fn_with_state(server.clone(), idempotency::once))
        .route(
            "/openapi.json",
            get(move || std::future::ready(openapi_json(&document))),
        )
        .method_not_allowed_fallback(method_not_allowed)
        .fallback(nothing_here)
}

fn openapi_json(document: &str) -> Response {
    let kind = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, kind)], document.to_owned()).into_response()
}

async fn method_not_allowed() -> Refusal {
    Refusal::new(
        Code::MalformedRequest,
        "This address does not take this method. The header Allow names those it takes.",
    )
    .with_status(StatusCode::METHOD_NOT_ALLOWED)
}

async fn nothing_here() -> Refusal {
    Refusal::new(
        Code::NotFound,
        "There is nothing at this address. See /api/v1/openapi.json for what there is.",
    )
}
