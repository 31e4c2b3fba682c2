//! What a refusal looks like: what happened, what to do next, and where to read more.

use domain::problem::Problem;
use leptos::{html, prelude::*};

use super::{Glyph, Tone};
use crate::text::text;

/// A refusal in place of what should be here, or above a form. Takes the focus when it appears,
/// also where no script runs.
#[component]
pub fn ErrorState(
    /// The refusal.
    problem: Problem,
) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(node) = node.get() {
            // Fails only for an element that is not in the page any more.
            drop(node.focus());
        }
    });
    let fields: Vec<_> = problem
        .fields
        .iter()
        .map(|field| {
            let control = format!("#f-{}", field.field.replace('_', "-"));
            // Left to the browser, which moves the focus as well; the router would only scroll.
            view! { <li><a href=control rel="external">{field.message.clone()}</a></li> }
        })
        .collect();
    let reference = problem.request_id.clone();
    view! {
        <div class="notice" data-tone=Tone::Bad.name() role="alert" tabindex="-1" autofocus=true node_ref=node>
            <Glyph icon=Tone::Warn.icon() />
            <div>
                <h2>{problem.code.title()}</h2>
                <p>{problem.detail.clone()}</p>
                {(fields.len() > 1).then_some(view! { <ul>{fields}</ul> })}
                <p class="small">
                    <a href=problem.help()>{text!(error.help)}</a>
                    {reference.map(|id| view! { <span class="muted">" · "{text!(error.reference)}" "<code>{id}</code></span> })}
                </p>
            </div>
        </div>
    }
    .into_any()
}
