//! `/brand/voice/samples`: what the voice is read from.

use domain::{
    channel::Span,
    views::SampleView,
    voice::{Rule, SampleKind},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    Head,
    words::{self, Marked},
};
use crate::{
    api::voice::{self, sample, voice},
    components::{
        Badge, ErrorState, FileDrop, Form, FormState, Icon, Loaded, PageHead, RadioGroup, Submit,
        TextField, When, fetched,
    },
    text::text,
};

/// Where the form that brings samples goes.
const BRING: &str = "/brand/voice/bring";

/// The samples, and bringing more.
#[component]
pub fn SamplesPage() -> AnyView {
    let found = fetched(|| (), |()| voice());
    view! {
        <Head current="/brand/voice/samples" />
        <div class="stack">
            <Bring />
            <Loaded from=found view={|page: voice::VoicePage| view! { <List samples=page.desk.samples /> }.into_any()} />
        </div>
    }
    .into_any()
}

/// The form: a document, a text or a page.
#[component]
pub fn Bring() -> AnyView {
    let state = FormState::new(BRING);
    let typed = move |name: &str| state.typed(name).unwrap_or_default();
    let kinds = vec![
        ("example".to_owned(), text!(voice.kind_example).to_owned()),
        ("guide".to_owned(), text!(voice.kind_guide).to_owned()),
    ];
    let kind = state.typed("kind").unwrap_or_else(|| "example".to_owned());
    view! {
        <section class="card">
            <h2>{text!(voice.bring_title)}</h2>
            <p class="muted">{text!(voice.bring_about)}</p>
            <form class="form" method="post" enctype="multipart/form-data" novalidate=true action=BRING>
                {state.problem().map(|problem| view! { <ErrorState problem /> })}
                <TextField name="text" label=text!(voice.text) hint=text!(voice.text_hint) rows=8 value=typed("text") error=state.error("text") />
                <FileDrop name="file" label=text!(voice.file) hint=text!(voice.file_hint) error=state.error("file")
                    accept=".pdf,.docx,.md,.markdown,.txt,application/pdf,text/plain,text/markdown" />
                <TextField name="address" label=text!(voice.address) kind="url" optional=true value=typed("address") error=state.error("address") />
                <RadioGroup name="kind" label=text!(voice.what) options=kinds value=kind />
                <TextField name="context" label=text!(voice.f_context) hint=text!(voice.context_hint) optional=true
                    value=typed("context") error=state.error("context") />
                <div class="actions"><Submit label=text!(voice.bring) kind="primary" icon=Icon::Add /></div>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn List(samples: Vec<SampleView>) -> AnyView {
    if samples.is_empty() {
        return view! { <p class="muted">{text!(voice.no_samples)}</p> }.into_any();
    }
    let rows: Vec<_> = samples
        .into_iter()
        .map(|sample| view! { <Row sample /> })
        .collect();
    view! { <section class="card"><ul role="list" class="stack">{rows}</ul></section> }.into_any()
}

#[component]
fn Row(sample: SampleView) -> AnyView {
    let state = FormState::new("/api/ui/remove-sample");
    let beginning: String = sample.text.chars().take(160).collect();
    let remove = text!(
        voice.remove_named,
        rule = beginning.chars().take(40).collect::<String>()
    );
    view! {
        <li class="section-head">
            <div>
                <p><a href=format!("/brand/voice/samples/{}", sample.id) dir="auto">{beginning}</a></p>
                <Origin sample=sample.clone() />
            </div>
            <Form state class="inline">
                <input type="hidden" name="id" value=sample.id.to_string() />
                <Submit label=text!(voice.remove) size="small" kind="quiet" describes=remove />
            </Form>
        </li>
    }
    .into_any()
}

#[component]
fn Origin(sample: SampleView) -> AnyView {
    let guide = sample.kind == SampleKind::Guide;
    let context =
        (!sample.context.is_empty()).then(|| view! { <Badge label=sample.context.clone() /> " " });
    view! {
        <p class="muted small">
            {guide.then(|| view! { <Badge label=text!(voice.guide) /> " " })}
            {context}
            <bdi>{words::origin(&sample.origin)}</bdi> " · " <bdi>{sample.by}</bdi> " · " <When at=sample.at />
        </p>
    }
    .into_any()
}

/// `/brand/voice/samples/:id`: a sample with the passages that rules came from.
#[component]
pub fn SamplePage() -> AnyView {
    let params = use_params_map();
    let found = fetched(move || params.read().get("id").unwrap_or_default(), sample);
    view! { <Loaded whole=true from=found view={|page: voice::SamplePage| view! { <Whole page /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Whole(page: voice::SamplePage) -> AnyView {
    let voice::SamplePage { sample, voice } = page;
    let rules = voice.map(|view| view.voice.rules).unwrap_or_default();
    let mine = |rule: &Rule| {
        let own = rule
            .evidence
            .iter()
            .filter(|passage| passage.sample == sample.id);
        own.filter_map(|passage| passage.place(&sample.text))
            .collect::<Vec<Span>>()
    };
    let spans = rules.iter().flat_map(mine).collect();
    let listed: Vec<_> = rules
        .iter()
        .filter(|rule| !mine(rule).is_empty())
        .map(|rule| view! { <li><strong>{words::kind(rule.kind.slug())}</strong> ": " <span dir="auto">{words::rule(&rule.kind)}</span></li> })
        .collect();
    let back = (
        "/brand/voice/samples".to_owned(),
        text!(voice.tab_samples).to_owned(),
    );
    view! {
        <PageHead title=text!(voice.sample_title) back />
        <section class="card">
            <Origin sample=sample.clone() />
            <Marked text=sample.text spans />
        </section>
        {(!listed.is_empty()).then(|| view! {
            <section class="card"><h2>{text!(voice.sample_rules)}</h2><ul>{listed}</ul></section>
        })}
    }
    .into_any()
}
