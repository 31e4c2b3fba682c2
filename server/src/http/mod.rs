//! The HTTP edge: routes, and what happens around every request.
//!
//! To add a route for programs: a handler with its `utoipa::path` in [`api`]. Pages and their
//! server functions come from the application.

mod api;
mod briefs;
mod edge;
mod files;
mod films;
mod form;
mod gauges;
mod pages;
mod pictures;
mod probes;
mod problem;
mod problem_page;
mod speech;
mod state;
mod tools;
mod voice;

pub use edge::RateLimits;
pub use problem::{Answer, ProblemDetails, Refusal};
pub use state::{Server, ServerConfig};

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};
use tower_http::catch_panic::CatchPanicLayer;

/// Everything the server answers to, ready to be served.
///
/// The layers are listed from the inside out: what stands last sees a request first.
pub fn router(server: Server) -> Router {
    let with = |server: &Server| server.clone();
    let asked_by_somebody = Router::new()
        .nest("/api/v1", api::router(&server))
        .merge(pages::router(&server))
        .merge(films::router())
        .merge(pictures::router())
        .merge(briefs::router())
        .merge(voice::router())
        .merge(tools::router())
        .merge(speech::router())
        .fallback(pages::nowhere)
        .layer(from_fn_with_state(with(&server), edge::limit_person))
        .layer(from_fn_with_state(with(&server), edge::find_out_who))
        .layer(from_fn_with_state(with(&server), edge::refuse_cross_site))
        .layer(from_fn_with_state(with(&server), edge::limit_address));
    Router::new()
        .merge(asked_by_somebody)
        .merge(files::router(&server))
        .merge(probes::router())
        .layer(from_fn(edge::hold_to_limits))
        .layer(CatchPanicLayer::custom(edge::panic_answer))
        .layer(from_fn(problem::write))
        .layer(edge::compression())
        .layer(from_fn_with_state(with(&server), edge::security_headers))
        .layer(from_fn(edge::observe))
        .layer(from_fn(edge::give_request_id))
        .with_state(server)
}
