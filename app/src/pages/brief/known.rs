//! What the agents will know, beside the form; the desk keeps it up to date.

use domain::brief::BriefDraft;
use leptos::prelude::*;

use super::fill::{field_label, shown};
use crate::{
    islands::{KNOWN, is_needed, known_id, known_value},
    text::text,
};

/// The brief as the agents get it, in a few lines.
#[component]
pub fn KnownCard(
    /// The brief.
    draft: BriefDraft,
) -> AnyView {
    let rows = KNOWN.map(|field| {
        let value = known_value(&draft, field, |field| shown(field, &draft.typed(field)));
        let missing = value.is_empty();
        let label = match field {
            "channels" => text!(brief.channels),
            "starts_on" => text!(brief.dates),
            field => field_label(field),
        };
        let words = if missing {
            text!(known.missing).to_owned()
        } else {
            value
        };
        view! {
            <div data-missing=missing.then_some("") hidden=missing && !is_needed(field)>
                <dt>{label}</dt>
                <dd id=known_id(field) dir="auto">{words}</dd>
            </div>
        }
    });
    view! {
        <section class="card known">
            <h2>{text!(known.title)}</h2>
            <dl>{Vec::from(rows)}</dl>
        </section>
    }
    .into_any()
}
