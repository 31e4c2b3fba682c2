//! Finds out who is asking: by the session's cookie or by a token.

use app::SESSION_COOKIE;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use axum_extra::extract::CookieJar;
use domain::{access::Actor, problem::Code, views::Me};
use http::{HeaderMap, header};
use usecases::accounts;

use crate::http::{Refusal, Server};

/// Who is asking.
#[derive(Clone, Debug)]
pub enum Who {
    /// Nobody we know.
    Nobody,
    /// A signed-in person in a browser.
    Person(Box<(Actor, Me)>),
    /// A program with a personal access token.
    Program(Box<Actor>),
}

impl Who {
    /// The actor, if we know one.
    pub fn actor(&self) -> Option<&Actor> {
        match self {
            Self::Nobody => None,
            Self::Person(person) => Some(&person.0),
            Self::Program(actor) => Some(actor),
        }
    }
}

/// The session's secret in a request's cookies.
pub fn session_secret(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers)
        .get(SESSION_COOKIE)
        .map(|cookie| cookie.value().to_owned())
        .filter(|secret| !secret.is_empty())
}

/// Puts [`Who`] into the request. A token that is not valid is refused at once, so that a program
/// never acts as nobody by mistake.
pub async fn find_out_who(
    State(server): State<Server>,
    mut request: Request,
    next: Next,
) -> Response {
    match resolve(&server, request.headers()).await {
        Ok(who) => {
            request.extensions_mut().insert(who);
            next.run(request).await
        }
        Err(refusal) => refusal.into_response(),
    }
}

async fn resolve(server: &Server, headers: &HeaderMap) -> Result<Who, Refusal> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    if let Some(token) = bearer {
        let actor = accounts::token_actor(server.services(), token.trim()).await?;
        return actor.map(|actor| Who::Program(Box::new(actor))).ok_or_else(|| {
            Refusal::new(Code::NotSignedIn, "This access token is not valid: it was removed, or it has a typing error. Make a new one in the settings.")
        });
    }
    let Some(secret) = session_secret(headers) else {
        return Ok(Who::Nobody);
    };
    let signed_in = accounts::signed_in(server.services(), &secret).await?;
    Ok(signed_in.map_or(Who::Nobody, |found| {
        Who::Person(Box::new((found.actor, found.me)))
    }))
}
