//! Films: the three ways to have one made against their simulator, and the way that all of them go
//! through the gateway.

use std::{sync::Arc, time::Duration};

use domain::{
    ids::{OrgId, StepId},
    spending::{CallState, Choice, Payer, Route, TaskKind},
    time::Timestamp,
    usage::Cost,
    video::VideoShape,
};
use providers::{
    Account, Call, Cause, Courier, Film, FirstFrame, Gateway, Ledger, Provider, ProviderError,
    RetryPolicy, VideoJob, VideoRequest, VideoState,
    gemini::{
        Gemini, GeminiConfig,
        vertex::{self, Instead, VertexConfig},
    },
};
use testkit::videos::{Filming, VideoSimulator};
use uuid::Uuid;

use crate::{ledger::Memory, scripted::Scripted};

const KEY: &str = "AIza-not-for-anyones-eyes";
const VEO: &str = "veo-3.1-fast-generate-001";

/// A way to have films made, connected to its simulator.
struct Rig {
    name: &'static str,
    simulator: VideoSimulator,
    provider: Arc<dyn Provider>,
}

fn courier() -> Courier {
    // A second test of the same process finds it installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Courier::within().unwrap()
}

async fn developer(name: &'static str, model: &str) -> Rig {
    let simulator = VideoSimulator::start().await.unwrap();
    let config = GeminiConfig {
        base_url: simulator.base_url(),
        video_model: model.into(),
        ..GeminiConfig::new(KEY.to_owned().into())
    };
    Rig {
        name,
        simulator,
        provider: Arc::new(Gemini::new(&config, courier()).unwrap()),
    }
}

async fn omni() -> Rig {
    developer("Omni", "gemini-omni-1.1-flash").await
}

async fn on_vertex() -> Rig {
    let simulator = VideoSimulator::start().await.unwrap();
    let config = VertexConfig {
        video_model: VEO.into(),
        instead: Some(Instead {
            vertex: simulator.vertex_url(),
            metadata: simulator.vertex_url(),
        }),
        ..VertexConfig::new("handbill-tests".into(), || Timestamp(1_795_428_000_000_000))
    };
    Rig {
        name: "Veo on Vertex AI",
        simulator,
        provider: Arc::new(vertex::connect(config, courier()).unwrap()),
    }
}

/// Every way to have a film made.
async fn every() -> [Rig; 3] {
    [
        omni().await,
        developer("Veo by the developer API", VEO).await,
        on_vertex().await,
    ]
}

fn request() -> VideoRequest {
    VideoRequest {
        prompt: "A loaf on a wooden board.".into(),
        avoid: "Words and logos.".into(),
        shape: VideoShape::Tall,
        seconds: 6,
        audio: true,
        first_frame: None,
    }
}

fn account() -> Account {
    let payer = Payer {
        org: OrgId(Uuid::nil()),
        brand: None,
        campaign: None,
        person: None,
        step: Some(StepId(Uuid::nil())),
    };
    Account::of(payer, "2026-12-01".parse().unwrap())
}

fn call() -> Call {
    Call {
        account: Arc::new(account()),
        ..Call::default()
    }
}

async fn order(rig: &Rig) -> Result<VideoJob, ProviderError> {
    let maker = rig.provider.videos().unwrap();
    maker.submit(maker.model(), &request(), &call()).await
}

async fn look(rig: &Rig, job: &VideoJob) -> Result<VideoState, ProviderError> {
    let maker = rig.provider.videos().unwrap();
    maker.poll(job, &account()).await
}

/// Where the film is, and its cost, as soon as it is made.
async fn made(rig: &Rig, job: &VideoJob) -> (Film, Option<Cost>) {
    for _ in 0..5 {
        match look(rig, job).await.unwrap() {
            VideoState::Running => {}
            VideoState::Done(film, spent) => return (film, spent.cost),
            VideoState::Failed(error) => panic!("{}: {error:?}", rig.name),
        }
    }
    panic!("{}: it never ends", rig.name)
}

async fn fetch(rig: &Rig, job: &VideoJob, film: Film) -> Result<Vec<u8>, ProviderError> {
    rig.provider.videos().unwrap().download(job, film).await
}

fn gateway(provider: &Arc<dyn Provider>, ledger: &Arc<Memory>) -> Gateway {
    let policy = RetryPolicy {
        base: Duration::from_millis(1),
        ..RetryPolicy::default()
    };
    Gateway::new(vec![Arc::clone(provider)], policy)
        .with_ledger(Arc::clone(ledger) as Arc<dyn Ledger>)
}

#[tokio::test]
async fn a_film_is_ordered_once_looked_after_by_its_stored_name_and_fetched() {
    for rig in every().await {
        let job = order(&rig).await.unwrap();
        let stored = serde_json::to_string(&job).unwrap();
        let job: VideoJob = serde_json::from_str(&stored).unwrap();
        let (film, cost) = made(&rig, &job).await;
        let bytes = fetch(&rig, &job, film).await.unwrap();
        assert_eq!(&bytes[4..8], b"ftyp", "{}", rig.name);
        // Veo by the second; Omni by the tokens that it counts.
        let known = match rig.name {
            "Omni" => Cost(608_310),
            _ => Cost(600_000),
        };
        assert_eq!(cost, Some(known), "{}", rig.name);
        assert_eq!(rig.simulator.orders().len(), 1, "{}", rig.name);
        assert_eq!(rig.simulator.looks(), 3, "{}", rig.name);
        assert!(!stored.contains(KEY), "{}", rig.name);
    }
}

#[tokio::test]
async fn the_order_says_what_was_asked_in_the_form_of_its_vendor() {
    for rig in every().await {
        let maker = rig.provider.videos().unwrap();
        let pictured = VideoRequest {
            first_frame: Some(FirstFrame {
                content_type: "image/png",
                bytes: vec![1],
            }),
            seconds: 10,
            ..request()
        };
        maker
            .submit(maker.model(), &pictured, &call())
            .await
            .unwrap();
        let asked = rig.simulator.orders().remove(0);
        assert_eq!(asked.shape, "9:16", "{}", rig.name);
        assert!(asked.pictured, "{}", rig.name);
        let omni = rig.name == "Omni";
        // As long as each makes it.
        assert_eq!(asked.seconds, if omni { 10 } else { 8 }, "{}", rig.name);
        let avoid = asked.avoid.as_deref();
        assert_eq!(avoid, (!omni).then_some("Words and logos."), "{}", rig.name);
        assert_eq!(
            asked.prompt.contains("Not in the film: Words and logos."),
            omni,
            "{}",
            rig.name
        );
        let audio = (rig.name == "Veo on Vertex AI").then_some(true);
        assert_eq!(asked.audio, audio, "{}", rig.name);
    }
}

#[tokio::test]
async fn an_order_that_is_refused_has_its_cause_and_a_sentence_without_the_key() {
    for rig in every().await {
        let by_filter = match rig.name {
            "Omni" => Cause::Other,
            _ => Cause::Blocked,
        };
        for (filming, cause) in [
            (Filming::Refused, Cause::Other),
            (Filming::RefusedByFilter, by_filter),
            (Filming::TooFast, Cause::RateLimited),
            (Filming::Overloaded, Cause::Overloaded),
        ] {
            rig.simulator.script([filming]);
            let error = order(&rig).await.unwrap_err();
            let label = format!("{} {filming:?}", rig.name);
            assert_eq!(error.cause, cause, "{label}: {error:?}");
            assert!(error.message.ends_with('.'), "{label}: {error}");
            assert!(!format!("{error:?}").contains(KEY), "{label}");
        }
        assert_eq!(rig.simulator.orders(), [], "{}", rig.name);
    }
}

#[tokio::test]
async fn a_look_that_fails_says_nothing_about_the_film() {
    for rig in every().await {
        rig.simulator.script([Filming::LooksFail(2)]);
        let job = order(&rig).await.unwrap();
        for _ in 0..2 {
            let error = look(&rig, &job).await.unwrap_err();
            assert!(error.is_retryable(), "{}: {error:?}", rig.name);
        }
        let state = look(&rig, &job).await.unwrap();
        assert!(matches!(state, VideoState::Done(..)), "{}", rig.name);
    }
}

#[tokio::test]
async fn every_end_without_a_film_has_its_cause_and_what_it_costs() {
    for rig in every().await {
        for (filming, cause, cost) in [
            (Filming::EndsWithError, Cause::Overloaded, Some(Cost(0))),
            (Filming::Filtered, Cause::Blocked, Some(Cost(0))),
            (Filming::Empty, Cause::MalformedAnswer, None),
            (Filming::InBucket, Cause::MalformedAnswer, None),
        ] {
            rig.simulator.script([filming]);
            let job = order(&rig).await.unwrap();
            let label = format!("{} {filming:?}", rig.name);
            let VideoState::Failed(error) = look(&rig, &job).await.unwrap() else {
                panic!("{label}");
            };
            assert_eq!(error.cause, cause, "{label}: {error:?}");
            assert_eq!(error.spent.cost, cost, "{label}");
            assert!(error.message.ends_with('.'), "{label}: {error}");
            if cause == Cause::Blocked {
                assert!(error.message.contains("Change the storyboard"), "{label}");
                assert!(error.verdict.is_some(), "{label}");
            }
        }
    }
}

#[tokio::test]
async fn the_key_stays_with_its_host_and_nothing_is_fetched_from_anywhere_else() {
    for rig in [omni().await, developer("Veo", VEO).await] {
        rig.simulator
            .script([Filming::Elsewhere, Filming::Astray, Filming::Expired]);
        let job = order(&rig).await.unwrap();
        let (film, _) = made(&rig, &job).await;
        let bytes = fetch(&rig, &job, film).await.unwrap();
        assert_eq!(&bytes[4..8], b"ftyp", "{}", rig.name);
        assert_eq!(rig.simulator.strayed_keys(), 0, "{}", rig.name);
        for said in ["does not fetch files from", "no longer has its file"] {
            let job = order(&rig).await.unwrap();
            let (film, _) = made(&rig, &job).await;
            let error = fetch(&rig, &job, film).await.unwrap_err();
            assert!(error.message.contains(said), "{}: {error}", rig.name);
            assert!(!error.is_retryable(), "{}", rig.name);
        }
    }
}

#[tokio::test]
async fn an_order_keeps_its_line_of_the_ledger_open_until_the_film_has_ended() {
    let (rig, ledger) = (on_vertex().await, Arc::new(Memory::default()));
    rig.simulator.script([Filming::TooFast]);
    let gateway = gateway(&rig.provider, &ledger);
    let job = gateway.order_video(&request(), &call()).await.unwrap();
    let lines: Vec<_> = ledger.opened();
    assert_eq!(lines.len(), 2, "a refused attempt has a line of its own");
    for line in &lines {
        assert_eq!(
            (line.task, line.most),
            (TaskKind::Video, Some(Cost(600_000)))
        );
    }
    assert_eq!(ledger.states(), [CallState::Failed]);
    assert!(job.line.is_some());
    let VideoState::Running = gateway.poll_video(&job, &account()).await.unwrap() else {
        panic!("it is made already");
    };
    assert_eq!(ledger.states().len(), 1, "a look is no call");
    let payer = account().payer.unwrap();
    let spent = providers::Spent::default();
    let took = Duration::from_secs(90);
    gateway
        .video_ended(&payer, &job, took, Ok(spent))
        .await
        .unwrap();
    assert_eq!(ledger.states(), [CallState::Failed, CallState::Answered]);
}

#[tokio::test]
async fn an_order_that_may_have_been_taken_is_given_to_nobody_again() {
    let (first, second) = (omni().await, on_vertex().await);
    first.simulator.script([Filming::TakenUnheard]);
    let ledger = Arc::new(Memory::default());
    let providers = vec![Arc::clone(&first.provider), Arc::clone(&second.provider)];
    let gateway = Gateway::new(providers, RetryPolicy::default())
        .with_ledger(Arc::clone(&ledger) as Arc<dyn Ledger>);
    let error = gateway.order_video(&request(), &call()).await.unwrap_err();
    assert_eq!((error.cause, error.spent.cost), (Cause::Unsettled, None));
    assert!(error.message.contains("is not known"), "{error}");
    assert_eq!(
        (first.simulator.attempts(), second.simulator.attempts()),
        (1, 0)
    );
    assert_eq!(ledger.states(), [CallState::Failed]);
}

#[tokio::test]
async fn each_length_has_its_price_before_anything_begins_and_an_unknown_one_has_none() {
    let ledger = Arc::new(Memory::default());
    let rig = on_vertex().await;
    let gateway_of = |provider| gateway(provider, &ledger);
    let offer = gateway_of(&rig.provider).video_offer(&request(), &account());
    let offer = offer.unwrap();
    assert_eq!(offer.asked.model, VEO);
    let price = |seconds, micros| (seconds, Some(Cost(micros)));
    assert_eq!(
        offer.lengths,
        [price(4, 400_000), price(6, 600_000), price(8, 800_000)]
    );
    let omni = omni().await;
    let offer = gateway_of(&omni.provider).video_offer(&request(), &account());
    let offer = offer.unwrap();
    assert_eq!(offer.lengths.len(), 8);
    assert!(offer.lengths.iter().all(|(_, cost)| cost.is_none()));
}

#[tokio::test]
async fn without_a_video_model_it_is_said_so_and_a_model_that_makes_none_is_not_asked() {
    let ledger = Arc::new(Memory::default());
    let writer: Arc<dyn Provider> = Arc::new(Scripted::named("writer"));
    let writers = gateway(&writer, &ledger);
    let error = writers.order_video(&request(), &call()).await.unwrap_err();
    assert_eq!(error.cause, Cause::NoModel);
    assert!(error.message.contains("No video model"), "{error}");
    let rig = on_vertex().await;
    let account = Account {
        route: Route::of(vec![Choice::of("vertex", Some("gemini-3.8-flash"))]),
        ..account()
    };
    let call = Call {
        account: Arc::new(account),
        ..Call::default()
    };
    let error = gateway(&rig.provider, &ledger)
        .order_video(&request(), &call)
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::UnknownModel);
    assert!(error.message.contains("no video model"), "{error}");
    assert_eq!(rig.simulator.attempts(), 0);
}

#[tokio::test]
async fn a_film_whose_provider_is_gone_is_not_lost_for_that() {
    let rig = on_vertex().await;
    let job = order(&rig).await.unwrap();
    let ledger = Arc::new(Memory::default());
    let writer: Arc<dyn Provider> = Arc::new(Scripted::named("writer"));
    let error = gateway(&writer, &ledger)
        .poll_video(&job, &account())
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::NoModel);
    assert!(error.message.contains("connect it again"), "{error}");
}
