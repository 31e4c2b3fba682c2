//! Posts: their content, their immutable versions and the decisions bound to them.

mod content;
mod review;
mod version;

pub use content::{ContentField, PostContent};
pub use review::{DecisionCommand, PostState, Verdict, after_edit, decide};
pub use version::{Author, ContentHash, Origin, hex};
