//! Going on in a long list by its keys, so that new rows never shift what was read.

use leptos::prelude::*;

use super::{Icon, LinkButton};
use crate::text::text;

/// Links to the newest rows and to older ones.
#[component]
pub fn Pager(
    /// The list's address.
    path: &'static str,
    /// Whether this is not the first page.
    later: bool,
    /// Where the next page begins.
    next: Option<String>,
) -> AnyView {
    (later || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=text!(list.pages)>
                <span>{later.then(|| view! { <LinkButton href=path label=text!(list.newest) icon=Icon::Back /> })}</span>
                {next.map(|after| view! { <LinkButton href=format!("{path}?after={after}") label=text!(list.older) icon=Icon::Forward /> })}
            </nav>
        }
    })
    .into_any()
}
