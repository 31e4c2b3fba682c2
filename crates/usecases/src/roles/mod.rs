//! Campaign agents as an organization words them: versions of what each is told and asked, of which
//! one at most is a draft.

mod read;
mod write;

pub(crate) use read::{chosen, in_use};
pub use read::{get, list, offered};
pub use write::{DraftWording, discard_draft, publish, restore, save_draft};
