//! What makes a page show what happens while it happens.

use leptos::prelude::*;

use crate::text::text;

/// Tells the script where this page's events are (`frontend/page/live.ts`), and says so while they
/// do not arrive.
#[component]
pub fn Live(
    /// Address of the events.
    events: String,
) -> AnyView {
    view! {
        <span class="status" role="status" data-events=events data-reconnecting=text!(run.reconnecting)></span>
    }
    .into_any()
}
