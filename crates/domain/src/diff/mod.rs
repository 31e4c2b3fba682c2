//! What changed between two texts, word by word, and who wrote which words.

mod lineage;
mod pairs;
mod tokens;

pub use lineage::Lineage;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What became of a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is in both texts.
    Kept,
    /// It is in the older text only.
    Removed,
    /// It is in the newer text only.
    Added,
}

/// A stretch of text with one fate and one writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What became of it.
    pub change: Change,
    /// Index of the text in which these words first stood.
    pub written_in: usize,
    /// The words.
    pub text: String,
}
