//! What an address without a page shows.

use leptos::prelude::*;

use crate::text::text;

/// Any address the product does not know.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <h1>{text!(not_found.title)}</h1> }
}
