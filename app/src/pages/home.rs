//! The list of campaigns.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::text::text;

/// `/`: the organization's campaigns.
#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <Title text=text!(home.title) />
        <h1>{text!(home.title)}</h1>
    }
}
