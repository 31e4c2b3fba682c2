//! Where the words of an answer appear while it is being written.

use domain::ids::StepId;
use leptos::prelude::*;

/// An empty place that the script fills with the step's words as they come
/// (`frontend/page/words.ts`). It is no live region: a text that grows by the word is no news to
/// somebody who listens. Without a script it stays empty and takes no room.
#[component]
pub fn Words(
    /// The step that writes.
    step: StepId,
    /// What its id begins with: a step's page may lie over the campaign's.
    #[prop(default = "words")]
    name: &'static str,
) -> AnyView {
    view! { <p class="words pre" id=format!("{name}-{step}") data-words=step.to_string() data-keep="" dir="auto"></p> }
        .into_any()
}
