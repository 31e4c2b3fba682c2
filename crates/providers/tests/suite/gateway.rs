use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use domain::usage::{Cost, Tokens};
use proptest::prelude::*;
use providers::{
    Answer, Call, Cause, Gateway, Provider, ProviderError, Request, RetryPolicy, Spent,
};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::request;

enum Act {
    Fail(ProviderError),
    Hang,
    SpeakThenHang,
    Answer,
}

#[derive(Default)]
struct Scripted {
    acts: Mutex<VecDeque<Act>>,
    calls: AtomicUsize,
    dropped: Arc<AtomicBool>,
}

struct NoteDrop(Arc<AtomicBool>);

impl Drop for NoteDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[async_trait]
impl Provider for Scripted {
    fn name(&self) -> &'static str {
        "scripted"
    }

    fn model(&self) -> &'static str {
        "scripted-1"
    }

    async fn answer(&self, _: &str, _: &Request, call: &Call) -> Result<Answer, ProviderError> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        let _note = NoteDrop(self.dropped.clone());
        let act = self.acts.lock().unwrap().pop_front().unwrap_or(Act::Answer);
        match act {
            Act::Fail(error) => Err(error),
            Act::Hang => std::future::pending().await,
            Act::SpeakThenHang => {
                call.deltas.send("I");
                std::future::pending().await
            }
            Act::Answer => Ok(Answer {
                calls: Vec::new(),
                json: serde_json::json!({}),
                provider: "scripted".into(),
                model: "scripted-1".into(),
                tokens: Tokens {
                    input: 10,
                    output: 5,
                },
                cost: Some(Cost(100)),
            }),
        }
    }
}

fn failing(cause: Cause) -> Act {
    Act::Fail(ProviderError::new(cause, "It did not work."))
}

fn gateway(acts: impl IntoIterator<Item = Act>) -> (Arc<Scripted>, Gateway) {
    let provider = Arc::new(Scripted {
        acts: Mutex::new(acts.into_iter().collect()),
        ..Scripted::default()
    });
    (
        provider.clone(),
        Gateway::new(vec![provider], RetryPolicy::default()),
    )
}

pub const CAUSES: [Cause; 19] = [
    Cause::InvalidKey,
    Cause::NotAllowed,
    Cause::UnknownModel,
    Cause::QuotaPerDay,
    Cause::RateLimited,
    Cause::Overloaded,
    Cause::Timeout,
    Cause::Cut,
    Cause::TooLong,
    Cause::Blocked,
    Cause::MalformedAnswer,
    Cause::Unreachable,
    Cause::Cancelled,
    Cause::UnsupportedLanguage,
    Cause::OverBudget,
    Cause::Unbooked,
    Cause::NoModel,
    Cause::Unsettled,
    Cause::Other,
];

#[tokio::test(start_paused = true)]
async fn a_failure_that_may_pass_is_asked_again_and_any_other_is_not() {
    for cause in CAUSES {
        let (provider, gateway) = gateway([failing(cause)]);
        let outcome = gateway.answer(&request(), &Call::default()).await;
        assert_eq!(outcome.is_ok(), cause.is_retryable(), "{cause:?}");
        assert_eq!(
            provider.calls.load(Ordering::SeqCst),
            if cause.is_retryable() { 2 } else { 1 },
            "{cause:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_never_recovers_is_given_up_after_the_last_attempt() {
    let (provider, gateway) = gateway((0..9).map(|_| failing(Cause::Overloaded)));
    let error = gateway
        .answer(&request(), &Call::default())
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::Overloaded);
    assert_eq!(provider.calls.load(Ordering::SeqCst), 5);
}

#[tokio::test(start_paused = true)]
async fn the_wait_a_provider_asks_for_is_kept() {
    let asked = Duration::from_secs(47);
    let (_, gateway) = gateway([Act::Fail(
        ProviderError::new(Cause::RateLimited, "Too fast.").after(Some(asked)),
    )]);
    let begun = Instant::now();
    gateway.answer(&request(), &Call::default()).await.unwrap();
    assert!(begun.elapsed() >= asked && begun.elapsed() < asked + Duration::from_secs(2));
}

#[tokio::test(start_paused = true)]
async fn a_wait_longer_than_a_call_may_take_is_given_back_to_the_caller() {
    let asked = Duration::from_hours(1);
    let (_, gateway) = gateway([Act::Fail(
        ProviderError::new(Cause::RateLimited, "Too fast.").after(Some(asked)),
    )]);
    let error = gateway
        .answer(&request(), &Call::default())
        .await
        .unwrap_err();
    assert_eq!(error.retry_after, Some(asked));
}

#[tokio::test(start_paused = true)]
async fn a_silent_provider_and_one_that_never_ends_are_both_asked_again() {
    for (act, limit) in [
        (Act::Hang, RetryPolicy::default().first_token_timeout),
        (Act::SpeakThenHang, RetryPolicy::default().whole_timeout),
    ] {
        let (provider, gateway) = gateway([act]);
        let begun = Instant::now();
        let answer = gateway.answer(&request(), &Call::default()).await.unwrap();
        assert!(begun.elapsed() >= limit && begun.elapsed() < limit + Duration::from_secs(2));
        assert_eq!(provider.calls.load(Ordering::SeqCst), 2);
        assert_eq!(
            answer.cost, None,
            "what an abandoned call cost is not known"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn cancelling_ends_a_call_at_once_and_drops_it() {
    let (provider, gateway) = gateway([Act::Hang]);
    let cancel = CancellationToken::new();
    let call = Call {
        cancel: cancel.clone(),
        ..Call::default()
    };
    let begun = Instant::now();
    let request = request();
    let (outcome, ()) = tokio::join!(gateway.answer(&request, &call), async {
        tokio::task::yield_now().await;
        cancel.cancel();
    });
    assert_eq!(outcome.unwrap_err().cause, Cause::Cancelled);
    assert_eq!(begun.elapsed(), Duration::ZERO);
    assert!(provider.dropped.load(Ordering::SeqCst));
}

#[tokio::test(start_paused = true)]
async fn cancelling_ends_the_wait_between_two_attempts() {
    let waiting =
        ProviderError::new(Cause::RateLimited, "Too fast.").after(Some(Duration::from_mins(1)));
    let (provider, gateway) = gateway([Act::Fail(waiting)]);
    let cancel = CancellationToken::new();
    let call = Call {
        cancel: cancel.clone(),
        ..Call::default()
    };
    let request = request();
    let (outcome, ()) = tokio::join!(gateway.answer(&request, &call), async {
        tokio::task::yield_now().await;
        cancel.cancel();
    });
    assert_eq!(outcome.unwrap_err().cause, Cause::Cancelled);
    assert_eq!(provider.calls.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_cancelled_already_is_never_made() {
    let (provider, gateway) = gateway([]);
    let cancel = CancellationToken::new();
    let call = Call {
        cancel: cancel.clone(),
        ..Call::default()
    };
    cancel.cancel();
    assert_eq!(
        gateway.answer(&request(), &call).await.unwrap_err().cause,
        Cause::Cancelled
    );
    assert_eq!(provider.calls.load(Ordering::SeqCst), 0);
}

#[tokio::test(start_paused = true)]
async fn the_tokens_of_failed_attempts_are_counted_too() {
    let spent = Spent {
        tokens: Tokens {
            input: 10,
            output: 2,
        },
        cost: Some(Cost(7)),
    };
    let broken = ProviderError::new(Cause::Cut, "It broke.").having_spent(spent);
    let (_, gateway) = gateway([Act::Fail(broken)]);
    let answer = gateway.answer(&request(), &Call::default()).await.unwrap();
    assert_eq!(
        (answer.tokens, answer.cost),
        (
            Tokens {
                input: 20,
                output: 7
            },
            Some(Cost(107))
        )
    );
}

#[tokio::test]
async fn a_gateway_without_a_provider_says_so() {
    let gateway = Gateway::new(Vec::new(), RetryPolicy::default());
    assert_eq!(gateway.active(), ("none", "none"));
    let error = gateway
        .answer(&request(), &Call::default())
        .await
        .unwrap_err();
    assert!(error.message.contains("No model provider"));
}

proptest! {
    #[test]
    fn a_wait_is_never_shorter_than_asked_nor_longer_than_the_bounds(attempt in 1u32..40, jitter in 0.0f64..=1.0, asked in proptest::option::of(0u64..300)) {
        let policy = RetryPolicy { attempts: 30, ..RetryPolicy::default() };
        let asked = asked.map(Duration::from_secs);
        let error = ProviderError::new(Cause::RateLimited, "Too fast.").after(asked);
        match (policy.wait(attempt, &error, jitter), asked) {
            (None, asked) => prop_assert!(attempt >= 30 || asked.is_some_and(|asked| asked > policy.whole_timeout)),
            (Some(wait), Some(asked)) => prop_assert!(wait >= asked && wait <= asked + policy.base),
            (Some(wait), None) => prop_assert!(wait >= policy.base / 2 && wait <= policy.max),
        }
    }
}
