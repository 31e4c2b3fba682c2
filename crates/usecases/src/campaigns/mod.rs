//! Campaigns: from a brief, in lists, whole, and taken out.

mod compare;
mod fork;
mod get;
mod list;
mod submit;
mod take_out;

pub use compare::compare;
pub use fork::{ForkRequest, fork};
pub use get::get;
pub(crate) use get::step_view;
pub use list::{MAX_PAGE, list};
pub use submit::{Submitted, answer, create, explore, submit};
pub use take_out::{ExportedFile, media, print, take_out};
