//! An id for every request: in the answer's header, in every log line, in every problem.

use axum::{extract::Request, middleware::Next, response::Response};
use domain::post::hex;
use http::{Extensions, HeaderName, HeaderValue};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The request's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(pub String);

impl RequestId {
    /// The id in a request's extensions; empty when none was given.
    pub fn of(extensions: &Extensions) -> String {
        extensions
            .get::<Self>()
            .map(|id| id.0.clone())
            .unwrap_or_default()
    }
}

/// Takes the id that a proxy in front gave, or makes one.
pub async fn give_request_id(mut request: Request, next: Next) -> Response {
    let given = request
        .headers()
        .get(HEADER)
        .and_then(|id| id.to_str().ok())
        .filter(|id| is_harmless(id));
    let id = given.map_or_else(|| hex(&rand::random::<[u8; 8]>()), str::to_owned);
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, id);
    }
    response
}

/// Whether an id from outside may go into the log as it stands.
fn is_harmless(id: &str) -> bool {
    (8..=64).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_could_forge_a_log_line_is_not_taken() {
        assert!(is_harmless("0192f3a1-7c3b-7def"));
        assert!(!is_harmless("x"));
        assert!(!is_harmless("abcdefgh\" user=\"root"));
    }
}
