//! `/brand/voice/rule`: writing a rule, new or in the place of another.

use domain::voice::{Amount, Measure, Rule, RuleDraft, RuleKind};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::words::{self, Evidence};
use crate::{
    api::voice::{self, voice},
    components::{
        Form, FormState, Icon, Loaded, PageHead, SelectField, Submit, TextField, fetched,
    },
    text::text,
};

/// The form of one kind of rule: of the rule `key`, or of a new one of the kind `kind`.
#[component]
pub fn RulePage() -> AnyView {
    let query = use_query_map();
    let asked = move |name: &str| {
        query
            .with_untracked(|query| query.get(name))
            .unwrap_or_default()
    };
    let (key, kind) = (asked("key"), asked("kind"));
    let found = fetched(|| (), |()| voice());
    view! {
        <Loaded whole=true from=found view={move |page: voice::VoicePage| {
            let rule = page.desk.current().and_then(|current| current.voice.rule(&key).cloned());
            let kind = RuleKind::SLUGS.iter().find(|slug| **slug == kind).copied().unwrap_or("ban");
            view! { <Editor rule kind /> }.into_any()
        }} />
    }
    .into_any()
}

#[component]
fn Editor(rule: Option<Rule>, kind: &'static str) -> AnyView {
    let state = FormState::new("/api/ui/write-rule");
    let kind = rule.as_ref().map_or(kind, |rule| rule.kind.slug());
    let draft = rule.as_ref().map(RuleDraft::from).unwrap_or_default();
    let old = rule.as_ref().map(Rule::key).unwrap_or_default();
    let back = ("/brand/voice".to_owned(), text!(voice.title).to_owned());
    view! {
        <PageHead title=words::kind(kind) back />
        <section class="card">
            <Form state>
                <input type="hidden" name="old" value=old />
                <input type="hidden" name="rule[kind]" value=kind />
                <Fields kind draft state />
                <div class="actions"><Submit label=text!(voice.save_rule) kind="primary" icon=Icon::Tick /></div>
            </Form>
        </section>
        {rule.map(|rule| view! {
            <section class="card">
                <h2>{text!(voice.evidence)}</h2>
                <p class="muted small">{words::standing(&rule)}</p>
                <Evidence passages=rule.evidence />
            </section>
        })}
    }
    .into_any()
}

/// The fields that a kind of rule has.
#[component]
fn Fields(kind: &'static str, draft: RuleDraft, state: FormState) -> AnyView {
    let line = move |name: &'static str, label: &'static str, value: String| {
        view! {
            <TextField name=format!("rule[{name}]") label value=state.typed(name).unwrap_or(value) error=state.error(name) />
        }
        .into_any()
    };
    match kind {
        "ban" => line("term", text!(voice.f_term), draft.term),
        "prefer" => view! {
            {line("term", text!(voice.f_term), draft.term)}
            <TextField name="rule[instead_of]" label=text!(voice.f_instead) hint=text!(voice.f_instead_hint) rows=4 optional=true
                value=state.typed("instead_of").unwrap_or(draft.instead_of) error=state.error("instead_of") />
        }
        .into_any(),
        "habit" => view! { <Habit draft state /> }.into_any(),
        "sentence_length" => view! {
            {line("least", text!(voice.f_least), draft.least)}
            {line("most", text!(voice.f_most), draft.most)}
        }
        .into_any(),
        "tone" => view! {
            {line("context", text!(voice.f_context), draft.context)}
            {line("text", text!(voice.f_text), draft.text)}
        }
        .into_any(),
        _ => line("text", text!(voice.f_text), draft.text),
    }
}

#[component]
fn Habit(draft: RuleDraft, state: FormState) -> AnyView {
    let measures = Measure::MARKS
        .iter()
        .map(|measure| {
            (
                measure.slug().to_owned(),
                words::measure(*measure).to_owned(),
            )
        })
        .collect();
    let amounts = Amount::ALL
        .iter()
        .map(|amount| (amount.slug().to_owned(), words::amount(*amount).to_owned()))
        .collect();
    view! {
        <SelectField name="rule[measure]" label=text!(voice.f_measure) options=measures
            value=state.typed("measure").unwrap_or(draft.measure) error=state.error("measure") />
        <SelectField name="rule[amount]" label=text!(voice.f_amount) options=amounts
            value=state.typed("amount").unwrap_or(draft.amount) error=state.error("amount") />
    }
    .into_any()
}
