//! Briefs before they become campaigns: saved as typed, at any stage of completion.

mod again;
mod fill;
mod read;
mod write;

pub use again::duplicate;
pub(crate) use fill::document;
pub use fill::{Source, fill, put_away, start_from, take};
pub use read::{get, list_open};
pub(crate) use write::writes;
pub use write::{answer, create, discard, save, start};
