//! How things are shown: theme, density, keys. Plain radio buttons and a switch, which
//! `frontend/page/preferences.ts` keeps in this browser.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::text::text;

/// The preferences of this browser.
#[component]
pub fn Preferences() -> AnyView {
    view! {
        <div class="needs-script" data-preferences="" data-keep="">
            <Segments name="theme" legend=text!(theme.title) options=vec![
                ("system", Some(Icon::Screen), text!(theme.system)),
                ("light", Some(Icon::Sun), text!(theme.light)),
                ("dark", Some(Icon::Moon), text!(theme.dark)),
                ("contrast", Some(Icon::Contrast), text!(theme.contrast)),
            ] />
            <Segments name="density" legend=text!(density.title) options=vec![
                ("comfortable", None, text!(density.comfortable)),
                ("compact", None, text!(density.compact)),
            ] />
            <label class="preference">
                {text!(keys.switch)}
                <input type="checkbox" role="switch" class="switch" name="keys" checked=true />
            </label>
        </div>
    }
    .into_any()
}

/// What is sent, its picture if it has one, and its name.
type Segment = (&'static str, Option<Icon>, &'static str);

/// One of a few; the first is chosen until something else was.
#[component]
fn Segments(name: &'static str, legend: &'static str, options: Vec<Segment>) -> AnyView {
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(at, (value, icon, label))| {
            let pictured = icon.is_some();
            view! {
                <label title=pictured.then_some(label)>
                    <input type="radio" name=name value=value checked=at == 0 />
                    {icon.map(|icon| view! { <Glyph icon /> })}
                    <span class:visually-hidden=pictured>{label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="preference">
            <legend>{legend}</legend>
            <div class="segments">{options}</div>
        </fieldset>
    }
    .into_any()
}
