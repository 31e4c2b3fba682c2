//! `/shortcuts`: which keys do what.

use leptos::prelude::*;

use crate::{components::PageHead, text::text};

#[component]
pub fn ShortcutsPage() -> AnyView {
    let groups = [
        (
            text!(keys.anywhere),
            vec![
                (text!(find.title), vec!["Ctrl", "K"]),
                (text!(find.title), vec!["/"]),
                (text!(keys.title), vec!["?"]),
                (text!(keys.close), vec!["Esc"]),
            ],
        ),
        (
            text!(keys.go),
            vec![
                (text!(nav.campaigns), vec!["g", "c"]),
                (text!(posts.title), vec!["g", "p"]),
                (text!(tokens.title), vec!["g", "t"]),
                (text!(jobs.title), vec!["g", "j"]),
                (text!(activity.title), vec!["g", "a"]),
                (text!(nav.new_brief), vec!["n"]),
            ],
        ),
        (
            text!(keys.lists),
            vec![
                (text!(keys.next), vec!["j"]),
                (text!(keys.previous), vec!["k"]),
                (text!(keys.open), vec!["Enter"]),
            ],
        ),
    ];
    let groups: Vec<_> = groups
        .into_iter()
        .map(|(name, rows)| {
            let rows: Vec<_> = rows
                .into_iter()
                .map(|(name, keys)| row(name, keys))
                .collect();
            view! { <section><h2>{name}</h2><dl class="keys">{rows}</dl></section> }
        })
        .collect();
    view! {
        <PageHead title=text!(keys.title) about=text!(keys.about) />
        {groups}
    }
    .into_any()
}

fn row(name: &'static str, keys: Vec<&'static str>) -> AnyView {
    let keys: Vec<_> = keys
        .into_iter()
        .map(|key| view! { <kbd>{key}</kbd> " " })
        .collect();
    view! { <dt>{name}</dt><dd>{keys}</dd> }.into_any()
}
