//! Every version of a post, each as it was.

use domain::views::{PostView, VersionSummary, VersionView};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    api::posts::version,
    components::{Details, Loaded, When, fetched, labels},
    text::text,
};

/// The versions, newest first; one of them opens to what it said.
#[component]
pub fn History(
    /// The post.
    post: PostView,
) -> AnyView {
    let query = use_query_map();
    let chosen = Memo::new(move |_| query.read().get("version"));
    let open = chosen.get_untracked().is_some();
    let rows: Vec<_> = post
        .versions
        .into_iter()
        .map(|version| view! { <Row version post=post.id.to_string() current=post.version.number /> })
        .collect();
    view! {
        <section class="card">
            <Details summary=text!(post.history, count = rows.len()) open=open>
                {move || chosen.get().map(|id| view! { <Chosen id /> })}
                <ol role="list" class="stack versions" data-gap="small">{rows}</ol>
            </Details>
        </section>
    }
    .into_any()
}

#[component]
fn Row(version: VersionSummary, post: String, current: u32) -> AnyView {
    let about = format!(
        "{} · {}",
        labels::origin(version.origin),
        labels::author(&version.author)
    );
    let name = text!(post.version, number = version.number);
    view! {
        <li>
            {if version.number == current {
                view! { <strong>{name}</strong> }.into_any()
            } else {
                view! { <a href=format!("/posts/{post}?version={}", version.id)>{name}</a> }.into_any()
            }}
            <p class="small muted">{about} " · " <When at=version.created_at /> " · " <code>{version.hash.short().to_owned()}</code></p>
        </li>
    }
    .into_any()
}

#[component]
fn Chosen(id: String) -> AnyView {
    let loaded = fetched(move || id.clone(), version);
    view! {
        <Loaded from=loaded view={|version: VersionView| {
            let fields: Vec<_> = domain::post::ContentField::ALL
                .iter()
                .map(|field| version.content.get(*field))
                .filter(|text| !text.is_empty())
                .map(|text| view! { <p class="pre" dir="auto">{text}</p> })
                .collect();
            view! { <div class="old-version"><h3>{text!(post.version, number = version.number)}</h3>{fields}</div> }.into_any()
        }} />
    }
    .into_any()
}
