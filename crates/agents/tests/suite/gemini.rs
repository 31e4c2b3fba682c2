use std::{sync::Arc, time::Duration};

use agents::{perform, request};
use domain::{run::StepOutput, spending::TaskKind};
use providers::{
    Call, Courier, Gateway, RetryPolicy, Task,
    gemini::{Gemini, GeminiConfig},
};
use testkit::gemini::{Behaviour, GeminiSimulator};

use crate::{analyse, any_post, brief, content_of, plan_of, write};

fn gateway(simulator: &GeminiSimulator, attempts: u32) -> Gateway {
    // A second test of the same process finds it installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = GeminiConfig {
        base_url: simulator.base_url(),
        ..GeminiConfig::new("key".to_owned().into())
    };
    let policy = RetryPolicy {
        attempts,
        base: Duration::ZERO,
        max: Duration::ZERO,
        ..RetryPolicy::default()
    };
    Gateway::new(
        vec![Arc::new(
            Gemini::new(&config, Courier::within().unwrap()).unwrap(),
        )],
        policy,
    )
}

async fn output(gateway: &Gateway, task: Task) -> StepOutput {
    let kind = task.kind();
    perform(gateway, request(task, None, 1), &Call::default(), &())
        .await
        .unwrap_or_else(|error| panic!("{kind:?}: {error}"))
        .output
}

/// Asks for everything that a campaign is made of.
pub async fn work_through(gateway: &Gateway) {
    let StepOutput::Analysis(analysis) = output(gateway, analyse()).await else {
        panic!("no analysis")
    };
    let StepOutput::Strategy(strategy) = output(
        gateway,
        Task::Strategise {
            brief: brief(),
            analysis: analysis.clone(),
        },
    )
    .await
    else {
        panic!("no strategy")
    };
    assert_eq!(strategy.concepts.len(), 3);
    let task = Task::Plan {
        brief: brief(),
        analysis: analysis.clone(),
        strategy: strategy.clone(),
        concept: 0,
    };
    let plan = plan_of(&output(gateway, task).await);
    assert_eq!(plan.slots.len(), usize::from(brief().post_count));
    for slot in plan.slots {
        let task = write(
            brief(),
            analysis.clone(),
            strategy.clone(),
            slot,
            brief().post_count,
        );
        assert!(!content_of(&output(gateway, task).await).body.is_empty());
    }
}

#[tokio::test]
async fn a_campaign_is_worked_through_by_gemini_though_every_third_call_fails() {
    let failures = Behaviour::passing_failures();
    let simulator = GeminiSimulator::setup()
        .behaving(move |number, _| {
            if number % 3 == 1 {
                failures[number / 3 % failures.len()].clone()
            } else {
                Behaviour::Answer
            }
        })
        .start()
        .await
        .unwrap();
    let gateway = gateway(&simulator, 5);
    work_through(&gateway).await;
    assert_eq!(simulator.paid_twice(), 0);
}

#[tokio::test]
async fn half_a_json_text_is_asked_for_again() {
    let simulator = GeminiSimulator::setup().start().await.unwrap();
    for failure in [
        Behaviour::HalfJson,
        Behaviour::MaxTokens,
        Behaviour::Text("[]".into()),
    ] {
        simulator.script([failure]);
        assert!(
            !content_of(&output(&gateway(&simulator, 1), any_post()).await)
                .body
                .is_empty()
        );
    }
    let calls = simulator.calls();
    assert_eq!(calls.len(), 6);
    assert!(
        calls[1].user.contains("not one JSON object")
            && calls[3].user.contains("longer than it may be")
    );
    assert_eq!(
        calls[3].max_output_tokens,
        calls[2].max_output_tokens.map(|tokens| tokens * 2)
    );
}

#[tokio::test]
async fn every_way_to_fail_for_good_reads_as_a_sentence_with_a_next_step() {
    let simulator = GeminiSimulator::setup().start().await.unwrap();
    for failure in Behaviour::failures() {
        simulator.script(vec![failure.clone(); 2]);
        let gateway = gateway(&simulator, 1);
        let error = perform(
            &gateway,
            request(any_post(), None, 1),
            &Call::default(),
            &(),
        )
        .await
        .unwrap_err();
        assert!(
            error.message.ends_with('.') && error.message.matches(". ").count() >= 1,
            "{failure:?}: {error}"
        );
        // What was scripted for attempts that were not made must not reach the next failure.
        simulator.unscript();
    }
}

#[test]
fn the_schema_of_a_post_names_only_what_its_channel_has() {
    let task = any_post();
    assert_eq!(task.kind(), TaskKind::Write);
    let schema = agents::schema(&task);
    let fields: Vec<_> = schema["properties"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert!(
        fields.contains(&"body".to_owned())
            && !fields.contains(&"title".to_owned())
            && !fields.contains(&"link".to_owned()),
        "{fields:?}"
    );
    assert_eq!(schema["additionalProperties"], false);
}
