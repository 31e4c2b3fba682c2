//! `/brand/voice/versions`: the history, and one version next to another.

use domain::{
    brief::Language,
    views::VoiceSummary,
    voice::{Comparison, HabitChange, Rule, RuleChange, Usual},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{Head, words};
use crate::{
    api::voice::{self, version, versions},
    components::{Badge, Details, EmptyState, Icon, Loaded, PageHead, Tone, When, fetched},
    text::text,
};

/// Every version, newest first.
#[component]
pub fn VersionsPage() -> AnyView {
    let found = fetched(|| (), |()| versions());
    view! {
        <Head current="/brand/voice/versions" />
        <Loaded from=found view={|versions: Vec<VoiceSummary>| view! { <List versions /> }.into_any()} />
    }
    .into_any()
}

#[component]
fn List(versions: Vec<VoiceSummary>) -> AnyView {
    if versions.is_empty() {
        return view! { <EmptyState icon=Icon::Clock title=text!(voice.empty_title) body=text!(voice.empty) /> }.into_any();
    }
    let rows: Vec<_> = versions
        .into_iter()
        .map(|version| {
            let href = format!("/brand/voice/versions/{}", version.number);
            let number = version.number.to_string();
            let (label, tone) = standing(&version);
            view! {
                <li>
                    <p>
                        <a href=href>{text!(voice.version_title, number = number)}</a> " "
                        <Badge label tone /> " " <span dir="auto">{version.note}</span>
                    </p>
                    <p class="muted small">
                        <bdi>{version.by}</bdi> " · " <When at=version.at /> " · "
                        {text!(voice.version_rules, count = version.rules.to_string())} " · "
                        {text!(voice.version_samples, count = version.samples.to_string())}
                    </p>
                </li>
            }
        })
        .collect();
    view! { <section class="card"><ul role="list" class="stack">{rows}</ul></section> }.into_any()
}

fn standing(version: &VoiceSummary) -> (&'static str, Tone) {
    if version.published {
        (text!(voice.is_published), Tone::Good)
    } else {
        (text!(voice.is_draft), Tone::Accent)
    }
}

/// `/brand/voice/versions/:number`: a version, and what changed since another.
#[component]
pub fn VersionPage() -> AnyView {
    let (params, query) = (use_params_map(), use_query_map());
    let found = fetched(
        move || {
            let from = query.with_untracked(|query| query.get("from"));
            (
                params.read().get("number").unwrap_or_default(),
                from.unwrap_or_default(),
            )
        },
        |(number, from)| version(number, from),
    );
    view! { <Loaded whole=true from=found view={|page: voice::VersionPage| view! { <Whole page /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Whole(page: voice::VersionPage) -> AnyView {
    let voice::VersionPage {
        version,
        compared,
        all,
    } = page;
    let number = version.number;
    let others: Vec<_> = all
        .iter()
        .filter(|other| other.number != number && other.number != compared.from)
        .map(|other| {
            let href = format!("/brand/voice/versions/{number}?from={}", other.number);
            view! { <a href=href>{text!(voice.version_title, number = other.number.to_string())}</a> " " }
        })
        .collect();
    let title = if compared.from == 0 {
        text!(voice.began).to_owned()
    } else {
        text!(voice.compare, number = compared.from.to_string())
    };
    let back = (
        "/brand/voice/versions".to_owned(),
        text!(voice.tab_versions).to_owned(),
    );
    view! {
        <PageHead title=text!(voice.version_title, number = number.to_string()) about=version.note.clone() back />
        <div class="stack">
            <section class="card">
                <h2>{title}</h2>
                {(!others.is_empty()).then(|| view! { <p class="small">{text!(voice.compare_with)} " " {others}</p> })}
                <Changes comparison=compared.comparison />
            </section>
            <section class="card">
                <Details summary=text!(voice.told)>
                    <p class="pre" lang="en">{version.spoken}</p>
                </Details>
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn Changes(comparison: Comparison) -> AnyView {
    let Comparison {
        added,
        removed,
        changed,
        habits,
        ..
    } = comparison;
    if added.is_empty() && removed.is_empty() && changed.is_empty() && habits.is_empty() {
        return view! { <p>{text!(voice.unchanged)}</p> }.into_any();
    }
    let line = |rule: &Rule| {
        format!(
            "{}: {}",
            words::kind(rule.kind.slug()),
            words::rule(&rule.kind)
        )
    };
    let list = |rules: Vec<Rule>| {
        rules
            .iter()
            .map(|rule| view! { <li dir="auto">{line(rule)}</li> })
            .collect::<Vec<_>>()
    };
    let changed: Vec<_> = changed
        .iter()
        .map(|RuleChange { before, after }| view! { <li><del dir="auto">{line(before)}</del> " → " <ins dir="auto">{line(after)}</ins></li> })
        .collect();
    let habits: Vec<_> = habits
        .into_iter()
        .map(|change| view! { <Habit change /> })
        .collect();
    let section = |title: &'static str, items: Vec<_>| {
        (!items.is_empty()).then(|| view! { <h3>{title}</h3> <ul>{items}</ul> })
    };
    view! {
        {section(text!(voice.added), list(added))}
        {section(text!(voice.removed), list(removed))}
        {(!changed.is_empty()).then(|| view! { <h3>{text!(voice.changed)}</h3> <ul>{changed}</ul> })}
        {(!habits.is_empty()).then(|| view! { <h3>{text!(voice.habits)}</h3> <ul>{habits}</ul> })}
    }
    .into_any()
}

#[component]
fn Habit(change: HabitChange) -> AnyView {
    let shown = |usual: Option<Usual>| {
        usual.map_or_else(
            || "–".to_owned(),
            |usual| words::value(usual.measure, usual.mean),
        )
    };
    let language = change.language.map_or("–", Language::name);
    view! {
        <li>{words::measure(change.measure)} " (" {language} "): " {shown(change.before)} " → " {shown(change.after)}</li>
    }
    .into_any()
}
