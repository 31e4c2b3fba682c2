//! Texts as vectors: every embedding model against the simulator of its vendor.

use std::{sync::Arc, time::Duration};

use domain::{
    ids::OrgId,
    spending::{CallState, Choice, Payer, Route, TaskKind},
    usage::Cost,
};
use providers::{
    Account, Call, Cause, EmbedAnswer, EmbedRequest, Gateway, Ledger, Provider, ProviderError,
    RetryPolicy, built_in::BuiltIn,
};
use testkit::simulator::Behaviour;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::rig::{KEY, Rig, every_answering, every_embedding};
use crate::{
    ledger::Memory,
    scripted::{Scripted, shared},
};

const BREAD: &str = "Warm sourdough bread at seven every day";
const AGAIN: &str = "Warm sourdough bread at eight every day";
const CLOUDS: &str = "Quarterly cloud revenue grew by one fifth";

/// As many of the texts as the provider takes at once.
fn request(provider: &dyn Provider) -> EmbedRequest {
    let embedder = provider.embeddings().unwrap();
    let texts = [BREAD, AGAIN, CLOUDS].map(str::to_owned);
    EmbedRequest {
        texts: texts
            .into_iter()
            .take(embedder.batch(embedder.model()))
            .collect(),
        language: "en".parse().ok(),
    }
}

fn account() -> Account {
    Account {
        day: Some("2026-12-01".parse().unwrap()),
        ..Account::default()
    }
}

fn call() -> Call {
    Call {
        account: Arc::new(account()),
        ..Call::default()
    }
}

async fn embed(provider: &dyn Provider) -> Result<EmbedAnswer, ProviderError> {
    let embedder = provider.embeddings().unwrap();
    let request = request(provider);
    embedder.embed(embedder.model(), &request, &call()).await
}

/// The texts of the last call, as they went out.
fn sent(rig: &Rig) -> Vec<String> {
    let asked = rig.simulator.calls().pop().unwrap();
    asked.embedded.unwrap().texts
}

#[tokio::test]
async fn every_text_has_its_vector_and_texts_that_say_the_same_are_near() {
    for rig in every_embedding().await {
        let (provider, name) = (rig.provider.as_ref(), rig.name);
        let (answer, texts) = (embed(provider).await.unwrap(), request(provider).texts);
        let told = sent(&rig);
        assert_eq!(told.len(), texts.len(), "{name}");
        for (told, text) in told.iter().zip(&texts) {
            // Google's later models are told in words what the vectors are for.
            assert!(told.ends_with(text), "{name}: {told}");
            let instructed = rig.embedding == "gemini-embedding-2";
            let begins = told.starts_with("task: sentence similarity | query: ");
            assert_eq!(begins, instructed, "{name}");
        }
        assert_eq!(answer.vectors.len(), texts.len(), "{name}");
        if let [bread, again, clouds] = answer.vectors.as_slice() {
            let near = bread.similarity(again).unwrap();
            let far = bread.similarity(clouds).unwrap();
            assert!(near > 0.7 && far < 0.5, "{name}: {near} {far}");
        }
        let by = (answer.provider.as_str(), answer.model.as_str());
        assert_eq!(by, (rig.provider.name(), rig.embedding), "{name}");
    }
}

#[tokio::test]
async fn what_the_vendor_counted_is_billed_and_what_it_did_not_is_unknown() {
    for rig in every_embedding().await {
        let (provider, name) = (rig.provider.as_ref(), rig.name);
        let embedder = provider.embeddings().unwrap();
        let answer = embed(provider).await.unwrap();
        let bytes = request(provider).texts.iter().map(String::len).sum();
        let most = embedder.most(rig.embedding, bytes);
        assert!(
            answer.tokens.input > 0 && answer.tokens.input <= most.input,
            "{name}"
        );
        assert_eq!(answer.tokens.output, 0, "{name}");
        let priced = rig.embedding != "nomic-embed-text";
        assert_eq!(
            answer.cost.is_some_and(|cost| cost > Cost(0)),
            priced,
            "{name}"
        );
    }
    let gemini = every_embedding().await.remove(0);
    let uncounted = "gemini-embedding-001";
    let (provider, request) = (gemini.provider.as_ref(), request(gemini.provider.as_ref()));
    let embedder = provider.embeddings().unwrap();
    let answer = embedder.embed(uncounted, &request, &call()).await.unwrap();
    assert_eq!((answer.tokens.input, answer.cost), (0, None));
}

#[tokio::test]
async fn vectors_that_are_too_few_too_many_or_none_are_refused() {
    for rig in every_embedding().await {
        for told in [
            "[]",
            "[[1,0],[0,1],[1,1],[2,1]]",
            "[[0,0],[0,0],[0,0]]",
            "[[1,0],[1,0,0],[1,0]]",
            "no vectors",
        ] {
            // One text alone can neither have several dimensions nor, from a method for one, more.
            if request(rig.provider.as_ref()).texts.len() == 1 && told.starts_with("[[1") {
                continue;
            }
            rig.simulator.script([Behaviour::Text(told.into())]);
            let error = embed(rig.provider.as_ref()).await.unwrap_err();
            assert_eq!(error.cause, Cause::MalformedAnswer, "{} {told}", rig.name);
        }
    }
}

#[tokio::test]
async fn every_way_to_refuse_has_its_cause_and_says_what_to_change() {
    for rig in every_embedding().await {
        for (behaviour, cause) in [
            (Behaviour::PerMinute(Some("2s")), Cause::RateLimited),
            (Behaviour::Overloaded(None), Cause::Overloaded),
            (Behaviour::BadKey, Cause::InvalidKey),
            (Behaviour::UnknownModel, Cause::UnknownModel),
            (Behaviour::Cut, Cause::Cut),
            (Behaviour::HalfJson, Cause::MalformedAnswer),
        ] {
            let label = format!("{} {behaviour:?}", rig.name);
            rig.simulator.script([behaviour]);
            let error = embed(rig.provider.as_ref()).await.unwrap_err();
            assert_eq!(error.cause, cause, "{label}: {error:?}");
            assert!(error.message.ends_with('.'), "{label}: {}", error.message);
            if cause == Cause::UnknownModel {
                assert!(
                    error.message.contains("embedding model"),
                    "{label}: {error}"
                );
            }
            assert!(!format!("{error:?}").contains(KEY), "{label}");
        }
    }
}

#[tokio::test]
async fn a_text_that_a_filter_holds_back_is_said_to_be_one() {
    let rigs = every_embedding().await.into_iter();
    for rig in rigs.filter(|rig| rig.provider.name() == "azure-openai") {
        rig.simulator.script([Behaviour::PromptBlocked]);
        let error = embed(rig.provider.as_ref()).await.unwrap_err();
        assert_eq!(error.cause, Cause::Blocked);
        assert!(
            error.message.contains("not compared with others"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_failure_that_passes_is_tried_again_and_vectors_are_paid_once() {
    for rig in every_embedding().await {
        rig.simulator.script([Behaviour::Overloaded(None)]);
        let policy = RetryPolicy {
            base: Duration::from_millis(1),
            ..RetryPolicy::default()
        };
        let request = request(rig.provider.as_ref());
        let gateway = Gateway::new(vec![rig.provider], policy);
        let (_, most) = gateway.embed_offer(&request, &account()).unwrap();
        let answer = gateway.embed(&request, &call()).await.unwrap();
        assert!(answer.cost <= most, "{}", rig.name);
        assert_eq!(rig.simulator.paid_twice(), 0, "{}", rig.name);
        assert_eq!(rig.simulator.calls().len(), 2, "{}", rig.name);
    }
}

#[tokio::test]
async fn cancelling_hangs_up() {
    for rig in every_embedding().await {
        rig.simulator.script([Behaviour::Silence]);
        let request = request(rig.provider.as_ref());
        let gateway = Gateway::new(vec![rig.provider], RetryPolicy::default());
        let call = Call {
            cancel: CancellationToken::new(),
            ..call()
        };
        let cancel = call.cancel.clone();
        let asking = tokio::spawn(async move { gateway.embed(&request, &call).await });
        while rig.simulator.calls().is_empty() {
            tokio::task::yield_now().await;
        }
        cancel.cancel();
        let error = asking.await.unwrap().unwrap_err();
        assert_eq!(error.cause, Cause::Cancelled, "{}", rig.name);
        rig.simulator.hung_up(1).await;
    }
}

#[tokio::test]
async fn each_call_has_a_line_in_the_ledger_with_the_most_that_it_may_cost() {
    let rigs = every_embedding().await.into_iter();
    let openai = rigs.into_iter().find(|rig| rig.name == "OpenAI").unwrap();
    let request = request(openai.provider.as_ref());
    let ledger = Arc::new(Memory::default());
    let gateway = Gateway::new(vec![openai.provider], RetryPolicy::default())
        .with_ledger(Arc::clone(&ledger) as Arc<dyn Ledger>);
    let payer = Payer {
        org: OrgId(Uuid::nil()),
        brand: None,
        campaign: None,
        person: None,
        step: None,
    };
    let account = Account::of(payer, "2026-12-01".parse().unwrap());
    let (_, most) = gateway.embed_offer(&request, &account).unwrap();
    let call = Call {
        account: Arc::new(account),
        ..Call::default()
    };
    gateway.embed(&request, &call).await.unwrap();
    let opened = ledger.opened();
    let lines: Vec<_> = opened
        .iter()
        .map(|line| (line.task, line.model.as_str(), line.most))
        .collect();
    assert_eq!(lines, [(TaskKind::Embed, "text-embedding-3-small", most)]);
    assert!(most.is_some_and(|most| most > Cost(0)), "{most:?}");
    assert_eq!(ledger.states(), [CallState::Answered]);
}

#[tokio::test]
async fn so_many_texts_go_at_once_as_every_model_of_the_route_takes() {
    let rigs = every_embedding().await.into_iter();
    let behind: Vec<_> = rigs.map(|rig| rig.provider).collect();
    let gateway = Gateway::new(behind, RetryPolicy::default());
    assert_eq!(
        gateway.embed_batch(None, &account()).unwrap(),
        1,
        "Vertex AI"
    );
    let account = Account {
        route: Route::of(vec![Choice::of("openai", None), Choice::of("gemini", None)]),
        ..account()
    };
    assert_eq!(gateway.embed_batch(None, &account).unwrap(), 100, "Gemini");
    let request = EmbedRequest {
        texts: vec![BREAD.into(); 101],
        language: None,
    };
    let (asked, _) = gateway.embed_offer(&request, &account).unwrap();
    assert_eq!(asked.provider, "openai", "Gemini does not take so many");
}

#[tokio::test]
async fn where_no_model_compares_texts_the_program_does_by_their_words() {
    let ([writer], mut behind) = shared([Scripted::named("first")]);
    behind.push(Arc::new(BuiltIn));
    let gateway = Gateway::new(behind, RetryPolicy::default());
    let request = request(&BuiltIn);
    let answer = gateway.embed(&request, &call()).await.unwrap();
    assert_eq!(
        (answer.provider.as_str(), answer.cost),
        ("built-in", Some(Cost(0)))
    );
    assert_eq!(writer.times(), 0);
    let blank = EmbedRequest {
        texts: vec![" ".into()],
        ..request
    };
    let error = gateway.embed(&blank, &call()).await.unwrap_err();
    assert!(error.message.contains("blank"), "{error}");
}

#[tokio::test]
async fn where_nobody_compares_texts_it_is_said_so_and_nobody_is_asked() {
    let ([writer], behind) = shared([Scripted::named("first")]);
    let gateway = Gateway::new(behind, RetryPolicy::default());
    let error = gateway
        .embed(&request(&BuiltIn), &call())
        .await
        .unwrap_err();
    assert_eq!((error.cause, writer.times()), (Cause::NoModel, 0));
    assert!(error.message.contains("No embedding model"), "{error}");
    let able = every_answering().await.into_iter();
    let able = able.filter(|rig| rig.provider.embeddings().is_some());
    let names: Vec<_> = able.map(|rig| rig.name).collect();
    assert_eq!(names, super::table::EMBEDDING);
}
