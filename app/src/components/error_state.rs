//! What a refusal looks like: what happened, what to do next, and where to read more.

use domain::problem::Problem;
use leptos::prelude::*;

use super::{Glyph, Tone, field_id};
use crate::text::text;

/// A refusal in place of what should be here, or above a form. Takes the focus when it appears.
#[component]
pub fn ErrorState(
    /// The refusal.
    problem: Problem,
) -> AnyView {
    let fields: Vec<_> = problem
        .fields
        .iter()
        .map(|field| {
            let control = format!("#{}", field_id(&field.field));
            view! { <li><a href=control>{field.message.clone()}</a></li> }
        })
        .collect();
    let reference = problem.request_id.clone();
    view! {
        <div class="notice" data-tone=Tone::Bad.name() role="alert" tabindex="-1" autofocus=true>
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
