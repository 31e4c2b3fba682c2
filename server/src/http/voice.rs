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

use super::{Answer, Refusal, Server, api::Acting};

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
    let Form { new, file } = Form::read(form).await?;
    let typed = [
        ("text", new.text.clone()),
        ("address", new.address.clone()),
        ("context", new.context.clone()),
        ("kind", new.kind.slug().to_owned()),
    ];
    let (from, kind, context) = match file {
        Some(file) => (file, new.kind, new.context),
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

/// What the form holds.
#[derive(Default)]
struct Form {
    new: NewSample,
    file: Option<Brought>,
}

impl Form {
    async fn read(mut form: Multipart) -> Answer<Self> {
        let unreadable = |_| {
            Refusal::new(
                Code::MalformedRequest,
                "The form did not arrive whole. Send it again.",
            )
        };
        let mut read = Self::default();
        while let Some(field) = form.next_field().await.map_err(unreadable)? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                let name = field.file_name().unwrap_or_default().to_owned();
                let bytes = field.bytes().await.map_err(unreadable)?.to_vec();
                read.file = (!bytes.is_empty()).then_some(Brought::File { name, bytes });
                continue;
            }
            let text = field.text().await.map_err(unreadable)?;
            match name.as_str() {
                "text" => read.new.text = text,
                "address" => read.new.address = text,
                "context" => read.new.context = text,
                "kind" => read.new.kind = text.parse().unwrap_or_default(),
                _ => {}
            }
        }
        Ok(read)
    }
}
