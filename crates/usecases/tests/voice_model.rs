//! What a model says of a voice counts only where it quotes what is there.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

use std::sync::Arc;

use domain::{
    problem::{Code, Problem},
    spending::CallFilter,
    usage::{Cost, Tokens},
    voice::{RuleDraft, RuleSource, SampleKind},
};
use providers::{Answer, Call, Provider, ProviderError, Request, Task};
use serde_json::json;
use testkit::{
    db::TestDb,
    world::{Person, World},
};
use usecases::{
    Error, Settings, spending,
    voice::{self, Brought},
};

/// A model that quotes once truly and once not.
#[derive(Debug)]
struct Quoting;

#[async_trait::async_trait]
impl Provider for Quoting {
    fn name(&self) -> &'static str {
        "openai"
    }

    fn model(&self) -> &'static str {
        "gpt-5.5"
    }

    async fn answer(
        &self,
        model: &str,
        request: &Request,
        _: &Call,
    ) -> Result<Answer, ProviderError> {
        let json = match &request.task {
            Task::ReadVoice { samples } => {
                assert!(
                    request.prompt.user.contains(&samples[0].text),
                    "the samples are told"
                );
                assert!(
                    request.prompt.user.contains("<<<data sample "),
                    "as material"
                );
                let rule = |text: &str, quote: &str| json!({ "kind": "trait", "text": text, "confidence": 80, "quotes": [quote] });
                json!({ "rules": [rule("Unhurried.", "Nobody is in a hurry here."), rule("Loud.", "HURRY UP!")] })
            }
            Task::JudgeVoice { text, .. } => {
                let quote = text.split('.').next().unwrap_or_default();
                let verdict = |quote: &str| json!({ "rule": "trait:unhurried.", "kept": false, "quote": quote, "remark": "It pushes." });
                json!({ "rules": [verdict("not there"), verdict(quote)] })
            }
            other => panic!("{other:?}"),
        };
        Ok(Answer {
            calls: Vec::new(),
            json,
            provider: self.name().into(),
            model: model.into(),
            tokens: Tokens::default(),
            cost: Some(Cost(7)),
        })
    }
}

async fn world(provider: Arc<dyn Provider>) -> (World, Person) {
    let world = World::with_provider(TestDb::sqlite().await, Settings::default(), provider);
    let owner = world.owner().await;
    let text = Brought::Text("The oven is on. Nobody is in a hurry here.".into());
    voice::add_samples(&world.services, &owner.actor, text, SampleKind::Example, "")
        .await
        .unwrap();
    (world, owner)
}

fn problem<T: std::fmt::Debug>(result: usecases::Result<T>) -> Problem {
    match result.unwrap_err() {
        Error::Refused(problem) => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn rules_without_a_real_quotation_are_dropped_and_counted() {
    let (world, owner) = world(Arc::new(Quoting)).await;
    let (services, actor) = (&world.services, &owner.actor);
    assert!(voice::desk(services, actor).await.unwrap().model);
    voice::read_samples(services, actor).await.unwrap();
    let voice = voice::desk(services, actor)
        .await
        .unwrap()
        .draft
        .unwrap()
        .voice;
    assert_eq!((voice.reading.proposed, voice.reading.dropped), (2, 1));
    assert_eq!(voice.reading.model, "gpt-5.5");
    let rule = voice.rule("trait:unhurried.").unwrap();
    assert_eq!((rule.source, rule.confidence), (RuleSource::Model, 80));
    assert!(voice.rule("trait:loud.").is_none());
    let sums = spending::activity(services, actor, &CallFilter::default())
        .await
        .unwrap();
    assert_eq!(
        sums.tasks[0].name, "read_voice",
        "the call is in the ledger"
    );
}

#[tokio::test]
async fn a_judged_text_has_verdicts_with_words_of_its_own() {
    let (world, owner) = world(Arc::new(Quoting)).await;
    let (services, actor) = (&world.services, &owner.actor);
    let nothing = problem(voice::judge_text(services, actor, "Buy now. Go.").await);
    assert!(nothing.detail.contains("nothing to judge"), "{nothing:?}");
    voice::read_samples(services, actor).await.unwrap();
    voice::judge_text(services, actor, "Buy now. Go.")
        .await
        .unwrap();
    let tried = voice::trial(services, actor).await.unwrap().unwrap();
    let judged = tried.judged.unwrap();
    assert_eq!((judged.points, judged.dropped), (Some(0), 1));
    let span = judged.rules[0].span;
    assert_eq!(&tried.text[span.start..span.end], "Buy now");
}

#[tokio::test]
async fn without_a_model_it_is_said_so_and_the_text_is_still_scored() {
    let (world, owner) = world(Arc::new(providers::built_in::BuiltIn)).await;
    let (services, actor) = (&world.services, &owner.actor);
    assert!(!voice::desk(services, actor).await.unwrap().model);
    for refused in [
        problem(voice::read_samples(services, actor).await),
        problem(voice::judge_text(services, actor, "Buy now.").await),
    ] {
        assert_eq!(refused.code, Code::WrongState);
        assert!(refused.detail.contains("No model is set up"), "{refused:?}");
    }
    let ban = RuleDraft {
        kind: "ban".into(),
        term: "buy".into(),
        ..RuleDraft::default()
    };
    voice::write_rule(services, actor, None, &ban)
        .await
        .unwrap();
    let tried = voice::trial(services, actor).await.unwrap().unwrap();
    assert_eq!((tried.judged, tried.score.fits), (None, Some(false)));
}
