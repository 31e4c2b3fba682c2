//! Readers that an organization adds: what each looks for, in versions, and having posts read.

mod posts;
mod read;
mod suggestions;
mod write;

pub(crate) use posts::{ReadInput, of_draft};
pub use posts::{have_read, readings};
pub use read::{get, list};
pub use suggestions::{UseSuggestions, use_suggestions};
pub use write::{DraftReader, create, discard_draft, publish, retire, save_draft};
