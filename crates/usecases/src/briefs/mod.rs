//! Briefs before they become campaigns: saved as typed, at any stage of completion.

mod read;
mod write;

pub use read::{get, list_open};
pub use write::{create, discard, import, save, start};
