//! Posts: their content, their immutable versions, variants of them, the decisions bound to them,
//! their day in the plan, and finding them.

mod bulk;
mod content;
mod query;
mod review;
mod schedule;
mod variant;
mod version;

pub use bulk::{BulkAct, BulkCommand, BulkOutcome, BulkReport, MOST_AT_ONCE, SeenPost};
pub use content::{ContentField, PostContent};
pub use query::{PostFilter, PostOrder, PostsQuery};
pub use review::{DecisionCommand, PostState, Verdict, after_edit, decide};
pub use schedule::reschedule;
pub use variant::{Aim, Appeal, Dimension, HookStyle, VARIANTS, VariantsRequest};
pub use version::{Author, ContentHash, Origin, hex};
