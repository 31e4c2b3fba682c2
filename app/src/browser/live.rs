//! Clock, theme, clipboard and files.

use domain::time::Timestamp;
use gloo_storage::{LocalStorage, Storage};
use leptos::{
    prelude::{document, window},
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
};
use web_sys::{Event, FileReader, HtmlInputElement, js_sys};

const THEME: &str = "handbill.theme";

/// The browser's clock.
#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds since 1970 fit for 290,000 years"
)]
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::now() as i64 * 1_000)
}

/// A moment in the browser's own zone and language.
pub fn local_time(at: Timestamp) -> String {
    let date = js_sys::Date::new(&JsValue::from_str(&at.to_string()));
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // Setting a property of a new plain object cannot fail.
        let _set = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    date.to_locale_string("default", &options).into()
}

/// The theme chosen in this browser: `light`, `dark` or `system`.
pub fn theme() -> String {
    LocalStorage::get(THEME).unwrap_or_else(|_| "system".to_owned())
}

/// Chooses a theme and keeps the choice; without storage it holds for this page.
pub fn set_theme(name: &str) {
    let _kept = LocalStorage::set(THEME, name);
    if let Some(root) = document().document_element() {
        let _set = root.set_attribute("data-theme", name);
    }
}

/// Puts `text` on the clipboard.
pub fn copy(text: &str) {
    let _promise = window().navigator().clipboard().write_text(text);
}

/// Reads the file chosen in the input that `event` is about.
pub fn read_file(event: &Event, on_text: impl Fn(String) + 'static) {
    let Some(file) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .and_then(|input| input.files())
        .and_then(|files| files.get(0))
    else {
        return;
    };
    let Ok(reader) = FileReader::new() else {
        return;
    };
    let done = {
        let reader = reader.clone();
        Closure::once_into_js(move || {
            if let Some(text) = reader.result().ok().and_then(|text| text.as_string()) {
                on_text(text);
            }
        })
    };
    reader.set_onload(Some(done.unchecked_ref()));
    let _started = reader.read_as_text(&file);
}

/// Loads the page at `path` from the server.
pub fn load(path: &str) {
    // Refused only for an address that cannot be parsed; ours come from the server.
    let _started = window().location().assign(path);
}

/// Puts `text` into a text area or input as if it had been typed.
pub fn set_text(control: &web_sys::Element, text: &str) {
    if let Some(area) = control.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        area.set_value(text);
    } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    }
    let bubbling = web_sys::EventInit::new();
    bubbling.set_bubbles(true);
    if let Ok(typed) = Event::new_with_event_init_dict("input", &bubbling) {
        let _handled = control.dispatch_event(&typed);
    }
}
