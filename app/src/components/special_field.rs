//! Fields for what is more than a line of text: files, and words in a row.

use leptos::prelude::*;

use super::{Glyph, Icon, field_id};
use crate::text::text;

/// A file, chosen or dropped anywhere on the field.
#[component]
pub fn FileDrop(
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// What is wanted.
    #[prop(into)]
    label: String,
    /// The kinds that are taken, as in `accept`.
    accept: &'static str,
    /// What helps to choose.
    #[prop(into)]
    hint: String,
) -> AnyView {
    let id = field_id(&name);
    let hint_id = format!("{id}-hint");
    view! {
        <div class="drop">
            <Glyph icon=Icon::Upload />
            <label for=id.clone()>{label}</label>
            <p class="hint" id=hint_id.clone()>{hint}</p>
            <input type="file" id=id name=name accept=accept aria-describedby=hint_id />
        </div>
    }
    .into_any()
}

/// Words with commas between them. With a script (`frontend/page/tags.ts`) each word stands alone
/// and can be taken away; what is sent is the same.
#[component]
pub fn TagField(
    /// The name it is sent under.
    #[prop(into)]
    name: String,
    /// What they are together.
    #[prop(into)]
    label: String,
    /// The words it begins with, with commas between them.
    #[prop(optional, into)]
    value: String,
    /// What helps to fill it.
    #[prop(into)]
    hint: String,
) -> AnyView {
    let id = field_id(&name);
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input class="input" id=id name=name value=value autocomplete="off" dir="auto" aria-describedby=hint_id.clone()
                data-tags=text!(form.remove) />
            <p class="hint" id=hint_id>{hint}</p>
        </div>
    }
    .into_any()
}
