//! Every step of the run: its state, who answered, and a way in to all of it.

use domain::{ids::CampaignId, problem::Problem, run::StepState, views::StepView};
use leptos::prelude::*;

use super::story::StepLink;
use crate::{
    components::{Badge, Form, FormState, Icon, Submit, labels},
    text::text,
};

/// The steps in the order they came to be.
#[component]
pub fn Steps(
    /// The campaign.
    campaign: CampaignId,
    /// The steps.
    steps: Vec<StepView>,
) -> AnyView {
    let rows: Vec<_> = steps
        .into_iter()
        .map(|step| view! { <li class="step"><Step campaign step /></li> })
        .collect();
    view! { <ol role="list" class="steps">{rows}</ol> }.into_any()
}

#[component]
fn Step(campaign: CampaignId, step: StepView) -> AnyView {
    let (state, tone) = labels::step_state(step.state);
    let model = step.model.clone().or_else(|| step.provider.clone());
    view! {
        <div class="step-line">
            <span class="step-name"><StepLink campaign step /></span>
            <span class="muted small">{model}</span>
            <Badge label=state tone />
        </div>
    }
    .into_any()
}

/// Why a step has not left its output, and trying it again; nothing for a step that has.
#[component]
pub fn Trouble(
    /// The step.
    step: StepView,
) -> AnyView {
    let retry = matches!(step.state, StepState::Failed | StepState::Cancelled);
    let id = step.id.to_string();
    let name = text!(run.retry_step, step = labels::step_label(step.key));
    view! {
        {step.error.map(|problem| view! { <Failure problem /> })}
        {retry.then(|| view! { <Retry id name /> })}
    }
    .into_any()
}

/// Why a step failed. It was there before, so it does not take the focus.
#[component]
pub fn Failure(
    /// What happened.
    problem: Problem,
) -> AnyView {
    view! {
        <div class="field-error"><p>{problem.detail.clone()} " " <a href=problem.help()>{text!(error.help)}</a></p></div>
    }
    .into_any()
}

/// Putting a step back into the queue.
#[component]
pub fn Retry(
    /// The step's id.
    id: String,
    /// What a screen reader calls the button.
    name: String,
) -> AnyView {
    let form = FormState::new("/api/ui/retry-step");
    view! {
        <Form state=form class="inline">
            <input type="hidden" name="step" value=id />
            <Submit label=text!(run.retry) size="small" icon=Icon::Again describes=name />
        </Form>
    }
    .into_any()
}
