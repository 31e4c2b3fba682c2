//! What the server tells the application about a request.

use std::{fmt::Display, str::FromStr, sync::Arc};

use axum::http::{HeaderValue, Method, StatusCode, header, request::Parts};
use domain::{
    access::Actor,
    problem::{Code, FieldProblem, Problem},
    time::Day,
};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use usecases::{
    Services,
    accounts::{NewSession, SignedIn, set_up_state},
};

use crate::{
    error::{AppError, AppResult},
    language::LANGUAGE_COOKIE,
    text::i18n::Locale,
};

/// Name of the cookie that carries a session's secret.
pub const SESSION_COOKIE: &str = "handbill_session";
/// Name of the cookie that carries a value to the next page and ends there.
const SHOWN_ONCE: &str = "handbill_once";

/// A request as the application sees it. The server provides it by context, for pages and for
/// server functions.
#[derive(Clone, Debug)]
pub struct Visit {
    /// What use cases work with.
    pub services: Services,
    /// Who is signed in.
    pub signed_in: Option<SignedIn>,
    /// The secret of the session cookie, for signing out.
    pub session: Option<String>,
    /// Whether cookies are sent over TLS only.
    pub secure: bool,
    /// The request's id, shown with refusals.
    pub request_id: Option<String>,
    /// The public interface's document in JSON.
    pub openapi: Arc<str>,
}

/// The request's visit.
pub fn visit() -> AppResult<Visit> {
    use_context::<Visit>()
        .ok_or_else(|| Problem::new(Code::Internal, "No visit was provided.").into())
}

/// The visit and who acts; leads to the sign-in page (or the first-run page) when nobody does.
pub async fn acting() -> AppResult<(Visit, Actor)> {
    let visit = visit()?;
    if let Some(signed_in) = &visit.signed_in {
        let actor = signed_in.actor.clone();
        return Ok((visit, actor));
    }
    let set_up = set_up_state(&visit.services).await.or_refuse()?;
    let way = if set_up.done || visit.services.settings().demo {
        sign_in_path()
    } else {
        "/setup".to_owned()
    };
    lead_to(&way);
    Err(Problem::new(Code::NotSignedIn, "Sign in to see this page.").into())
}

/// Leads to `way`: a page's request whatever it accepts, a page with a script by its own router.
fn lead_to(way: &str) {
    let page = use_context::<Parts>().is_some_and(|parts| !parts.uri.path().starts_with("/api/"));
    match (
        page,
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(way),
    ) {
        (true, Some(response), Ok(location)) => {
            response.set_status(StatusCode::FOUND);
            response.insert_header(header::LOCATION, location);
        }
        _ => leptos_axum::redirect(way),
    }
}

/// The sign-in page, from which the way leads back to the page that was asked for.
fn sign_in_path() -> String {
    let wanted = use_context::<Parts>()
        .map(|parts| parts.uri.path().to_owned())
        .unwrap_or_default();
    match wanted.as_str() {
        "" | "/" => "/sign-in".to_owned(),
        path if path.starts_with("/api/") => "/sign-in".to_owned(),
        path => format!("/sign-in?next={path}"),
    }
}

/// An id from an address; what is no id names nothing.
pub fn parse_id<T: FromStr>(id: &str, thing: &str) -> AppResult<T> {
    id.parse()
        .map_err(|_| Problem::not_found(thing))
        .or_refuse()
}

/// A day from a form; what is no day is the fault of the field `field`.
pub fn parse_day(day: &str, field: &str) -> AppResult<Day> {
    let message = "This is no day. Choose one, or write it as 2026-11-30.";
    day.parse()
        .map_err(|_| Problem::fields(vec![FieldProblem::new(field, message)]))
        .or_refuse()
}

/// Goes on at `path`, with or without a script.
pub fn go_to(path: impl Display) {
    leptos_axum::redirect(&path.to_string());
}

/// Turns refusals of use cases into those of the pages, with their HTTP status.
pub trait OrRefuse<T> {
    /// The value, or the refusal as pages show it.
    fn or_refuse(self) -> AppResult<T>;
}

impl<T> OrRefuse<T> for usecases::Result<T> {
    fn or_refuse(self) -> AppResult<T> {
        self.map_err(usecases::Error::into_problem).or_refuse()
    }
}

impl<T> OrRefuse<T> for Result<T, Problem> {
    fn or_refuse(self) -> AppResult<T> {
        self.map_err(|mut problem| {
            problem.request_id = use_context::<Visit>().and_then(|visit| visit.request_id);
            report(&problem);
            AppError::from(problem)
        })
    }
}

/// Goes on at `path` when a plain form was sent; a page with a script stays where it is.
pub fn go_to_without_script(path: impl Display) {
    if plain_form() {
        go_to(path);
    }
}

/// Whether a browser sent a form by itself and will show whatever comes back.
fn plain_form() -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        let accept = parts
            .headers
            .get(header::ACCEPT)
            .and_then(|accept| accept.to_str().ok());
        parts.method == Method::POST && accept.is_some_and(|accept| accept.contains("text/html"))
    })
}

/// Gives the response the status of a refusal. A plain form is led back to its page instead,
/// which needs the redirect's own status.
pub fn report(problem: &Problem) {
    let Some(response) = use_context::<ResponseOptions>().filter(|_| !plain_form()) else {
        return;
    };
    if let Ok(status) = StatusCode::from_u16(problem.code.status()) {
        response.set_status(status);
    }
    if let Some(seconds) = problem.retry_after {
        response.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

/// Keeps a value for the one page that a plain form is led back to, such as a new token's
/// secret, which must not stand in an address.
pub fn show_once(visit: &Visit, path: &str, value: &str) {
    if plain_form() {
        set_cookie(visit, SHOWN_ONCE, path, value, 60);
    }
}

/// The value kept for this page, which is gone afterwards.
pub fn shown_once(visit: &Visit, path: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    let cookies = parts.headers.get(header::COOKIE)?.to_str().ok()?;
    let value = cookies
        .split("; ")
        .find_map(|cookie| cookie.strip_prefix(SHOWN_ONCE)?.strip_prefix('='))?;
    set_cookie(visit, SHOWN_ONCE, path, "", 0);
    Some(value.to_owned())
}

/// Keeps the language that was chosen for a year.
pub fn keep_language(visit: &Visit, language: Locale) {
    set_cookie(visit, LANGUAGE_COOKIE, "/", language.as_ref(), 31_536_000);
}

/// Gives the browser its session.
pub fn open_session(visit: &Visit, session: &NewSession) {
    let seconds = session.expires_at.since(visit.services.now()) / 1_000_000;
    set_cookie(visit, SESSION_COOKIE, "/", session.secret.expose(), seconds);
}

/// Takes the session from the browser, with everything kept there.
pub fn end_session(visit: &Visit) {
    set_cookie(visit, SESSION_COOKIE, "/", "", 0);
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(
            header::HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"cache\""),
        );
    }
}

fn set_cookie(visit: &Visit, name: &str, path: &str, value: &str, max_age: i64) {
    let secure = if visit.secure { "; Secure" } else { "" };
    let cookie =
        format!("{name}={value}; Path={path}; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}");
    if let (Some(response), Ok(cookie)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(&cookie),
    ) {
        response.append_header(header::SET_COOKIE, cookie);
    }
}

/// A path on this server, whatever was asked for: a sign-in link must not lead elsewhere.
pub fn local_path(next: &str) -> &str {
    let local =
        next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\n', '\r']);
    if local { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_the_way_never_leads_to_another_site() {
        assert_eq!(local_path("/posts/1"), "/posts/1");
        for elsewhere in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "javascript:1",
        ] {
            assert_eq!(local_path(elsewhere), "/");
        }
    }
}
