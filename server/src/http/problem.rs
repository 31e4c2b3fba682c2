//! Refusals over HTTP: problem details (RFC 9457) for programs, a short page for people.
//!
//! Handlers answer with [`Refusal`]; [`write`] fills in what only the request knows (its id and
//! path) and chooses the form. It also puts axum's own plain-text refusals under `/api/v1` into
//! the same shape, so that no error there looks different.

use axum::{
    body::Body,
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::problem::{Code, FieldProblem, Problem};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    edge::{PageNonce, RequestId},
    problem_page,
};

/// A refusal on its way out.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// What happened and what to do next.
    pub problem: Problem,
    /// A status finer than the code's own, such as 405 or 415.
    status: Option<StatusCode>,
}

/// What a handler answers.
pub type Answer<T> = Result<T, Refusal>;

impl Refusal {
    /// A refusal with its sentence.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Problem::new(code, detail).into()
    }

    /// The same refusal with a finer status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            status: None,
        }
    }
}

impl From<usecases::Error> for Refusal {
    fn from(error: usecases::Error) -> Self {
        error.into_problem().into()
    }
}

impl From<storage::Error> for Refusal {
    fn from(error: storage::Error) -> Self {
        usecases::Error::from(error).into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = self
            .status
            .or_else(|| StatusCode::from_u16(self.problem.code.status()).ok());
        let mut response = status
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            .into_response();
        if let Some(seconds) = self.problem.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, seconds.into());
        }
        if response.status() == StatusCode::UNAUTHORIZED {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Problem details as they stand on the wire.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemDetails {
    /// Path of the help page for this kind of refusal.
    #[serde(rename = "type")]
    pub kind: String,
    /// A short headline, the same for every refusal of this kind.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// A plain sentence that says what happened and what to do next.
    pub detail: String,
    /// The path that was asked for.
    pub instance: String,
    /// What kind of refusal it is.
    pub code: Code,
    /// The fields concerned, in the order of the form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// Seconds after which trying again makes sense.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// The request's id, which finds its log lines.
    pub request_id: String,
}

/// Who reads the answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// A program: problem details.
    Program,
    /// A page of ours with a script: what its server functions decode.
    Script,
    /// A person.
    Person,
}

impl Reader {
    fn of(path: &str, headers: &HeaderMap) -> Self {
        let wants_html = headers
            .get(header::ACCEPT)
            .and_then(|accept| accept.to_str().ok())
            .is_some_and(|accept| accept.contains("text/html"));
        match path {
            path if is_api(path) => Self::Program,
            _ if wants_html => Self::Person,
            path if path.starts_with("/api/ui/") => Self::Script,
            _ => Self::Program,
        }
    }
}

/// Writes refusals out in the form the asker reads.
pub async fn write(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let reader = Reader::of(&path, request.headers());
    let request_id = RequestId::of(request.extensions());
    let nonce = request.extensions().get::<PageNonce>().cloned();
    let mut response = next.run(request).await;
    let own = response.extensions_mut().remove::<Refusal>();
    let Some(Refusal { mut problem, .. }) =
        own.or_else(|| is_api(&path).then(|| foreign(&response)).flatten())
    else {
        return response;
    };
    problem.request_id = Some(request_id.clone());
    let (kind, body) = match reader {
        Reader::Script => (
            "application/json",
            serde_json::json!({ "problem": problem }).to_string(),
        ),
        Reader::Person | Reader::Program => {
            let details = details(problem, response.status(), path, request_id);
            match reader {
                Reader::Person => (
                    "text/html; charset=utf-8",
                    problem_page::render(&details, nonce.as_ref().map_or("", |nonce| &nonce.0)),
                ),
                _ => (
                    "application/problem+json",
                    serde_json::to_string(&details).unwrap_or_default(),
                ),
            }
        }
    };
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    *response.body_mut() = Body::from(body);
    response
}

fn details(
    problem: Problem,
    status: StatusCode,
    instance: String,
    request_id: String,
) -> ProblemDetails {
    ProblemDetails {
        kind: problem.help(),
        title: problem.code.title(),
        status: status.as_u16(),
        detail: problem.detail,
        instance,
        code: problem.code,
        fields: problem.fields,
        retry_after: problem.retry_after,
        request_id,
    }
}

/// Whether a path belongs to the interface for programs.
pub fn is_api(path: &str) -> bool {
    path == "/api/v1" || path.starts_with("/api/v1/")
}

/// The problem that stands for an error response somebody else made.
fn foreign(response: &Response) -> Option<Refusal> {
    let (code, detail) = match response.status().as_u16() {
        404 => (
            Code::NotFound,
            "There is nothing at this address. See /api/v1/openapi.json for what there is.",
        ),
        405 => (
            Code::MalformedRequest,
            "This address does not take this method. The header Allow names those it takes.",
        ),
        413 => (
            Code::TooLarge,
            "The request is larger than 2 MiB. Shorten what you send.",
        ),
        415 => (
            Code::MalformedRequest,
            "This content type is not taken here. Send application/json.",
        ),
        422 => (
            Code::InvalidInput,
            "The request's fields are not what they must be. See /api/v1/openapi.json.",
        ),
        400..=499 => (
            Code::MalformedRequest,
            "The request cannot be read. See /api/v1/openapi.json for its form.",
        ),
        500.. => (
            Code::Internal,
            "Something went wrong on our side and was logged. Try again.",
        ),
        _ => return None,
    };
    Some(Refusal::new(code, detail))
}
