//! Typed text that could not be sent yet. Sign-out wipes all of it.

use gloo_storage::{LocalStorage, Storage};
use leptos::wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, js_sys,
};

use super::FormFields;

const PREFIX: &str = "handbill.draft.";

/// Keeps what is typed in a form until it is sent.
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

/// Takes everything this product keeps out of the browser, for sign-out on a shared computer.
pub fn forget_everything() {
    let storage = LocalStorage::raw();
    let keys: Vec<String> = (0..LocalStorage::length())
        .filter_map(|at| storage.key(at).ok().flatten())
        .collect();
    for key in keys.iter().filter(|key| key.starts_with(PREFIX)) {
        LocalStorage::delete(key);
    }
}

/// What a form holds, as it would be sent.
pub fn fields_of(form: &HtmlFormElement) -> FormFields {
    let Ok(data) = FormData::new_with_form(form) else {
        return FormFields::new();
    };
    let entries = js_sys::try_iter(&data).ok().flatten();
    entries
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let pair: js_sys::Array = entry.dyn_into().ok()?;
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        })
        .collect()
}

/// Puts values into a form's controls of the same names.
pub fn fill(form: &HtmlFormElement, fields: &FormFields) {
    let controls = form.elements();
    for at in 0..controls.length() {
        let Some(control) = controls.item(at) else {
            continue;
        };
        let name = control.get_attribute("name").unwrap_or_default();
        let value = fields
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, value)| value.as_str());
        if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            fill_input(input, &name, value, fields);
        } else if let (Some(area), Some(value)) = (control.dyn_ref::<HtmlTextAreaElement>(), value)
        {
            area.set_value(value);
        } else if let (Some(select), Some(value)) = (control.dyn_ref::<HtmlSelectElement>(), value)
        {
            select.set_value(value);
        }
    }
}

fn fill_input(input: &HtmlInputElement, name: &str, value: Option<&str>, fields: &FormFields) {
    match (input.type_().as_str(), value) {
        ("checkbox" | "radio", _) => {
            let chosen = input.value();
            input.set_checked(
                fields
                    .iter()
                    .any(|(field, value)| field == name && *value == chosen),
            );
        }
        ("hidden" | "file" | "submit", _) | (_, None) => {}
        (_, Some(value)) => input.set_value(value),
    }
}

/// The fields as a body of a request.
pub(super) fn search_params(fields: &FormFields) -> Option<JsValue> {
    let params = web_sys::UrlSearchParams::new().ok()?;
    for (name, value) in fields {
        params.append(name, value);
    }
    Some(params.into())
}
