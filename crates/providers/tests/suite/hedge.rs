//! A model that is slow to begin is raced by the next one.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use domain::{
    ids::OrgId,
    spending::{CallState, Choice, Payer, Route},
    usage::{Cost, Tokens},
};
use providers::{
    Account, Answer, Call, Cause, DeltaSink, Gateway, Provider, ProviderError, Request, RetryPolicy,
};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use crate::{ledger::Memory, request};

/// Begins to answer after `begins`, is done after `ends`, both in milliseconds; says nothing before it
/// is done where they are the same.
struct Timed {
    name: &'static str,
    begins: u64,
    ends: u64,
    fails: Option<Cause>,
}

#[async_trait]
impl Provider for Timed {
    fn name(&self) -> &'static str {
        self.name
    }

    fn model(&self) -> &'static str {
        "usual"
    }

    async fn answer(&self, model: &str, _: &Request, call: &Call) -> Result<Answer, ProviderError> {
        sleep(Duration::from_millis(self.begins)).await;
        if self.begins < self.ends {
            call.deltas.send(self.name);
        }
        sleep(Duration::from_millis(self.ends - self.begins)).await;
        if let Some(cause) = self.fails {
            return Err(ProviderError::new(cause, "It did not work."));
        }
        call.deltas.send("!");
        Ok(Answer {
            calls: Vec::new(),
            json: serde_json::json!({}),
            provider: self.name.into(),
            model: model.into(),
            tokens: Tokens {
                input: 10,
                output: 5,
            },
            cost: Some(Cost(100)),
        })
    }
}

const fn timed(name: &'static str, begins: u64, ends: u64) -> Timed {
    Timed {
        name,
        begins,
        ends,
        fails: None,
    }
}

struct Outcome {
    answer: Result<Answer, ProviderError>,
    /// What was heard, with `/` where the text began anew.
    heard: String,
    asked: Vec<String>,
    states: Vec<CallState>,
    took: Duration,
}

/// Two or more models, the first of which the next one races after a second.
async fn raced(models: impl IntoIterator<Item = Timed>) -> Outcome {
    let providers = models
        .into_iter()
        .map(|model| Arc::new(model) as Arc<dyn Provider>);
    let providers: Vec<_> = providers.collect();
    let names: Vec<_> = providers.iter().map(|provider| provider.name()).collect();
    let ledger = Arc::new(Memory::default());
    let policy = RetryPolicy {
        attempts: 1,
        ..RetryPolicy::default()
    };
    let gateway = Gateway::new(providers, policy).with_ledger(ledger.clone());
    let payer = Payer {
        org: OrgId(Uuid::nil()),
        brand: None,
        campaign: None,
        person: None,
        step: None,
    };
    let models = names.iter().map(|name| Choice::of(name, None)).collect();
    let account = Account {
        payer: Some(payer),
        route: Route {
            hedge_after: Some(1),
            ..Route::of(models)
        },
        ..Account::default()
    };
    let heard = Arc::new(Mutex::new(String::new()));
    let listener = Arc::clone(&heard);
    let call = Call {
        account: Arc::new(account),
        deltas: DeltaSink::new(move |text| {
            let text = if text.is_empty() { "/" } else { text };
            listener.lock().unwrap().push_str(text);
        }),
        ..Call::default()
    };
    let begun = Instant::now();
    let answer = gateway.answer(&request(), &call).await;
    let took = begun.elapsed();
    let heard = heard.lock().unwrap().clone();
    Outcome {
        answer,
        heard,
        asked: ledger
            .opened()
            .into_iter()
            .map(|opening| opening.provider)
            .collect(),
        states: ledger.states(),
        took,
    }
}

#[tokio::test(start_paused = true)]
async fn a_model_that_begins_in_time_is_asked_alone() {
    let outcome = raced([timed("one", 900, 5_000), timed("two", 10, 20)]).await;
    let answer = outcome.answer.unwrap();
    assert_eq!(
        (answer.provider.as_str(), answer.cost),
        ("one", Some(Cost(100)))
    );
    assert_eq!(outcome.asked, ["one"]);
    assert_eq!(outcome.heard, "/one!");
}

#[tokio::test(start_paused = true)]
async fn whichever_begins_first_goes_on_alone_and_the_other_is_cancelled_and_entered() {
    let outcome = raced([timed("one", 9_000, 9_500), timed("two", 500, 3_000)]).await;
    let answer = outcome.answer.unwrap();
    assert_eq!(answer.provider, "two");
    assert_eq!(
        answer.cost, None,
        "what the cancelled one consumed nobody knows"
    );
    assert_eq!(outcome.heard, "//two!");
    assert_eq!(outcome.asked, ["one", "two"]);
    assert_eq!(outcome.states, [CallState::Cancelled, CallState::Answered]);
    assert_eq!(outcome.took, Duration::from_secs(4));
    let outcome = raced([timed("one", 1_200, 3_000), timed("two", 500, 600)]).await;
    assert_eq!(outcome.answer.unwrap().provider, "one");
    assert_eq!(outcome.heard, "//one!");
    assert_eq!(outcome.states, [CallState::Cancelled, CallState::Answered]);
}

#[tokio::test(start_paused = true)]
async fn a_failure_before_the_time_is_up_asks_the_next_one_at_once() {
    let failing = Timed {
        fails: Some(Cause::Overloaded),
        ..timed("one", 100, 100)
    };
    let outcome = raced([failing, timed("two", 10, 20)]).await;
    assert_eq!(outcome.answer.unwrap().provider, "two");
    assert_eq!(outcome.took, Duration::from_millis(120));
    assert_eq!(outcome.asked, ["one", "two"]);
}

#[tokio::test(start_paused = true)]
async fn one_that_fails_after_it_began_first_is_followed_by_the_one_it_outran() {
    let failing = Timed {
        fails: Some(Cause::Cut),
        ..timed("one", 1_200, 2_000)
    };
    let outcome = raced([failing, timed("two", 500, 600), timed("three", 0, 0)]).await;
    assert_eq!(outcome.answer.unwrap().provider, "two");
    assert_eq!(outcome.asked, ["one", "two", "two"]);
    assert_eq!(outcome.heard, "//one/two!");
}

#[tokio::test(start_paused = true)]
async fn when_both_fail_the_third_is_asked_and_when_none_is_left_it_is_said_why() {
    let failing = |name, begins| Timed {
        fails: Some(Cause::Overloaded),
        ..timed(name, begins, begins)
    };
    let outcome = raced([
        failing("one", 3_000),
        failing("two", 2_500),
        timed("three", 0, 0),
    ])
    .await;
    assert_eq!(outcome.answer.unwrap().provider, "three");
    assert_eq!(outcome.asked, ["one", "two", "three"]);
    let outcome = raced([failing("one", 3_000), failing("two", 2_500)]).await;
    assert_eq!(outcome.answer.unwrap_err().cause, Cause::Overloaded);
}

#[tokio::test(start_paused = true)]
async fn cancelling_ends_both() {
    let ledger = Arc::new(Memory::default());
    let providers = [timed("one", 9_000, 9_000), timed("two", 9_000, 9_000)];
    let providers = providers.map(|model| Arc::new(model) as Arc<dyn Provider>);
    let gateway =
        Gateway::new(providers.into(), RetryPolicy::default()).with_ledger(ledger.clone());
    let mut account = Account::default();
    account.route.hedge_after = Some(1);
    let call = Call {
        account: Arc::new(account),
        ..Call::default()
    };
    let cancel = call.cancel.clone();
    let begun = Instant::now();
    let asking = async move { gateway.answer(&request(), &call).await };
    let cancelling = async {
        sleep(Duration::from_secs(3)).await;
        cancel.cancel();
    };
    let (answer, ()) = tokio::join!(asking, cancelling);
    assert_eq!(answer.unwrap_err().cause, Cause::Cancelled);
    assert_eq!(begun.elapsed(), Duration::from_secs(3));
}
