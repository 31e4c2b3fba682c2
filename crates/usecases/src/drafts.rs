//! What is the same wherever people write a draft and publish it.

use domain::{
    problem::{FieldProblem, Problem},
    text::Bounds,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::Result;

const NOTE: Bounds = Bounds::optional("What is new", 200);

/// How a draft is to be published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct PublishDraft {
    /// What is new, for the history.
    pub note: String,
    /// When the draft that was looked at was last changed (its `at`); left out, it is published as it
    /// is.
    pub seen: Option<Timestamp>,
}

/// What somebody says is new.
pub(crate) fn note(text: &str) -> Result<String> {
    let refused = |refusal| Problem::fields(vec![FieldProblem::new("note", refusal)]);
    Ok(NOTE.parse(text).map_err(refused)?)
}

/// Refuses with `changed` when somebody looked at a draft that has changed since.
pub(crate) fn unchanged(
    at: Timestamp,
    seen: Option<Timestamp>,
    changed: fn() -> Problem,
) -> Result<()> {
    match seen {
        Some(seen) if seen != at => Err(changed().into()),
        _ => Ok(()),
    }
}
