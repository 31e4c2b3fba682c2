//! Why a use case refused or failed.

use domain::problem::{Code, Problem};

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a use case refused or failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A refusal that people can act on.
    #[error("{0}")]
    Refused(#[from] Problem),
    /// The database could not do its part.
    #[error(transparent)]
    Storage(#[from] storage::Error),
    /// The file store could not do its part.
    #[error(transparent)]
    Files(#[from] crate::FileStoreError),
    /// A fault of ours; the text goes to the log only.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// What people and programs get to see. Causes go to the log, never out.
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Refused(problem) => problem,
            Self::Storage(error) if error.is_unavailable() => {
                tracing::warn!(error = %chain(&error), "the database could not take a request");
                Problem {
                    retry_after: Some(2),
                    ..Problem::new(
                        Code::StorageUnavailable,
                        "The database is busy, full or away, so nothing was saved. Try again in a few seconds; if it stays like this, tell your administrator.",
                    )
                }
            }
            other => {
                tracing::error!(error = %chain(&other), "a request failed");
                Problem::new(
                    Code::Internal,
                    "Something went wrong on our side and was logged. Try again; if it happens again, give the request id to your administrator.",
                )
            }
        }
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
