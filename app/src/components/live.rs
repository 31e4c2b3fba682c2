//! What makes a page show what happens while it happens.

use leptos::prelude::*;

use crate::text::text;

/// What a browser without a script does while something is under way.
const REFRESH: &str = "<meta http-equiv=\"refresh\" content=\"3\">";

/// Has the page load itself again, and again, where there is no script.
#[component]
pub fn Reloading() -> AnyView {
    view! { <noscript inner_html=REFRESH></noscript> }.into_any()
}

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
