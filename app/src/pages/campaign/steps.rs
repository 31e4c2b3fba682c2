//! Every step of the run: state, who answered, what it consumed, what came of it.

use domain::{
    problem::Problem,
    run::{Analysis, Plan, StepOutput, StepState, Strategy},
    views::StepView,
};
use leptos::prelude::*;

use crate::{
    components::{Badge, Form, FormState, Icon, Submit, When, labels},
    text::text,
};

/// The steps in the order they came to be.
#[component]
pub fn Steps(
    /// The steps.
    steps: Vec<StepView>,
) -> AnyView {
    let rows: Vec<_> = steps
        .into_iter()
        .map(|step| view! { <li><Step step /></li> })
        .collect();
    view! { <ol role="list" class="steps">{rows}</ol> }.into_any()
}

#[component]
fn Step(step: StepView) -> AnyView {
    let (state, tone) = labels::step_state(step.state);
    let label = labels::step_label(step.key);
    let model = step.model.clone().or_else(|| step.provider.clone());
    let retry = matches!(step.state, StepState::Failed | StepState::Cancelled);
    let failed = step.state == StepState::Failed;
    let id = step.id.to_string();
    let name = text!(run.retry_step, step = label.clone());
    view! {
        <details class="step" open=failed>
            <summary>
                <span class="step-name">{label}</span>
                <span class="muted small">{model}</span>
                <Badge label=state tone />
            </summary>
            <div class="details-body">
                {step.error.clone().map(|problem| view! { <Failure problem /> })}
                {retry.then(|| view! { <Retry id name /> })}
                {step.output.clone().map(|output| view! { <Output output /> })}
                <Record step />
            </div>
        </details>
    }
    .into_any()
}

/// Why a step failed. It was there before, so it does not take the focus.
#[component]
fn Failure(problem: Problem) -> AnyView {
    view! {
        <div class="field-error"><p>{problem.detail.clone()} " " <a href=problem.help()>{text!(error.help)}</a></p></div>
    }
    .into_any()
}

#[component]
fn Retry(id: String, name: String) -> AnyView {
    let form = FormState::new("/api/ui/retry-step");
    view! {
        <Form state=form class="inline">
            <input type="hidden" name="step" value=id />
            <Submit label=text!(run.retry) size="small" icon=Icon::Again describes=name />
        </Form>
    }
    .into_any()
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
    let asked = step.provider.is_some();
    view! {
        <dl class="facts small">
            {fact(text!(run.attempts), Some(step.attempts.into_any()))}
            {fact(text!(run.provider), step.provider.map(IntoAny::into_any))}
            {fact(text!(run.model), step.model.map(IntoAny::into_any))}
            {fact(text!(run.prompt_version), step.prompt_version.map(IntoAny::into_any))}
            {fact(text!(run.input_hash), step.input_hash.map(|hash| view! { <code>{hash}</code> }.into_any()))}
            {fact(text!(run.tokens), asked.then(|| labels::tokens(step.tokens).into_any()))}
            {fact(text!(run.cost), asked.then(|| labels::cost(step.cost).into_any()))}
            {fact(text!(run.started), step.started_at.map(|at| view! { <When at /> }.into_any()))}
            {fact(text!(run.took), took.map(|millis| text!(time.millis, count = millis).into_any()))}
        </dl>
    }
    .into_any()
}

#[component]
fn Output(output: StepOutput) -> AnyView {
    match output {
        StepOutput::Page(read) => match (read.page, read.unavailable) {
            (Some(page), _) => {
                view! { <p dir="auto"><strong>{page.title}</strong> " " {page.description}</p> }
                    .into_any()
            }
            (None, why) => view! { <p>{why}</p> }.into_any(),
        },
        StepOutput::Analysis(analysis) => view! { <AnalysisOutput analysis /> }.into_any(),
        StepOutput::Strategy(Strategy {
            audience_insight,
            positioning,
            ..
        }) => view! {
            <p dir="auto"><strong>{text!(run.insight)}</strong> " " {audience_insight}</p>
            <p dir="auto"><strong>{text!(run.positioning)}</strong> " " {positioning}</p>
        }
        .into_any(),
        StepOutput::Plan(plan) => view! { <PlanOutput plan /> }.into_any(),
        StepOutput::Content(content) => {
            view! { <p class="pre" dir="auto">{content.body}</p> }.into_any()
        }
        StepOutput::Findings(findings) if findings.is_empty() => {
            view! { <p>{text!(run.no_findings)}</p> }.into_any()
        }
        StepOutput::Findings(findings) => {
            let rows: Vec<_> = findings
                .into_iter()
                .map(|finding| view! { <li>{finding.message}</li> })
                .collect();
            view! { <ul>{rows}</ul> }.into_any()
        }
    }
}

#[component]
fn AnalysisOutput(analysis: Analysis) -> AnyView {
    let facts: Vec<_> = analysis
        .facts
        .into_iter()
        .map(|fact| view! { <li dir="auto">{fact.text}</li> })
        .collect();
    let questions: Vec<_> = analysis
        .open_questions
        .into_iter()
        .map(|question| view! { <li>{question}</li> })
        .collect();
    view! {
        <p dir="auto"><strong>{analysis.subject}</strong></p>
        <ul>{facts}</ul>
        {(!questions.is_empty()).then(|| view! { <p><strong>{text!(run.open_questions)}</strong></p><ul>{questions}</ul> })}
    }
    .into_any()
}

#[component]
fn PlanOutput(plan: Plan) -> AnyView {
    let rows: Vec<_> = plan
        .slots
        .into_iter()
        .map(|slot| {
            let line = format!("{} · {} · {}", slot.publish_on, slot.channel.name(), slot.format.name());
            view! { <li><span class="muted numbers">{line}</span> " " <span dir="auto">{slot.angle}</span></li> }
        })
        .collect();
    view! { <ol>{rows}</ol> }.into_any()
}
