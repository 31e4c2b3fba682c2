//! How large a request may be, how long it may take, and what a panic becomes.

use std::{any::Any, time::Duration};

use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::problem::{Code, Problem};
use http::header;
use http_body_util::Limited;

use usecases::pictures::MAX_FILE;

use crate::http::{Refusal, pictures::takes_files};

/// The largest body that is read, in bytes.
pub const MAX_BODY: usize = 2 * 1024 * 1024;
/// Until the answer begins; an event stream may go on as long as it likes after that.
const PATIENCE: Duration = Duration::from_secs(30);

/// Holds size and time to their limits.
pub async fn hold_to_limits(request: Request, next: Next) -> Response {
    let most = most(request.uri().path());
    let declared = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > most) {
        if most > MAX_BODY {
            return file_too_large().into_response();
        }
        return too_large().into_response();
    }
    let request = request.map(|body| Body::new(Limited::new(body, most)));
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refusal::from(Problem {
            retry_after: Some(5),
            ..Problem::new(
                Code::StorageUnavailable,
                "This took longer than 30 seconds and was given up. Try again in a moment.",
            )
        })
        .into_response(),
    }
}

/// The largest body that is read anywhere: a file and what a form puts around it.
pub const MOST: usize = MAX_FILE + 64 * 1024;

fn most(path: &str) -> usize {
    if takes_files(path) { MOST } else { MAX_BODY }
}

/// What a file beyond [`MAX_FILE`] becomes.
pub fn file_too_large() -> Refusal {
    Refusal::new(
        Code::TooLarge,
        "The file is larger than 10 MiB. Save it smaller and choose it again.",
    )
}

/// What a body beyond [`MAX_BODY`] becomes.
pub fn too_large() -> Refusal {
    Refusal::new(
        Code::TooLarge,
        "The request is larger than 2 MiB. Shorten what you send and try again.",
    )
}

/// What a panic in a handler becomes: an answer, and a line in the log.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the signature is given by the layer that calls it"
)]
pub fn panic_answer(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    tracing::error!(panic = text.unwrap_or_default(), "a handler panicked");
    Refusal::new(
        Code::Internal,
        "Something went wrong on our side and was logged. Try again; if it happens again, give the request id to your administrator.",
    )
    .into_response()
}
