//! Agents at work through the gateway: with a provider that answers by script, and with the
//! vendors' simulators.
#![cfg(test)]

mod built_in;
mod gemini;
mod injections;
mod perform;
mod vendors;

use domain::{
    brief::{Brief, SAMPLES},
    channel::ChannelKind,
    post::PostContent,
    run::{Analysis, Plan, Slot, StepOutput, Strategy},
};
use providers::{Task, WritingContext};

fn brief() -> Brief {
    SAMPLES[0]
        .draft("2026-11-23".parse().unwrap())
        .parse()
        .unwrap()
}

fn analyse() -> Task {
    Task::Analyse {
        brief: brief(),
        page: None,
    }
}

fn write(brief: Brief, analysis: Analysis, strategy: Strategy, slot: Slot, slots: u16) -> Task {
    Task::Write {
        context: Box::new(WritingContext {
            brand: "Oven".into(),
            voice: None,
            brief,
            analysis,
            strategy,
            concept: 0,
            slot,
            slots,
            link: None,
            page: None,
        }),
    }
}

fn plan_of(output: &StepOutput) -> Plan {
    match output {
        StepOutput::Plan(plan) => plan.clone(),
        other => panic!("no plan: {other:?}"),
    }
}

fn content_of(output: &StepOutput) -> PostContent {
    match output {
        StepOutput::Content(content) => content.clone(),
        other => panic!("no content: {other:?}"),
    }
}

fn any_post() -> Task {
    let slot = Slot {
        number: 1,
        channel: ChannelKind::LinkedIn,
        format: ChannelKind::LinkedIn.spec().formats[0],
        publish_on: brief().starts_on,
        angle: "Seven o'clock".into(),
    };
    let strategy = Strategy {
        audience_insight: String::new(),
        positioning: String::new(),
        personas: Vec::new(),
        concepts: Vec::new(),
        recommended: 0,
    };
    write(brief(), Analysis::default(), strategy, slot, 1)
}
