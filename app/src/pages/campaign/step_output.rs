//! What a step left behind, as people read it.

use domain::{
    channel::Finding,
    picture::MadeImage,
    post::{ContentField, PostContent},
    run::{Analysis, Concept, PageRead, Plan, StepOutput, Strategy},
    video::MadeVideo,
};
use leptos::prelude::*;

use crate::{
    components::labels,
    pages::{film::Board, images::Brief},
    text::text,
};

/// A step's output in words.
#[component]
pub fn Output(
    /// The output.
    output: StepOutput,
) -> AnyView {
    match output {
        StepOutput::Page(read) => page(read),
        StepOutput::Analysis(analysis) => analysed(analysis),
        StepOutput::Strategy(strategy) => strategised(strategy),
        StepOutput::Plan(plan) => planned(plan),
        StepOutput::Content(content) => written(&content),
        StepOutput::Findings(findings) => found(findings),
        StepOutput::Reading(reading) => found(reading.findings),
        StepOutput::ImageBrief(brief) => view! { <Brief brief /> }.into_any(),
        StepOutput::Image(made) => drawn(&made),
        StepOutput::Storyboard(storyboard) => view! { <Board storyboard /> }.into_any(),
        StepOutput::Video(made) => filmed(&made),
    }
}

fn page(read: PageRead) -> AnyView {
    let why = read.unavailable.map(|why| view! { <p>{why}</p> });
    let page = read.page.map(|page| {
        view! {
            <p dir="auto"><strong>{page.title}</strong></p>
            <p dir="auto">{page.description}</p>
            <p class="pre small material" dir="auto">{page.main_text}</p>
        }
    });
    view! { {why} {page} }.into_any()
}

fn analysed(analysis: Analysis) -> AnyView {
    let list = |texts: Vec<String>| -> Vec<AnyView> {
        texts
            .into_iter()
            .map(|text| view! { <li dir="auto">{text}</li> }.into_any())
            .collect()
    };
    let facts = list(analysis.facts.into_iter().map(|fact| fact.text).collect());
    let open = !analysis.open_questions.is_empty();
    let questions = list(analysis.open_questions);
    view! {
        <p dir="auto"><strong>{analysis.subject}</strong></p>
        <ul>{facts}</ul>
        {open.then(|| view! { <p><strong>{text!(run.open_questions)}</strong></p><ul>{questions}</ul> })}
    }
    .into_any()
}

fn strategised(strategy: Strategy) -> AnyView {
    let concepts: Vec<_> = strategy
        .concepts
        .into_iter()
        .map(|Concept { name, idea, .. }| {
            view! { <li dir="auto"><strong>{name}</strong> " " {idea}</li> }
        })
        .collect();
    view! {
        <p dir="auto"><strong>{text!(run.insight)}</strong> " " {strategy.audience_insight}</p>
        <p dir="auto"><strong>{text!(run.positioning)}</strong> " " {strategy.positioning}</p>
        <ol>{concepts}</ol>
    }
    .into_any()
}

fn planned(plan: Plan) -> AnyView {
    let rows: Vec<_> = plan
        .slots
        .into_iter()
        .map(|slot| {
            let line = format!(
                "{} · {} · {}",
                labels::day(slot.publish_on),
                slot.channel.name(),
                slot.format.name()
            );
            view! { <li><span class="muted numbers">{line}</span> " " <span dir="auto">{slot.angle}</span></li> }
        })
        .collect();
    view! { <ol>{rows}</ol> }.into_any()
}

fn written(content: &PostContent) -> AnyView {
    ContentField::ALL
        .iter()
        .map(|field| content.get(*field))
        .filter(|text| !text.is_empty())
        .map(|text| view! { <p class="pre" dir="auto">{text}</p> })
        .collect::<Vec<_>>()
        .into_any()
}

/// The picture itself; what it shows, its brief says.
fn drawn(made: &MadeImage) -> AnyView {
    let address = format!("/pictures/photos/{}", made.asset);
    view! { <img class="shown-picture" src=address width=made.width height=made.height alt=text!(picture.title) loading="lazy" decoding="async" /> }
        .into_any()
}

/// The film itself; what it shows, its storyboard says.
fn filmed(made: &MadeVideo) -> AnyView {
    let address = format!("/films/{}/film.mp4", made.asset);
    view! { <video class="shown-picture" controls preload="metadata" src=address width=made.width height=made.height></video> }
        .into_any()
}

fn found(findings: Vec<Finding>) -> AnyView {
    if findings.is_empty() {
        return view! { <p>{text!(run.no_findings)}</p> }.into_any();
    }
    let rows: Vec<_> = findings
        .into_iter()
        .map(|finding| view! { <li>{finding.message}</li> })
        .collect();
    view! { <ul>{rows}</ul> }.into_any()
}
