use std::sync::Arc;

use agents::{check, perform, request};
use domain::{
    brief::{BriefDraft, SAMPLES},
    channel::{ChannelKind, Severity},
    run::{Analysis, StepOutput, Strategy},
};
use providers::{Call, Cause, Gateway, Provider, RetryPolicy, Task, built_in::BuiltIn};

use crate::{content_of, plan_of, write};

fn gateway() -> Gateway {
    Gateway::new(vec![Arc::new(BuiltIn)], RetryPolicy::default())
}

async fn output(task: Task) -> StepOutput {
    let performed = perform(&gateway(), request(task, None, 3), &Call::default(), &())
        .await
        .unwrap();
    assert_eq!(
        (performed.provider.as_str(), performed.cost),
        ("built-in", Some(domain::usage::Cost(0)))
    );
    performed.output
}

async fn thinking(draft: &BriefDraft) -> (Analysis, Strategy) {
    let brief = draft.parse().unwrap();
    let StepOutput::Analysis(analysis) = output(Task::Analyse { brief, page: None }).await else {
        panic!("no analysis")
    };
    let task = Task::Strategise {
        brief: draft.parse().unwrap(),
        analysis: analysis.clone(),
    };
    let StepOutput::Strategy(strategy) = output(task).await else {
        panic!("no strategy")
    };
    (analysis, strategy)
}

#[tokio::test]
async fn every_sample_brief_becomes_posts_without_blockers_on_every_channel() {
    for sample in SAMPLES {
        let draft = sample.draft("2026-11-23".parse().unwrap());
        let draft = BriefDraft {
            channels: ChannelKind::ALL.map(|kind| kind.slug().to_owned()).to_vec(),
            post_count: "14".into(),
            ..draft
        };
        let brief = draft.parse().unwrap();
        let (analysis, strategy) = thinking(&draft).await;
        let task = Task::Plan {
            brief: brief.clone(),
            analysis: analysis.clone(),
            strategy: strategy.clone(),
            concept: 0,
        };
        for slot in plan_of(&output(task).await).slots {
            let channel = slot.channel;
            let task = write(
                brief.clone(),
                analysis.clone(),
                strategy.clone(),
                slot,
                brief.post_count,
            );
            let answered = BuiltIn
                .answer("", &request(task.clone(), None, 3), &Call::default())
                .await
                .unwrap();
            let content = content_of(&output(task).await);
            assert_eq!(
                serde_json::to_value(&content).unwrap(),
                answered.json,
                "{channel}: there is nothing to mend"
            );
            let blockers: Vec<_> = check(channel, &content, &brief, None)
                .into_iter()
                .filter(|finding| finding.severity == Severity::Blocker)
                .collect();
            assert!(
                blockers.is_empty(),
                "{} on {channel}: {blockers:#?}",
                sample.slug
            );
        }
    }
}

#[tokio::test]
async fn another_language_is_refused_in_a_sentence_and_not_tried_again() {
    let draft = BriefDraft {
        language: "fr".into(),
        ..SAMPLES[0].draft("2026-11-23".parse().unwrap())
    };
    let task = Task::Analyse {
        brief: draft.parse().unwrap(),
        page: None,
    };
    let error = perform(&gateway(), request(task, None, 3), &Call::default(), &())
        .await
        .unwrap_err();
    assert_eq!(
        (error.cause, error.retryable),
        (Cause::UnsupportedLanguage, false)
    );
}
