//! AI tools on any text: what was asked, what came of it, what it cost, and putting it into a post.
//!
//! A use is kept before a model is asked, so that a text is never lost and a slow answer is there
//! when one looks again.

mod apply;
mod export;
mod picture;
mod read;
mod run;
mod speech;
mod terms;

pub use apply::{Apply, Targets, apply, save_targets};
pub use export::export;
pub use picture::picture;
pub use read::{delete, get, list, post};
pub use run::{ToolRequest, estimate, has_model, run, run_on};
pub use speech::{speech, spoken};
pub use terms::{add_term, remove_term, terms};
