//! Every version of a post: as it was, what changed in it, who wrote which words, and the way back
//! to it. All of it has an address and works without a script.

use domain::views::{PostView, VersionSummary, VersionView};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use super::comparison::Comparison;
use crate::{
    api::posts::version,
    components::{Details, Form, FormState, Icon, Loaded, Submit, When, fetched, labels},
    text::text,
};

/// What the address asks to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Asked {
    /// Nothing but the list.
    Nothing,
    /// A version as it was, by its id.
    Whole(String),
    /// What changed between two versions, by their numbers.
    Change(String, String),
}

impl Asked {
    fn of(map: &ParamsMap) -> Self {
        match (map.get("version"), map.get("from"), map.get("to")) {
            (Some(id), _, _) => Self::Whole(id),
            (None, Some(from), Some(to)) => Self::Change(from, to),
            _ => Self::Nothing,
        }
    }
}

/// The versions, newest first; one of them opens to what it said, two to what changed.
#[component]
pub fn History(
    /// The post.
    post: PostView,
) -> AnyView {
    let asked = use_query_map().with_untracked(Asked::of);
    let open = asked != Asked::Nothing;
    let (id, kind) = (post.id.to_string(), post.channel);
    let versions = post.versions.clone();
    let shown = match asked {
        Asked::Nothing => ().into_any(),
        Asked::Whole(id) => view! { <Chosen id /> }.into_any(),
        Asked::Change(from, to) => {
            view! { <Comparison post=id from to kind versions /> }.into_any()
        }
    };
    let form = FormState::new("/api/ui/restore-version");
    view! {
        <section class="card">
            <Details summary=text!(post.history, count = post.versions.len()) open=open>
                {shown}
                <Compare versions=post.versions.clone() />
                <Form state=form done=text!(post.restored)>
                    <input type="hidden" name="id" value=post.id.to_string() />
                    <input type="hidden" name="seen" value=post.version.hash.0.clone() />
                    <Versions post />
                </Form>
            </Details>
        </section>
    }
    .into_any()
}

#[component]
fn Versions(post: PostView) -> AnyView {
    let current = post.version.number;
    let before = post
        .versions
        .iter()
        .find(|version| version.number < current)
        .map(|version| version.id.to_string());
    let rows: Vec<_> = post
        .versions
        .iter()
        .map(|version| {
            let twin = post
                .versions
                .iter()
                .rev()
                .find(|other| other.number < version.number && other.hash == version.hash)
                .map(|other| other.number);
            let restorable = version.hash != post.version.hash;
            view! { <Row version=version.clone() post=post.id.to_string() current twin restorable /> }
        })
        .collect();
    view! {
        {before.map(|before| view! {
            <div class="actions">
                <Submit label=text!(post.undo) size="small" icon=Icon::Back name="version" value=before />
            </div>
        })}
        <ol role="list" class="stack versions" data-gap="small">{rows}</ol>
    }
    .into_any()
}

#[component]
fn Row(
    version: VersionSummary,
    post: String,
    current: u32,
    twin: Option<u32>,
    restorable: bool,
) -> AnyView {
    let number = version.number;
    let about = format!(
        "{} · {}",
        labels::origin(version.origin),
        labels::author(&version.author)
    );
    let name = text!(post.version, number = number);
    let change = |from: u32| format!("/posts/{post}?from={from}&to={number}");
    view! {
        <li>
            {if number == current {
                view! { <strong>{name}</strong> }.into_any()
            } else {
                view! { <a href=format!("/posts/{post}?version={}", version.id)>{name}</a> }.into_any()
            }}
            <p class="small muted">{about} " · " <When at=version.created_at /> " · " <code>{version.hash.short().to_owned()}</code></p>
            {twin.map(|twin| view! { <p class="small muted">{text!(post.same_as, number = twin)}</p> })}
            <div class="actions small">
                {(number > 1).then(|| view! {
                    <a href=change(number - 1) aria-label=text!(post.what_changed_in, number = number)>{text!(post.what_changed)}</a>
                })}
                <a href=change(number) aria-label=text!(post.who_wrote, number = number)>{text!(post.who)}</a>
                {restorable.then(|| view! {
                    <Submit label=text!(post.restore) kind="quiet" size="small" name="version" value=version.id.to_string()
                        describes=text!(post.restore_version, number = number) />
                })}
            </div>
        </li>
    }
    .into_any()
}

/// Any two versions, chosen by their numbers.
#[component]
fn Compare(versions: Vec<VersionSummary>) -> AnyView {
    let choice = |name: &'static str, label: &'static str, chosen: usize| {
        let options: Vec<_> = versions
            .iter()
            .enumerate()
            .map(|(at, version)| view! { <option value=version.number selected=at == chosen>{version.number}</option> })
            .collect();
        view! {
            <label class="field">
                {label}
                <select class="input" name=name>{options}</select>
            </label>
        }
    };
    (versions.len() > 1)
        .then(|| {
            view! {
                <form class="compare-form" method="get">
                    {choice("from", text!(post.compare_from), 1)}
                    {choice("to", text!(post.compare_to), 0)}
                    <Submit label=text!(post.compare) size="small" />
                </form>
            }
        })
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
