//! Refuses requests that another site makes a visitor's browser send.
//!
//! Every unsafe request must say that it comes from our own pages: by `Sec-Fetch-Site` where the
//! browser sends it (secure addresses), by `Origin` elsewhere. Requests with a token are exempt,
//! because no browser adds one by itself; so are those of programs that carry no cookie.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::problem::Code;
use http::{HeaderMap, Method, header};
use url::{Origin, Url};

use super::session_secret;
use crate::http::{Refusal, Server};

/// Lets the request through only if it does not come from another site.
pub async fn refuse_cross_site(
    State(server): State<Server>,
    request: Request,
    next: Next,
) -> Response {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    if safe || is_own(request.headers(), &server.base_url().origin()) {
        return next.run(request).await;
    }
    Refusal::new(
        Code::CrossSite,
        "The request came from another site, so nothing was changed. Open Handbill in its own tab and try again there.",
    )
    .into_response()
}

fn is_own(headers: &HeaderMap, own: &Origin) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &http::HeaderValue| value.to_str().ok())
    };
    if text(header::AUTHORIZATION).is_some_and(|value| value.starts_with("Bearer ")) {
        return true;
    }
    match (
        text(http::HeaderName::from_static("sec-fetch-site")),
        text(header::ORIGIN),
    ) {
        (Some("same-origin" | "none"), _) => true,
        (_, Some(origin)) => is_own_origin(origin, own, text(header::HOST)),
        (Some(_), None) => false,
        (None, None) => session_secret(headers).is_none(),
    }
}

/// The origin people type, or the one this request itself was sent to: a page cannot choose the
/// `Host` that another site's browser sends.
fn is_own_origin(origin: &str, own: &Origin, host: Option<&str>) -> bool {
    let Ok(url) = Url::parse(origin) else {
        return false;
    };
    url.origin() == *own
        || host.is_some_and(|host| {
            origin
                .split_once("://")
                .is_some_and(|(_, authority)| authority == host)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(pairs: &[(&'static str, &str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        is_own(
            &headers,
            &Url::parse("https://handbill.example/").unwrap().origin(),
        )
    }

    const COOKIE: (&str, &str) = ("cookie", "handbill_session=abc");

    #[test]
    fn our_own_pages_may_send() {
        assert!(own(&[COOKIE, ("sec-fetch-site", "same-origin")]));
        assert!(own(&[COOKIE, ("origin", "https://handbill.example")]));
        assert!(own(&[
            COOKIE,
            ("origin", "http://192.168.1.7:3000"),
            ("host", "192.168.1.7:3000")
        ]));
    }

    #[test]
    fn another_site_may_not_even_without_a_cookie() {
        for site in ["cross-site", "same-site"] {
            assert!(!own(&[COOKIE, ("sec-fetch-site", site)]));
            assert!(!own(&[
                ("sec-fetch-site", site),
                ("origin", "https://evil.example"),
                ("host", "handbill.example")
            ]));
        }
        assert!(!own(&[
            COOKIE,
            ("origin", "null"),
            ("host", "handbill.example")
        ]));
    }

    #[test]
    fn a_cookie_without_any_word_of_origin_is_not_enough() {
        assert!(!own(&[COOKIE]));
        assert!(own(&[]));
        assert!(own(&[COOKIE, ("authorization", "Bearer hb_x")]));
    }
}
