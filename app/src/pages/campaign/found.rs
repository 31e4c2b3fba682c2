//! What each agent found or made, in plain words.

use domain::{
    ids::CampaignId,
    run::{Analysis, PageRead, Plan, Slot, StepKind, StepOutput, StepState, Strategy},
    views::{PostSummary, RunView, StepView},
};
use leptos::prelude::*;

use super::{
    revisions::Revisions,
    slots::slots,
    story::{Agent, is_current},
};
use crate::{
    components::{Details, labels},
    text::text,
};

/// What the agent found or made so far; `None` before there is anything.
pub fn found(
    campaign: CampaignId,
    agent: Agent,
    run: &RunView,
    steps: &[StepView],
    posts: &[PostSummary],
) -> Option<AnyView> {
    let mut outputs = steps.iter().filter_map(|step| step.output.as_ref());
    let done = |kind| {
        steps
            .iter()
            .filter(|step| step.key.kind == kind && step.state == StepState::Done)
            .count()
    };
    match agent {
        Agent::Analyst => analysed(outputs.cloned().collect()),
        Agent::Strategist => outputs.find_map(|output| match output {
            StepOutput::Strategy(strategy) => Some(strategised(strategy.clone())),
            _ => None,
        }),
        Agent::Planner => outputs.find_map(|output| match output {
            StepOutput::Plan(plan) => Some(planned(campaign, plan, run, posts)),
            _ => None,
        }),
        Agent::Writer => (!steps.is_empty()).then(|| {
            let wanted = steps
                .iter()
                .filter(|step| step.key.kind == StepKind::Draft)
                .count();
            let written = done(StepKind::Draft);
            view! {
                <p>{text!(run.found.written, written = written, wanted = wanted)}</p>
                <p class="small"><a href="#posts">{text!(posts.title)}</a></p>
            }
            .into_any()
        }),
        Agent::Checker => checked(run, done(StepKind::Check)),
        Agent::Reader => read(outputs),
        Agent::ArtDirector => {
            let (made, filmed) = (done(StepKind::Image), done(StepKind::Video));
            let pictured =
                (made > 0).then(|| view! { <p>{text!(run.found.pictured, count = made)}</p> });
            let filmed =
                (filmed > 0).then(|| view! { <p>{text!(run.found.filmed, count = filmed)}</p> });
            (pictured.is_some() || filmed.is_some())
                .then(|| view! { {pictured} {filmed} }.into_any())
        }
        Agent::Editor => (!run.revisions.is_empty()).then(|| {
            let revisions = run.revisions.clone();
            view! { <Revisions campaign revisions /> }.into_any()
        }),
    }
}

fn analysed(outputs: Vec<StepOutput>) -> Option<AnyView> {
    let (mut page, mut analysis) = (None, None);
    for output in outputs {
        match output {
            StepOutput::Page(PageRead {
                page: Some(read), ..
            }) => page = Some(read.title),
            StepOutput::Analysis(found) => analysis = Some(found),
            _ => {}
        }
    }
    if page.is_none() && analysis.is_none() {
        return None;
    }
    let page = page.map(|title| view! { <p dir="auto">{text!(run.found.page, title = title)}</p> });
    let analysis = analysis.map(|analysis| view! { <Facts analysis /> });
    Some(view! { {page} {analysis} }.into_any())
}

#[component]
fn Facts(analysis: Analysis) -> AnyView {
    let Analysis {
        subject,
        facts,
        open_questions,
        ..
    } = analysis;
    let count = facts.len();
    let facts: Vec<_> = facts
        .into_iter()
        .map(|fact| view! { <li dir="auto">{fact.text}</li> })
        .collect();
    let open = !open_questions.is_empty();
    let questions: Vec<_> = open_questions
        .into_iter()
        .map(|question| view! { <li dir="auto">{question}</li> })
        .collect();
    view! {
        <p dir="auto"><strong>{subject}</strong></p>
        <Details summary=text!(run.found.facts, count = count)><ul>{facts}</ul></Details>
        {open.then(|| view! { <p class="small muted">{text!(run.open_questions)}</p><ul class="small">{questions}</ul> })}
    }
    .into_any()
}

fn strategised(strategy: Strategy) -> AnyView {
    view! {
        <p dir="auto"><strong>{text!(run.insight)}</strong> " " {strategy.audience_insight}</p>
        <p dir="auto"><strong>{text!(run.positioning)}</strong> " " {strategy.positioning}</p>
        <p class="small"><a href="#concepts">{text!(run.found.concepts)}</a></p>
    }
    .into_any()
}

fn planned(campaign: CampaignId, plan: &Plan, run: &RunView, posts: &[PostSummary]) -> AnyView {
    let mut channels: Vec<_> = plan.slots.iter().map(|slot| slot.channel).collect();
    channels.sort_unstable();
    channels.dedup();
    let day = |slot: Option<&Slot>| slot.map(|slot| labels::day(slot.publish_on));
    let says = text!(
        run.found.slots,
        count = plan.slots.len(),
        channels = labels::channel_names(&channels),
        first = day(plan.slots.first()).unwrap_or_default(),
        last = day(plan.slots.last()).unwrap_or_default()
    );
    view! {
        <p>{says}</p>
        {slots(campaign, plan, run, posts)}
    }
    .into_any()
}

/// How many readings there were, and how much was found.
fn read<'a>(outputs: impl Iterator<Item = &'a StepOutput>) -> Option<AnyView> {
    let remarks: Vec<usize> = outputs
        .filter_map(|output| match output {
            StepOutput::Reading(reading) => Some(reading.findings.len()),
            _ => None,
        })
        .collect();
    let (count, remarks) = (remarks.len(), remarks.iter().sum::<usize>());
    (count > 0).then(|| {
        view! { <p>{text!(run.found.read, count = count, remarks = remarks)}</p> }.into_any()
    })
}

/// How many posts were checked, and how many of them had nothing to mend.
fn checked(run: &RunView, checks: usize) -> Option<AnyView> {
    let first = run.steps.iter().filter(|step| {
        step.key.kind == StepKind::Check && step.key.round == 1 && is_current(run, step)
    });
    let outputs: Vec<_> = first.filter_map(|step| step.output.as_ref()).collect();
    let fine = outputs
        .iter()
        .filter(|output| matches!(output, StepOutput::Findings(found) if found.is_empty()))
        .count();
    (checks > 0).then(|| {
        view! { <p>{text!(run.found.checked, count = outputs.len(), fine = fine)}</p> }.into_any()
    })
}
