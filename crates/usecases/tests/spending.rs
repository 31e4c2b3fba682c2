//! What runs cost, and how far they may go.
#![cfg(test)]

use std::sync::atomic::Ordering;

use domain::{
    run::{RunState, StepKind, StepState},
    spending::{BudgetScope, CallFilter, CallState, Choice, Period, Route, TaskKind},
    usage::Cost,
    views::{CallView, CampaignView},
};
use testkit::{
    paid::Paid,
    world::{Person, World},
};
use usecases::{
    campaigns, posts, runs,
    spending::{self, BudgetRequest, PriceRequest},
};

async fn campaign(world: &World, owner: &Person) -> CampaignView {
    let id = world.finished_campaign(&owner.actor).await;
    campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap()
}

async fn ledger(world: &World, owner: &Person) -> Vec<CallView> {
    spending::calls(&world.services, &owner.actor, &CallFilter::default(), None)
        .await
        .unwrap()
        .items
}

async fn set_budget(world: &World, owner: &Person, scope: BudgetScope, amount: &str) {
    let request = BudgetRequest {
        scope,
        subject: None,
        period: Period::Month,
        amount: amount.into(),
    };
    spending::set_budget(&world.services, &owner.actor, request)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_run_has_a_line_for_each_call_and_costs_what_they_cost() {
    let (provider, world, owner) = Paid::world().await;
    let campaign = campaign(&world, &owner).await;
    assert_eq!(campaign.run.state, RunState::Done);
    let lines = ledger(&world, &owner).await;
    assert_eq!(lines.len(), provider.calls());
    for line in &lines {
        assert_eq!(line.state, CallState::Answered);
        assert_eq!(line.campaign, Some(campaign.id));
        assert_eq!(
            line.campaign_title.as_deref(),
            Some(campaign.brief.title.as_str())
        );
        assert_eq!(line.person.as_deref(), Some("Ada"));
        assert_eq!(line.cost, Some(Paid::EACH));
        let step = campaign
            .run
            .steps
            .iter()
            .find(|step| Some(step.id) == line.step);
        assert!(step.unwrap().key.kind.asks_a_model());
    }
    let sums = spending::activity(&world.services, &owner.actor, &CallFilter::default())
        .await
        .unwrap();
    assert_eq!(campaign.run.cost, Some(sums.total.cost));
    assert_eq!(usize::try_from(sums.total.calls), Ok(lines.len()));
    assert_eq!(sums.models[0].name, "openai gpt-5.5");
    assert_eq!(sums.brands[0].name, "Lindner Bakery");
    let written = sums.tasks.iter().find(|task| task.name == "write").unwrap();
    assert_eq!(written.calls, 2);
}

#[tokio::test]
async fn a_campaign_says_what_each_approved_post_has_cost() {
    let (_, world, owner) = Paid::world().await;
    let campaign = campaign(&world, &owner).await;
    let cost = async || {
        spending::campaign_cost(&world.services, &owner.actor, campaign.id)
            .await
            .unwrap()
    };
    assert_eq!(cost().await.per_approved, None);
    let post = posts::get(&world.services, &owner.actor, campaign.posts[0].id)
        .await
        .unwrap();
    let approve = domain::post::DecisionCommand {
        verdict: domain::post::Verdict::Approve,
        version_hash: post.version.hash,
        reason: String::new(),
    };
    posts::decide(&world.services, &owner.actor, post.id, approve)
        .await
        .unwrap();
    let cost = cost().await;
    assert_eq!(cost.per_approved, Some(cost.total.cost));
    assert_eq!((cost.approved, cost.total.wasted), (1, Cost(0)));
}

#[tokio::test]
async fn a_budget_stops_a_run_before_money_is_spent_and_more_of_it_lets_it_go_on() {
    let (provider, world, owner) = Paid::world().await;
    // One call may cost up to 8,192 tokens out at $30 a million, and its question.
    set_budget(&world, &owner, BudgetScope::Organization, "0.01").await;
    let stopped = campaign(&world, &owner).await;
    assert_eq!(stopped.run.state, RunState::Failed);
    assert_eq!(provider.calls(), 0);
    assert!(ledger(&world, &owner).await.is_empty());
    let step = &stopped.run.steps[0];
    let sentence = &step.error.as_ref().unwrap().detail;
    assert!(
        sentence.contains("This month's budget of the organization has $0.0100 left")
            && sentence.contains("Raise the budget"),
        "{sentence}"
    );
    set_budget(&world, &owner, BudgetScope::Organization, "50").await;
    runs::retry_step(&world.services, &owner.actor, step.id)
        .await
        .unwrap();
    world.work().await;
    let done = campaigns::get(&world.services, &owner.actor, stopped.id)
        .await
        .unwrap();
    assert_eq!(done.run.state, RunState::Done);
    let budgets = spending::budgets(&world.services, &owner.actor)
        .await
        .unwrap();
    assert_eq!(Some(budgets[0].spent), done.run.cost);
    assert_eq!(budgets[0].reserved, Cost(0));
}

#[tokio::test]
async fn a_new_budget_counts_what_its_month_has_cost_so_far() {
    let (_, world, owner) = Paid::world().await;
    let campaign = campaign(&world, &owner).await;
    for scope in [
        BudgetScope::Organization,
        BudgetScope::Brand,
        BudgetScope::Person,
    ] {
        set_budget(&world, &owner, scope, "50").await;
    }
    for budget in spending::budgets(&world.services, &owner.actor)
        .await
        .unwrap()
    {
        assert_eq!(Some(budget.spent), campaign.run.cost, "{:?}", budget.scope);
    }
}

#[tokio::test]
async fn a_model_without_a_price_is_not_let_through_by_a_budget_until_it_has_one() {
    let (provider, world, owner) = Paid::world().await;
    set_budget(&world, &owner, BudgetScope::Brand, "50").await;
    let route = Route::of(vec![Choice::of("openai", Some("house-model"))]);
    for task in TaskKind::ALL {
        let set = spending::set_route(&world.services, &owner.actor, *task, route.clone());
        let wordless = matches!(
            task,
            TaskKind::Image | TaskKind::Video | TaskKind::Speak | TaskKind::Embed
        );
        assert_eq!(set.await.is_err(), wordless, "it writes only");
    }
    let stopped = campaign(&world, &owner).await;
    assert_eq!(provider.calls(), 0);
    let step = &stopped.run.steps[0];
    let sentence = &step.error.as_ref().unwrap().detail;
    assert!(
        sentence.contains("“house-model”, whose price is not known"),
        "{sentence}"
    );
    let price = PriceRequest {
        model: "house-model".into(),
        input: "0".into(),
        output: "0".into(),
        ..PriceRequest::default()
    };
    spending::add_price(&world.services, &owner.actor, price)
        .await
        .unwrap();
    runs::retry_step(&world.services, &owner.actor, step.id)
        .await
        .unwrap();
    world.work().await;
    let lines = ledger(&world, &owner).await;
    assert!(lines.len() > 3 && lines.iter().all(|line| line.model == "house-model"));
}

#[tokio::test]
async fn a_step_that_is_interrupted_and_done_again_has_one_line() {
    let (provider, world, owner) = Paid::world().await;
    provider.silent.store(true, Ordering::SeqCst);
    let id = campaigns::create(&world.services, &owner.actor, world.brief())
        .await
        .unwrap()
        .id;
    let view = async || {
        campaigns::get(&world.services, &owner.actor, id)
            .await
            .unwrap()
    };
    let step = view().await.run.steps[0].clone();
    assert_eq!(step.key.kind, StepKind::Analyse);
    tokio::select! {
        _ = runs::perform_step(&world.services, owner.actor.org, step.id, 1) => unreachable!("it is silent"),
        () = async { while provider.calls() == 0 { tokio::task::yield_now().await; } } => {}
    }
    let lines = ledger(&world, &owner).await;
    assert_eq!((lines.len(), lines[0].state), (1, CallState::Open));
    provider.silent.store(false, Ordering::SeqCst);
    let swept = spending::sweep(&world.services, world.services.now().plus_seconds(9))
        .await
        .unwrap();
    assert_eq!(swept, 0, "the step goes on");
    runs::perform_step(&world.services, owner.actor.org, step.id, 2)
        .await
        .unwrap();
    let lines = ledger(&world, &owner).await;
    assert_eq!((lines.len(), lines[0].state), (1, CallState::Answered));
    assert_eq!(view().await.run.steps[0].state, StepState::Done);
}

#[tokio::test]
async fn what_nobody_takes_up_again_is_swept_and_counts_as_the_most_it_may_have_cost() {
    let (provider, world, owner) = Paid::world().await;
    set_budget(&world, &owner, BudgetScope::Organization, "50").await;
    provider.silent.store(true, Ordering::SeqCst);
    let id = campaigns::create(&world.services, &owner.actor, world.brief())
        .await
        .unwrap()
        .id;
    let view = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap();
    tokio::select! {
        _ = runs::perform_step(&world.services, owner.actor.org, view.run.steps[0].id, 1) => unreachable!("it is silent"),
        () = async { while provider.calls() == 0 { tokio::task::yield_now().await; } } => {}
    }
    runs::cancel(&world.services, &owner.actor, id)
        .await
        .unwrap();
    let swept = spending::sweep(&world.services, world.services.now().plus_seconds(9))
        .await
        .unwrap();
    assert_eq!(swept, 1);
    let line = ledger(&world, &owner).await.remove(0);
    assert_eq!((line.state, line.cost), (CallState::Lost, None));
    let budget = spending::budgets(&world.services, &owner.actor)
        .await
        .unwrap()
        .remove(0);
    assert_eq!((Some(budget.spent), budget.reserved), (line.most, Cost(0)));
}

#[tokio::test]
async fn a_brand_kept_to_a_region_is_written_for_by_no_model_of_another() {
    let (provider, world, owner) = Paid::world().await;
    spending::set_region(&world.services, &owner.actor, " EU ")
        .await
        .unwrap();
    let models = spending::models(&world.services, &owner.actor)
        .await
        .unwrap();
    assert_eq!(models.region.as_deref(), Some("eu"));
    let stopped = campaign(&world, &owner).await;
    assert_eq!(provider.calls(), 0);
    let sentence = &stopped.run.steps[0].error.as_ref().unwrap().detail;
    assert!(
        sentence.contains("may only be processed in “eu”"),
        "{sentence}"
    );
}

#[tokio::test]
async fn the_ledger_is_taken_out_as_a_table() {
    let (_, world, owner) = Paid::world().await;
    campaign(&world, &owner).await;
    let file = spending::export(&world.services, &owner.actor, &CallFilter::default())
        .await
        .unwrap();
    let mut table = csv::Reader::from_reader(file.as_slice());
    let columns = table.headers().unwrap().clone();
    let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), ledger(&world, &owner).await.len());
    assert!(rows.iter().all(|row| &row[at("cost_usd")] == "0.011000"));
}

#[tokio::test]
async fn a_route_of_what_is_not_set_up_and_an_amount_that_is_none_are_refused() {
    let (_, world, owner) = Paid::world().await;
    let route = Route::of(vec![Choice::of("nobody", None)]);
    let refused = spending::set_route(&world.services, &owner.actor, TaskKind::Write, route)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(refused.fields[0].field, "route");
    let request = BudgetRequest {
        scope: BudgetScope::Campaign,
        subject: Some("no campaign".into()),
        period: Period::Whole,
        amount: "much".into(),
    };
    let refused = spending::set_budget(&world.services, &owner.actor, request)
        .await
        .unwrap_err()
        .into_problem();
    let fields: Vec<_> = refused
        .fields
        .iter()
        .map(|one| one.field.as_str())
        .collect();
    assert_eq!(fields, ["amount", "subject"]);
}
