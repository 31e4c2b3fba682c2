//! Buttons and links that look like buttons.

use leptos::prelude::*;

use super::{Glyph, Icon};

/// A button that sends its form. `name` and `value` travel along, so that one form can have
/// several.
#[component]
pub fn Submit(
    /// What it does, as a verb.
    #[prop(into)]
    label: String,
    /// `primary`, `quiet`, `danger` or empty.
    #[prop(optional)]
    kind: &'static str,
    /// `small` or empty.
    #[prop(optional)]
    size: &'static str,
    /// Picture before the label.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Name of the form field it fills.
    #[prop(optional)]
    name: &'static str,
    /// Value of that field.
    #[prop(optional, into)]
    value: String,
    /// Where it sends the form, with its files, instead of where the form goes by itself.
    #[prop(optional)]
    to: &'static str,
    /// What a screen reader says when the label alone does not tell which one it is.
    #[prop(optional, into)]
    describes: Option<String>,
) -> AnyView {
    let elsewhere = !to.is_empty();
    view! {
        <button
            type="submit"
            formaction=elsewhere.then_some(to)
            formenctype=elsewhere.then_some("multipart/form-data")
            class="button"
            data-kind=kind
            data-size=size
            name=(!name.is_empty()).then_some(name)
            value=(!name.is_empty()).then_some(value)
            aria-label=describes
        >
            {icon.map(|icon| view! { <Glyph icon /> })}
            {label}
        </button>
    }
    .into_any()
}

/// A button that puts `text` on the clipboard; it is of use with a script alone.
#[component]
pub fn CopyButton(
    /// What it does, as a verb.
    #[prop(into)]
    label: String,
    /// What is copied.
    #[prop(into)]
    text: String,
    /// What is said afterwards.
    #[prop(into)]
    done: String,
) -> AnyView {
    view! {
        <button type="button" class="button needs-script" data-size="small" data-copy=text data-done=done>
            <Glyph icon=Icon::Copy />
            {label}
        </button>
    }
    .into_any()
}

/// A link with the weight of a button.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What it leads to.
    #[prop(into)]
    label: String,
    /// `primary`, `quiet` or empty.
    #[prop(optional)]
    kind: &'static str,
    /// `small` or empty.
    #[prop(optional)]
    size: &'static str,
    /// Picture before the label.
    #[prop(optional)]
    icon: Option<Icon>,
    /// Whether it leads to something else than a page of ours.
    #[prop(optional)]
    external: bool,
    /// The name it is saved under, when it leads to a file.
    #[prop(optional, into)]
    download: Option<String>,
) -> AnyView {
    view! {
        <a class="button" data-kind=kind data-size=size href=href rel=external.then_some("external") download=download>
            {icon.map(|icon| view! { <Glyph icon /> })}
            {label}
        </a>
    }
    .into_any()
}
