//! The application: pages rendered on the server, and its server functions.

use app::{App, Visit, provide_language, shell};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    middleware::from_fn_with_state,
    response::{IntoResponse as _, Response},
};
use http::{Extensions, StatusCode, request::Parts};
use leptos::{nonce::Nonce, prelude::*};
use leptos_axum::{LeptosRoutes as _, generate_route_list, render_app_async_with_context};
use usecases::accounts::SignedIn;

use super::{
    Refusal, Server,
    edge::{PageNonce, RequestId, Who, limit_sign_in, session_secret},
};

/// Routes of all pages and of the server functions they call.
pub fn router(server: &Server) -> Router<Server> {
    let files = server.files().clone();
    let with_context = {
        let server = server.clone();
        move || provide_visit(&server)
    };
    Router::new()
        .leptos_routes_with_context(server, generate_route_list(App), with_context, move || {
            shell(files.clone())
        })
        .layer(from_fn_with_state(server.clone(), limit_sign_in))
}

/// The page for addresses that lead nowhere.
pub async fn nowhere(State(server): State<Server>, request: Request<Body>) -> Response {
    if request.uri().path().starts_with("/api/") {
        let detail =
            "There is nothing at this address. See /api/v1/openapi.json for what there is.";
        return Refusal::new(domain::problem::Code::NotFound, detail).into_response();
    }
    let files = server.files().clone();
    let render =
        render_app_async_with_context(move || provide_visit(&server), move || shell(files.clone()));
    let mut response = render(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// Tells the application about the request it renders or answers.
fn provide_visit(server: &Server) {
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    if let Some(PageNonce(nonce)) = parts.extensions.get() {
        provide_context(Nonce::from_value(nonce.clone()));
    }
    provide_language(&parts.headers);
    provide_context(Visit {
        services: server.services().clone(),
        signed_in: signed_in(&parts.extensions),
        session: session_secret(&parts.headers),
        secure: server.is_https(),
        request_id: Some(RequestId::of(&parts.extensions)).filter(|id| !id.is_empty()),
        openapi: server.openapi(),
    });
}

/// Pages are for people: a program with a token has the interface.
fn signed_in(extensions: &Extensions) -> Option<SignedIn> {
    match extensions.get::<Who>()? {
        Who::Person(person) => Some(SignedIn {
            actor: person.0.clone(),
            me: person.1.clone(),
        }),
        Who::Nobody | Who::Program(_) => None,
    }
}
