//! The one error type of server functions: a [`Problem`] and what was typed.

use domain::problem::{Code, Problem};
use leptos::{
    prelude::*,
    server_fn::{
        codec::JsonEncoding,
        error::{FromServerFnError, ServerFnErrorErr, ServerFnUrlError},
    },
};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::text::text;

/// What a server function answers.
pub type AppResult<T> = Result<T, AppError>;

/// A refusal as it travels to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppError {
    /// What happened and what to do next.
    pub problem: Problem,
    /// What was typed, for a form that is shown again without a script. Never holds secrets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub typed: Vec<(String, String)>,
}

/// Addresses longer than this are refused on the way by some servers and browsers.
const TYPED_BYTES: usize = 6_000;

impl AppError {
    /// The refusal with what was typed, so that a form without a script comes back filled. Texts
    /// too long for an address are left to the browser, which keeps them one step back.
    #[must_use]
    pub fn with_typed(mut self, typed: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut room = TYPED_BYTES;
        for (field, value) in typed {
            if value.len() <= room {
                room -= value.len();
                self.typed.push((field, value));
            }
        }
        self
    }
}

impl From<Problem> for AppError {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            typed: Vec::new(),
        }
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.problem.fmt(f)
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        use ServerFnErrorErr as E;
        let (code, detail) = match error {
            E::Args(_) | E::MissingArg(_) | E::UnsupportedRequestMethod(_) => {
                (Code::MalformedRequest, text!(error.malformed))
            }
            E::Request(_) => (Code::StorageUnavailable, text!(error.unreachable)),
            _ => (Code::Internal, text!(error.internal)),
        };
        Problem::new(code, detail).into()
    }
}

/// The refusal of a form that went to a route of the server instead of a server function: it comes
/// back to its page the same way.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Where the form went.
    pub action: &'static str,
    /// What happened and what to do next.
    pub problem: Problem,
    /// What was typed.
    pub typed: Vec<(String, String)>,
}

impl Refused {
    /// The address of `page` with the refusal in it.
    pub fn address(self, page: &str) -> String {
        let error = AppError::from(self.problem).with_typed(self.typed);
        // Only the part behind the host is used.
        ServerFnUrlError::new(self.action, error)
            .to_url(&format!("http://localhost{page}"))
            .map_or_else(
                |_| page.to_owned(),
                |url| format!("{}?{}", url.path(), url.query().unwrap_or_default()),
            )
    }
}

/// The refusal of a form that was sent without a script: the server leads back to the form with
/// the refusal in the address.
pub fn refusal_of(action: &str) -> Option<AppError> {
    use_query_map().with_untracked(|query| {
        let about_this = query.get_str("__path") == Some(action);
        about_this
            .then(|| query.get_str("__err").map(ServerFnUrlError::decode_err))
            .flatten()
    })
}
