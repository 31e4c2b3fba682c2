//! Runs can be done again from their record, and the same question need not be asked twice.
#![cfg(test)]

use domain::{
    ids::CampaignId,
    post::{ContentField, Dimension, VariantsRequest},
    run::{StepKind, StepOutput},
    spending::{CallFilter, CallState, Route, TaskKind},
};
use testkit::{
    paid::Paid,
    world::{Person, World},
};
use usecases::{
    campaigns,
    posts::{self, RegenerateRequest, UseVariant},
    runs, spending,
};

/// A run with everything that a run can have: another concept, a post written anew twice, and
/// variants of which one was used before the post was edited.
async fn eventful(world: &World, owner: &Person) -> CampaignId {
    let id = world.finished_campaign(&owner.actor).await;
    runs::choose_concept(&world.services, &owner.actor, id, 2)
        .await
        .unwrap();
    world.work().await;
    let view = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap();
    for wish in ["Shorter", "With the price"] {
        let request = RegenerateRequest {
            fields: vec![ContentField::Body],
            wish: Some(wish.into()),
        };
        posts::regenerate(&world.services, &owner.actor, view.posts[0].id, request)
            .await
            .unwrap();
        world.work().await;
    }
    let post = view.posts[0].id;
    let differ_in = Dimension::Hook;
    let request = VariantsRequest::Several {
        differ_in,
        count: 3,
    };
    posts::ask_variants(&world.services, &owner.actor, post, request)
        .await
        .unwrap();
    world.work().await;
    let listed = posts::get_variants(&world.services, &owner.actor, post)
        .await
        .unwrap();
    let chosen = UseVariant {
        based_on: listed.version_hash,
    };
    let variant = listed.variants[0].step;
    posts::use_variant(&world.services, &owner.actor, post, variant, chosen)
        .await
        .unwrap();
    id
}

#[tokio::test]
async fn a_run_is_done_again_byte_for_byte_without_asking_anybody() {
    let (provider, world, owner) = Paid::world().await;
    let id = eventful(&world, &owner).await;
    let asked = provider.calls();
    let replayed = runs::replay(&world.services, id.0).await.unwrap();
    for step in &replayed {
        assert_eq!(step.output, Ok(()), "{}", step.key);
        assert_ne!(step.same_question, Some(false), "{}", step.key);
    }
    let kinds = |kind| replayed.iter().filter(|step| step.key.kind == kind).count();
    assert_eq!(kinds(StepKind::Regenerate), 2);
    assert_eq!(kinds(StepKind::Vary), 3);
    assert!(kinds(StepKind::Draft) >= 4 && kinds(StepKind::Check) >= 4);
    assert_eq!(provider.calls(), asked, "nobody was asked");
}

#[tokio::test]
async fn a_record_that_was_tampered_with_is_found() {
    let (_, world, owner) = Paid::world().await;
    let id = world.finished_campaign(&owner.actor).await;
    let view = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap();
    let draft = view
        .run
        .steps
        .iter()
        .find(|step| step.key.kind == StepKind::Draft)
        .unwrap();
    let mut tx = world.services.db().write(owner.actor.org).await.unwrap();
    let given = storage::answers::of_step(&mut tx, draft.id)
        .await
        .unwrap()
        .remove(0);
    let StepOutput::Content(mut content) = draft_output(&world, &owner, draft.id).await else {
        panic!("a draft is a text")
    };
    content.body.push_str(" And more.");
    let forged = domain::run::GivenAnswer {
        text: serde_json::to_string(&content).unwrap(),
        ..given
    };
    storage::answers::keep(&mut tx, draft.id, "h", &[forged], world.services.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let replayed = runs::replay(&world.services, view.run.id.0).await.unwrap();
    let wrong: Vec<_> = replayed
        .iter()
        .filter(|step| step.output.is_err())
        .collect();
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].step, draft.id);
}

async fn draft_output(world: &World, owner: &Person, step: domain::ids::StepId) -> StepOutput {
    let mut tx = world.services.db().read(owner.actor.org).await.unwrap();
    let step = storage::steps::get(&mut tx, step).await.unwrap().unwrap();
    step.output.unwrap()
}

#[tokio::test]
async fn a_step_shows_what_it_was_answered_word_for_word() {
    let (_, world, owner) = Paid::world().await;
    let id = world.finished_campaign(&owner.actor).await;
    let view = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap();
    let page = runs::step(&world.services, &owner.actor, id, view.run.steps[0].id)
        .await
        .unwrap();
    let [given] = page.answers.as_slice() else {
        panic!("{:?}", page.answers)
    };
    assert_eq!(given.model, "gpt-5.5");
    assert!(
        serde_json::from_str::<serde_json::Value>(&given.text)
            .unwrap()
            .is_object()
    );
}

#[tokio::test]
async fn the_same_brief_is_read_once_unless_its_route_says_otherwise() {
    let (_, world, owner) = Paid::world().await;
    let reads = async || {
        let filter = CallFilter {
            task: Some(TaskKind::Analyse),
            ..CallFilter::default()
        };
        let lines = spending::calls(&world.services, &owner.actor, &filter, None)
            .await
            .unwrap();
        lines
            .items
            .iter()
            .rev()
            .map(|line| line.state)
            .collect::<Vec<_>>()
    };
    world.finished_campaign(&owner.actor).await;
    let second = world.finished_campaign(&owner.actor).await;
    assert_eq!(reads().await, [CallState::Answered, CallState::Kept]);
    let view = campaigns::get(&world.services, &owner.actor, second)
        .await
        .unwrap();
    assert!(!view.posts.is_empty());
    for step in runs::replay(&world.services, second.0).await.unwrap() {
        assert_eq!(step.output, Ok(()), "{}", step.key);
    }
    let always_ask = Route {
        reuse: Some(false),
        ..Route::default()
    };
    spending::set_route(&world.services, &owner.actor, TaskKind::Analyse, always_ask)
        .await
        .unwrap();
    world.finished_campaign(&owner.actor).await;
    assert_eq!(
        reads().await,
        [CallState::Answered, CallState::Kept, CallState::Answered]
    );
}
