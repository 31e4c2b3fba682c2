//! The form that fills a brief from a text or document. It carries a file, which server functions
//! do not take; it answers as they do, with a way on.

use app::{Refused, brief_form};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Multipart, State},
    response::Redirect,
    routing::post,
};
use domain::{
    access::Actor,
    ids::BriefId,
    problem::{Code, Problem},
};
use usecases::{
    Services,
    briefs::{self, Source},
};

use super::{Answer, Server, api::Acting, form::Sent};

/// Where the form goes.
const FILL: &str = "/briefs/fill";

/// The form's route.
pub fn router() -> Router<Server> {
    Router::new()
        .route(FILL, post(fill))
        // The size is held to its limit around all routes.
        .layer(DefaultBodyLimit::disable())
}

/// Fills the brief whose form was sent, or a new one.
async fn fill(
    Acting(actor): Acting,
    State(server): State<Server>,
    form: Multipart,
) -> Answer<Redirect> {
    let form = Form::read(form).await?;
    let services = server.services();
    let (id, source) = (form.id.clone(), form.source.clone());
    match form.fill(services, &actor).await {
        Ok(brief) => Ok(Redirect::to(&format!("/briefs/{brief}?filled=1"))),
        Err(problem) if problem.code == Code::NotSignedIn => Err(problem.into()),
        Err(problem) => {
            let page = id.map_or("/briefs/new".to_owned(), |id| format!("/briefs/{id}"));
            let refused = Refused {
                action: FILL,
                problem,
                typed: vec![("source".to_owned(), source.text)],
            };
            Ok(Redirect::to(&refused.address(&page)))
        }
    }
}

/// What the form holds.
struct Form {
    id: Option<String>,
    /// The brief's own fields, where the form has them.
    fields: Vec<(String, String)>,
    source: Source,
}

impl Form {
    async fn read(form: Multipart) -> Answer<Self> {
        let mut sent = Sent::read(form).await?;
        let has_id = sent.fields.iter().any(|(name, _)| name == "id");
        let id = has_id.then(|| sent.take("id"));
        let text = sent.take("source");
        let (name, bytes) = sent
            .file
            .map_or_else(Default::default, |file| (file.name, file.bytes));
        Ok(Self {
            id,
            source: Source { name, bytes, text },
            fields: sent.fields,
        })
    }

    /// What was typed is saved first: a document that is refused takes none of it along.
    async fn fill(self, services: &Services, actor: &Actor) -> Result<BriefId, Problem> {
        let Some(id) = self.id else {
            let brief = briefs::start_from(services, actor, self.source).await;
            return Ok(brief.map_err(usecases::Error::into_problem)?.id);
        };
        let id = id.parse().map_err(|_| Problem::not_found("brief"))?;
        if self
            .fields
            .iter()
            .any(|(name, _)| name.starts_with("draft["))
        {
            let draft = brief_form(&self.fields);
            let saved = briefs::save(services, actor, id, draft, Some(&self.source.text)).await;
            saved.map_err(usecases::Error::into_problem)?;
        }
        let brief = briefs::fill(services, actor, id, self.source).await;
        Ok(brief.map_err(usecases::Error::into_problem)?.id)
    }
}
