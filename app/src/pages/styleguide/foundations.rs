//! Colours, type, space, shape, icons.

use leptos::prelude::*;

use super::sample;
use crate::components::{Glyph, Icon};

const COLOURS: [&str; 14] = [
    "page",
    "surface",
    "sunken",
    "line",
    "edge",
    "text",
    "text-soft",
    "accent",
    "accent-fill",
    "accent-tint",
    "good",
    "warn",
    "bad",
    "bad-fill",
];

pub fn samples() -> Vec<AnyView> {
    vec![
        sample(
            "Colour",
            "Variables of style/tokens/colour.css and theme.css; a white label overrides theme.css alone. Contrast is computed by a test.",
            colours(),
        ),
        sample(
            "Type",
            "Six sizes, from --size-tiny to --size-page. Headings are h1 to h3 and need no class.",
            view! {
                <p class="type-page">"Page title"</p>
                <p class="type-lead">"Lead: heading of a section"</p>
                <p>"Body: what is read"</p>
                <p class="small muted">"Small: what stands beside it"</p>
                <p><code>"mono: 7a68aab"</code> " " <kbd>"Ctrl"</kbd> " " <kbd>"K"</kbd></p>
            }
            .into_any(),
        ),
        sample(
            "Space and density",
            "A 4 px grid, --gap-1 to --gap-12. --control, --row, --pad and --flow follow data-density on the root.",
            ["1", "2", "3", "4", "6", "8", "12"]
                .map(|step| view! { <span class="gap-bar" data-gap=step>{step}</span> })
                .into_any(),
        ),
        sample(
            "Shape and shadow",
            "--round is the theme's; --round-small and --round-large follow it.",
            view! {
                <div class="shapes">
                    <span class="shape">"--shadow"</span>
                    <span class="shape" data-raised="">"--shadow-raised"</span>
                </div>
            }
            .into_any(),
        ),
        sample(
            "Icons",
            "<Glyph icon=Icon::… />. Lucide's paths; always beside a word.",
            icons(),
        ),
    ]
}

fn colours() -> AnyView {
    let swatches = COLOURS.map(|name| {
        view! {
            <li>
                <svg class="swatch" data-colour=name viewBox="0 0 8 8" aria-hidden="true">
                    <rect width="8" height="8" fill=format!("var(--{name})")></rect>
                </svg>
                <code>{name}</code>
            </li>
        }
    });
    view! { <ul role="list" class="swatches">{swatches.into_iter().collect::<Vec<_>>()}</ul> }
        .into_any()
}

fn icons() -> AnyView {
    let icons: Vec<_> = Icon::ALL
        .iter()
        .map(|icon| view! { <li><Glyph icon=*icon />{format!("{icon:?}")}</li> })
        .collect();
    view! { <ul role="list" class="swatches">{icons}</ul> }.into_any()
}
