//! Posts: reading, editing, deciding, writing anew.

mod decide;
mod edit;
mod get;
mod regenerate;

pub use decide::decide;
pub use edit::{Edit, edit, set_locks};
pub(crate) use edit::{locked, save};
pub use get::{get, get_version, list};
pub(crate) use get::{summary, whole};
pub use regenerate::{RegenerateRequest, regenerate};
