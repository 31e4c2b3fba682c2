//! What the page tells the reader: notices, short status words and empty states.

use leptos::prelude::*;

use super::{Glyph, Icon, Tone};

/// A sentence that matters, with what to do about it.
#[component]
pub fn Notice(
    /// What its colour says.
    tone: Tone,
    /// The sentence and what goes with it.
    children: Children,
) -> AnyView {
    view! {
        <div class="notice" data-tone=tone.name() role="note">
            <Glyph icon=tone.icon() />
            <div>{children()}</div>
        </div>
    }
    .into_any()
}

/// A short word about what just happened, read out by screen readers when a script changes it.
#[component]
pub fn Status(
    /// What the script finds it by.
    id: &'static str,
    /// The word; empty when there is nothing to say.
    #[prop(optional)]
    message: &'static str,
) -> AnyView {
    view! { <span class="status" id=id role="status" aria-live="polite">{message}</span> }
        .into_any()
}

/// What stands where a list will be, and how to begin it.
#[component]
pub fn EmptyState(
    /// Its picture.
    icon: Icon,
    /// What is missing.
    #[prop(into)]
    title: String,
    /// What it would be good for.
    #[prop(into)]
    body: String,
    /// How to begin.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <section class="empty">
            <Glyph icon />
            <h2>{title}</h2>
            <p>{body}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </section>
    }
    .into_any()
}
