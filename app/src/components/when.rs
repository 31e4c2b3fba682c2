//! A moment, absolute in the HTML and relative once a script is there.

use domain::time::Timestamp;
use leptos::prelude::*;

use super::labels;

/// A moment as `23 Nov 2026, 22:15 UTC`; in a browser with scripts as `5 min ago`
/// (`frontend/page/time.ts`).
#[component]
pub fn When(
    /// The moment.
    at: Timestamp,
) -> AnyView {
    let absolute = labels::moment(at);
    let title = absolute.clone();
    view! { <time datetime=at.to_string() title=title data-moment="">{absolute}</time> }.into_any()
}
