//! The form of the tool that describes a picture. It carries a file, which server functions do not
//! take; it answers as they do, with a way on.

use app::{DESCRIBE, Refused};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, State},
    response::Redirect,
    routing::post,
};
use domain::{
    problem::{Code, Problem},
    tools::{ToolDraft, ToolKind},
};
use usecases::tools::{ToolRequest, run, run_on};

use super::{Answer, Server, api::Acting, form::Sent};

/// The form's route.
pub fn router() -> Router<Server> {
    Router::new()
        .route(DESCRIBE, post(describe))
        // The size is held to its limit around all routes.
        .layer(DefaultBodyLimit::disable())
}

async fn describe(
    Acting(actor): Acting,
    State(server): State<Server>,
    form: Multipart,
) -> Answer<Redirect> {
    let mut form = Sent::read(form).await?;
    let draft = ToolDraft {
        tool: ToolKind::AltText.slug().to_owned(),
        text: form.take("text"),
        language: form.take("language"),
        channel: form.take("channel"),
        ..ToolDraft::default()
    };
    let (post, picture_of) = (form.take("post"), form.take("picture_of"));
    let request = ToolRequest {
        draft: draft.clone(),
        post: of_form(&post, "post")?,
        field: None,
        picture_of: of_form(&picture_of, "use of a tool")?,
    };
    let services = server.services();
    let used = match &form.file {
        Some(file) => run_on(services, &actor, &request, &file.bytes).await,
        None => run(services, &actor, &request).await,
    };
    match used.map_err(usecases::Error::into_problem) {
        Ok(used) => Ok(Redirect::to(&format!("/tools?used={}", used.id))),
        Err(problem) if problem.code == Code::NotSignedIn => Err(problem.into()),
        Err(problem) => {
            let typed = [
                ("text", draft.text),
                ("language", draft.language),
                ("channel", draft.channel),
            ];
            let refused = Refused {
                action: DESCRIBE,
                problem,
                typed: typed.map(|(name, value)| (name.to_owned(), value)).to_vec(),
            };
            let page = format!("/tools?tool=alt_text&post={post}&used={picture_of}");
            Ok(Redirect::to(&refused.address(&page)))
        }
    }
}

/// An id out of a hidden field; `None` when that is empty.
fn of_form<T: std::str::FromStr>(text: &str, noun: &'static str) -> Answer<Option<T>> {
    if text.is_empty() {
        return Ok(None);
    }
    let id = text.parse().map_err(|_| Problem::not_found(noun))?;
    Ok(Some(id))
}
