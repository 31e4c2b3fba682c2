//! A labelled text field with hint, error and count.
//!
//! Fields are uncontrolled: the value they begin with is in the HTML, what is typed stays in the
//! browser's own element. So text typed before a script arrives is never overwritten.

use leptos::prelude::*;

use super::{Counted, Glyph, Icon};
use crate::text::text;

/// The identifiers of what describes a control, for `aria-describedby`: the error, whose line is
/// there even while nothing is wrong, and the hint.
pub(super) fn described_by(id: &str, hint: bool) -> String {
    if hint {
        format!("{id}-error {id}-hint")
    } else {
        format!("{id}-error")
    }
}

/// The error line of a field, hidden while there is none; an island may fill it.
#[component]
pub(super) fn FieldError(
    /// The control's id.
    id: String,
    /// What is wrong.
    error: Option<String>,
) -> AnyView {
    let none = error.is_none();
    view! {
        <p class="field-error" id=format!("{id}-error") hidden=none>
            <Glyph icon=Icon::Warning />
            <span>{error.unwrap_or_default()}</span>
        </p>
    }
    .into_any()
}

/// A line or an area of text.
#[component]
pub fn TextField(
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What it begins with.
    #[prop(optional, into)]
    value: String,
    /// What helps to fill it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// The count below it.
    #[prop(optional_no_strip)]
    count: Option<Counted>,
    /// Lines of a text area; 0 for a single line.
    #[prop(optional)]
    rows: u16,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it may stay empty, which is then said.
    #[prop(optional)]
    optional: bool,
    /// Whether it cannot be changed.
    #[prop(optional)]
    read_only: bool,
) -> AnyView {
    let id = field_id(&name);
    let described = described_by(&id, hint.is_some());
    let invalid = error.is_some().then_some("true");
    let control = if rows == 0 {
        view! {
            <input class="input" id=id.clone() name=name type=kind value=value autocomplete=autocomplete
                aria-describedby=described aria-invalid=invalid readonly=read_only dir="auto" />
        }
        .into_any()
    } else {
        view! {
            <textarea class="input" id=id.clone() name=name rows=rows.to_string() autocomplete=autocomplete
                aria-describedby=described aria-invalid=invalid readonly=read_only dir="auto"
                inner_html=html_of_area(&value)></textarea>
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id.clone()>
                {label} {optional.then(|| view! { " " <span class="optional">{text!(form.optional)}</span> })}
            </label>
            {control}
            <FieldError id=id.clone() error=error />
            <div class="below">
                {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
                {count.map(|count| {
                    view! { <span class="counter" id=format!("{id}-count") data-over=count.over.then_some("")>{count.shown}</span> }
                })}
            </div>
        </div>
    }
    .into_any()
}

/// The text as the HTML between a text area's tags: escaped, because it is not parsed as a child
/// (an empty child would become a space), and with a line break in front that HTML drops.
pub fn html_of_area(value: &str) -> String {
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
    if escaped.starts_with(['\n', '\r']) {
        format!("\n{escaped}")
    } else {
        escaped
    }
}

/// The id of the control named `name`, or that a refusal names so: `f-` and the innermost part of a
/// nested name, with its place where it stands in a list.
pub fn field_id(name: &str) -> String {
    let mut parts = name.rsplit(['[', ']', '.']).filter(|part| !part.is_empty());
    let is_place = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let inner = parts.next().unwrap_or_default();
    let id = match parts.next() {
        Some(outer) if is_place(inner) => format!("f-{outer}-{inner}"),
        Some(outer) if is_place(outer) => format!("f-{inner}-{outer}"),
        _ => format!("f-{inner}"),
    };
    id.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nested_name_gives_the_id_that_refusals_link_to() {
        assert_eq!(field_id("email"), "f-email");
        assert_eq!(field_id("draft[web_address]"), "f-web-address");
        assert_eq!(field_id("draft[channels][]"), "f-channels");
        assert_eq!(field_id("fields[seen][2]"), "f-seen-2");
        assert_eq!(field_id("shots.2.seen"), "f-seen-2", "as a refusal says it");
    }

    #[test]
    fn an_error_is_read_before_the_hint() {
        assert_eq!(described_by("f-a", true), "f-a-error f-a-hint");
        assert_eq!(described_by("f-a", false), "f-a-error");
    }

    #[test]
    fn a_text_comes_back_as_it_went_in_and_cannot_leave_its_area() {
        assert_eq!(html_of_area("\na"), "\n\na");
        assert_eq!(html_of_area("\r\na"), "\n\r\na", "as browsers send it");
        assert_eq!(html_of_area("</textarea>&lt;"), "&lt;/textarea>&amp;lt;");
    }
}
