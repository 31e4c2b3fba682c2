//! Which model is asked, and which one when it fails.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use domain::{
    ids::{OrgId, UserId},
    spending::{Choice, Payer, Route},
    usage::Cost,
};
use providers::{
    Account, Call, Cause, DeltaSink, Gateway, Provider, ProviderError, RetryPolicy,
    built_in::BuiltIn,
};
use tokio::time::Instant;
use uuid::Uuid;

use crate::{
    gateway::CAUSES,
    looking, request,
    scripted::{Scripted, shared},
};

fn gateway(providers: Vec<Arc<dyn Provider>>) -> Gateway {
    Gateway::new(providers, RetryPolicy::default())
}

fn on(account: Account) -> Call {
    Call {
        account: Arc::new(account),
        ..Call::default()
    }
}

fn routed(choices: Vec<Choice>) -> Call {
    on(Account {
        route: Route::of(choices),
        ..Account::default()
    })
}

#[tokio::test(start_paused = true)]
async fn where_no_route_says_otherwise_every_model_is_asked_in_its_turn_and_the_built_in_one_is_not()
 {
    let built_in = Scripted {
        built_in: true,
        ..Scripted::named("built-in")
    };
    let ([first, second, built_in], behind) = shared([
        Scripted::named("first").failing(Cause::InvalidKey, 1),
        Scripted::named("second").failing(Cause::UnknownModel, 1),
        built_in,
    ]);
    let error = gateway(behind)
        .answer(&request(), &Call::default())
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::UnknownModel);
    assert_eq!(error.asked.unwrap().provider, "second");
    assert_eq!((first.times(), second.times(), built_in.times()), (1, 1, 0));
}

#[tokio::test(start_paused = true)]
async fn the_built_in_provider_answers_where_there_is_no_model() {
    let (_, behind) = shared([Scripted {
        built_in: true,
        ..Scripted::named("built-in")
    }]);
    let answer = gateway(behind)
        .answer(&request(), &Call::default())
        .await
        .unwrap();
    assert_eq!(answer.provider, "built-in");
}

#[tokio::test(start_paused = true)]
async fn the_next_model_is_asked_where_it_may_do_better_and_nowhere_else() {
    for cause in CAUSES {
        let ([first, second], behind) = shared([
            Scripted::named("first").failing(cause, 9),
            Scripted::named("second"),
        ]);
        let outcome = gateway(behind).answer(&request(), &Call::default()).await;
        assert_eq!(outcome.is_ok(), cause.another_may_answer(), "{cause:?}");
        assert_eq!(
            second.times(),
            usize::from(cause.another_may_answer()),
            "{cause:?}"
        );
        let again = cause.is_retryable();
        assert_eq!(first.times(), if again { 2 } else { 1 }, "{cause:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_model_that_asks_for_a_long_wait_is_not_waited_for_while_another_can_answer() {
    let patience = Some(Duration::from_secs(40));
    let slow = || ProviderError::new(Cause::RateLimited, "Too fast.").after(patience);
    let ([first, second], behind) = shared([
        Scripted::named("first").failing_with([slow()]),
        Scripted::named("second"),
    ]);
    let begun = Instant::now();
    let answer = gateway(behind)
        .answer(&request(), &Call::default())
        .await
        .unwrap();
    assert_eq!(answer.provider, "second");
    assert_eq!((first.times(), second.times()), (1, 1));
    assert_eq!(begun.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn what_the_last_model_consumed_is_not_all_that_was_consumed() {
    let (_, behind) = shared([
        Scripted::named("first").failing_with([ProviderError::new(Cause::Cut, "It broke.")
            .after(Some(Duration::from_mins(1)))
            .having_spent(providers::Spent {
                cost: Some(Cost(7)),
                ..providers::Spent::default()
            })]),
        Scripted::named("second"),
    ]);
    let answer = gateway(behind)
        .answer(&request(), &Call::default())
        .await
        .unwrap();
    assert_eq!(answer.cost, Some(Cost(107)));
}

#[tokio::test(start_paused = true)]
async fn with_another_model_the_text_begins_anew() {
    let (_, behind) = shared([
        Scripted::named("first").failing(Cause::InvalidKey, 1),
        Scripted::named("second"),
    ]);
    let text = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&text);
    let call = Call {
        deltas: DeltaSink::new(move |piece| heard.lock().unwrap().push(piece.to_owned())),
        ..Call::default()
    };
    gateway(behind).answer(&request(), &call).await.unwrap();
    assert_eq!(*text.lock().unwrap(), ["", "", "second"]);
}

#[tokio::test(start_paused = true)]
async fn a_route_says_who_is_asked_in_which_order_and_for_which_model() {
    let ([first, second], behind) = shared([
        Scripted::named("first"),
        Scripted::named("second").failing(Cause::InvalidKey, 1),
    ]);
    let call = routed(vec![
        Choice::of("not set up", None),
        Choice::of("second", Some("large")),
        Choice::of("first", None),
    ]);
    let answer = gateway(behind).answer(&request(), &call).await.unwrap();
    assert_eq!(
        (answer.provider.as_str(), answer.model.as_str()),
        ("first", "usual")
    );
    assert_eq!(*second.asked.lock().unwrap(), ["large"]);
    assert_eq!(first.times(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_route_may_name_the_built_in_provider_as_its_last_resort() {
    let built_in = Scripted {
        built_in: true,
        ..Scripted::named("built-in")
    };
    let (_, behind) = shared([
        Scripted::named("first").failing(Cause::QuotaPerDay, 1),
        built_in,
    ]);
    let call = routed(vec![
        Choice::of("first", None),
        Choice::of("built-in", None),
    ]);
    let answer = gateway(behind).answer(&request(), &call).await.unwrap();
    assert_eq!(answer.provider, "built-in");
}

#[tokio::test(start_paused = true)]
async fn where_every_model_of_a_route_is_ruled_out_nobody_is_asked() {
    let german = Choice {
        languages: vec!["de".into()],
        ..Choice::of("first", None)
    };
    let short = Choice {
        longest: Some(10),
        ..Choice::of("first", None)
    };
    let cheap = Choice {
        at_most: Some(Cost(1)),
        ..Choice::of("first", Some("gpt-5.5"))
    };
    for choice in [german, short, cheap, Choice::of("elsewhere", None)] {
        let ([first], behind) = shared([Scripted::named("first")]);
        let call = on(Account {
            route: Route::of(vec![choice.clone()]),
            ..Account::of(payer(), "2026-11-27".parse().unwrap())
        });
        let error = gateway(behind).answer(&request(), &call).await.unwrap_err();
        assert_eq!(error.cause, Cause::NoModel, "{choice:?}");
        assert_eq!(first.times(), 0, "{choice:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn only_a_model_that_sees_is_asked_about_a_picture() {
    let ([blind, seeing], behind) = shared([
        Scripted::named("first"),
        Scripted {
            sight: Some(("usual", 500)),
            ..Scripted::named("second")
        },
    ]);
    let gateway = gateway(behind);
    let answer = gateway.answer(&looking(), &Call::default()).await.unwrap();
    assert_eq!((answer.provider.as_str(), blind.times()), ("second", 0));
    gateway.answer(&request(), &Call::default()).await.unwrap();
    assert_eq!(blind.times(), 1, "words go to anybody");
    let choices = vec![
        Choice::of("first", None),
        Choice::of("second", Some("large")),
    ];
    let routed = gateway.answer(&looking(), &routed(choices)).await;
    let error = routed.unwrap_err();
    assert_eq!(error.cause, Cause::NoModel);
    assert!(error.message.contains("cannot see"), "{error}");
    assert_eq!(seeing.times(), 1, "not with the model that does not see");
}

#[tokio::test(start_paused = true)]
async fn where_nobody_sees_it_is_said_so_and_nobody_is_asked() {
    let built_in = Scripted {
        built_in: true,
        ..Scripted::named("built-in")
    };
    for only in [Scripted::named("first"), built_in] {
        let ([only], behind) = shared([only]);
        let outcome = gateway(behind).answer(&looking(), &Call::default()).await;
        let error = outcome.unwrap_err();
        assert_eq!((error.cause, only.times()), (Cause::NoModel, 0));
        assert!(error.message.contains("can see pictures"), "{error}");
    }
    let error = BuiltIn.answer("", &looking(), &Call::default()).await;
    assert_eq!(error.unwrap_err().cause, Cause::NoModel);
}

#[test]
fn what_is_set_aside_for_a_picture_is_the_most_that_it_is_counted_as() {
    let (_, behind) = shared([Scripted {
        sight: Some(("gpt-5.5", 1_000)),
        ..Scripted::named("first")
    }]);
    let gateway = gateway(behind);
    let account = Account {
        route: Route::of(vec![Choice::of("first", Some("gpt-5.5"))]),
        ..Account::of(payer(), "2026-11-27".parse().unwrap())
    };
    let most = |request| gateway.most(&request, &account).unwrap().unwrap();
    // A thousand tokens at five dollars a million.
    assert_eq!(most(looking()).0 - most(request()).0, 5_000);
}

fn payer() -> Payer {
    Payer {
        org: OrgId(Uuid::nil()),
        brand: None,
        campaign: None,
        person: Some(UserId(Uuid::nil())),
        step: None,
    }
}

#[tokio::test(start_paused = true)]
async fn a_brands_texts_go_to_no_provider_of_another_region() {
    let within = |region| Scripted {
        region,
        ..Scripted::named("first")
    };
    for (region, asked) in [
        (None, 0),
        (Some("us"), 0),
        (Some("eu"), 1),
        (Some("local"), 1),
    ] {
        let ([first], behind) = shared([within(region)]);
        let call = on(Account {
            region: Some("eu".into()),
            ..Account::default()
        });
        let outcome = gateway(behind).answer(&request(), &call).await;
        assert_eq!(first.times(), asked, "{region:?}");
        if let Err(error) = outcome {
            assert_eq!(error.cause, Cause::NoModel);
            assert!(error.message.contains("“eu”"), "{}", error.message);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_model_that_keeps_failing_is_left_alone_for_a_while() {
    let ([first, second], behind) = shared([
        Scripted::named("first").failing(Cause::Overloaded, 6),
        Scripted::named("second"),
    ]);
    let gateway = gateway(behind);
    for _ in 0..5 {
        let answer = gateway.answer(&request(), &Call::default()).await.unwrap();
        assert_eq!(answer.provider, "second");
    }
    assert_eq!(
        (first.times(), second.times()),
        (6, 5),
        "two each, until it rests"
    );
    tokio::time::advance(Duration::from_secs(31)).await;
    let answer = gateway.answer(&request(), &Call::default()).await.unwrap();
    assert_eq!(answer.provider, "first");
}

#[tokio::test(start_paused = true)]
async fn when_every_model_rests_the_caller_hears_for_how_long() {
    let ([first], behind) = shared([Scripted::named("first").failing(Cause::Unreachable, 99)]);
    let gateway = gateway(behind);
    let error = gateway
        .answer(&request(), &Call::default())
        .await
        .unwrap_err();
    assert_eq!((error.cause, first.times()), (Cause::Unreachable, 5));
    let error = gateway
        .answer(&request(), &Call::default())
        .await
        .unwrap_err();
    assert_eq!((error.cause, first.times()), (Cause::Overloaded, 5));
    assert!(error.is_retryable());
    assert!(error.retry_after.unwrap() <= Duration::from_secs(30));
}
