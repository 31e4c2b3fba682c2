//! Light, dark, or as the system says.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::text::text;

/// Three radio buttons; the choice is kept in this browser (`frontend/page/theme.ts`).
#[component]
pub fn ThemeSwitch() -> AnyView {
    let option = move |name: &'static str, icon, label: &'static str| {
        view! {
            <label title=label>
                <input type="radio" name="theme" value=name />
                <Glyph icon />
                <span class="visually-hidden">{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="theme needs-script" data-keep="">
            <legend class="visually-hidden">{text!(theme.title)}</legend>
            {option("system", Icon::Screen, text!(theme.system))}
            {option("light", Icon::Sun, text!(theme.light))}
            {option("dark", Icon::Moon, text!(theme.dark))}
        </fieldset>
    }
    .into_any()
}
