//! Runs: a brief becomes posts, whatever happens on the way.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use domain::{
    event::Happening,
    ids::{JobId, OrgId, StepId},
    post::ContentField,
    problem::Code,
    run::{RunState, StepKind, StepOutput, StepState},
    usage::{Cost, Tokens},
    views::{CampaignView, StepView},
};
use providers::{
    Answer, Cause, DeltaSink, Provider, ProviderError, Request, Spent, built_in::BuiltIn,
};
use testkit::{
    db::TestDb,
    world::{Person, World},
};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;
use usecases::{
    Settings, campaigns, events, failed_jobs,
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

/// Refuses the first calls for a cause, then answers as the built-in provider does.
struct Failing {
    cause: Cause,
    calls: AtomicU32,
    failures: u32,
}

#[async_trait::async_trait]
impl Provider for Failing {
    fn name(&self) -> &'static str {
        "failing"
    }

    fn model(&self) -> &str {
        "failing-1"
    }

    async fn answer(
        &self,
        request: &Request,
        deltas: &DeltaSink,
        cancel: &CancellationToken,
    ) -> Result<Answer, ProviderError> {
        if self.calls.fetch_add(1, Ordering::SeqCst) < self.failures {
            let mut error =
                ProviderError::new(self.cause, "The model provider said no. Check the key.");
            error.spent = Spent {
                tokens: Tokens {
                    input: 100,
                    output: 1,
                },
                cost: Some(Cost(7)),
            };
            return Err(error);
        }
        BuiltIn.answer(request, deltas, cancel).await
    }
}

async fn failing(cause: Cause, failures: u32) -> World {
    let provider = Failing {
        cause,
        calls: AtomicU32::new(0),
        failures,
    };
    World::with_provider(
        TestDb::sqlite().await,
        Settings::default(),
        Arc::new(provider),
    )
}

#[tokio::test]
async fn a_step_that_fails_for_good_is_shown_and_can_be_retried_from_either_place() {
    let world = failing(Cause::InvalidKey, 2).await;
    let owner = world.owner().await;
    let failed = campaign(&world, &owner).await;
    assert_eq!(failed.run.state, RunState::Failed);
    let error = failed.run.steps[0].error.clone().unwrap();
    assert_eq!(
        (error.code, error.detail.as_str()),
        (Code::Provider, "The model provider said no. Check the key.")
    );
    runs::retry_step(&world.services, &owner.actor, failed.run.steps[0].id)
        .await
        .unwrap();
    world.work().await;
    let jobs = failed_jobs::list(&world.services, &owner.actor)
        .await
        .unwrap();
    assert_eq!(jobs.len(), 1);
    assert_eq!(
        (jobs[0].id, jobs[0].campaign),
        (JobId(failed.run.steps[0].id.0), Some(failed.id))
    );
    failed_jobs::retry(&world.services, &owner.actor, jobs[0].id)
        .await
        .unwrap();
    world.work().await;
    let done = campaigns::get(&world.services, &owner.actor, failed.id)
        .await
        .unwrap();
    assert_eq!((done.run.state, done.posts.len()), (RunState::Done, 2));
    assert!(
        failed_jobs::list(&world.services, &owner.actor)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_passing_failure_is_tried_again_until_it_has_passed_or_four_times() {
    let world = failing(Cause::Overloaded, 9).await;
    let owner = world.owner().await;
    let id = campaigns::create(&world.services, &owner.actor, world.brief())
        .await
        .unwrap()
        .id;
    let step = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap()
        .run
        .steps[0]
        .id;
    for attempt in 1..=3 {
        let performed = runs::perform_step(&world.services, owner.actor.org, step, attempt)
            .await
            .unwrap();
        assert!(matches!(performed, runs::Performed::TryAgainAt(_)));
        let waiting = campaigns::get(&world.services, &owner.actor, id)
            .await
            .unwrap();
        assert_eq!(
            (waiting.run.state, waiting.run.steps[0].state),
            (RunState::Running, StepState::Queued)
        );
    }
    let performed = runs::perform_step(&world.services, owner.actor.org, step, 4)
        .await
        .unwrap();
    assert_eq!(performed, runs::Performed::Settled);
    let failed = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap();
    assert_eq!(
        (failed.run.state, failed.run.steps[0].attempts),
        (RunState::Failed, 4)
    );
    // What brought no answer is paid for all the same.
    assert_eq!(
        (failed.run.tokens, failed.run.cost),
        (
            Tokens {
                input: 400,
                output: 4
            },
            Some(Cost(28))
        )
    );
}

/// Answers once the database can take nothing more, as when the process is about to be killed.
struct Last {
    db: storage::Db,
    org: OrgId,
    calls: AtomicU32,
    blocker: Mutex<Option<storage::OrgTx>>,
}

#[async_trait::async_trait]
impl Provider for Last {
    fn name(&self) -> &'static str {
        "last"
    }

    fn model(&self) -> &str {
        "last-1"
    }

    async fn answer(
        &self,
        request: &Request,
        deltas: &DeltaSink,
        cancel: &CancellationToken,
    ) -> Result<Answer, ProviderError> {
        let answer = BuiltIn.answer(request, deltas, cancel).await;
        if self.calls.load(Ordering::SeqCst) == 0 {
            *self.blocker.lock().await = Some(self.db.write(self.org).await.unwrap());
        }
        self.calls.fetch_add(1, Ordering::SeqCst);
        answer
    }
}

#[tokio::test]
async fn an_answer_that_was_paid_for_but_not_stored_is_not_asked_for_again() {
    let db = TestDb::sqlite().await;
    let services_db = db.db().clone();
    let setup = World::on(db, Settings::default());
    let owner = setup.owner().await;
    let id = campaigns::create(&setup.services, &owner.actor, setup.brief())
        .await
        .unwrap()
        .id;
    let step = campaigns::get(&setup.services, &owner.actor, id)
        .await
        .unwrap()
        .run
        .steps[0]
        .id;
    let last = Arc::new(Last {
        db: services_db,
        org: owner.actor.org,
        calls: AtomicU32::new(0),
        blocker: Mutex::new(None),
    });
    let world = setup.asking(last.clone());

    // The process is killed after the answer has come and before it could be stored.
    let (services, org) = (world.services.clone(), owner.actor.org);
    let attempt = tokio::spawn(async move { runs::perform_step(&services, org, step, 1).await });
    while last.calls.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    attempt.abort();
    assert!(attempt.await.unwrap_err().is_cancelled());
    last.blocker.lock().await.take();

    world.work().await;
    let done = campaigns::get(&world.services, &owner.actor, id)
        .await
        .unwrap();
    assert_eq!(
        (done.run.state, done.run.steps[0].attempts),
        (RunState::Done, 2)
    );
    // Analysis, strategy, plan and two drafts: one call each.
    assert_eq!(last.calls.load(Ordering::SeqCst), 5);
}
