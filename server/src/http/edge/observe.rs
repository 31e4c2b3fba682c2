//! A span and a measurement for every request.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use tracing::Instrument as _;

use super::RequestId;

/// What machines ask every few seconds would drown everything else in the log.
const QUIET: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Runs the request inside a span with its id, method and route, then logs how it ended. The
/// address's query is not logged: it may hold what people typed.
pub async fn observe(request: Request, next: Next) -> Response {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let is_quiet = QUIET.contains(&route.as_str()) || route.starts_with("/pkg/");
    let method = request.method().clone();
    let span = tracing::info_span!(
        "request",
        request_id = RequestId::of(request.extensions()),
        method = %method,
        route,
    );
    let began = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let taken = began.elapsed();
    let status = response.status().as_u16();
    metrics::histogram!(
        "handbill_http_request_seconds",
        "method" => method.to_string(), "route" => route, "status" => status.to_string(),
    )
    .record(taken.as_secs_f64());
    span.in_scope(|| {
        let millis = u64::try_from(taken.as_millis()).unwrap_or(u64::MAX);
        if is_quiet {
            tracing::debug!(status, millis, "answered");
        } else if status >= 500 {
            tracing::error!(status, millis, "answered");
        } else {
            tracing::info!(status, millis, "answered");
        }
    });
    response
}
