//! Forms that the server rendered, as islands read and change them.

use leptos::{prelude::document, wasm_bindgen::JsCast};
use web_sys::{
    Element, Event, EventInit, FormData, HtmlFormElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement, js_sys,
};

use crate::components::Counted;

/// The names and values of a form, in the order of the page.
pub type FormFields = Vec<(String, String)>;

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

/// Puts `text` into a text area or input as if it had been typed.
pub fn set_text(control: &Element, text: &str) {
    if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    }
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    if let Ok(typed) = Event::new_with_event_init_dict("input", &bubbling) {
        let _handled = control.dispatch_event(&typed);
    }
}

/// Says at a field what is wrong with it, or that nothing is. `id` is the control's, as
/// `components::field` gives them.
pub fn show_problem(id: &str, message: Option<&str>) {
    let document = document();
    if let Some(control) = document.get_element_by_id(id) {
        // Refused only for names that are no attribute names.
        let _marked = match message {
            Some(_) => control.set_attribute("aria-invalid", "true"),
            None => control.remove_attribute("aria-invalid"),
        };
    }
    let Some(line) = document.get_element_by_id(&format!("{id}-error")) else {
        return;
    };
    let _shown = line.toggle_attribute_with_force("hidden", message.is_none());
    if let Ok(Some(words)) = line.query_selector("span") {
        words.set_text_content(message);
    }
}

/// Shows below a field how long its text is.
pub fn show_count(id: &str, count: &Counted) {
    if let Some(shown) = document().get_element_by_id(&format!("{id}-count")) {
        shown.set_text_content(Some(&count.shown));
        let _marked = shown.toggle_attribute_with_force("data-over", count.over);
    }
}

/// Puts markup into the element with the id `id`. Whoever wrote it has escaped what is in it.
pub fn show_markup(id: &str, markup: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_inner_html(markup);
    }
}
