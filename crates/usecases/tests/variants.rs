//! Variants of a post: proposals that cost what was said, differ on purpose, and change nothing until
//! one is used.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

use std::sync::atomic::Ordering;

use domain::{
    diff::Change,
    ids::{PostId, StepId},
    post::{
        Aim, Author, ContentField, DecisionCommand, Dimension, HookStyle, Origin, PostState,
        VariantsRequest, Verdict,
    },
    problem::{Code, Problem},
    run::{RunState, StepState},
    spending::{BudgetScope, CallFilter, Period, TaskKind, ceiling_tokens},
    usage::Cost,
    views::{PostView, VariantsView},
};
use testkit::{
    paid::Paid,
    world::{Person, World},
};
use usecases::{
    Error, campaigns,
    posts::{self, Edit, UseVariant},
    runs,
    spending::{self, BudgetRequest},
};

/// The first post of a campaign whose run has ended.
async fn post(world: &World, owner: &Person) -> PostView {
    let id = world.finished_campaign(&owner.actor).await;
    let campaign = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap();
    posts::get(&world.services, &owner.actor, campaign.posts[0].id)
        .await
        .unwrap()
}

fn several(differ_in: Dimension, count: u8) -> VariantsRequest {
    VariantsRequest::Several { differ_in, count }
}

fn one(aim: Aim) -> VariantsRequest {
    VariantsRequest::One { aim }
}

async fn asked(
    world: &World,
    owner: &Person,
    post: PostId,
    request: VariantsRequest,
) -> VariantsView {
    posts::ask_variants(&world.services, &owner.actor, post, request)
        .await
        .unwrap();
    world.work().await;
    listed(world, owner, post).await
}

async fn listed(world: &World, owner: &Person, post: PostId) -> VariantsView {
    posts::get_variants(&world.services, &owner.actor, post)
        .await
        .unwrap()
}

async fn used(
    world: &World,
    owner: &Person,
    post: &PostView,
    variant: StepId,
) -> Result<PostView, Problem> {
    let chosen = UseVariant {
        based_on: post.version.hash.clone(),
    };
    posts::use_variant(&world.services, &owner.actor, post.id, variant, chosen)
        .await
        .map_err(Error::into_problem)
}

async fn edited(world: &World, owner: &Person, post: &PostView, body: &str) -> PostView {
    let mut content = post.version.content.clone();
    content.set(ContentField::Body, body);
    let edit = Edit {
        content,
        based_on: post.version.hash.clone(),
    };
    posts::edit(&world.services, &owner.actor, post.id, edit)
        .await
        .unwrap()
}

async fn run_state(world: &World, owner: &Person, post: &PostView) -> RunState {
    let campaign = campaigns::get(&world.services, &owner.actor, post.campaign);
    campaign.await.unwrap().run.state
}

async fn variants_stand_next_to_the_post_and_leave_it_as_it_is(world: World) {
    let owner = world.owner().await;
    let before = post(&world, &owner).await;
    let view = asked(&world, &owner, before.id, several(Dimension::Hook, 4)).await;
    assert_eq!(view.version_hash, before.version.hash);
    assert_eq!(view.variants.len(), 4);
    let mut texts = Vec::new();
    for (at, variant) in view.variants.iter().enumerate() {
        assert_eq!(variant.state, StepState::Done);
        assert_eq!(usize::from(variant.number), at + 1);
        let hook = HookStyle::ALL[at];
        assert_eq!(variant.aim, Aim::Hook { hook });
        let offer = variant.offer.as_ref().unwrap();
        let spans = offer.changes.iter().flat_map(|change| &change.spans);
        let without = |left_out: Change| -> String {
            let spans = offer.changes.iter().flat_map(|change| &change.spans);
            let kept = spans.filter(|span| span.change != left_out);
            kept.map(|span| span.text.as_str()).collect()
        };
        if offer.changes.is_empty() {
            assert_eq!(offer.content.body, before.version.content.body);
        } else {
            assert!(spans.clone().any(|span| span.change == Change::Added));
            assert_eq!(without(Change::Removed), offer.content.body);
            assert_eq!(without(Change::Added), before.version.content.body);
        }
        assert_eq!(offer.content.picture, before.version.content.picture);
        texts.push(offer.content.body.clone());
    }
    texts.sort();
    texts.dedup();
    assert!(texts.len() >= 3, "{texts:#?}");
    let after = posts::get(&world.services, &owner.actor, before.id)
        .await
        .unwrap();
    assert_eq!(after, before);
    assert_eq!(run_state(&world, &owner, &before).await, RunState::Done);
}

#[tokio::test]
async fn variants_stand_next_to_the_post_and_leave_it_as_it_is_on_sqlite() {
    variants_stand_next_to_the_post_and_leave_it_as_it_is(World::sqlite().await).await;
}

#[tokio::test]
async fn variants_stand_next_to_the_post_and_leave_it_as_it_is_on_postgres() {
    variants_stand_next_to_the_post_and_leave_it_as_it_is(World::postgres().await).await;
}

#[tokio::test]
async fn a_used_variant_is_the_models_new_version_and_voids_the_approval() {
    let (_, world, owner) = Paid::world().await;
    let before = post(&world, &owner).await;
    let approve = DecisionCommand {
        verdict: Verdict::Approve,
        version_hash: before.version.hash.clone(),
        reason: String::new(),
    };
    posts::decide(&world.services, &owner.actor, before.id, approve)
        .await
        .unwrap();
    let view = asked(&world, &owner, before.id, several(Dimension::Hook, 3)).await;
    let chosen = view
        .variants
        .iter()
        .find(|variant| !variant.offer.as_ref().unwrap().changes.is_empty())
        .unwrap();
    let after = used(&world, &owner, &before, chosen.step).await.unwrap();
    assert_eq!(
        after.version.content,
        chosen.offer.as_ref().unwrap().content
    );
    assert_eq!(after.version.number, before.version.number + 1);
    assert_eq!(after.version.origin, Origin::Regenerated);
    let model = Author::Model {
        provider: "openai".into(),
        model: "gpt-5.5".into(),
    };
    assert_eq!(after.version.author, model);
    assert_eq!(after.state, PostState::InReview);
    let rest = listed(&world, &owner, before.id).await;
    assert_eq!(rest.variants.len(), 2, "the others stay");
    assert_eq!(rest.version_hash, after.version.hash);
    let again = used(&world, &owner, &after, chosen.step).await.unwrap_err();
    assert_eq!(again.code, Code::NotFound);
}

#[tokio::test]
async fn a_variant_is_not_used_over_an_edit_that_nobody_compared_it_with() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let before = post(&world, &owner).await;
    let view = asked(&world, &owner, before.id, one(Aim::Longer)).await;
    let variant = view.variants[0].step;
    let edit = edited(
        &world,
        &owner,
        &before,
        "Written by hand. See you in Mill Street.",
    )
    .await;
    let refused = used(&world, &owner, &before, variant).await.unwrap_err();
    assert_eq!(refused.code, Code::Changed);
    let view = listed(&world, &owner, before.id).await;
    let removed: String = view.variants[0].offer.as_ref().unwrap().changes[0]
        .spans
        .iter()
        .filter(|span| span.change != Change::Added)
        .map(|span| span.text.as_str())
        .collect();
    assert_eq!(
        removed, edit.version.content.body,
        "it is held against the edit"
    );
    let after = used(&world, &owner, &edit, variant).await.unwrap();
    assert_eq!(after.version.number, edit.version.number + 1);
}

#[tokio::test]
async fn what_is_locked_stays_also_when_it_was_locked_later() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let before = post(&world, &owner).await;
    let view = asked(&world, &owner, before.id, one(Aim::Longer)).await;
    assert!(!view.variants[0].offer.as_ref().unwrap().changes.is_empty());
    let locked = vec![
        ContentField::Body,
        ContentField::Title,
        ContentField::Preheader,
    ];
    posts::set_locks(&world.services, &owner.actor, before.id, locked)
        .await
        .unwrap();
    let view = listed(&world, &owner, before.id).await;
    assert_eq!(view.variants[0].offer.as_ref().unwrap().changes, []);
    let refused = posts::ask_variants(&world.services, &owner.actor, before.id, one(Aim::Longer));
    let refused = refused.await.unwrap_err().into_problem();
    assert_eq!(refused.fields[0].field, "fields");
}

#[tokio::test]
async fn a_change_that_makes_no_difference_is_said_and_makes_no_version() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let before = post(&world, &owner).await;
    let before = edited(&world, &owner, &before, "See you in Mill Street.").await;
    let view = asked(&world, &owner, before.id, one(Aim::Shorter)).await;
    let offer = view.variants[0].offer.as_ref().unwrap();
    assert_eq!(offer.changes, []);
    let after = used(&world, &owner, &before, view.variants[0].step)
        .await
        .unwrap();
    assert_eq!(after.version, before.version);
}

#[tokio::test]
async fn variants_asked_for_again_take_the_place_of_those_nobody_used() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let post = post(&world, &owner).await;
    let request = several(Dimension::Length, 2);
    posts::ask_variants(&world.services, &owner.actor, post.id, request.clone())
        .await
        .unwrap();
    let busy = posts::ask_variants(&world.services, &owner.actor, post.id, request)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(busy.code, Code::WrongState);
    world.work().await;
    let first = listed(&world, &owner, post.id).await;
    let second = asked(&world, &owner, post.id, one(Aim::Shorter)).await;
    assert_eq!((first.variants.len(), second.variants.len()), (2, 1));
    assert_eq!(second.variants[0].aim, Aim::Shorter);
    assert_ne!(second.variants[0].step, first.variants[0].step);
}

#[tokio::test]
async fn two_variants_that_say_the_same_are_told_apart_from_those_that_do_not() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let before = post(&world, &owner).await;
    let before = edited(
        &world,
        &owner,
        &before,
        "Warm bread. See you in Mill Street.",
    )
    .await;
    // There is no way to say so little in several lengths.
    let view = asked(&world, &owner, before.id, several(Dimension::Length, 5)).await;
    let of = |percent: u16| {
        let aim = Aim::Length { percent };
        let variant = view.variants.iter().find(|variant| variant.aim == aim);
        variant.unwrap().offer.as_ref().unwrap()
    };
    assert_eq!(of(75).same_as, Some(1), "{:?}", of(75).content.body);
    assert_eq!(of(50).same_as, None);
    assert_eq!(of(150).same_as, None);
}

#[tokio::test]
async fn a_worker_that_dies_leaves_nothing_undone_and_nothing_twice() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let post = post(&world, &owner).await;
    posts::ask_variants(
        &world.services,
        &owner.actor,
        post.id,
        several(Dimension::Hook, 3),
    )
    .await
    .unwrap();
    // The worker leases all of them, marks one as running, and is never heard of again.
    let now = world.services.now();
    let mut tx = world.services.db().system().await.unwrap();
    let leased = storage::jobs::lease(&mut tx, "dead", now, now.plus_seconds(30), 8)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(leased.len(), 3);
    let mut tx = world.services.db().write(owner.actor.org).await.unwrap();
    let step = StepId(leased[0].id.0);
    assert!(storage::steps::begin(&mut tx, step, now).await.unwrap());
    tx.commit().await.unwrap();
    world.work().await;
    let waiting = listed(&world, &owner, post.id).await;
    assert!(
        waiting
            .variants
            .iter()
            .all(|variant| variant.offer.is_none())
    );
    world.clock.advance_seconds(31);
    world.work().await;
    let done = listed(&world, &owner, post.id).await;
    assert_eq!(done.variants.len(), 3);
    assert!(done.variants.iter().all(|variant| variant.offer.is_some()));
    for variant in &done.variants {
        runs::perform_step(&world.services, owner.actor.org, variant.step, 2)
            .await
            .unwrap();
    }
    assert_eq!(listed(&world, &owner, post.id).await, done);
}

#[tokio::test]
async fn a_variant_that_fails_says_why_and_leaves_no_trace_once_it_is_dismissed() {
    let (provider, world, owner) = Paid::world().await;
    let post = post(&world, &owner).await;
    provider.blocked.store(true, Ordering::SeqCst);
    let view = asked(&world, &owner, post.id, one(Aim::Warmer)).await;
    let failed = &view.variants[0];
    assert_eq!(
        (failed.state, failed.offer.as_ref()),
        (StepState::Failed, None)
    );
    assert!(failed.error.as_ref().unwrap().detail.contains("filter"));
    assert_eq!(run_state(&world, &owner, &post).await, RunState::Failed);
    posts::dismiss_variant(&world.services, &owner.actor, post.id, failed.step)
        .await
        .unwrap();
    assert_eq!(listed(&world, &owner, post.id).await.variants, []);
    assert_eq!(run_state(&world, &owner, &post).await, RunState::Done);
    provider.blocked.store(false, Ordering::SeqCst);
    runs::retry_step(&world.services, &owner.actor, failed.step)
        .await
        .unwrap();
    world.work().await;
    let back = listed(&world, &owner, post.id).await;
    assert!(
        back.variants[0].offer.is_some(),
        "tried again, it is offered again"
    );
}

#[tokio::test]
async fn a_variant_that_is_dismissed_while_it_is_written_is_given_up() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let post = post(&world, &owner).await;
    let request = several(Dimension::Appeal, 2);
    let view = posts::ask_variants(&world.services, &owner.actor, post.id, request)
        .await
        .unwrap();
    let [first, second] = [view.variants[0].step, view.variants[1].step];
    posts::dismiss_variant(&world.services, &owner.actor, post.id, first)
        .await
        .unwrap();
    world.work().await;
    let left = listed(&world, &owner, post.id).await;
    assert_eq!(left.variants.len(), 1);
    assert_eq!(
        (left.variants[0].step, left.variants[0].state),
        (second, StepState::Done)
    );
    assert_eq!(run_state(&world, &owner, &post).await, RunState::Done);
    let again = posts::dismiss_variant(&world.services, &owner.actor, post.id, first);
    assert_eq!(again.await.unwrap_err().into_problem().code, Code::NotFound);
}

#[tokio::test]
async fn no_variant_costs_more_than_was_said_before_and_each_is_in_the_ledger() {
    let (_, world, owner) = Paid::world().await;
    let post = post(&world, &owner).await;
    let said = listed(&world, &owner, post.id).await.estimate.most.unwrap();
    let view = asked(&world, &owner, post.id, several(Dimension::Appeal, 10)).await;
    let lines = spending::calls(&world.services, &owner.actor, &CallFilter::default(), None)
        .await
        .unwrap()
        .items;
    let prices = providers::prices::list(Vec::new());
    for variant in &view.variants {
        assert_eq!(variant.cost, Some(Paid::EACH));
        let line = lines
            .iter()
            .find(|line| line.step == Some(variant.step))
            .unwrap();
        assert_eq!((line.task, line.cost), (TaskKind::Regenerate, variant.cost));
        assert_eq!(line.campaign, Some(post.campaign));
        let page = runs::step(&world.services, &owner.actor, post.campaign, variant.step)
            .await
            .unwrap();
        let question = page.question.unwrap();
        let schema: serde_json::Value = serde_json::from_str(&question.schema).unwrap();
        let told = question.system.iter().chain(&question.user);
        let bytes: usize = told.map(|passage| passage.text.len()).sum();
        let tokens = ceiling_tokens(bytes + schema.to_string().len(), 16_384);
        let reserved = prices.cost("gpt-5.5", world.services.now().day(), tokens);
        assert!(reserved.unwrap() <= said, "{reserved:?} of {said:?}");
    }
}

#[tokio::test]
async fn a_budget_that_is_used_up_refuses_variants_and_the_post_stays() {
    let (_, world, owner) = Paid::world().await;
    let before = post(&world, &owner).await;
    let budget = BudgetRequest {
        scope: BudgetScope::Organization,
        subject: None,
        period: Period::Month,
        amount: "0.10".into(),
    };
    spending::set_budget(&world.services, &owner.actor, budget)
        .await
        .unwrap();
    let view = asked(&world, &owner, before.id, several(Dimension::Hook, 2)).await;
    for variant in &view.variants {
        assert_eq!(variant.state, StepState::Failed);
        assert!(variant.error.as_ref().unwrap().detail.contains("budget"));
    }
    let after = posts::get(&world.services, &owner.actor, before.id).await;
    assert_eq!(after.unwrap().version, before.version);
}

#[tokio::test]
async fn without_a_model_a_variant_costs_nothing() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let post = post(&world, &owner).await;
    let view = asked(&world, &owner, post.id, one(Aim::Longer)).await;
    assert_eq!(view.estimate.most, Some(Cost(0)));
    assert_eq!(view.variants[0].cost, Some(Cost(0)));
}

#[tokio::test]
async fn variants_are_asked_for_and_used_in_ones_own_organization_alone() {
    let world = World::sqlite().await;
    let (owner, stranger) = (world.owner().await, world.stranger().await);
    let post = post(&world, &owner).await;
    let view = asked(&world, &owner, post.id, one(Aim::Longer)).await;
    let code = |error: Error| error.into_problem().code;
    let actor = &stranger.actor;
    let read = posts::get_variants(&world.services, actor, post.id).await;
    assert_eq!(code(read.unwrap_err()), Code::NotFound);
    let ask = posts::ask_variants(&world.services, actor, post.id, one(Aim::Longer)).await;
    assert_eq!(code(ask.unwrap_err()), Code::NotFound);
    let variant = view.variants[0].step;
    assert_eq!(
        used(&world, &stranger, &post, variant)
            .await
            .unwrap_err()
            .code,
        Code::NotFound
    );
    let other = campaigns::get(&world.services, &owner.actor, post.campaign).await;
    let other = other.unwrap().posts[1].id;
    let elsewhere = posts::dismiss_variant(&world.services, &owner.actor, other, variant).await;
    assert_eq!(
        code(elsewhere.unwrap_err()),
        Code::NotFound,
        "it is a variant of another post"
    );
}
