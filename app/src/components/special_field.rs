//! Fields for what is more than a line of text: files, and words in a row.

use leptos::prelude::*;

use super::{
    Glyph, Icon,
    field::{FieldError, described_by},
    field_id,
};
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
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> AnyView {
    let id = field_id(&name);
    let hint_id = format!("{id}-hint");
    let described = described_by(&id, true);
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="field">
            <div class="drop">
                <Glyph icon=Icon::Upload />
                <label for=id.clone()>{label}</label>
                <p class="hint" id=hint_id>{hint}</p>
                <input type="file" id=id.clone() name=name accept=accept aria-describedby=described aria-invalid=invalid />
            </div>
            <FieldError id error />
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
