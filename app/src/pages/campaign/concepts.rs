//! The concepts side by side, and going on from another.

use domain::{
    ids::CampaignId,
    run::{Concept, StepOutput, Strategy},
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
    strategy.map(|Strategy { concepts, recommended, .. }| {
        let cards: Vec<_> = concepts
            .into_iter()
            .enumerate()
            .map(|(index, concept)| {
                view! { <ConceptCard campaign index concept chosen=run.concept == Some(index) recommended=index == recommended /> }
            })
            .collect();
        view! {
            <section>
                <div class="section-head"><h2>{text!(concept.title)}</h2></div>
                <ul role="list" class="grid concepts">{cards}</ul>
            </section>
        }
    })
    .into_any()
}

#[component]
fn ConceptCard(
    campaign: CampaignId,
    index: usize,
    concept: Concept,
    chosen: bool,
    recommended: bool,
) -> AnyView {
    view! {
        <li class="card concept" data-chosen=chosen.then_some("")>
            <div class="card-head">
                <h3 dir="auto">{concept.name.clone()}</h3>
                <div class="badges">
                    {chosen.then(|| view! { <Badge label=text!(concept.chosen) tone=Tone::Accent /> })}
                    {recommended.then(|| view! { <Badge label=text!(concept.recommended) /> })}
                </div>
            </div>
            <p dir="auto">{concept.idea}</p>
            <dl class="facts small">
                <dt>{text!(concept.rationale)}</dt>
                <dd dir="auto">{concept.rationale}</dd>
                <dt>{text!(concept.risk)}</dt>
                <dd dir="auto">{concept.risk}</dd>
                <dt>{text!(concept.framework)}</dt>
                <dd>{labels::framework(concept.framework)}</dd>
            </dl>
            {(!chosen).then(|| view! { <Choose campaign index name=concept.name /> })}
        </li>
    }
    .into_any()
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
