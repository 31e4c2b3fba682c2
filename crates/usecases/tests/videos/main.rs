//! Films by video models: described, ordered once at a price, looked after, kept, deleted.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

mod killed;

use std::sync::Arc;

use domain::{
    ids::{AssetId, CampaignId, PostId, StepId},
    problem::{Code, Problem},
    run::{RunState, StepState},
    spending::{BudgetScope, CallFilter, CallState, Period, TaskKind},
    usage::Cost,
    video::{Shot, Storyboard, VideoShape},
    views::{CallView, StepView, VideosView},
};
use providers::{
    Courier, Provider,
    gemini::{
        Gemini,
        vertex::{self, Instead, VertexConfig},
    },
};
use testkit::{
    videos::{Filming, VideoSimulator},
    world::{Person, START, World},
};
use usecases::{
    Error, Result, campaigns, failed_jobs, runs,
    spending::{self, BudgetRequest},
    videos::{self, MakeVideo},
};

/// A finished campaign by the built-in writer, and a video model from then on.
struct Desk {
    world: World,
    simulator: VideoSimulator,
    owner: Person,
    campaign: CampaignId,
    post: PostId,
}

fn veo(simulator: &VideoSimulator, courier: Courier) -> Gemini {
    let config = VertexConfig {
        instead: Some(Instead {
            vertex: simulator.vertex_url(),
            metadata: simulator.vertex_url(),
        }),
        ..VertexConfig::new("handbill-tests".into(), || START)
    };
    vertex::connect(config, courier).unwrap()
}

impl Desk {
    async fn new() -> Self {
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let simulator = VideoSimulator::start().await.unwrap();
        let provider = veo(&simulator, Courier::within().unwrap());
        Self::with(simulator, Arc::new(provider)).await
    }

    async fn with(simulator: VideoSimulator, provider: Arc<dyn Provider>) -> Self {
        let setup = World::sqlite().await;
        let owner = setup.owner().await;
        let campaign = setup.finished_campaign(&owner.actor).await;
        let view = campaigns::get(&setup.services, &owner.actor, campaign);
        let post = view.await.unwrap().posts[0].id;
        Self {
            world: setup.asking(provider),
            simulator,
            owner,
            campaign,
            post,
        }
    }

    async fn studio(&self) -> VideosView {
        videos::studio(&self.world.services, &self.owner.actor, self.post)
            .await
            .unwrap()
    }

    async fn order(&self) -> Result<StepId> {
        videos::make(&self.world.services, &self.owner.actor, self.post, order()).await
    }

    /// Works for so many minutes, looking at the queue every five seconds.
    async fn work_for(&self, minutes: i64) {
        for _ in 0..minutes * 12 {
            self.world.work().await;
            self.world.clock.advance_seconds(5);
        }
        self.world.work().await;
    }

    /// What came of one film after three minutes.
    async fn made(&self) -> VideosView {
        self.order().await.unwrap();
        self.work_for(3).await;
        self.studio().await
    }

    async fn step(&self, id: StepId) -> StepView {
        let step = runs::step(&self.world.services, &self.owner.actor, self.campaign, id);
        step.await.unwrap().step
    }

    async fn run_state(&self) -> RunState {
        let view = campaigns::get(&self.world.services, &self.owner.actor, self.campaign);
        view.await.unwrap().run.state
    }

    /// Lines of the ledger for films, the latest first.
    async fn lines(&self) -> Vec<CallView> {
        let filter = CallFilter {
            task: Some(TaskKind::Video),
            ..CallFilter::default()
        };
        spending::calls(&self.world.services, &self.owner.actor, &filter, None)
            .await
            .unwrap()
            .items
    }

    async fn file(&self, id: AssetId) -> Vec<u8> {
        let (services, actor) = (&self.world.services, &self.owner.actor);
        let part = videos::file(services, actor, id, |whole| Some(0..whole)).await;
        part.unwrap().unwrap().bytes.to_vec()
    }

    async fn budget(&self, amount: &str) {
        let request = BudgetRequest {
            scope: BudgetScope::Organization,
            subject: None,
            period: Period::Month,
            amount: amount.into(),
        };
        spending::set_budget(&self.world.services, &self.owner.actor, request)
            .await
            .unwrap();
    }
}

fn storyboard() -> Storyboard {
    let shot = |seconds, seen: &str, said: &str| Shot {
        seconds,
        seen: seen.into(),
        said: said.into(),
    };
    Storyboard {
        shots: vec![
            shot(3, "Hands knead dough.", ""),
            shot(5, "A loaf on a board.", "Fresh at six."),
        ],
        style: "Warm light.".into(),
        avoid: "Words and logos.".into(),
    }
}

fn order() -> MakeVideo {
    MakeVideo {
        storyboard: storyboard(),
        seconds: 8,
        shape: VideoShape::Tall,
        first_frame: None,
    }
}

fn problem<T: std::fmt::Debug>(result: Result<T>) -> Problem {
    match result.unwrap_err() {
        Error::Refused(problem) => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_film_is_ordered_once_looked_after_and_kept_with_its_captions_and_its_price() {
    let desk = Desk::new().await;
    let offer = desk.studio().await.offer.unwrap();
    let lengths: Vec<_> = offer
        .lengths
        .iter()
        .map(|one| (one.seconds, one.most))
        .collect();
    assert_eq!(
        lengths,
        [
            (4, Some(Cost(400_000))),
            (6, Some(Cost(600_000))),
            (8, Some(Cost(800_000)))
        ]
    );
    let studio = desk.made().await;
    assert_eq!((studio.made.len(), studio.steps.len()), (1, 0));
    let made = &studio.made[0];
    assert_eq!(
        (made.width, made.height, made.millis, made.cost),
        (720, 1_280, 7_958, Some(Cost(800_000)))
    );
    assert_eq!(&desk.file(made.id).await[4..8], b"ftyp");
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let captions = videos::captions(services, actor, made.id).await.unwrap();
    assert!(
        captions.contains("00:00:02.984 --> 00:00:07.958\nFresh at six."),
        "{captions}"
    );
    assert_eq!(desk.simulator.orders().len(), 1);
    let asked = &desk.simulator.orders()[0];
    assert!(
        asked.prompt.contains("Hands knead dough."),
        "{}",
        asked.prompt
    );
    assert_eq!(
        (asked.shape.as_str(), asked.seconds, asked.audio),
        ("9:16", 8, Some(true))
    );
    let lines = desk.lines().await;
    assert_eq!(lines.len(), 1, "looks are no calls");
    let line = &lines[0];
    assert_eq!(
        (line.state, line.most, line.cost),
        (
            CallState::Answered,
            Some(Cost(800_000)),
            Some(Cost(800_000))
        )
    );
    assert_eq!(
        (line.step, line.person.as_deref()),
        (Some(made.step), Some("Ada"))
    );
    assert_eq!(desk.run_state().await, RunState::Done);
}

#[tokio::test]
async fn what_a_video_model_was_told_is_on_record_with_what_it_cost() {
    let desk = Desk::new().await;
    let made = desk.made().await.made.remove(0);
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let step = runs::step(services, actor, desk.campaign, made.step)
        .await
        .unwrap();
    let told: String = step.question.unwrap().user.remove(0).text;
    assert!(told.contains("Fresh at six.") && told.contains("Words and logos."));
    assert_eq!(step.step.cost, Some(Cost(800_000)));
}

#[tokio::test]
async fn looks_grow_rarer_and_leave_no_trace_and_a_look_that_fails_is_done_again() {
    let desk = Desk::new().await;
    desk.simulator.script([Filming::LooksFail(12)]);
    let step = desk.order().await.unwrap();
    desk.world.work().await;
    let running = desk.step(step).await;
    assert_eq!((running.state, running.attempts), (StepState::Running, 1));
    let events = campaigns::get(&desk.world.services, &desk.owner.actor, desk.campaign);
    let before = events.await.unwrap().last_event;
    desk.work_for(1).await;
    assert!(
        (4..=9).contains(&desk.simulator.looks()),
        "{}",
        desk.simulator.looks()
    );
    let view = campaigns::get(&desk.world.services, &desk.owner.actor, desk.campaign);
    assert_eq!(view.await.unwrap().last_event, before, "nothing happened");
    assert_eq!(desk.step(step).await.attempts, 1);
    desk.work_for(8).await;
    assert_eq!(desk.studio().await.made.len(), 1);
    assert_eq!(desk.simulator.attempts(), 1);
}

#[tokio::test]
async fn an_order_that_is_refused_for_the_moment_is_given_again_and_paid_once() {
    let desk = Desk::new().await;
    desk.simulator
        .script([Filming::TooFast, Filming::Overloaded]);
    let studio = desk.made().await;
    assert_eq!(studio.made.len(), 1);
    assert_eq!(
        (desk.simulator.attempts(), desk.simulator.orders().len()),
        (3, 1)
    );
    let states: Vec<_> = desk.lines().await.iter().map(|line| line.state).collect();
    assert_eq!(
        states,
        [CallState::Answered, CallState::Failed, CallState::Failed]
    );
}

#[tokio::test]
async fn an_order_whose_answer_was_lost_is_not_given_again_by_itself() {
    let desk = Desk::new().await;
    desk.simulator.script([Filming::TakenUnheard]);
    let studio = desk.made().await;
    assert_eq!(desk.simulator.attempts(), 1);
    let step = &studio.steps[0];
    assert_eq!(step.state, StepState::Failed);
    let why = &step.error.as_ref().unwrap().detail;
    assert!(why.contains("is not known"), "{why}");
    let lines = desk.lines().await;
    assert_eq!((lines[0].state, lines[0].cost), (CallState::Failed, None));
}

#[tokio::test]
async fn an_end_without_a_film_says_why_costs_what_it_costs_and_is_ordered_anew_by_a_person_alone()
{
    for (filming, said, cost) in [
        (Filming::Filtered, "Change the storyboard", Some(Cost(0))),
        (
            Filming::EndsWithError,
            "ended without a film",
            Some(Cost(0)),
        ),
        (Filming::Empty, "ended without a film", None),
        (Filming::InBucket, "bucket", None),
        (
            Filming::NoFilm,
            "no film that can be shown",
            Some(Cost(800_000)),
        ),
    ] {
        let desk = Desk::new().await;
        desk.simulator.script([filming]);
        let studio = desk.made().await;
        assert_eq!(studio.made, [], "{filming:?}");
        let step = &studio.steps[0];
        let why = &step.error.as_ref().unwrap().detail;
        assert!(why.contains(said), "{filming:?}: {why}");
        assert_eq!(step.cost, cost, "{filming:?}");
        let lines = desk.lines().await;
        assert_eq!(
            (lines.len(), lines[0].state, lines[0].cost),
            (1, CallState::Failed, cost),
            "{filming:?}"
        );
        assert_eq!(desk.simulator.attempts(), 1, "{filming:?}");
        let (services, actor) = (&desk.world.services, &desk.owner.actor);
        runs::retry_step(services, actor, step.id).await.unwrap();
        desk.work_for(3).await;
        assert_eq!(desk.studio().await.made.len(), 1, "{filming:?}");
        assert_eq!(desk.simulator.attempts(), 2, "{filming:?}");
        assert_eq!(failed_jobs::list(services, actor).await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_film_that_never_ends_is_given_up_after_an_hour_and_looked_after_again_on_demand() {
    let desk = Desk::new().await;
    desk.simulator.script([Filming::Endless]);
    let step = desk.order().await.unwrap();
    desk.work_for(70).await;
    let failed = desk.step(step).await;
    assert_eq!(failed.state, StepState::Failed);
    let why = &failed.error.as_ref().unwrap().detail;
    assert!(why.contains("within an hour"), "{why}");
    let looks = desk.simulator.looks();
    assert!(looks < 140, "{looks} looks in an hour");
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    runs::retry_step(services, actor, step).await.unwrap();
    desk.work_for(1).await;
    assert!(desk.simulator.looks() > looks);
    assert_eq!(desk.simulator.attempts(), 1, "it is the same film");
}

#[tokio::test]
async fn a_cancelled_film_is_no_longer_looked_after_and_held_as_the_most_it_may_cost() {
    let desk = Desk::new().await;
    desk.budget("1").await;
    desk.simulator.usually(Filming::Endless);
    let step = desk.order().await.unwrap();
    let twice = problem(desk.order().await);
    assert_eq!(twice.code, Code::WrongState);
    desk.work_for(1).await;
    let looks = desk.simulator.looks();
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    runs::cancel_step(services, actor, step).await.unwrap();
    desk.work_for(2).await;
    assert_eq!(desk.simulator.looks(), looks);
    assert_eq!(desk.studio().await.steps, []);
    let lines = desk.lines().await;
    assert_eq!(
        (lines[0].state, lines[0].cost),
        (CallState::Cancelled, None)
    );
    let spent = spending::budgets(services, actor).await.unwrap()[0].spent;
    assert_eq!(spent, Cost(800_000), "nobody knows what is billed");
    assert_eq!(desk.run_state().await, RunState::Done);
    // There is no room for a second one.
    desk.order().await.unwrap();
    desk.world.work().await;
    let refused = desk.studio().await.steps.remove(0).error.unwrap();
    assert!(refused.detail.contains("budget"), "{refused}");
    assert_eq!(desk.simulator.attempts(), 1);
}

#[tokio::test]
async fn cancelling_the_run_gives_its_film_up_too() {
    let desk = Desk::new().await;
    desk.simulator.usually(Filming::Endless);
    desk.order().await.unwrap();
    desk.world.work().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    runs::cancel(services, actor, desk.campaign).await.unwrap();
    desk.work_for(1).await;
    assert!(desk.simulator.looks() <= 1);
    assert_eq!(desk.lines().await[0].state, CallState::Cancelled);
}

#[tokio::test]
async fn the_art_director_writes_a_storyboard_and_a_person_has_the_last_word() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let campaign = world.finished_campaign(&owner.actor).await;
    let (services, actor) = (&world.services, &owner.actor);
    let view = campaigns::get(services, actor, campaign).await.unwrap();
    let post = view.posts[0].id;
    videos::brief(services, actor, post).await.unwrap();
    let twice = problem(videos::brief(services, actor, post).await);
    assert_eq!(twice.code, Code::WrongState);
    world.work().await;
    let studio = videos::studio(services, actor, post).await.unwrap();
    assert_eq!(studio.storyboard.shots.len(), 2);
    assert!(studio.storyboard.parse().is_ok());
    // Nobody is set up who could film it.
    assert_eq!(studio.offer, None);
    let refused = problem(videos::make(services, actor, post, order()).await);
    assert_eq!(refused.code, Code::WrongState);
    assert_eq!(studio.refused, Some(refused.detail));
    let desk = Desk::new().await;
    assert_eq!(desk.made().await.storyboard, storyboard());
}

#[tokio::test]
async fn an_order_says_what_is_wrong_with_it() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    for (request, field) in [
        (
            MakeVideo {
                storyboard: Storyboard::default(),
                ..order()
            },
            "shots.0.seen",
        ),
        (
            MakeVideo {
                seconds: 5,
                ..order()
            },
            "seconds",
        ),
        (
            MakeVideo {
                first_frame: Some(AssetId(uuid::Uuid::nil())),
                ..order()
            },
            "first_frame",
        ),
    ] {
        let refused = problem(videos::make(services, actor, desk.post, request).await);
        assert_eq!(refused.fields[0].field, field);
    }
    assert_eq!(desk.simulator.attempts(), 0);
}

#[tokio::test]
async fn a_film_begins_with_the_photo_that_was_chosen_which_is_its_poster() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let photo = include_bytes!("../../../pictures/fixtures/held_sideways.jpg");
    let upload = usecases::pictures::Upload {
        file_name: "oven.jpg".into(),
        bytes: photo.to_vec(),
    };
    let photo = usecases::pictures::upload_photo(services, actor, desk.campaign, upload)
        .await
        .unwrap();
    let request = MakeVideo {
        first_frame: Some(photo.id),
        ..order()
    };
    videos::make(services, actor, desk.post, request)
        .await
        .unwrap();
    desk.work_for(3).await;
    assert!(desk.simulator.orders()[0].pictured);
    let studio = desk.studio().await;
    assert_eq!(studio.made[0].poster, Some(photo.id));
    assert_eq!(studio.frames.len(), 1, "a film is no photo");
    videos::delete(services, actor, studio.made[0].id)
        .await
        .unwrap();
    assert_eq!(desk.studio().await.made, []);
    let gone = videos::captions(services, actor, studio.made[0].id).await;
    assert_eq!(problem(gone).code, Code::NotFound);
}

#[tokio::test]
async fn what_belongs_to_another_organization_is_not_there() {
    let desk = Desk::new().await;
    let made = desk.made().await.made[0].id;
    let stranger = desk.world.stranger().await.actor;
    let services = &desk.world.services;
    let whole = |whole| Some(0..whole);
    for code in [
        problem(videos::studio(services, &stranger, desk.post).await).code,
        problem(videos::brief(services, &stranger, desk.post).await).code,
        problem(videos::make(services, &stranger, desk.post, order()).await).code,
        problem(videos::delete(services, &stranger, made).await).code,
        problem(videos::file(services, &stranger, made, whole).await).code,
        problem(videos::captions(services, &stranger, made).await).code,
    ] {
        assert_eq!(code, Code::NotFound);
    }
}

#[tokio::test]
async fn a_run_with_a_film_is_replayed_from_its_record() {
    let desk = Desk::new().await;
    desk.made().await;
    let replayed = runs::replay(&desk.world.services, desk.campaign.0)
        .await
        .unwrap();
    for step in &replayed {
        assert_eq!(step.output, Ok(()), "{}", step.key);
    }
    assert_eq!(desk.simulator.attempts(), 1, "nobody is asked");
}
