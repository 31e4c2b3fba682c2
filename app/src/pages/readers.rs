//! A reader that the organization adds: what it looks for, trying it out, and its versions.

use domain::{
    channel::ChannelKind,
    reader::{Mending, Reader},
    time::Timestamp,
    views::{ReaderSummary, ReaderVersionView, ReaderView, WordingComparison},
    wording::Wording,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::roles::Changes;
use crate::{
    api::readers::{reader, readers},
    components::{
        Badge, CheckboxGroup, Form, FormState, Icon, LinkButton, Loaded, PageHead, SelectField,
        Submit, TextField, Tone, When, fetched,
    },
    text::text,
};

/// Every reader, and the way to add one.
#[component]
pub fn Readers() -> AnyView {
    let found = fetched(|| (), |()| readers());
    view! {
        <section class="stack" aria-labelledby="readers">
            <h2 id="readers">{text!(readers.title)}</h2>
            <p class="hint">{text!(readers.about)}</p>
            <Loaded from=found view={|readers: Vec<ReaderSummary>| view! { <List readers /> }.into_any()} />
        </section>
    }
    .into_any()
}

#[component]
fn List(readers: Vec<ReaderSummary>) -> AnyView {
    let rows: Vec<_> = readers
        .into_iter()
        .map(|reader| {
            let standing = match reader.number {
                Some(_) => view! { <Badge label=text!(readers.reads) tone=Tone::Good /> },
                None => view! { <Badge label=text!(readers.rests) tone=Tone::Plain /> },
            };
            let draft = reader
                .draft
                .then(|| view! { " " <Badge label=text!(voice.is_draft) tone=Tone::Accent /> });
            view! {
                <li class="card">
                    <a href=format!("/settings/readers/{}", reader.id) dir="auto">{reader.name}</a>
                    " " {standing} {draft}
                </li>
            }
        })
        .collect();
    let proposals: Vec<_> = PROPOSALS
        .iter()
        .map(|like| {
            let href = format!("/settings/readers/new?like={like}");
            let (label, _) = proposal(like);
            view! { <LinkButton href label size="small" icon=Icon::Add /> }
        })
        .collect();
    view! {
        {(!rows.is_empty()).then(|| view! { <ul role="list" class="stack" data-gap="small">{rows}</ul> })}
        <div class="actions">
            {proposals}
            <LinkButton href="/settings/readers/new" label=text!(readers.add) size="small" icon=Icon::Add />
        </div>
    }
    .into_any()
}

/// What a new reader can begin as.
const PROPOSALS: [&str; 4] = ["compliance", "seo", "brand", "sceptic"];

/// A proposal's name and what it looks for.
fn proposal(like: &str) -> (&'static str, &'static str) {
    match like {
        "compliance" => (
            text!(readers.like.compliance),
            text!(readers.looks.compliance),
        ),
        "seo" => (text!(readers.like.seo), text!(readers.looks.seo)),
        "brand" => (text!(readers.like.brand), text!(readers.looks.brand)),
        "sceptic" => (text!(readers.like.sceptic), text!(readers.looks.sceptic)),
        _ => ("", ""),
    }
}

/// `/settings/readers/new`: adding one.
#[component]
pub fn NewReaderPage() -> AnyView {
    let like = use_query_map().with_untracked(|query| query.get("like"));
    let like = like.unwrap_or_default();
    let (name, instructions) = proposal(&like);
    let channels = if like == "seo" {
        vec![ChannelKind::Blog]
    } else {
        Vec::new()
    };
    let begun = Reader {
        name: name.to_owned(),
        instructions: instructions.to_owned(),
        channels,
        looks_up: like == "brand",
        mends: Mending::default(),
    };
    view! {
        <PageHead title=text!(readers.add) about=text!(readers.about) back=back() />
        <Editor begun id=String::new() seen=Timestamp(0) />
    }
    .into_any()
}

fn back() -> (String, String) {
    ("/settings/roles".to_owned(), text!(roles.title).to_owned())
}

/// `/settings/readers/:id`: one.
#[component]
pub fn ReaderPage() -> AnyView {
    let params = use_params_map();
    let found = fetched(move || params.read().get("id").unwrap_or_default(), reader);
    view! { <Loaded whole=true from=found view={|reader: ReaderView| view! { <Whole reader /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Whole(reader: ReaderView) -> AnyView {
    let Some(newest) = reader.versions.first().cloned() else {
        return ().into_any();
    };
    let draft = reader.draft().cloned();
    let about = match reader.number {
        Some(number) => text!(readers.reads_version, number = number.to_string()),
        None => text!(readers.rests).to_owned(),
    };
    let seen = draft.as_ref().map_or(Timestamp(0), |draft| draft.at);
    view! {
        <PageHead title=newest.reader.name.clone() about back=back() />
        <div class="stack">
            {draft.map(|draft| view! { <Draft reader=reader.clone() draft /> })}
            <Editor begun=newest.reader id=reader.id.to_string() seen />
            <Versions reader />
        </div>
    }
    .into_any()
}

/// What is different in the draft, trying it out, and publishing it.
#[component]
fn Draft(reader: ReaderView, draft: ReaderVersionView) -> AnyView {
    let publishing = FormState::new("/api/ui/publish-reader");
    let discarding = FormState::new("/api/ui/discard-reader");
    let changes = reader.in_use().map(|before| {
        let changes = WordingComparison::of(&worded(before), &worded(&draft));
        view! { <Changes changes /> }
    });
    let note = publishing.typed("note").unwrap_or_default();
    view! {
        <section class="card" aria-labelledby="draft">
            <h2 id="draft">{text!(voice.is_draft)}</h2>
            <p class="muted small"><bdi>{draft.by}</bdi> " · " <When at=draft.at /></p>
            {changes}
            <h3>{text!(roles.try_out)}</h3>
            <p class="hint">{text!(readers.try_hint)} " " <a href="/posts">{text!(nav.posts)}</a></p>
            <h3>{text!(voice.publish)}</h3>
            <p class="hint">{text!(readers.publish_hint)}</p>
            <Form state=publishing>
                <input type="hidden" name="id" value=reader.id.to_string() />
                <input type="hidden" name="seen" value=draft.at.to_string() />
                <TextField name="note" label=text!(voice.note) optional=true value=note error=publishing.error("note") />
                <div class="actions"><Submit label=text!(voice.publish) kind="primary" icon=Icon::Tick /></div>
            </Form>
            <Form state=discarding>
                <input type="hidden" name="id" value=reader.id.to_string() />
                <div class="actions"><Submit label=text!(voice.discard) kind="danger" size="small" /></div>
            </Form>
        </section>
    }
    .into_any()
}

/// A reader as words that can be compared.
fn worded(version: &ReaderVersionView) -> Wording {
    let channels: Vec<_> = version
        .reader
        .channels
        .iter()
        .map(|channel| channel.name())
        .collect();
    Wording {
        instructions: version.reader.instructions.clone(),
        request: format!(
            "{}\n{}\n{}\n{}",
            version.reader.name,
            channels.join(", "),
            if version.reader.looks_up {
                text!(readers.looks_up)
            } else {
                ""
            },
            mends(version.reader.mends),
        ),
    }
}

fn mends(mends: Mending) -> &'static str {
    match mends {
        Mending::Remarks => text!(readers.mends.remarks),
        Mending::Suggests => text!(readers.mends.suggests),
        Mending::Mends => text!(readers.mends.mends),
    }
}

#[component]
fn Editor(begun: Reader, id: String, seen: Timestamp) -> AnyView {
    let form = FormState::new("/api/ui/save-reader");
    let typed = move |name: &str, begun: String| form.typed(name).unwrap_or(begun);
    let chosen: Vec<String> = match form.typed("channels") {
        Some(channels) => channels.split(',').map(str::to_owned).collect(),
        None => begun
            .channels
            .iter()
            .map(|channel| channel.slug().to_owned())
            .collect(),
    };
    let channels = ChannelKind::ALL
        .iter()
        .map(|channel| (channel.slug().to_owned(), channel.name().to_owned()))
        .collect();
    let mending = Mending::ALL
        .iter()
        .map(|way| (way.slug().to_owned(), mends(*way).to_owned()))
        .collect();
    let looks_up = typed("looks_up", begun.looks_up.to_string()) == "true";
    view! {
        <section class="card">
            <Form state=form>
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="seen" value=seen.to_string() />
                <TextField name="name" label=text!(readers.name) value=typed("name", begun.name) error=form.error("name") />
                <TextField name="instructions" label=text!(readers.instructions) hint=text!(readers.instructions_hint) rows=8
                    value=typed("instructions", begun.instructions) error=form.error("instructions") />
                <CheckboxGroup name="channels[]" label=text!(brief.channels) hint=text!(readers.channels_hint) options=channels chosen />
                <SelectField name="mends" label=text!(readers.mends.label) options=mending
                    value=typed("mends", begun.mends.slug().to_owned()) />
                <div class="field">
                    <label class="choice">
                        <input type="checkbox" name="looks_up" value="true" checked=looks_up aria-describedby="looks-up-hint" />
                        {text!(readers.looks_up)}
                    </label>
                    <p class="hint" id="looks-up-hint">{text!(readers.looks_up_hint)}</p>
                </div>
                <div class="actions"><Submit label=text!(roles.save) kind="primary" icon=Icon::Pen /></div>
            </Form>
        </section>
    }
    .into_any()
}

#[component]
fn Versions(reader: ReaderView) -> AnyView {
    let id = reader.id.to_string();
    let in_use = reader.number;
    let can_retire = in_use.is_some() && reader.draft().is_none();
    let rows: Vec<_> = reader
        .versions
        .into_iter()
        .filter(|version| version.published)
        .map(|version| {
            let (label, tone) = if version.retired {
                (text!(readers.rests), Tone::Plain)
            } else if in_use == Some(version.number) {
                (text!(readers.reads), Tone::Good)
            } else {
                (text!(voice.is_published), Tone::Plain)
            };
            view! {
                <li>
                    <p>
                        {text!(voice.version_title, number = version.number.to_string())} " "
                        <Badge label tone /> " " <span dir="auto">{version.note}</span>
                    </p>
                    <p class="muted small"><bdi>{version.by}</bdi> " · " <When at=version.at /></p>
                </li>
            }
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let retiring = FormState::new("/api/ui/retire-reader");
    view! {
        <section class="card" aria-labelledby="versions">
            <h2 id="versions">{text!(voice.tab_versions)}</h2>
            <ul role="list" class="stack">{rows}</ul>
            {can_retire.then(|| view! {
                <Form state=retiring>
                    <input type="hidden" name="id" value=id />
                    <p class="hint">{text!(readers.retire_hint)}</p>
                    <div class="actions"><Submit label=text!(readers.retire) kind="danger" size="small" /></div>
                </Form>
            })}
        </section>
    }
    .into_any()
}
