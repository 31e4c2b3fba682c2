//! The ledger with its budgets, prices and routes.

use domain::{
    ids::{BrandId, BudgetId, CallId, CampaignId, PriceId, StepId, UserId},
    run::{StepKey, StepKind},
    spending::{
        BudgetScope, CallFilter, CallState, Choice, Payer, Period, Price, Refused, Route, TaskKind,
    },
    time::Timestamp,
    usage::{Cost, Tokens},
};
use storage::{
    OrgTx,
    budgets::{self, NewBudget},
    calls::{self, By, Ended, NewCall, Opened},
    prices,
    provider_keys::{self, ProviderKey},
    routes, steps,
};

use crate::{
    on_both,
    world::{START, World, add_step, after, fresh},
};

on_both!(
    a_call_is_entered_and_closed_once,
    a_step_that_is_taken_up_again_finds_its_calls_and_one_that_is_settled_makes_new_ones,
    a_budget_lets_through_what_it_has_and_settles_what_was_spent,
    a_hundred_calls_at_once_spend_no_more_than_the_budget,
    a_month_begins_at_nothing_and_what_is_under_way_stays_set_aside,
    a_call_of_unknown_price_is_refused_by_a_budget_and_counts_as_the_most_it_may_cost,
    a_budget_is_of_one_subject_and_its_amount_can_be_changed,
    what_a_dead_process_left_open_is_found_unless_its_step_goes_on,
    the_ledger_is_read_by_page_and_filter,
    sums_say_what_calls_came_to,
    prices_and_routes_are_kept,
    keys_of_providers_are_kept,
    another_organizations_ledger_is_neither_read_nor_written,
);

fn payer(world: &World) -> Payer {
    Payer {
        org: world.org,
        brand: None,
        campaign: None,
        person: Some(world.user),
        step: None,
    }
}

fn call(payer: Payer, most: Option<i64>, at: Timestamp) -> NewCall {
    NewCall {
        id: CallId(fresh()),
        payer,
        number: 0,
        task: TaskKind::Write,
        provider: "openai".into(),
        model: "gpt-5.5".into(),
        attempt: 1,
        most: most.map(Cost),
        at,
    }
}

/// A line, a budget, a price and a route.
pub async fn everything(tx: &mut OrgTx, user: UserId) {
    let org = tx.org();
    let nobody = Payer {
        org,
        brand: None,
        campaign: None,
        person: None,
        step: None,
    };
    opened(tx, &call(nobody, Some(1), START)).await;
    let whole = NewBudget {
        id: BudgetId(fresh()),
        scope: BudgetScope::Organization,
        subject: org.0,
        period: Period::Whole,
        amount: Cost(1),
        spent: Cost(0),
    };
    budgets::set(tx, &whole, START).await.unwrap();
    prices::insert(tx, PriceId(fresh()), &price(1), START)
        .await
        .unwrap();
    routes::set(tx, TaskKind::Plan, &Route::default(), START)
        .await
        .unwrap();
    provider_keys::set(tx, &provider_key(user)).await.unwrap();
}

fn provider_key(user: UserId) -> ProviderKey {
    ProviderKey {
        provider: "openai".into(),
        sealed: vec![0, 159, 7],
        ending: "abcd".into(),
        user,
        by_name: "Ada".into(),
        at: START,
    }
}

fn price(input: u64) -> Price {
    Price {
        model: "llama".into(),
        from: Some(START.day()),
        until: None,
        above: 0,
        input,
        cached: 1,
        output: 2,
        image: Some(40_000),
        video: None,
    }
}

fn answered(cost: Option<i64>) -> Ended {
    Ended {
        state: CallState::Answered,
        cause: None,
        answered_by: Some("gpt-5.5-2026-04-23".into()),
        tokens: Tokens {
            input: 10,
            output: 5,
        },
        cost: cost.map(Cost),
        first_token: Some(40),
        took: Some(90),
    }
}

async fn opened(tx: &mut OrgTx, call: &NewCall) -> CallId {
    match calls::open(tx, call).await.unwrap() {
        Opened::May(id) => id,
        Opened::MayNot(budget, why) => panic!("{budget:?}: {why:?}"),
    }
}

async fn budget(world: &World, scope: BudgetScope, subject: uuid::Uuid, amount: i64) -> BudgetId {
    let id = BudgetId(fresh());
    let mut tx = world.write().await;
    let new = NewBudget {
        id,
        scope,
        subject,
        period: Period::Month,
        amount: Cost(amount),
        spent: Cost(0),
    };
    budgets::set(&mut tx, &new, START).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// What is spent and set aside of each budget on the day of `at`.
async fn standing(world: &World, at: Timestamp) -> Vec<(i64, i64)> {
    let mut tx = world.read().await;
    let listed = budgets::list(&mut tx, at.day()).await.unwrap();
    let pair = |named: &budgets::Named| {
        let budget = named.kept.budget;
        (budget.spent.0, budget.reserved.0)
    };
    listed.iter().map(pair).collect()
}

async fn a_call_is_entered_and_closed_once(world: World) {
    let (campaign, _) = world.campaign().await;
    let mut tx = world.write().await;
    let paid = Payer {
        campaign: Some(campaign),
        ..payer(&world)
    };
    let call = call(paid, Some(500), START);
    let id = opened(&mut tx, &call).await;
    assert_eq!(id, call.id);
    assert!(
        calls::close(&mut tx, id, &answered(Some(120)), after(1))
            .await
            .unwrap()
    );
    assert!(
        !calls::close(&mut tx, id, &Ended::LOST, after(2))
            .await
            .unwrap()
    );
    let lines = calls::page(&mut tx, &CallFilter::default(), None, 9)
        .await
        .unwrap();
    let [line] = lines.as_slice() else {
        panic!("{lines:?}")
    };
    assert_eq!(line.state, CallState::Answered);
    assert_eq!(line.model, "gpt-5.5-2026-04-23");
    assert_eq!((line.most, line.cost), (Some(Cost(500)), Some(Cost(120))));
    assert_eq!((line.first_token, line.took), (Some(40), Some(90)));
    assert_eq!(line.person.as_deref(), Some("Ada"));
    assert_eq!(line.campaign.as_ref().map(|(id, _)| *id), Some(campaign));
    let nowhere = CallId(fresh());
    assert!(
        !calls::close(&mut tx, nowhere, &Ended::LOST, after(2))
            .await
            .unwrap()
    );
}

async fn running_step(tx: &mut OrgTx, world: &World) -> (CampaignId, StepId) {
    let (campaign, run) = crate::world::add_campaign(tx, world.user, START).await;
    let key = StepKey::slot(StepKind::Draft, 1, 1, 0);
    let step = add_step(tx, campaign, run, key).await;
    steps::begin(tx, step, START).await.unwrap();
    (campaign, step)
}

async fn a_step_that_is_taken_up_again_finds_its_calls_and_one_that_is_settled_makes_new_ones(
    world: World,
) {
    let mut tx = world.write().await;
    let (_, step) = running_step(&mut tx, &world).await;
    let paid = Payer {
        step: Some(step),
        ..payer(&world)
    };
    let first = opened(&mut tx, &call(paid, Some(1), START)).await;
    calls::close(&mut tx, first, &answered(Some(1)), after(1))
        .await
        .unwrap();
    let second = NewCall {
        number: 1,
        ..call(paid, Some(1), after(2))
    };
    let second = opened(&mut tx, &second).await;

    assert_eq!(opened(&mut tx, &call(paid, Some(1), after(9))).await, first);
    assert!(
        !calls::close(&mut tx, first, &answered(Some(1)), after(9))
            .await
            .unwrap()
    );
    let again = NewCall {
        number: 1,
        ..call(paid, Some(1), after(9))
    };
    assert_eq!(opened(&mut tx, &again).await, second);
    let elsewhere = NewCall {
        model: "another".into(),
        ..call(paid, Some(1), after(9))
    };
    assert_ne!(
        opened(&mut tx, &elsewhere).await,
        first,
        "another model is another call"
    );

    calls::settle_step(&mut tx, step, after(10)).await.unwrap();
    let lines = calls::page(&mut tx, &CallFilter::default(), None, 9)
        .await
        .unwrap();
    let mut states: Vec<_> = lines.iter().map(|line| line.state.slug()).collect();
    states.sort_unstable();
    assert_eq!(states, ["answered", "lost", "lost"]);
    assert_ne!(
        opened(&mut tx, &call(paid, Some(1), after(11))).await,
        first
    );
}

async fn a_budget_lets_through_what_it_has_and_settles_what_was_spent(world: World) {
    let brand = BrandId(fresh());
    let mut tx = world.write().await;
    storage::brands::insert(&mut tx, brand, "Rye", START)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    budget(&world, BudgetScope::Organization, world.org.0, 1_000).await;
    budget(&world, BudgetScope::Brand, brand.0, 300).await;
    let of_brand = Payer {
        brand: Some(brand),
        ..payer(&world)
    };
    let mut tx = world.write().await;
    let id = opened(&mut tx, &call(of_brand, Some(200), START)).await;
    tx.commit().await.unwrap();
    assert_eq!(standing(&world, START).await, [(0, 200), (0, 200)]);

    let mut tx = world.write().await;
    let refused = calls::open(&mut tx, &call(of_brand, Some(101), START))
        .await
        .unwrap();
    let Opened::MayNot(kept, why) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(kept.scope, BudgetScope::Brand);
    assert_eq!(
        why,
        Refused::TooLittle {
            left: Cost(100),
            needed: Cost(101)
        }
    );
    drop(tx);
    let mut tx = world.write().await;
    opened(&mut tx, &call(payer(&world), Some(800), START)).await;
    calls::close(&mut tx, id, &answered(Some(50)), after(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(standing(&world, START).await, [(50, 800), (50, 0)]);
}

async fn a_hundred_calls_at_once_spend_no_more_than_the_budget(world: World) {
    budget(&world, BudgetScope::Organization, world.org.0, 3_700).await;
    let each = (0..100).map(|_| async {
        let mut tx = world.write().await;
        let opened = calls::open(&mut tx, &call(payer(&world), Some(100), START))
            .await
            .unwrap();
        let Opened::May(id) = opened else {
            return false;
        };
        tx.commit().await.unwrap();
        let mut tx = world.write().await;
        assert!(
            calls::close(&mut tx, id, &answered(Some(100)), after(1))
                .await
                .unwrap()
        );
        tx.commit().await.unwrap();
        true
    });
    let through = futures::future::join_all(each).await;
    assert_eq!(through.into_iter().filter(|through| *through).count(), 37);
    assert_eq!(standing(&world, START).await, [(3_700, 0)]);
}

async fn a_month_begins_at_nothing_and_what_is_under_way_stays_set_aside(world: World) {
    budget(&world, BudgetScope::Organization, world.org.0, 1_000).await;
    let mut tx = world.write().await;
    let first = opened(&mut tx, &call(payer(&world), Some(300), START)).await;
    let second = opened(&mut tx, &call(payer(&world), Some(200), START)).await;
    calls::close(&mut tx, first, &answered(Some(250)), after(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(standing(&world, START).await, [(250, 200)]);
    let next_month = after(32 * 24 * 3600);
    assert_eq!(standing(&world, next_month).await, [(0, 200)]);
    let mut tx = world.write().await;
    calls::close(&mut tx, second, &answered(Some(150)), next_month)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(standing(&world, next_month).await, [(150, 0)]);
}

async fn a_call_of_unknown_price_is_refused_by_a_budget_and_counts_as_the_most_it_may_cost(
    world: World,
) {
    let mut tx = world.write().await;
    let free_of_budget = opened(&mut tx, &call(payer(&world), None, START)).await;
    calls::close(&mut tx, free_of_budget, &answered(None), after(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    budget(&world, BudgetScope::Person, world.user.0, 1_000).await;
    let mut tx = world.write().await;
    let refused = calls::open(&mut tx, &call(payer(&world), None, START))
        .await
        .unwrap();
    assert!(
        matches!(refused, Opened::MayNot(_, Refused::Unpriced)),
        "{refused:?}"
    );
    drop(tx);
    let mut tx = world.write().await;
    let id = opened(&mut tx, &call(payer(&world), Some(400), START)).await;
    calls::close(&mut tx, id, &Ended::LOST, after(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(standing(&world, START).await, [(400, 0)]);
}

async fn a_budget_is_of_one_subject_and_its_amount_can_be_changed(world: World) {
    let (campaign, _) = world.campaign().await;
    let id = budget(&world, BudgetScope::Campaign, campaign.0, 100).await;
    let paid = Payer {
        campaign: Some(campaign),
        ..payer(&world)
    };
    let mut tx = world.write().await;
    let spent = opened(&mut tx, &call(paid, Some(60), START)).await;
    calls::close(&mut tx, spent, &answered(Some(60)), START)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    budget(&world, BudgetScope::Campaign, campaign.0, 500).await;
    let mut tx = world.write().await;
    let listed = budgets::list(&mut tx, START.day()).await.unwrap();
    let [named] = listed.as_slice() else {
        panic!("{listed:?}")
    };
    assert_eq!((named.kept.id, named.kept.budget.amount), (id, Cost(500)));
    assert_eq!(named.kept.budget.left(), Cost(440));
    assert!(!named.name.is_empty(), "the campaign's title");
    assert!(budgets::delete(&mut tx, id).await.unwrap());
    assert!(!budgets::delete(&mut tx, id).await.unwrap());
    assert!(
        budgets::list(&mut tx, START.day())
            .await
            .unwrap()
            .is_empty()
    );
}

async fn what_a_dead_process_left_open_is_found_unless_its_step_goes_on(world: World) {
    let mut tx = world.write().await;
    let (_, step) = running_step(&mut tx, &world).await;
    let of_step = Payer {
        step: Some(step),
        ..payer(&world)
    };
    opened(&mut tx, &call(of_step, Some(1), START)).await;
    let alone = opened(&mut tx, &call(payer(&world), Some(1), START)).await;
    opened(&mut tx, &call(payer(&world), Some(1), after(60))).await;
    let ended = opened(&mut tx, &call(payer(&world), Some(1), START)).await;
    calls::close(&mut tx, ended, &answered(Some(1)), after(1))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.db().system_read().await.unwrap();
    let found = calls::abandoned(&mut tx, after(30)).await.unwrap();
    assert_eq!(found, [(world.org, alone)]);
}

/// Three calls: one answered, one failed, one open, a minute apart.
async fn three(world: &World) -> (CampaignId, [CallId; 3]) {
    let (campaign, _) = world.campaign().await;
    let mut tx = world.write().await;
    let paid = Payer {
        campaign: Some(campaign),
        ..payer(world)
    };
    let first = opened(&mut tx, &call(paid, Some(500), START)).await;
    calls::close(&mut tx, first, &answered(Some(120)), after(1))
        .await
        .unwrap();
    let second = NewCall {
        task: TaskKind::Analyse,
        provider: "anthropic".into(),
        model: "claude".into(),
        ..call(payer(world), Some(500), after(60))
    };
    let second = opened(&mut tx, &second).await;
    let failed = Ended {
        state: CallState::Failed,
        cause: Some("cut"),
        answered_by: None,
        cost: Some(Cost(30)),
        took: None,
        ..answered(None)
    };
    calls::close(&mut tx, second, &failed, after(61))
        .await
        .unwrap();
    let third = opened(&mut tx, &call(payer(world), None, after(120))).await;
    tx.commit().await.unwrap();
    (campaign, [first, second, third])
}

type Narrow = Box<dyn Fn(&mut CallFilter) + Send>;

async fn found(
    tx: &mut OrgTx,
    filter: &CallFilter,
    after: Option<(Timestamp, CallId)>,
    limit: u32,
) -> Vec<CallId> {
    let lines = calls::page(tx, filter, after, limit).await.unwrap();
    lines.iter().map(|line| line.id).collect()
}

async fn the_ledger_is_read_by_page_and_filter(world: World) {
    let (campaign, [first, second, third]) = three(&world).await;
    let mut tx = world.read().await;
    let all = CallFilter::default();
    assert_eq!(found(&mut tx, &all, None, 2).await, [third, second]);
    let place = Some((after(60), second));
    assert_eq!(found(&mut tx, &all, place, 2).await, [first]);
    let (user, today) = (world.user, START.day());
    let every = vec![third, second, first];
    let cases: [(Narrow, Vec<CallId>); 10] = [
        (Box::new(move |f| f.campaign = Some(campaign)), vec![first]),
        (Box::new(move |f| f.person = Some(user)), every.clone()),
        (Box::new(|f| f.brand = Some(BrandId(fresh()))), vec![]),
        (
            Box::new(|f| f.provider = Some("anthropic".into())),
            vec![second],
        ),
        (
            Box::new(|f| f.model = Some("gpt-5.5-2026-04-23".into())),
            vec![first],
        ),
        (Box::new(|f| f.task = Some(TaskKind::Analyse)), vec![second]),
        (Box::new(|f| f.state = Some(CallState::Open)), vec![third]),
        (
            Box::new(move |f| (f.from, f.to) = (Some(today), Some(today))),
            every,
        ),
        (Box::new(move |f| f.from = Some(today.plus(1))), vec![]),
        (Box::new(move |f| f.to = Some(today.plus(-1))), vec![]),
    ];
    for (narrow, ids) in cases {
        let mut filter = CallFilter::default();
        narrow(&mut filter);
        assert_eq!(found(&mut tx, &filter, None, 9).await, ids, "{filter:?}");
    }
}

async fn sums_say_what_calls_came_to(world: World) {
    let mut tx = world.read().await;
    assert_eq!(
        calls::pulse(&mut tx).await.unwrap(),
        calls::Pulse::default()
    );
    drop(tx);
    three(&world).await;
    let mut tx = world.read().await;
    let pulse = calls::pulse(&mut tx).await.unwrap();
    assert_eq!(pulse.begun, Some(after(120)));
    assert_eq!(pulse.ended, Some(after(61)));
    let all = CallFilter::default();
    let total = calls::sums(&mut tx, &all, By::All).await.unwrap().remove(0);
    assert_eq!((total.calls, total.failed, total.unknown), (3, 1, 0));
    assert_eq!((total.cost, total.wasted), (Cost(150), Cost(30)));
    assert_eq!((total.took, total.measured), (90, 1));
    assert_eq!(
        total.tokens,
        Tokens {
            input: 20,
            output: 10
        }
    );
    let mut names = async |by: By| {
        let sums = calls::sums(&mut tx, &all, by).await.unwrap();
        sums.into_iter()
            .map(|sum| (sum.name, sum.calls))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        names(By::Model).await,
        [
            ("openai gpt-5.5-2026-04-23".to_owned(), 1),
            ("anthropic claude".to_owned(), 1),
            ("openai gpt-5.5".to_owned(), 1),
        ]
    );
    assert_eq!(names(By::Person).await, [("Ada".to_owned(), 3)]);
    assert_eq!(names(By::Brand).await, [(String::new(), 3)]);
    assert_eq!(names(By::Day).await, [(START.day().to_string(), 3)]);
    assert_eq!(
        names(By::Task).await,
        [("write".to_owned(), 2), ("analyse".to_owned(), 1)]
    );
    let nothing = CallFilter {
        campaign: Some(CampaignId(fresh())),
        ..CallFilter::default()
    };
    assert!(
        calls::sums(&mut tx, &nothing, By::All)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn prices_and_routes_are_kept(world: World) {
    let mut tx = world.write().await;
    let [first, second] = [PriceId(fresh()), PriceId(fresh())];
    prices::insert(&mut tx, first, &price(5), START)
        .await
        .unwrap();
    prices::insert(&mut tx, second, &price(6), after(1))
        .await
        .unwrap();
    let listed = prices::list(&mut tx).await.unwrap();
    assert_eq!(
        listed
            .iter()
            .map(|own| (own.id, own.price.input))
            .collect::<Vec<_>>(),
        [(second, 6), (first, 5)]
    );
    assert!(prices::delete(&mut tx, first).await.unwrap());
    assert!(!prices::delete(&mut tx, first).await.unwrap());

    assert_eq!(
        routes::get(&mut tx, TaskKind::Write).await.unwrap(),
        Route::default()
    );
    let route = Route::of(vec![Choice::of("gemini", Some("gemini-3.8-flash"))]);
    routes::set(&mut tx, TaskKind::Write, &Route::default(), START)
        .await
        .unwrap();
    routes::set(&mut tx, TaskKind::Write, &route, after(1))
        .await
        .unwrap();
    assert_eq!(routes::get(&mut tx, TaskKind::Write).await.unwrap(), route);
    let listed = routes::list(&mut tx).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (listed[0].task, &listed[0].route),
        (TaskKind::Write, &route)
    );
}

async fn keys_of_providers_are_kept(world: World) {
    let mut tx = world.write().await;
    let first = provider_key(world.user);
    provider_keys::set(&mut tx, &first).await.unwrap();
    let second = ProviderKey {
        sealed: vec![1],
        ending: "wxyz".into(),
        at: after(1),
        ..first
    };
    provider_keys::set(&mut tx, &second).await.unwrap();
    assert_eq!(provider_keys::list(&mut tx).await.unwrap(), [second]);
    assert!(!provider_keys::delete(&mut tx, "gemini").await.unwrap());
    assert!(provider_keys::delete(&mut tx, "openai").await.unwrap());
    assert!(provider_keys::list(&mut tx).await.unwrap().is_empty());
}

async fn another_organizations_ledger_is_neither_read_nor_written(world: World) {
    let (_, [_, _, open]) = three(&world).await;
    let id = budget(&world, BudgetScope::Organization, world.org.0, 1).await;
    let own = PriceId(fresh());
    let mut tx = world.write().await;
    prices::insert(&mut tx, own, &price(1), START)
        .await
        .unwrap();
    routes::set(
        &mut tx,
        TaskKind::Plan,
        &Route::of(vec![Choice::of("a", None)]),
        START,
    )
    .await
    .unwrap();
    let key = provider_key(world.user);
    provider_keys::set(&mut tx, &key).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.db().write(world.other).await.unwrap();
    let all = CallFilter::default();
    assert!(
        calls::page(&mut tx, &all, None, 9)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        calls::sums(&mut tx, &all, By::All)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        !calls::close(&mut tx, open, &Ended::LOST, START)
            .await
            .unwrap()
    );
    assert!(
        budgets::list(&mut tx, START.day())
            .await
            .unwrap()
            .is_empty()
    );
    assert!(!budgets::delete(&mut tx, id).await.unwrap());
    let stranger = Payer {
        org: world.other,
        person: None,
        ..payer(&world)
    };
    opened(&mut tx, &call(stranger, Some(500), START)).await;
    assert!(prices::list(&mut tx).await.unwrap().is_empty());
    assert!(!prices::delete(&mut tx, own).await.unwrap());
    assert!(routes::list(&mut tx).await.unwrap().is_empty());
    assert!(provider_keys::list(&mut tx).await.unwrap().is_empty());
    assert!(!provider_keys::delete(&mut tx, "openai").await.unwrap());
}
