//! The concepts side by side, and going on from another.

use domain::{
    ids::CampaignId,
    run::{Concept, Persona, StepOutput, Strategy},
    views::RunView,
};
use leptos::prelude::*;

use crate::{
    components::{Badge, Form, FormState, Submit, Tone, labels},
    text::text,
};

/// The strategy and its concepts, once they stand.
#[component]
pub fn Concepts(
    /// The campaign.
    campaign: CampaignId,
    /// Its run.
    run: RunView,
) -> AnyView {
    let strategy = run.steps.iter().find_map(|step| match &step.output {
        Some(StepOutput::Strategy(strategy)) => Some(strategy.clone()),
        _ => None,
    });
    strategy.map(|Strategy { concepts, recommended, audience_insight, personas, .. }| {
        let cards: Vec<_> = concepts
            .into_iter()
            .enumerate()
            .map(|(index, concept)| {
                view! { <ConceptCard campaign index concept chosen=run.concept == Some(index) recommended=index == recommended /> }
            })
            .collect();
        view! {
            <section id="concepts">
                <div class="section-head"><h2>{text!(concept.title)}</h2></div>
                <p dir="auto"><strong>{text!(run.insight)}</strong> " " {audience_insight}</p>
                <Personas personas />
                <p class="muted small">{text!(concept.about)}</p>
                <ul role="list" class="concepts">{cards}</ul>
            </section>
        }
    })
    .into_any()
}

/// Whom the campaign speaks to, side by side.
#[component]
fn Personas(personas: Vec<Persona>) -> AnyView {
    if personas.is_empty() {
        return ().into_any();
    }
    let cards: Vec<_> = personas
        .into_iter()
        .map(|persona| {
            view! {
                <li>
                    <h4 dir="auto">{persona.who}</h4>
                    <Row name=text!(concept.wants) text=persona.wants />
                    <Row name=text!(concept.doubts) text=persona.doubts />
                    <Row name=text!(concept.convinced_by) text=persona.convinced_by />
                </li>
            }
        })
        .collect();
    view! {
        <h3>{text!(concept.personas)}</h3>
        <ul role="list" class="personas">{cards}</ul>
    }
    .into_any()
}

/// A concept with the same rows in the same order as its neighbours, so that eyes compare across.
#[component]
fn ConceptCard(
    campaign: CampaignId,
    index: usize,
    concept: Concept,
    chosen: bool,
    recommended: bool,
) -> AnyView {
    let sample = Some(concept.sample).filter(|line| !line.is_empty());
    view! {
        <li class="card concept" data-chosen=chosen.then_some("")>
            <div class="card-head">
                <h3 dir="auto">{concept.name.clone()}</h3>
                <div class="badges">
                    {chosen.then(|| view! { <Badge label=text!(concept.chosen) tone=Tone::Accent pictured=true /> })}
                    {recommended.then(|| view! { <Badge label=text!(concept.recommended) /> })}
                </div>
            </div>
            <Row name=text!(concept.promise) text=concept.promise />
            <div>
                {sample.map(|line| view! {
                    <p class="small muted">{text!(concept.sample)}</p>
                    <blockquote dir="auto">{line}</blockquote>
                })}
            </div>
            <Row name=text!(concept.idea) text=concept.idea />
            <Row name=text!(concept.rationale) text=concept.rationale />
            <Row name=text!(concept.risk) text=concept.risk />
            <Row name=text!(concept.framework) text=labels::framework(concept.framework).to_owned() />
            <div>{(!chosen).then(|| view! { <Choose campaign index name=concept.name /> })}</div>
        </li>
    }
    .into_any()
}

/// A row of the comparison; strategies from before it was asked for leave it empty.
#[component]
fn Row(name: &'static str, text: String) -> AnyView {
    let said = (!text.is_empty()).then(|| {
        view! { <p class="small muted">{name}</p><p dir="auto">{text}</p> }
    });
    view! { <div>{said}</div> }.into_any()
}

#[component]
fn Choose(campaign: CampaignId, index: usize, name: String) -> AnyView {
    let form = FormState::new("/api/ui/choose-concept");
    view! {
        <Form state=form>
            <input type="hidden" name="campaign" value=campaign.to_string() />
            <input type="hidden" name="concept" value=index.to_string() />
            <div class="actions">
                <Submit label=text!(concept.choose) size="small" describes=text!(concept.choose_named, name = name) />
            </div>
        </Form>
    }
    .into_any()
}
