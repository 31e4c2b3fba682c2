//! `/brand/voice`: what was understood, rule by rule, with where it came from.

use domain::{
    brief::Language,
    views::VoiceView,
    voice::{Conflict, Habits, Rule, RuleKind},
};
use leptos::prelude::*;

use super::{
    Head,
    publish::Publish,
    samples::Bring,
    words::{self, Evidence},
};
use crate::{
    api::voice::{self, voice},
    components::{
        Badge, Details, EmptyState, Form, FormState, Icon, LinkButton, Loaded, Notice, Submit,
        Tone, When, fetched,
    },
    links,
    text::text,
};

/// The voice as it is worked on, or as it is published.
#[component]
pub fn VoicePage() -> AnyView {
    let found = fetched(|| (), |()| voice());
    view! {
        <Head current="/brand/voice" />
        <Loaded from=found view={|page: voice::VoicePage| view! { <Whole page /> }.into_any()} />
    }
    .into_any()
}

#[component]
fn Whole(page: voice::VoicePage) -> AnyView {
    let voice::VoicePage { desk, golden } = page;
    let Some(current) = desk.current().cloned() else {
        return view! {
            <EmptyState icon=Icon::Pen title=text!(voice.empty_title) body=text!(voice.empty) />
            <Bring />
        }
        .into_any();
    };
    let model = desk.model && !current.published && !current.voice.samples.is_empty();
    let VoiceView {
        voice,
        conflicts,
        spoken,
        ..
    } = current.clone();
    let reading = voice.reading.clone();
    let read = (!reading.model.is_empty()).then(|| {
        text!(
            voice.dropped,
            model = reading.model.clone(),
            proposed = reading.proposed.to_string(),
            dropped = reading.dropped.to_string()
        )
    });
    view! {
        <div class="stack">
            <Standing current=current.clone() />
            {read.map(|read| view! { <Notice tone=Tone::Plain><p>{read}</p></Notice> })}
            {(!conflicts.is_empty()).then(|| view! { <Conflicts conflicts rules=voice.rules.clone() /> })}
            <Groups rules=voice.rules />
            <NewRule model />
            {voice.habits.into_iter().map(|habits| view! { <Measured habits /> }).collect::<Vec<_>>()}
            <section class="card">
                <Details summary=text!(voice.told)>
                    <p class="muted small">{text!(voice.told_about)}</p>
                    <p class="pre" lang="en">{spoken}</p>
                </Details>
            </section>
            <Publish desk golden />
        </div>
    }
    .into_any()
}

#[component]
fn Standing(current: VoiceView) -> AnyView {
    let number = current.number.to_string();
    let (label, tone) = if current.published {
        (text!(voice.published, number = number), Tone::Good)
    } else {
        (text!(voice.draft, number = number), Tone::Accent)
    };
    let link =
        (!current.published).then(|| view! { <a href="#publish">{text!(voice.publish)}</a> });
    view! {
        <p>
            <Badge label tone /> " " <span class="muted small"><bdi>{current.by}</bdi> " · " <When at=current.at /></span> " " {link}
        </p>
    }
    .into_any()
}

#[component]
fn Conflicts(conflicts: Vec<Conflict>, rules: Vec<Rule>) -> AnyView {
    let pairs: Vec<_> = conflicts
        .into_iter()
        .filter_map(|conflict| {
            let find = |key: &str| rules.iter().find(|rule| rule.key() == key).cloned();
            let (first, second) = (find(&conflict.first)?, find(&conflict.second)?);
            Some(view! {
                <h3>{words::reason(conflict.reason)}</h3>
                <div class="grid">
                    <Side rule=first other=conflict.second />
                    <Side rule=second other=conflict.first />
                </div>
            })
        })
        .collect();
    view! {
        <section class="card" id="conflicts">
            <h2>{text!(voice.conflicts)}</h2>
            <p class="muted">{text!(voice.conflicts_about)}</p>
            {pairs}
        </section>
    }
    .into_any()
}

/// One of two rules; keeping it takes the other out.
#[component]
fn Side(rule: Rule, other: String) -> AnyView {
    let state = FormState::new("/api/ui/remove-rule");
    let says = words::rule(&rule.kind);
    let keep = text!(voice.keep_named, rule = says.clone());
    view! {
        <div class="stack" data-gap="small">
            <p><Badge label=words::kind(rule.kind.slug()) /> " " <strong dir="auto">{says}</strong></p>
            <p class="muted small">{words::standing(&rule)}</p>
            <Evidence passages=rule.evidence />
            <Form state class="inline">
                <input type="hidden" name="key" value=other />
                <Submit label=text!(voice.keep) size="small" icon=Icon::Tick describes=keep />
            </Form>
        </div>
    }
    .into_any()
}

/// The rules by their kinds.
#[component]
fn Groups(rules: Vec<Rule>) -> AnyView {
    if rules.is_empty() {
        return view! { <p class="muted">{text!(voice.no_rules)}</p> }.into_any();
    }
    let groups: Vec<_> = RuleKind::SLUGS
        .iter()
        .filter_map(|slug| {
            let own: Vec<_> = rules
                .iter()
                .filter(|rule| rule.kind.slug() == *slug)
                .map(|rule| view! { <Row rule=rule.clone() /> })
                .collect();
            (!own.is_empty()).then(|| {
                view! {
                    <section class="card">
                        <h2>{words::kind(slug)}</h2>
                        <ul role="list" class="stack">{own}</ul>
                    </section>
                }
            })
        })
        .collect();
    view! { <div class="stack">{groups}</div> }.into_any()
}

#[component]
fn Row(rule: Rule) -> AnyView {
    let state = FormState::new("/api/ui/remove-rule");
    let (key, says) = (rule.key(), words::rule(&rule.kind));
    let edit = links::with_parameters("/brand/voice/rule", [("key", key.as_str())]);
    let (edit_named, remove_named) = (
        text!(voice.edit_named, rule = says.clone()),
        text!(voice.remove_named, rule = says.clone()),
    );
    view! {
        <li class="section-head">
            <div>
                <p><strong dir="auto">{says}</strong></p>
                <p class="muted small">{words::standing(&rule)}</p>
                <Evidence passages=rule.evidence />
            </div>
            <div class="actions">
                <a class="button" data-size="small" data-kind="quiet" href=edit aria-label=edit_named>{text!(voice.edit)}</a>
                <Form state class="inline">
                    <input type="hidden" name="key" value=key />
                    <Submit label=text!(voice.remove) size="small" kind="quiet" describes=remove_named />
                </Form>
            </div>
        </li>
    }
    .into_any()
}

/// Ways to further rules: each kind has a form of its own; a model reads the samples if there is one.
#[component]
fn NewRule(model: bool) -> AnyView {
    let kinds: Vec<_> = RuleKind::SLUGS
        .iter()
        .map(|slug| {
            let href = format!("/brand/voice/rule?kind={slug}");
            view! { <LinkButton href label=words::kind(slug) size="small" /> }
        })
        .collect();
    let state = FormState::new("/api/ui/read-samples");
    view! {
        <section class="card">
            <h2>{text!(voice.new_rule)}</h2>
            <div class="actions">{kinds}</div>
            {model.then(|| view! {
                <Form state>
                    <p class="muted">{text!(voice.read_about)}</p>
                    <div class="actions"><Submit label=text!(voice.read_model) icon=Icon::Model /></div>
                </Form>
            })}
        </section>
    }
    .into_any()
}

/// What was measured in the examples of one language.
#[component]
fn Measured(habits: Habits) -> AnyView {
    let rows: Vec<_> = habits
        .usual
        .iter()
        .map(|usual| {
            view! {
                <tr>
                    <th scope="row">{words::measure(usual.measure)}</th>
                    <td data-label=text!(voice.usual)>{words::value(usual.measure, usual.mean)}</td>
                    <td class="muted" data-label=text!(voice.varies)>{format!("± {}", words::value(usual.measure, usual.spread))}</td>
                </tr>
            }
        })
        .collect();
    let of = text!(
        voice.habits_of,
        texts = habits.texts.to_string(),
        words = habits.words.to_string(),
        language = habits.language.map_or("–", Language::name)
    );
    let own: Vec<_> = habits
        .distinctive
        .iter()
        .map(|word| word.word.clone())
        .collect();
    view! {
        <section class="card">
            <h2>{text!(voice.habits)}</h2>
            <p class="muted">{of}</p>
            <table class="table">
                <caption class="visually-hidden">{text!(voice.habits)}</caption>
                <thead><tr>
                    <th scope="col">{text!(voice.f_measure)}</th>
                    <th scope="col">{text!(voice.usual)}</th>
                    <th scope="col">{text!(voice.varies)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {(!own.is_empty()).then(|| view! { <p>{text!(voice.own_words)} ": " <span dir="auto">{own.join(", ")}</span></p> })}
        </section>
    }
    .into_any()
}
