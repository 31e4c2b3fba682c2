//! Runs whose model fails, and processes that die with an answer in hand.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use domain::{
    ids::{JobId, OrgId},
    problem::Code,
    run::{RunState, StepState},
    spending::{CallFilter, CallState},
    usage::{Cost, Tokens},
    views::CampaignView,
};
use providers::{
    Answer, Call, Cause, Courier, Provider, ProviderError, Request, Spent,
    built_in::BuiltIn,
    gemini::{Gemini, GeminiConfig},
};
use testkit::{
    db::TestDb,
    gemini::{Behaviour, GeminiSimulator},
    world::{Person, World},
};
use tokio::sync::Mutex;
use usecases::{Settings, campaigns, failed_jobs, runs, spending};

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

/// Refuses the first calls for a cause, then answers as the built-in provider does.
struct Failing {
    cause: Cause,
    calls: AtomicUsize,
    failures: usize,
}

#[async_trait::async_trait]
impl Provider for Failing {
    fn name(&self) -> &'static str {
        "failing"
    }

    fn model(&self) -> &'static str {
        "failing-1"
    }

    async fn answer(
        &self,
        model: &str,
        request: &Request,
        call: &Call,
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
        BuiltIn.answer(model, request, call).await
    }
}

async fn failing(cause: Cause, failures: usize) -> World {
    let provider = Failing {
        cause,
        calls: AtomicUsize::new(0),
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
    model: Gemini,
    db: storage::Db,
    org: OrgId,
    calls: AtomicUsize,
    blocker: Mutex<Option<storage::OrgTx>>,
}

#[async_trait::async_trait]
impl Provider for Last {
    fn name(&self) -> &'static str {
        "last"
    }

    fn model(&self) -> &str {
        self.model.model()
    }

    async fn answer(
        &self,
        model: &str,
        request: &Request,
        call: &Call,
    ) -> Result<Answer, ProviderError> {
        let answer = self.model.answer(model, request, call).await;
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
    let simulator = GeminiSimulator::setup().start().await.unwrap();
    let folder = std::env::temp_dir().join(format!("handbill-kept-{}", std::process::id()));
    let last = Arc::new(Last {
        model: by_courier(&simulator, &folder),
        db: services_db,
        org: owner.actor.org,
        calls: AtomicUsize::new(0),
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
    assert_eq!(
        last.calls.load(Ordering::SeqCst),
        done.run
            .steps
            .iter()
            .filter(|step| step.cost.is_some())
            .count()
            + 1
    );
    assert_eq!(simulator.paid_twice(), 0);
    std::fs::remove_dir_all(folder).unwrap();
}

/// Gemini, whose answers are kept by a courier in this process.
fn by_courier(simulator: &GeminiSimulator, folder: &Path) -> Gemini {
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let own = folder.to_owned();
    tokio::spawn(async move { courier::serve(&own, Duration::from_mins(1)).await });
    let courier = Courier::beside("/nowhere".into(), Vec::new(), folder.to_owned()).unwrap();
    let config = GeminiConfig {
        base_url: simulator.base_url(),
        ..GeminiConfig::new("key".to_owned().into())
    };
    Gemini::new(&config, courier).unwrap()
}

/// Cancels a run whose model is silent, and waits until the model's side has noticed.
async fn cancelled(how: &str, simulator: &GeminiSimulator, model: Gemini) {
    let world = World::with_provider(TestDb::sqlite().await, Settings::default(), Arc::new(model));
    let owner = world.owner().await;
    let id = campaigns::create(&world.services, &owner.actor, world.brief())
        .await
        .unwrap()
        .id;
    simulator.script([Behaviour::Silence]);
    let hang_up = async {
        while simulator.calls().is_empty() {
            tokio::task::yield_now().await;
        }
        let asked = tokio::time::Instant::now();
        runs::cancel(&world.services, &owner.actor, id)
            .await
            .unwrap();
        simulator.hung_up(1).await;
        println!(
            "{how}: a cancelled call reached the model after {:?}",
            asked.elapsed()
        );
    };
    tokio::join!(world.work(), hang_up);
    let all = CallFilter::default();
    let lines = spending::calls(&world.services, &owner.actor, &all, None)
        .await
        .unwrap()
        .items;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].state, CallState::Cancelled);
}

#[tokio::test]
async fn cancelling_a_run_hangs_up_on_its_model_also_through_the_courier() {
    let folder =
        std::env::temp_dir().join(format!("handbill-cancel-{:016x}", rand::random::<u64>()));
    let simulator = GeminiSimulator::setup().start().await.unwrap();
    let beside = by_courier(&simulator, &folder);
    cancelled("by a courier", &simulator, beside).await;
    std::fs::remove_dir_all(folder).unwrap();

    let simulator = GeminiSimulator::setup().start().await.unwrap();
    let config = GeminiConfig {
        base_url: simulator.base_url(),
        ..GeminiConfig::new("key".to_owned().into())
    };
    let within = Gemini::new(&config, Courier::within().unwrap()).unwrap();
    cancelled("without one", &simulator, within).await;
}
