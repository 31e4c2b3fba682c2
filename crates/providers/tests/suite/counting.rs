//! A route says what a call may cost at most: where a guess cannot decide that, the vendor counts.

use std::sync::Arc;

use domain::{
    ids::OrgId,
    spending::{BilledTokens, Choice, Payer, Route},
    usage::Cost,
};
use providers::{Account, Call, Cause, Gateway, Ledger, Provider, Request, RetryPolicy, prices};
use uuid::Uuid;

use crate::{
    ledger::Memory,
    request,
    scripted::{Scripted, shared},
};

const MODEL: &str = "gpt-5.5";
const DAY: &str = "2026-11-27";

/// A question of 24,000 bytes and a few: two to twenty-four thousand tokens.
fn question() -> Request {
    let mut request = request();
    request.prompt.user = "word ".repeat(4_800);
    request
}

/// What so many tokens of a question and the longest answer cost.
fn cost(input: u64) -> Cost {
    let tokens = BilledTokens {
        input,
        cached: 0,
        output: u64::from(request().max_output_tokens),
    };
    let list = prices::list(Vec::new());
    list.cost(MODEL, DAY.parse().unwrap(), tokens).unwrap()
}

fn on(choices: Vec<Choice>, region: Option<&str>) -> Call {
    let payer = Payer {
        org: OrgId(Uuid::nil()),
        brand: None,
        campaign: None,
        person: None,
        step: None,
    };
    Call {
        account: Arc::new(Account {
            route: Route::of(choices),
            region: region.map(str::to_owned),
            ..Account::of(payer, DAY.parse().unwrap())
        }),
        ..Call::default()
    }
}

fn at_most(provider: &str, most: Cost) -> Choice {
    Choice {
        at_most: Some(most),
        ..Choice::of(provider, Some(MODEL))
    }
}

fn gateway(providers: Vec<Arc<dyn Provider>>) -> Gateway {
    Gateway::new(providers, RetryPolicy::default())
}

#[tokio::test(start_paused = true)]
async fn a_model_is_counted_only_where_a_guess_cannot_say_whether_it_is_cheap_enough() {
    for (limit, counted, asked) in [
        (cost(26_000), 0, 1),
        (cost(24_000), 1, 1),
        (cost(7_000), 1, 1),
        (cost(6_999), 1, 0),
        (cost(3_100), 1, 0),
        (cost(2_900), 0, 0),
    ] {
        let ([first], behind) = shared([Scripted::named("first").counting(Ok(6_000))]);
        let call = on(vec![at_most("first", limit)], None);
        let outcome = gateway(behind).answer(&question(), &call).await;
        let times = (*first.counted.lock().unwrap(), first.times());
        assert_eq!(times, (counted, asked), "{limit:?}");
        if let Err(error) = outcome {
            assert_eq!(error.cause, Cause::NoModel, "{limit:?}");
            assert!(error.message.contains("too expensive"), "{error}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_counted_is_what_the_budget_sets_aside() {
    let ledger = Arc::new(Memory::default());
    let (_, behind) = shared([Scripted::named("first").counting(Ok(6_000))]);
    let gateway = gateway(behind).with_ledger(Arc::clone(&ledger) as Arc<dyn Ledger>);
    let limit = cost(24_000);
    let call = on(vec![at_most("first", limit)], None);
    let offered = gateway.most(&question(), &call.account).unwrap();
    assert_eq!(offered, Some(limit), "more it will not cost");
    gateway.answer(&question(), &call).await.unwrap();
    assert_eq!(ledger.opened().remove(0).most, Some(cost(7_000)));
}

#[tokio::test(start_paused = true)]
async fn a_model_that_counts_too_much_or_not_at_all_is_passed_over_for_the_next() {
    for counts in [
        Some(Ok(23_500)),
        Some(Err(Cause::Overloaded)),
        Some(Err(Cause::InvalidKey)),
        Some(Err(Cause::Timeout)),
        None,
    ] {
        let ([first, second], behind) = shared([
            Scripted {
                counts,
                ..Scripted::named("first")
            },
            Scripted::named("second").counting(Ok(9)),
        ]);
        let choices = vec![at_most("first", cost(24_000)), Choice::of("second", None)];
        let answer = gateway(behind)
            .answer(&question(), &on(choices, None))
            .await
            .unwrap();
        assert_eq!((answer.provider.as_str(), first.times()), ("second", 0));
        assert_eq!(*second.counted.lock().unwrap(), 0, "without a limit");
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_counts_who_is_not_asked_anyway() {
    let elsewhere = Choice {
        languages: vec!["ja".into()],
        ..at_most("second", cost(24_000))
    };
    let ([first, second, third], behind) = shared([
        Scripted {
            region: Some("us"),
            ..Scripted::named("first").counting(Ok(9))
        },
        Scripted {
            region: Some("eu"),
            ..Scripted::named("second").counting(Ok(9))
        },
        Scripted {
            region: Some("eu"),
            ..Scripted::named("third").counting(Ok(9))
        },
    ]);
    let choices = vec![
        at_most("first", cost(24_000)),
        elsewhere,
        Choice::of("second", None),
        at_most("third", cost(24_000)),
    ];
    let answer = gateway(behind)
        .answer(&question(), &on(choices, Some("eu")))
        .await
        .unwrap();
    assert_eq!(answer.provider, "second");
    for (who, provider) in [("region", first), ("language", second), ("turn", third)] {
        assert_eq!(*provider.counted.lock().unwrap(), 0, "{who}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_cancelled_while_it_is_counted_is_a_cancelled_call() {
    let ([first], behind) = shared([Scripted::named("first").counting(Err(Cause::Timeout))]);
    let call = on(vec![at_most("first", cost(24_000))], None);
    call.cancel.cancel();
    let error = gateway(behind)
        .answer(&question(), &call)
        .await
        .unwrap_err();
    assert_eq!((error.cause, first.times()), (Cause::Cancelled, 0));
}

#[tokio::test(start_paused = true)]
async fn a_model_that_is_asked_beside_a_slow_one_is_counted_first() {
    for (tokens, answered) in [(6_000, true), (23_500, false)] {
        let ([_slow, hedge], behind) = shared([
            Scripted {
                silent: true,
                ..Scripted::named("first")
            },
            Scripted::named("second").counting(Ok(tokens)),
        ]);
        let choices = vec![Choice::of("first", None), at_most("second", cost(24_000))];
        let mut call = on(choices, None);
        Arc::get_mut(&mut call.account).unwrap().route.hedge_after = Some(1);
        let outcome = gateway(behind).answer(&question(), &call).await;
        assert_eq!(outcome.is_ok(), answered, "{tokens}");
        assert_eq!(hedge.times(), usize::from(answered), "{tokens}");
        assert!(*hedge.counted.lock().unwrap() > 0);
    }
}
