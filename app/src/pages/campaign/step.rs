//! `/campaigns/:id/steps/:step`: a step with all it was told and all it answered.

use domain::{
    run::{GivenAnswer, Passage, Question, StepOutput, StepState},
    views::{self, StepView},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{step_output::Output, steps::Trouble, story::is_built_in, words::Words};
use crate::{
    api::visit::{OrRefuse, acting, parse_id},
    components::{
        Badge, CopyButton, Details, LinkButton, Live, Loaded, PageHead, When, fetched, labels,
    },
    error::AppResult,
    links,
    text::text,
};

async fn step(campaign: String, step: String) -> AppResult<views::StepPage> {
    let (visit, actor) = acting().await?;
    let (campaign, step) = (parse_id(&campaign, "campaign")?, parse_id(&step, "step")?);
    usecases::runs::step(&visit.services, &actor, campaign, step)
        .await
        .or_refuse()
}

/// The page of a step; with a script it also opens over the campaign's.
#[component]
pub fn StepPage() -> AnyView {
    let params = use_params_map();
    let asked = move |name| params.read().get(name).unwrap_or_default();
    let loaded = fetched(
        move || (asked("id"), asked("step")),
        |(campaign, id)| step(campaign, id),
    );
    view! { <Loaded whole=true from=loaded view={|page| view! { <Whole page /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Whole(page: views::StepPage) -> AnyView {
    let views::StepPage {
        campaign,
        campaign_title,
        step,
        question,
        answers,
        post,
        last_event,
    } = page;
    let (state, tone) = labels::step_state(step.state);
    let built_in = is_built_in(&step);
    let asks = step.key.kind.asks_a_model();
    let open = asks && !step.state.has_ended();
    let output = step.output.clone();
    view! {
        <PageHead title=labels::step_label(step.key) back=(format!("/campaigns/{campaign}"), campaign_title)>
            {(!step.state.has_ended()).then(|| view! { <Live events=links::campaign_events(campaign, last_event) /> })}
            <Badge label=state tone pictured=true />
            {post.map(|post| view! { <LinkButton href=format!("/posts/{post}") label=text!(run.to_post) size="small" /> })}
        </PageHead>
        <Trouble step=step.clone() />
        {open.then(|| view! { <Words step=step.id name="whole" /> })}
        {output.map(|output| if step.state == StepState::Failed {
            view! { <section class="card"><h2>{text!(post.findings)}</h2><Output output /></section> }.into_any()
        } else {
            view! { <Answer output answers /> }.into_any()
        })}
        {match question {
            Some(question) => view! { <Told question built_in /> }.into_any(),
            None if asks => view! { <p class="muted">{text!(run.not_asked_yet)}</p> }.into_any(),
            None => view! { <p class="muted">{text!(run.by_rules)}</p> }.into_any(),
        }}
        <Record step />
    }
    .into_any()
}

#[component]
fn Answer(output: StepOutput, answers: Vec<GivenAnswer>) -> AnyView {
    let data =
        serde_json::to_value(&output).map_or_else(|_| String::new(), |json| format!("{json:#}"));
    let copied = data.clone();
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{text!(run.answer)}</h2>
                <CopyButton label=text!(post.copy) text=copied done=text!(post.copied) />
            </div>
            <Output output />
            {given(answers)}
            <Details summary=text!(run.answer_data)><pre class="data" dir="ltr">{data}</pre></Details>
        </section>
    }
    .into_any()
}

/// The answers word for word, before anything was made of them.
fn given(answers: Vec<GivenAnswer>) -> Vec<AnyView> {
    answers
        .into_iter()
        .map(|given| {
            let summary = format!(
                "{}: {} ({})",
                text!(run.answered),
                given.model,
                labels::provider(&given.provider)
            );
            view! { <Details summary><pre class="data" dir="ltr">{given.text}</pre></Details> }
                .into_any()
        })
        .collect()
}

/// The prompt word for word. Material that others wrote stands out from words of ours, as it does
/// for the model.
#[component]
fn Told(question: Question, built_in: bool) -> AnyView {
    let whole: String = question
        .system
        .iter()
        .map(text_of)
        .chain(["\n\n"])
        .chain(question.user.iter().map(text_of))
        .collect();
    let schema = question.schema;
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{text!(run.told)}</h2>
                <CopyButton label=text!(post.copy) text=whole done=text!(post.copied) />
            </div>
            {built_in.then(|| view! { <p class="muted">{text!(run.told_built_in)}</p> })}
            <h3>{text!(run.task)}</h3>
            {passages(question.user)}
            <Details summary=text!(run.role)>{passages(question.system)}</Details>
            <Details summary=text!(run.schema)><pre class="data" dir="ltr">{schema}</pre></Details>
        </section>
    }
    .into_any()
}

fn text_of(passage: &Passage) -> &str {
    &passage.text
}

fn passages(passages: Vec<Passage>) -> Vec<AnyView> {
    passages
        .into_iter()
        .filter(|passage| !passage.text.trim().is_empty())
        .map(|Passage { material, text }| match material {
            None => {
                view! { <p class="pre prompt" dir="auto">{text.trim().to_owned()}</p> }.into_any()
            }
            Some(name) => view! {
                <figure class="material">
                    <figcaption class="small">{text!(run.material, name = name)}</figcaption>
                    <pre dir="auto">{text}</pre>
                </figure>
            }
            .into_any(),
        })
        .collect()
}

#[component]
fn Record(step: StepView) -> AnyView {
    let took = step
        .started_at
        .zip(step.ended_at)
        .map(|(from, to)| to.since(from) / 1_000);
    let fact = |name: &'static str, value: Option<AnyView>| {
        value.map(|value| view! { <dt>{name}</dt><dd>{value}</dd> })
    };
    let cost = if is_built_in(&step) && step.state == StepState::Done {
        text!(run.free).to_owned()
    } else {
        labels::cost(step.cost)
    };
    let asked = step.provider.is_some();
    view! {
        <section class="card">
            <h2>{text!(run.record)}</h2>
            <dl class="facts small">
                {fact(text!(run.attempts), Some(step.attempts.into_any()))}
                {fact(text!(run.provider), step.provider.map(|name| labels::provider(&name).into_any()))}
                {fact(text!(run.model), step.model.map(IntoAny::into_any))}
                {fact(text!(run.prompt_version), step.prompt_version.map(IntoAny::into_any))}
                {fact(text!(run.input_hash), step.input_hash.map(|hash| view! { <code>{hash}</code> }.into_any()))}
                {fact(text!(run.tokens), asked.then(|| labels::tokens(step.tokens).into_any()))}
                {fact(text!(run.cost), asked.then(|| cost.into_any()))}
                {fact(text!(run.started), step.started_at.map(|at| view! { <When at /> }.into_any()))}
                {fact(text!(run.ended), step.ended_at.map(|at| view! { <When at /> }.into_any()))}
                {fact(text!(run.took), took.map(|millis| text!(time.millis, count = millis).into_any()))}
            </dl>
        </section>
    }
    .into_any()
}
