//! Two versions in one text: what was taken out, what came in, and who wrote it.

use std::collections::BTreeSet;

use domain::{
    channel::ChannelKind,
    diff::Change,
    views::{ComparisonView, FieldComparison, VersionSummary, WrittenSpan},
};
use leptos::prelude::*;

use crate::{
    api::posts::comparison,
    components::{Loaded, fetched, labels},
    text::text,
};

/// What changed between two versions of a post; for one version, who wrote it.
#[component]
pub fn Comparison(
    /// The post.
    post: String,
    /// Number of the version compared with.
    from: String,
    /// Number of the version compared.
    to: String,
    /// Its channel, which names the fields.
    kind: ChannelKind,
    /// The post's versions, for their writers.
    versions: Vec<VersionSummary>,
) -> AnyView {
    let loaded = fetched(
        move || (post.clone(), from.clone(), to.clone()),
        |(post, from, to)| comparison(post, from, to),
    );
    view! {
        <Loaded from=loaded view={move |compared: ComparisonView| {
            view! { <Compared compared kind versions=versions.clone() /> }.into_any()
        }} />
    }
    .into_any()
}

#[component]
fn Compared(compared: ComparisonView, kind: ChannelKind, versions: Vec<VersionSummary>) -> AnyView {
    let (from, to) = (compared.from.number, compared.to.number);
    let title = if from == to {
        text!(post.who_wrote, number = to)
    } else {
        text!(post.compared, from = from, to = to)
    };
    let spans = || compared.fields.iter().flat_map(|field| &field.spans);
    let same = from != to && spans().all(|span| span.change == Change::Kept);
    let writers: BTreeSet<u32> = spans()
        .filter(|span| from == to || span.change != Change::Kept)
        .map(|span| span.written_in)
        .collect();
    let legend: Vec<_> = versions
        .into_iter()
        .filter(|version| writers.contains(&version.number))
        .map(|version| view! { <Writer version /> })
        .collect();
    let fields: Vec<_> = compared
        .fields
        .into_iter()
        .filter(|field| from == to || field.spans.iter().any(|span| span.change != Change::Kept))
        .map(|field| view! { <Field field kind all=from == to /> })
        .collect();
    view! {
        <div class="compared">
            <h3>{title}</h3>
            {same.then(|| view! { <p>{text!(post.no_change)}</p> })}
            {fields}
            {(!legend.is_empty()).then(|| view! { <ul role="list" class="small" aria-label=text!(post.legend)>{legend}</ul> })}
        </div>
    }
    .into_any()
}

/// A number of the text with whom it stands for: author and part.
#[component]
fn Writer(version: VersionSummary) -> AnyView {
    view! {
        <li>
            <sup>{version.number}</sup>
            " " {labels::author(&version.author)} ", " {labels::role(version.origin)}
        </li>
    }
    .into_any()
}

#[component]
fn Field(field: FieldComparison, kind: ChannelKind, all: bool) -> AnyView {
    let spec = kind.spec().field(field.field);
    let name = spec.map_or(field.field.slug(), |spec| spec.label);
    let spans: Vec<_> = field
        .spans
        .into_iter()
        .map(|span| view! { <Words span all /> })
        .collect();
    view! { <div><h4>{name}</h4><p class="pre" dir="auto">{spans}</p></div> }.into_any()
}

#[component]
fn Words(span: WrittenSpan, all: bool) -> AnyView {
    let writer = (all || span.change != Change::Kept).then(|| {
        view! {
            <sup>
                <span class="visually-hidden">" ("{text!(post.written_in, number = span.written_in)}") "</span>
                <span aria-hidden="true">{span.written_in}</span>
            </sup>
        }
    });
    match span.change {
        Change::Kept => view! { {span.text} {writer} }.into_any(),
        Change::Removed => view! { <del>{span.text}</del> {writer} }.into_any(),
        Change::Added => view! { <ins>{span.text}</ins> {writer} }.into_any(),
    }
}
