//! How far the run is, what it cost, and stopping it.

use domain::{
    ids::CampaignId,
    run::{RunState, StepState},
    views::RunView,
};
use leptos::prelude::*;

use super::story::is_built_in;
use crate::{
    components::{Badge, Form, FormState, Icon, Live, Notice, Reloading, Submit, Tone, labels},
    links,
    text::text,
};

/// The models that answered so far, each once.
fn writers(run: &RunView) -> String {
    let mut names: Vec<&str> = run
        .steps
        .iter()
        .filter_map(|step| match step.provider.as_deref()? {
            "built-in" => Some(text!(run.no_model)),
            _ => step.model.as_deref(),
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        text!(run.not_yet).to_owned()
    } else {
        names.join(", ")
    }
}

/// What it cost so far. What no model has written is free, and said to be.
fn spent(run: &RunView) -> String {
    let mut asked = run.steps.iter().filter(|step| step.provider.is_some());
    let free = asked.clone().next().is_some() && asked.all(is_built_in);
    if free {
        text!(run.free).to_owned()
    } else {
        labels::cost(run.cost)
    }
}

/// The run at a glance.
#[component]
pub fn RunCard(
    /// The campaign.
    campaign: CampaignId,
    /// Its run.
    run: RunView,
    /// Number of the campaign's last event that is shown.
    last_event: i64,
) -> AnyView {
    let (state, tone) = labels::run_state(run.state);
    let progress = run.progress;
    let running = run.state == RunState::Running;
    let left = match (running, progress.seconds_left) {
        (true, Some(seconds)) if seconds > 0 => text!(run.left, time = labels::seconds(seconds)),
        // The steps that have ended took no time to speak of: that says nothing about the next.
        (true, _) => text!(run.left_unknown).to_owned(),
        (false, _) => String::new(),
    };
    let failed = run
        .steps
        .iter()
        .filter(|step| step.state == StepState::Failed)
        .count();
    view! {
        <section class="card run">
            <div class="card-head">
                <h2>{text!(run.title)}</h2>
                <div class="actions">
                    <Live events=links::campaign_events(campaign, last_event) />
                    <Badge label=state tone pictured=true />
                    {running.then(|| view! { <Cancel campaign /> })}
                </div>
            </div>
            <div>
                <progress max=progress.expected.max(1).to_string() value=progress.ended.to_string() aria-label=text!(run.progress)></progress>
                <p class="run-line small muted numbers" aria-live="polite">
                    <span>{text!(run.steps_of, ended = progress.ended, expected = progress.expected)}</span>
                    <span>{left}</span>
                </p>
            </div>
            <Figures run />
            {(failed > 0 && !running).then(|| view! {
                <Notice tone=Tone::Bad>
                    <p>{text!(run.failed_steps, count = failed)}</p>
                </Notice>
            })}
            {running.then(|| view! { <Reloading /> })}
        </section>
    }
    .into_any()
}

#[component]
fn Figures(run: RunView) -> AnyView {
    let writers = writers(&run);
    view! {
        <dl class="figures">
            <div>
                <dt>{text!(run.tokens)}</dt>
                <dd>{labels::grouped(run.tokens.input + run.tokens.output)}</dd>
            </div>
            <div>
                <dt>{text!(run.spent)}</dt>
                <dd>{spent(&run)}</dd>
            </div>
            <div>
                <dt>{text!(run.written_by)}</dt>
                <dd>{writers}</dd>
            </div>
        </dl>
    }
    .into_any()
}

#[component]
fn Cancel(campaign: CampaignId) -> AnyView {
    let form = FormState::new("/api/ui/cancel-run");
    view! {
        <Form state=form class="inline">
            <input type="hidden" name="campaign" value=campaign.to_string() />
            <Submit label=text!(run.cancel) kind="danger" size="small" icon=Icon::Cross />
        </Form>
    }
    .into_any()
}
