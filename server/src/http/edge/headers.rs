//! Headers that tell browsers what a page of ours may do, which is little.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue, header};
use leptos::nonce::Nonce;

use crate::http::Server;

/// The one-time word that this answer's own scripts carry.
#[derive(Clone, Debug)]
pub struct PageNonce(pub Arc<str>);

const FIXED: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Server functions without JavaScript send people back to where they came from.
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Sets the security headers and gives the page its nonce.
pub async fn security_headers(
    State(server): State<Server>,
    mut request: Request,
    next: Next,
) -> Response {
    let nonce = PageNonce(Nonce::new().as_inner().clone());
    request.extensions_mut().insert(nonce.clone());
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let policy = if is_api {
        API_POLICY.to_owned()
    } else {
        page_policy(&nonce)
    };
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if server.is_https() {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=63072000"),
        );
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static(if is_api {
            "no-store"
        } else {
            "private, no-cache"
        }));
    response
}

/// What the interface sends is data; a browser that shows it must run nothing in it.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// Scripts: our own files, and inline ones with this answer's nonce. Split WASM is compiled from
/// bytes, which needs `wasm-unsafe-eval` and nothing more.
fn page_policy(nonce: &PageNonce) -> String {
    let nonce = &nonce.0;
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
         frame-ancestors 'none'; frame-src 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    )
}
