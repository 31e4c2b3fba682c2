//! Runs: a brief becomes posts, whatever happens on the way.

#![expect(
    clippy::unwrap_used,
    reason = "what is missing here fails the test, as it should"
)]

use domain::{
    event::Happening,
    ids::StepId,
    post::ContentField,
    problem::Code,
    run::{Passage, RunState, StepKind, StepOutput, StepState},
    views::{CampaignView, StepView},
};
use sha2::Digest as _;
use testkit::world::{Person, World};
use usecases::{
    campaigns, events,
    posts::{self, RegenerateRequest},
    runs,
};

async fn campaign(world: &World, person: &Person) -> CampaignView {
    let id = campaigns::create(&world.services, &person.actor, world.brief())
        .await
        .unwrap()
        .id;
    world.work().await;
    campaigns::get(&world.services, &person.actor, id)
        .await
        .unwrap()
}

fn step(campaign: &CampaignView, kind: StepKind) -> &StepView {
    campaign
        .run
        .steps
        .iter()
        .find(|step| step.key.kind == kind)
        .unwrap()
}

async fn a_brief_becomes_a_post_for_every_slot(world: World) {
    let owner = world.owner().await;
    let campaign = campaign(&world, &owner).await;
    assert_eq!(campaign.run.state, RunState::Done);
    assert_eq!(campaign.posts.len(), 2);
    assert!(
        campaign
            .posts
            .iter()
            .all(|post| post.built_in && post.findings.blockers == 0)
    );
    assert_eq!(campaign.run.progress.ended, campaign.run.progress.expected);
    assert!(
        campaign
            .run
            .steps
            .iter()
            .all(|step| step.state == StepState::Done && step.attempts == 1)
    );
    let draft = step(&campaign, StepKind::Draft);
    assert_eq!(draft.provider.as_deref(), Some("built-in"));
    assert!(
        draft.prompt_version.is_some()
            && draft
                .input_hash
                .as_ref()
                .is_some_and(|hash| hash.len() == 64)
    );
}

#[tokio::test]
async fn a_brief_becomes_a_post_for_every_slot_on_sqlite() {
    a_brief_becomes_a_post_for_every_slot(World::sqlite().await).await;
}

#[tokio::test]
async fn a_brief_becomes_a_post_for_every_slot_on_postgres() {
    a_brief_becomes_a_post_for_every_slot(World::postgres().await).await;
}

#[tokio::test]
async fn doing_every_step_a_second_time_adds_nothing() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let before = campaign(&world, &owner).await;
    for step in &before.run.steps {
        runs::perform_step(&world.services, owner.actor.org, step.id, 2)
            .await
            .unwrap();
    }
    world.work().await;
    assert_eq!(
        campaigns::get(&world.services, &owner.actor, before.id)
            .await
            .unwrap(),
        before
    );
}

#[tokio::test]
async fn a_step_whose_worker_died_is_done_again_and_the_run_goes_on() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let id = campaigns::create(&world.services, &owner.actor, world.brief())
        .await
        .unwrap()
        .id;
    // The worker leases the first step, marks it as running, and is never heard of again.
    let now = world.services.now();
    let mut tx = world.services.db().system().await.unwrap();
    let leased = storage::jobs::lease(&mut tx, "dead", now, now.plus_seconds(30), 1)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.services.db().write(owner.actor.org).await.unwrap();
    assert!(
        storage::steps::begin(&mut tx, StepId(leased[0].id.0), now)
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();
    world.work().await;
    assert!(
        campaigns::get(&world.services, &owner.actor, id)
            .await
            .unwrap()
            .posts
            .is_empty()
    );
    world.clock.advance_seconds(31);
    world.work().await;
    let campaign = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap();
    assert_eq!(
        (campaign.run.state, campaign.posts.len()),
        (RunState::Done, 2)
    );
    assert_eq!(campaign.run.steps[0].attempts, 2);
}

#[tokio::test]
async fn events_are_numbered_without_gaps_and_end_with_the_run() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let campaign = campaign(&world, &owner).await;
    let all = events::after(&world.services, &owner.actor, campaign.id, 0)
        .await
        .unwrap();
    let numbers: Vec<i64> = all.iter().map(|event| event.seq).collect();
    assert_eq!(numbers, (1..=campaign.last_event).collect::<Vec<_>>());
    assert_eq!(
        all.last().unwrap().happening,
        Happening::Run {
            state: RunState::Done
        }
    );
    let rest = events::after(&world.services, &owner.actor, campaign.id, 3)
        .await
        .unwrap();
    assert_eq!(rest, all[3..]);
}

#[tokio::test]
async fn a_cancelled_run_takes_no_more_steps_and_one_of_them_can_be_retried() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let id = campaigns::create(&world.services, &owner.actor, world.brief())
        .await
        .unwrap()
        .id;
    runs::cancel(&world.services, &owner.actor, id)
        .await
        .unwrap();
    world.work().await;
    let cancelled = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap();
    assert_eq!(cancelled.run.state, RunState::Cancelled);
    assert_eq!(cancelled.run.steps[0].state, StepState::Cancelled);
    let again = runs::cancel(&world.services, &owner.actor, id)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(again.code, Code::WrongState);
    runs::retry_step(&world.services, &owner.actor, cancelled.run.steps[0].id)
        .await
        .unwrap();
    world.work().await;
    assert_eq!(
        campaigns::get(&world.services, &owner.actor, id)
            .await
            .unwrap()
            .posts
            .len(),
        2
    );
}

#[tokio::test]
async fn another_concept_brings_other_posts_and_the_former_leave_the_campaign() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let before = campaign(&world, &owner).await;
    let other = (before.run.concept.unwrap() + 1) % 3;
    runs::choose_concept(&world.services, &owner.actor, before.id, other)
        .await
        .unwrap();
    world.work().await;
    let after = campaigns::get(&world.services, &owner.actor, before.id)
        .await
        .unwrap();
    assert_eq!(
        (after.run.state, after.run.take, after.run.concept),
        (RunState::Done, 2, Some(other))
    );
    assert_eq!(after.posts.len(), 2);
    assert!(
        after
            .posts
            .iter()
            .all(|post| before.posts.iter().all(|former| former.id != post.id))
    );
    // What was written stays readable at its own address.
    assert!(
        posts::get(&world.services, &owner.actor, before.posts[0].id)
            .await
            .is_ok()
    );
    let same = runs::choose_concept(&world.services, &owner.actor, before.id, other)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(same.code, Code::WrongState);
    let none = runs::choose_concept(&world.services, &owner.actor, before.id, 3)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(none.fields[0].field, "concept");
}

#[tokio::test]
async fn writing_one_field_anew_leaves_the_others_and_the_locked_ones() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let campaign = campaign(&world, &owner).await;
    let id = campaign.posts[0].id;
    let before = posts::get(&world.services, &owner.actor, id).await.unwrap();
    posts::set_locks(
        &world.services,
        &owner.actor,
        id,
        vec![ContentField::Hashtags],
    )
    .await
    .unwrap();
    let request = RegenerateRequest {
        fields: vec![ContentField::Body, ContentField::Hashtags],
        wish: Some("shorter".into()),
    };
    posts::regenerate(&world.services, &owner.actor, id, request.clone())
        .await
        .unwrap();
    assert!(
        posts::get(&world.services, &owner.actor, id)
            .await
            .unwrap()
            .regenerating
            .is_some()
    );
    let twice = posts::regenerate(&world.services, &owner.actor, id, request)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(twice.code, Code::WrongState);
    world.work().await;
    let after = posts::get(&world.services, &owner.actor, id).await.unwrap();
    assert_eq!(after.regenerating, None);
    assert_ne!(after.version.content.body, before.version.content.body);
    assert_eq!(
        after.version.content.hashtags,
        before.version.content.hashtags
    );
    assert_eq!(after.version.content.title, before.version.content.title);
    assert_eq!(after.version.number, before.version.number + 1);
    let locked = RegenerateRequest {
        fields: vec![ContentField::Hashtags],
        wish: None,
    };
    let refused = posts::regenerate(&world.services, &owner.actor, id, locked)
        .await
        .unwrap_err()
        .into_problem();
    assert_eq!(refused.fields[0].field, "fields");
}

#[tokio::test]
async fn a_page_that_cannot_be_read_is_said_so_and_the_run_goes_on() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let mut brief = world.brief();
    brief.web_address = "http://127.0.0.1/admin".into();
    let id = campaigns::create(&world.services, &owner.actor, brief)
        .await
        .unwrap()
        .id;
    world.work().await;
    let campaign = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap();
    assert_eq!(
        (campaign.run.state, campaign.posts.len()),
        (RunState::Done, 2)
    );
    match &step(&campaign, StepKind::ReadPage).output {
        Some(StepOutput::Page(read)) => assert!(read.page.is_none() && read.unavailable.is_some()),
        other => panic!("{other:?}"),
    }
}

async fn every_step_opens_to_what_it_was_told_and_what_it_answered(world: World) {
    let owner = world.owner().await;
    let campaign = campaign(&world, &owner).await;
    let brief = campaign.brief.key_message.clone();
    for step in &campaign.run.steps {
        let page = runs::step(&world.services, &owner.actor, campaign.id, step.id)
            .await
            .unwrap();
        assert!(page.step.output.is_some(), "{}", step.key);
        assert_eq!(page.question.is_some(), step.key.kind.asks_a_model());
        let Some(question) = page.question else {
            continue;
        };
        let text = |passages: &[Passage]| -> String {
            passages
                .iter()
                .map(|passage| passage.text.as_str())
                .collect()
        };
        let prompt = providers::Prompt {
            system: text(&question.system),
            user: text(&question.user),
            version: page.step.prompt_version.clone().unwrap(),
        };
        let material = |name| {
            let mut passages = question.user.iter();
            passages.find(|passage| passage.material.as_deref() == Some(name))
        };
        assert!(material("brief").unwrap().text.contains(&brief));
        // The record is what was sent: its hash is the one that was taken when it was asked.
        let asked = serde_json::json!([
            page.step.model,
            prompt.version,
            prompt.system,
            prompt.user,
            serde_json::from_str::<serde_json::Value>(&question.schema).unwrap(),
            question.seed
        ]);
        let hash = domain::post::hex(&sha2::Sha256::digest(asked.to_string()));
        assert_eq!(step.input_hash, Some(hash), "{}", step.key);
    }
}

#[tokio::test]
async fn every_step_opens_to_what_it_was_told_and_what_it_answered_on_sqlite() {
    every_step_opens_to_what_it_was_told_and_what_it_answered(World::sqlite().await).await;
}

#[tokio::test]
async fn every_step_opens_to_what_it_was_told_and_what_it_answered_on_postgres() {
    every_step_opens_to_what_it_was_told_and_what_it_answered(World::postgres().await).await;
}

#[tokio::test]
async fn a_step_is_found_in_its_own_campaign_and_organization_alone() {
    let world = World::sqlite().await;
    let (owner, stranger) = (world.owner().await, world.stranger().await);
    let [first, second] = [
        campaign(&world, &owner).await,
        campaign(&world, &owner).await,
    ];
    let id = first.run.steps[0].id;
    for (actor, campaign) in [(&owner.actor, second.id), (&stranger.actor, first.id)] {
        let refused = runs::step(&world.services, actor, campaign, id).await;
        assert_eq!(refused.unwrap_err().into_problem().code, Code::NotFound);
    }
}
