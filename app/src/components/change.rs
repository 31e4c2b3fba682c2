//! What became of words between two texts.

use domain::diff::Change;
use leptos::prelude::*;

/// Words that stayed, went or came; it stands in an element of the class `diff`.
pub fn changed(change: Change, words: String) -> AnyView {
    match change {
        Change::Kept => view! { {words} }.into_any(),
        Change::Removed => view! { <del>{words}</del> }.into_any(),
        Change::Added => view! { <ins>{words}</ins> }.into_any(),
    }
}
