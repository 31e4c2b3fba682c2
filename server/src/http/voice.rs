//! The form that brings samples of a brand's voice. It carries a file, which server functions do not
//! take; it answers as they do, with a way on.

use app::Refused;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, State},
    response::Redirect,
    routing::post,
};
use domain::problem::Code;
use usecases::voice::{Brought, NewSample, add_samples};

use super::{
    Answer, Server,
    api::Acting,
    form::{Sent, SentFile},
};

/// Where the form goes.
const BRING: &str = "/brand/voice/bring";

/// The form's route.
pub fn router() -> Router<Server> {
    Router::new()
        .route(BRING, post(bring))
        // The size is held to its limit around all routes.
        .layer(DefaultBodyLimit::disable())
}

async fn bring(
    Acting(actor): Acting,
    State(server): State<Server>,
    form: Multipart,
) -> Answer<Redirect> {
    let mut form = Sent::read(form).await?;
    let new = NewSample {
        text: form.take("text"),
        address: form.take("address"),
        context: form.take("context"),
        kind: form.take("kind").parse().unwrap_or_default(),
    };
    let typed = [
        ("text", new.text.clone()),
        ("address", new.address.clone()),
        ("context", new.context.clone()),
        ("kind", new.kind.slug().to_owned()),
    ];
    let (from, kind, context) = match form.file {
        Some(SentFile { name, bytes }) => (Brought::File { name, bytes }, new.kind, new.context),
        None => new.brought(),
    };
    let added = add_samples(server.services(), &actor, from, kind, &context).await;
    match added.map_err(usecases::Error::into_problem) {
        Ok(()) => Ok(Redirect::to("/brand/voice")),
        Err(problem) if problem.code == Code::NotSignedIn => Err(problem.into()),
        Err(problem) => {
            let refused = Refused {
                action: BRING,
                problem,
                typed: typed.map(|(name, value)| (name.to_owned(), value)).to_vec(),
            };
            Ok(Redirect::to(&refused.address("/brand/voice/samples")))
        }
    }
}
