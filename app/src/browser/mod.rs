//! What islands do to the page around them: reading and filling its forms, keeping drafts, sending
//! what was typed. Compiles on the server too, where nothing calls it.

mod drafts;
mod form;
mod send;

pub use drafts::{forget_draft, keep_draft, kept_draft};
pub use form::{FormFields, fields_of, fill, set_text, show_count, show_markup, show_problem};
pub use send::send_fields;
