use std::{sync::Arc, time::Duration};

use providers::{Call, Cause, Gateway, Provider, RetryPolicy};
use testkit::simulator::Behaviour;
use tokio_util::sync::CancellationToken;

use super::{
    request_about,
    rig::{Rig, every, every_answering},
};
use crate::request;

/// A policy whose waits take no time, for tests over a real socket.
const IMPATIENT: RetryPolicy = RetryPolicy {
    attempts: 5,
    attempts_before_next: 2,
    longest_before_next: Duration::ZERO,
    base: Duration::ZERO,
    max: Duration::ZERO,
    first_token_timeout: Duration::from_secs(30),
    whole_timeout: Duration::from_mins(1),
    picture_timeout: Duration::from_mins(1),
};

const ONCE: RetryPolicy = RetryPolicy {
    attempts: 1,
    ..IMPATIENT
};

fn gateway(provider: &Arc<dyn Provider>, policy: RetryPolicy) -> Gateway {
    Gateway::new(vec![provider.clone()], policy)
}

/// One call in three fails, each time in the next way that passes.
fn every_third(number: usize, _: &testkit::simulator::Call) -> Behaviour {
    let failures = Behaviour::passing_failures();
    if number.is_multiple_of(3) {
        failures[number / 3 % failures.len()].clone()
    } else {
        Behaviour::Answer
    }
}

#[tokio::test]
async fn one_call_in_three_failing_in_each_way_that_passes_is_not_noticed_and_nothing_is_paid_twice()
 {
    for Rig {
        name,
        simulator,
        provider,
        ..
    } in every(every_third).await
    {
        let gateway = gateway(&provider, IMPATIENT);
        let questions = 2 * Behaviour::passing_failures().len();
        for number in 0..questions {
            let answer = gateway
                .answer(&request_about(number), &Call::default())
                .await;
            assert!(answer.is_ok(), "{name}: {answer:?}");
        }
        assert_eq!(simulator.calls().len(), questions * 3 / 2, "{name}");
        assert_eq!(simulator.paid_twice(), 0, "{name}");
        assert!(
            simulator
                .tallies()
                .values()
                .all(|tally| tally.answered == 1),
            "{name}"
        );
    }
}

// Paused time would jump over the socket's, so these wait for real, but briefly, and whichever way
// the machine stalls they end the same.

#[tokio::test]
async fn a_slow_answer_is_waited_for_and_an_endless_one_is_not() {
    let brief = Duration::from_millis(5);
    for rig in every_answering().await {
        rig.simulator
            .script([Behaviour::Latency(brief), Behaviour::SlowDrip(brief)]);
        for _ in 0..2 {
            let answer = gateway(&rig.provider, ONCE)
                .answer(&request(), &Call::default())
                .await;
            assert!(answer.is_ok(), "{}: {answer:?}", rig.name);
        }
        rig.simulator
            .script([Behaviour::SlowDrip(Duration::from_hours(1))]);
        let hasty = RetryPolicy {
            whole_timeout: brief,
            ..ONCE
        };
        let error = gateway(&rig.provider, hasty)
            .answer(&request(), &Call::default())
            .await
            .unwrap_err();
        assert_eq!(error.cause, Cause::Timeout, "{}", rig.name);
        let tallies = rig.simulator.tallies();
        let answered: usize = tallies.values().map(|tally| tally.answered).sum();
        assert_eq!(answered, 2, "{}", rig.name);
    }
}

#[tokio::test]
async fn a_connection_that_stays_silent_ends_at_the_first_token_limit() {
    for rig in every_answering().await {
        rig.simulator.script([Behaviour::Silence]);
        let policy = RetryPolicy {
            first_token_timeout: Duration::from_millis(5),
            ..ONCE
        };
        let error = gateway(&rig.provider, policy)
            .answer(&request(), &Call::default())
            .await
            .unwrap_err();
        assert_eq!(error.cause, Cause::Timeout, "{}", rig.name);
        assert!(error.message.contains("did not begin"), "{error}");
    }
}

#[tokio::test]
async fn cancelling_in_the_middle_of_a_stream_closes_it() {
    for rig in every_answering().await {
        rig.simulator
            .script([Behaviour::SlowDrip(Duration::from_hours(1))]);
        let gateway = gateway(&rig.provider, IMPATIENT);
        let cancel = CancellationToken::new();
        let call = Call {
            cancel: cancel.clone(),
            ..Call::default()
        };
        let request = request();
        let begun = std::time::Instant::now();
        let (outcome, ()) = tokio::join!(gateway.answer(&request, &call), async {
            while rig.simulator.calls().is_empty() {
                tokio::task::yield_now().await;
            }
            cancel.cancel();
        });
        assert_eq!(outcome.unwrap_err().cause, Cause::Cancelled, "{}", rig.name);
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}
