//! Typed text that could not be sent yet. Signing out wipes all of it (`frontend/page/forms.ts`).

use gloo_storage::{LocalStorage, Storage};

use super::FormFields;

const PREFIX: &str = "handbill.draft.";

/// Keeps what is typed in a form until it is sent. Without storage it is kept by the page alone.
pub fn keep_draft(key: &str, fields: &FormFields) {
    let _kept = LocalStorage::set(format!("{PREFIX}{key}"), fields);
}

/// What was typed and never sent.
pub fn kept_draft(key: &str) -> Option<FormFields> {
    LocalStorage::get(format!("{PREFIX}{key}")).ok()
}

/// It was sent.
pub fn forget_draft(key: &str) {
    LocalStorage::delete(format!("{PREFIX}{key}"));
}
