//! What opens on request.

use leptos::prelude::*;

/// A line that opens to more.
#[component]
pub fn Details(
    /// The line.
    #[prop(into)]
    summary: String,
    /// Whether it is open at first.
    #[prop(optional)]
    open: bool,
    /// The more.
    children: Children,
) -> AnyView {
    view! {
        <details class="details" open=open>
            <summary>{summary}</summary>
            <div class="details-body">{children()}</div>
        </details>
    }
    .into_any()
}
