//! Choosing the language of the interface.

use leptos::prelude::*;

use crate::{
    components::{Form, FormState},
    language::LANGUAGES,
    text::{locale, text},
};

/// One button a language, each in its own words.
#[component]
pub fn Languages() -> AnyView {
    let form = FormState::new("/api/ui/choose-language");
    let buttons = LANGUAGES.map(|(language, name)| {
        let code = language.to_string();
        let current = (language == locale()).then_some("true");
        view! { <button class="language" name="language" value=code.clone() lang=code aria-current=current>{name}</button> }
    });
    view! {
        <footer class="languages">
            <Form state=form class="inline">
                <div role="group" aria-label=text!(frame.language)>{Vec::from(buttons)}</div>
            </Form>
        </footer>
    }
    .into_any()
}
