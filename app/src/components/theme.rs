//! Light, dark, or as the system says.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::{browser, text::text};

/// Three radio buttons; the choice is kept in this browser.
#[component]
pub fn ThemeSwitch() -> AnyView {
    let chosen = RwSignal::new(String::new());
    Effect::new(move || chosen.set(browser::theme()));
    let option = move |name: &'static str, icon, label: &'static str| {
        view! {
            <label title=label>
                <input
                    type="radio"
                    name="theme"
                    value=name
                    prop:checked=move || chosen.get() == name
                    on:change=move |_| {
                        browser::set_theme(name);
                        chosen.set(name.to_owned());
                    }
                />
                <Glyph icon />
                <span class="visually-hidden">{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="theme needs-script">
            <legend class="visually-hidden">{text!(theme.title)}</legend>
            {option("system", Icon::Screen, text!(theme.system))}
            {option("light", Icon::Sun, text!(theme.light))}
            {option("dark", Icon::Moon, text!(theme.dark))}
        </fieldset>
    }
    .into_any()
}
