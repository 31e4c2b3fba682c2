//! The server's side of [`super`]: nothing is there.

use domain::time::Timestamp;
use leptos::web_sys::{Event, HtmlFormElement, SubmitEvent};

use super::{Answer, FormFields};
use crate::error::AppResult;

/// Never called: effects run in browsers.
pub fn now() -> Timestamp {
    Timestamp(0)
}

/// The moment as it is recorded.
pub fn local_time(at: Timestamp) -> String {
    at.to_string()
}

/// The system's theme.
pub fn theme() -> String {
    String::new()
}

/// Nothing to set.
pub fn set_theme(_name: &str) {}

/// Never called: forms are sent by browsers.
#[expect(clippy::unused_async, reason = "its twin in the browser waits")]
pub async fn send(_event: SubmitEvent) -> AppResult<Answer> {
    Ok(Answer::default())
}

/// Never called.
#[expect(clippy::unused_async, reason = "its twin in the browser waits")]
pub async fn send_fields(_action: &str, _fields: FormFields) -> AppResult<Answer> {
    Ok(Answer::default())
}

/// No form is filled here.
pub fn fields_of(_form: &HtmlFormElement) -> FormFields {
    FormFields::new()
}

/// No form is filled here.
pub fn fill(_form: &HtmlFormElement, _fields: &FormFields) {}

/// Nothing is kept here.
pub fn keep_draft(_key: &str, _fields: &FormFields) {}

/// Nothing is kept here.
pub fn kept_draft(_key: &str) -> Option<FormFields> {
    None
}

/// Nothing is kept here.
pub fn forget_draft(_key: &str) {}

/// Nothing is kept here.
pub fn forget_everything() {}

/// Nothing to follow.
pub fn follow(
    _address: &str,
    _on_event: impl Fn() + 'static,
    _on_connection: impl Fn(bool) + 'static,
) {
}

/// No clipboard.
pub fn copy(_text: &str) {}

/// No file.
pub fn read_file(_event: &Event, _on_text: impl Fn(String) + 'static) {}

/// Nowhere to go.
pub fn load(_path: &str) {}

/// Nothing to set.
pub fn set_text(_area: &leptos::web_sys::Element, _text: &str) {}
