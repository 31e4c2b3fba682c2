//! What the campaign will cost, beside the form.

use leptos::prelude::*;

use crate::{
    api::briefs::brief_estimate,
    components::{Loaded, estimated, fetched},
    text::text,
};

/// What the run of a brief will cost, as it was saved last.
#[component]
pub fn EstimateCard(
    /// The brief.
    brief: String,
) -> AnyView {
    let estimate = fetched(move || brief.clone(), brief_estimate);
    view! {
        <section class="card">
            <h2>{text!(estimate.title)}</h2>
            <Loaded from=estimate view={|estimate: Option<domain::spending::RunEstimate>| {
                let said = estimate.map_or_else(|| text!(estimate.not_yet).to_owned(), |estimate| estimated(&estimate));
                view! { <p class="small">{said}</p> }.into_any()
            }} />
        </section>
    }
    .into_any()
}
