use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use domain::usage::{Cost, Tokens};
use providers::{
    Answer, Call, Cause, Courier, DeltaSink, Gateway, Provider, ProviderError, RetryPolicy,
    gemini::{Gemini, GeminiConfig},
};
use testkit::gemini::{Behaviour, GeminiSimulator, fabricate};
use tokio_util::sync::CancellationToken;

use crate::request;

const KEY: &str = "AIza-not-for-anyones-eyes";

fn courier() -> Courier {
    // A second test of the same process finds it installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Courier::within().unwrap()
}

fn gemini_at(base_url: String) -> Gemini {
    let config = GeminiConfig {
        base_url,
        ..GeminiConfig::new(KEY.to_owned().into())
    };
    Gemini::new(&config, courier()).unwrap()
}

async fn simulator(behaviours: impl IntoIterator<Item = Behaviour>) -> (GeminiSimulator, Gemini) {
    let simulator = GeminiSimulator::setup().start().await.unwrap();
    simulator.script(behaviours);
    let gemini = gemini_at(simulator.base_url());
    (simulator, gemini)
}

async fn ask(gemini: &Gemini) -> Result<Answer, ProviderError> {
    gemini.answer(&request(), &Call::default()).await
}

#[tokio::test]
async fn an_answer_comes_with_its_model_its_tokens_and_its_price() {
    let (simulator, gemini) = simulator([]).await;
    let answer = ask(&gemini).await.unwrap();
    let call = simulator.calls().remove(0);
    assert_eq!(answer.json, fabricate(&call));
    assert_eq!(
        (answer.provider.as_str(), answer.model.as_str()),
        ("gemini", "gemini-3.8-flash")
    );
    let Tokens { input, output } = answer.tokens;
    assert!(input > 0 && output > 8, "thinking is billed too");
    // 0.75 and 3.75 dollars a million on the day the simulator names.
    assert_eq!(
        answer.cost,
        Some(Cost(
            i64::try_from((input * 75 + output * 375).div_ceil(100)).unwrap()
        ))
    );
}

#[tokio::test]
async fn the_question_goes_out_whole() {
    let (simulator, gemini) = simulator([]).await;
    ask(&gemini).await.unwrap();
    let call = simulator.calls().remove(0);
    assert_eq!(
        (call.system.as_str(), call.user.as_str()),
        ("You read briefs.", "The brief")
    );
    assert_eq!(
        (call.schema, call.seed, call.max_output_tokens),
        (request().schema, Some(7), Some(2048))
    );
}

#[tokio::test]
async fn text_is_handed_on_as_it_comes_and_thoughts_are_not() {
    let (_simulator, gemini) = simulator([]).await;
    let pieces = Arc::new(Mutex::new(Vec::new()));
    let deltas = DeltaSink::new({
        let pieces = pieces.clone();
        move |text| pieces.lock().unwrap().push(text.to_owned())
    });
    let call = Call {
        deltas,
        ..Call::default()
    };
    let answer = gemini.answer(&request(), &call).await.unwrap();
    let pieces = pieces.lock().unwrap();
    assert!(pieces.len() > 2);
    assert_eq!(pieces.concat(), answer.json.to_string());
}

#[tokio::test]
async fn every_failure_has_its_cause_and_a_sentence_without_the_key() {
    let expected = [
        (Behaviour::PerMinute(Some("29.72s")), Cause::RateLimited),
        (Behaviour::PerMinute(None), Cause::RateLimited),
        (Behaviour::PerDay, Cause::QuotaPerDay),
        (Behaviour::Overloaded(Some(3)), Cause::Overloaded),
        (Behaviour::BadKey, Cause::InvalidKey),
        (Behaviour::NotAvailable, Cause::NotAllowed),
        (Behaviour::Forbidden, Cause::NotAllowed),
        (Behaviour::UnknownModel, Cause::UnknownModel),
        (Behaviour::PromptBlocked, Cause::Blocked),
        (Behaviour::AnswerBlocked, Cause::Blocked),
        (Behaviour::MaxTokens, Cause::TooLong),
        (Behaviour::Cut, Cause::Cut),
        (Behaviour::EndsEarly, Cause::Cut),
        (Behaviour::ErrorInStream, Cause::Overloaded),
        (Behaviour::HalfJson, Cause::MalformedAnswer),
        (Behaviour::Garbage, Cause::Cut),
        (
            Behaviour::Text("Sure! Here is your JSON:".into()),
            Cause::MalformedAnswer,
        ),
        (
            Behaviour::Text("x".repeat(9_000_000)),
            Cause::MalformedAnswer,
        ),
    ];
    let (_simulator, gemini) =
        simulator(expected.iter().map(|(behaviour, _)| behaviour.clone())).await;
    for (behaviour, cause) in expected {
        let label: String = format!("{behaviour:?}").chars().take(60).collect();
        let error = ask(&gemini).await.unwrap_err();
        assert_eq!(error.cause, cause, "{label}: {error:?}");
        assert!(
            error.message.ends_with('.') && error.message.contains("Gemini"),
            "{label}: {error}"
        );
        assert!(!format!("{error:?}").contains(KEY), "{label}");
    }
}

#[tokio::test]
async fn the_wait_that_gemini_asks_for_is_read_from_body_and_header() {
    let (_simulator, gemini) = simulator([
        Behaviour::PerMinute(Some("29.72s")),
        Behaviour::Overloaded(Some(3)),
        Behaviour::PerMinute(None),
    ])
    .await;
    let mut asked = Vec::new();
    for _ in 0..3 {
        asked.push(ask(&gemini).await.unwrap_err().retry_after);
    }
    assert_eq!(
        asked,
        [
            Some(Duration::from_millis(29_720)),
            Some(Duration::from_secs(3)),
            None
        ]
    );
}

#[tokio::test]
async fn a_cut_answer_still_counts_the_tokens_that_were_reported() {
    let (_simulator, gemini) = simulator([Behaviour::MaxTokens, Behaviour::PerDay]).await;
    let spent = ask(&gemini).await.unwrap_err().spent;
    assert!(spent.tokens.output > 0 && spent.cost.is_some_and(|cost| cost > Cost(0)));
    let refused = ask(&gemini).await.unwrap_err().spent;
    assert_eq!(
        (refused.tokens, refused.cost),
        (Tokens::default(), Some(Cost(0)))
    );
}

#[tokio::test]
async fn an_address_where_nobody_listens_is_unreachable() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = ask(&gemini_at(format!("http://{address}/v1beta")))
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::Unreachable);
}

#[test]
fn a_key_that_no_header_can_carry_is_refused_before_any_call() {
    let error = Gemini::new(
        &GeminiConfig::new("two\nlines".to_owned().into()),
        courier(),
    )
    .unwrap_err();
    assert_eq!(error.cause, Cause::InvalidKey);
}

#[test]
fn the_key_is_not_in_what_is_printed_for_debugging() {
    let printed = format!(
        "{:?} {:?}",
        GeminiConfig::new(KEY.to_owned().into()),
        gemini_at("http://127.0.0.1:1".into())
    );
    assert!(!printed.contains(KEY), "{printed}");
}

/// A policy whose waits take no time, for tests over a real socket.
const IMPATIENT: RetryPolicy = RetryPolicy {
    attempts: 5,
    base: Duration::ZERO,
    max: Duration::ZERO,
    first_token_timeout: Duration::from_secs(30),
    whole_timeout: Duration::from_mins(1),
};

#[tokio::test]
async fn one_call_in_three_failing_in_each_way_that_passes_is_not_noticed_and_nothing_is_paid_twice()
 {
    for failure in Behaviour::passing_failures() {
        let failing = failure.clone();
        let simulator = GeminiSimulator::setup()
            .behaving(move |number, _| {
                if number % 3 == 0 {
                    failing.clone()
                } else {
                    Behaviour::Answer
                }
            })
            .start()
            .await
            .unwrap();
        let gateway = Gateway::new(vec![Arc::new(gemini_at(simulator.base_url()))], IMPATIENT);
        for seed in 0..12 {
            let request = providers::Request { seed, ..request() };
            let answer = gateway.answer(&request, &Call::default()).await;
            assert!(answer.is_ok(), "{failure:?}: {answer:?}");
        }
        assert_eq!(simulator.calls().len(), 18, "{failure:?}");
        assert_eq!(simulator.paid_twice(), 0, "{failure:?}");
        assert!(
            simulator
                .tallies()
                .values()
                .all(|tally| tally.answered == 1),
            "{failure:?}"
        );
    }
}

// Paused time would jump over the socket's, so these two wait for real, but briefly, and whichever
// way the machine stalls they end the same.

#[tokio::test]
async fn a_slow_answer_is_waited_for_and_an_endless_one_is_not() {
    let brief = Duration::from_millis(5);
    let (simulator, gemini) =
        simulator([Behaviour::Latency(brief), Behaviour::SlowDrip(brief)]).await;
    let gemini = Arc::new(gemini);
    let patient = Gateway::new(
        vec![gemini.clone()],
        RetryPolicy {
            attempts: 1,
            ..IMPATIENT
        },
    );
    for _ in 0..2 {
        patient.answer(&request(), &Call::default()).await.unwrap();
    }
    simulator.script([Behaviour::SlowDrip(Duration::from_hours(1))]);
    let hasty = Gateway::new(
        vec![gemini],
        RetryPolicy {
            attempts: 1,
            whole_timeout: brief,
            ..IMPATIENT
        },
    );
    let error = hasty
        .answer(&request(), &Call::default())
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::Timeout);
    assert_eq!(
        simulator
            .tallies()
            .values()
            .map(|tally| tally.answered)
            .sum::<usize>(),
        2
    );
}

#[tokio::test]
async fn a_connection_that_stays_silent_ends_at_the_first_token_limit() {
    let (_simulator, gemini) = simulator([Behaviour::Silence]).await;
    let policy = RetryPolicy {
        attempts: 1,
        first_token_timeout: Duration::from_millis(5),
        ..IMPATIENT
    };
    let error = Gateway::new(vec![Arc::new(gemini)], policy)
        .answer(&request(), &Call::default())
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::Timeout);
    assert!(error.message.contains("did not begin"), "{error}");
}

#[tokio::test]
async fn cancelling_in_the_middle_of_a_stream_closes_it() {
    let (simulator, gemini) = simulator([Behaviour::SlowDrip(Duration::from_hours(1))]).await;
    let gateway = Gateway::new(vec![Arc::new(gemini)], IMPATIENT);
    let cancel = CancellationToken::new();
    let call = Call {
        cancel: cancel.clone(),
        ..Call::default()
    };
    let request = request();
    let begun = std::time::Instant::now();
    let (outcome, ()) = tokio::join!(gateway.answer(&request, &call), async {
        while simulator.calls().is_empty() {
            tokio::task::yield_now().await;
        }
        cancel.cancel();
    });
    assert_eq!(outcome.unwrap_err().cause, Cause::Cancelled);
    assert!(begun.elapsed() < Duration::from_secs(10));
}
