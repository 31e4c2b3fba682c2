//! Pictures by image models: described, ordered at a price, made by steps, chosen or deleted.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use domain::{
    channel::ChannelKind,
    ids::{CampaignId, OrgId, PostId, StepId},
    picture::{ImageBrief, Layout},
    post::{DecisionCommand, PostState, Verdict},
    problem::{Code, Problem},
    run::{RunState, StepState},
    spending::{BilledImage, BudgetScope, CallFilter, CallState, Period, TaskKind},
    usage::Cost,
    views::{CallView, ImagesView, PostView},
};
use providers::{
    Answer, Call, Courier, ImageAnswer, ImageMaker, ImageRequest, Provider, ProviderError, Request,
    gemini::{Gemini, GeminiConfig},
};
use testkit::{
    gemini::{Behaviour, GeminiSimulator},
    world::{Person, World},
};
use tokio::sync::Mutex;
use usecases::{
    Error, Result, campaigns, failed_jobs, images,
    images::MakeRequest,
    pictures, posts, runs,
    spending::{self, BudgetRequest},
};

/// A finished campaign by the built-in writer, and an image model from then on.
struct Desk {
    world: World,
    simulator: GeminiSimulator,
    owner: Person,
    campaign: CampaignId,
    post: PostId,
}

fn gemini(simulator: &GeminiSimulator, courier: Courier) -> Gemini {
    let config = GeminiConfig {
        base_url: simulator.base_url(),
        ..GeminiConfig::new("key".to_owned().into())
    };
    Gemini::new(&config, courier).unwrap()
}

impl Desk {
    async fn new() -> Self {
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let simulator = GeminiSimulator::setup().start().await.unwrap();
        let provider = gemini(&simulator, Courier::within().unwrap());
        Self::with(simulator, |_| Arc::new(provider)).await
    }

    async fn with(
        simulator: GeminiSimulator,
        provider: impl FnOnce(&World) -> Arc<dyn Provider>,
    ) -> Self {
        let setup = World::sqlite().await;
        let owner = setup.owner().await;
        let campaign = setup.finished_campaign(&owner.actor).await;
        let view = campaigns::get(&setup.services, &owner.actor, campaign);
        let post = view.await.unwrap().posts[0].id;
        let provider = provider(&setup);
        Self {
            world: setup.asking(provider),
            simulator,
            owner,
            campaign,
            post,
        }
    }

    async fn studio(&self) -> ImagesView {
        images::studio(&self.world.services, &self.owner.actor, self.post)
            .await
            .unwrap()
    }

    async fn order(&self, count: u8) -> Result<Vec<StepId>> {
        let request = MakeRequest {
            brief: brief(),
            count,
        };
        images::make(&self.world.services, &self.owner.actor, self.post, request).await
    }

    /// What came of `count` pictures.
    async fn made(&self, count: u8) -> ImagesView {
        self.order(count).await.unwrap();
        self.world.work().await;
        self.studio().await
    }

    async fn get(&self) -> PostView {
        posts::get(&self.world.services, &self.owner.actor, self.post)
            .await
            .unwrap()
    }

    async fn choose(&self, nth: usize) -> Result<PostView> {
        let id = self.studio().await.made[nth].id;
        let seen = self.get().await.version.hash;
        images::choose(&self.world.services, &self.owner.actor, id, &seen).await
    }

    async fn run_state(&self) -> RunState {
        let view = campaigns::get(&self.world.services, &self.owner.actor, self.campaign);
        view.await.unwrap().run.state
    }

    /// Lines of the ledger for pictures, the latest first.
    async fn lines(&self) -> Vec<CallView> {
        let filter = CallFilter {
            task: Some(TaskKind::Image),
            ..CallFilter::default()
        };
        spending::calls(&self.world.services, &self.owner.actor, &filter, None)
            .await
            .unwrap()
            .items
    }
}

fn brief() -> ImageBrief {
    ImageBrief {
        shows: "A loaf on a wooden board.".into(),
        avoid: "Words and logos.".into(),
        alt_text: "A loaf of bread.".into(),
        ..ImageBrief::default()
    }
}

fn problem<T: std::fmt::Debug>(result: Result<T>) -> Problem {
    match result.unwrap_err() {
        Error::Refused(problem) => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn pictures_are_made_by_steps_of_their_own_with_their_record_and_their_price() {
    let desk = Desk::new().await;
    let offer = desk.studio().await.offer.unwrap();
    assert_eq!(
        (offer.provider.as_str(), offer.model.as_str()),
        ("gemini", "gemini-3.1-flash-image")
    );
    let studio = desk.made(2).await;
    assert_eq!((studio.made.len(), studio.steps.len()), (2, 0));
    let most = offer.most.unwrap();
    for made in &studio.made {
        assert_eq!(made.brief, brief());
        let cost = made.cost.unwrap();
        assert!(cost > Cost(67_200) && cost <= most, "{cost} of {most}");
        assert_eq!((made.width, made.height, made.in_post), (40, 50, false));
        let shown = pictures::show_photo(&desk.world.services, &desk.owner.actor, made.id);
        assert_eq!(&shown.await.unwrap().bytes[8..12], b"WEBP");
        let step = runs::step(
            &desk.world.services,
            &desk.owner.actor,
            desk.campaign,
            made.step,
        );
        let step = step.await.unwrap();
        let told: String = step.question.unwrap().user.remove(0).text;
        assert!(told.contains("A loaf on a wooden board.") && told.contains("Words and logos."));
        assert!(!told.contains("A loaf of bread."), "alt text is for people");
    }
    assert_ne!(studio.made[0].id, studio.made[1].id);
    let lines = desk.lines().await;
    assert_eq!(lines.len(), 2);
    for line in lines {
        assert_eq!(
            (line.state, line.most, line.person.as_deref()),
            (CallState::Answered, Some(lines_most(&line)), Some("Ada"))
        );
        assert!(line.step.is_some() && line.campaign == Some(desk.campaign));
    }
    let shape = match desk.get().await.channel {
        ChannelKind::Instagram => "4:5",
        _ => "16:9",
    };
    assert_eq!(desk.simulator.calls()[0].picture.as_deref(), Some(shape));
    assert_eq!(desk.run_state().await, RunState::Done);
}

/// The bound that is set aside is at least the cost, and at most a cent above it.
fn lines_most(line: &CallView) -> Cost {
    let (most, cost) = (line.most.unwrap(), line.cost.unwrap());
    assert!(cost <= most && most.0 - cost.0 < 20_000, "{cost} of {most}");
    most
}

#[tokio::test]
async fn a_made_picture_goes_into_the_post_with_its_alt_text_and_ends_an_approval() {
    let desk = Desk::new().await;
    desk.made(2).await;
    let command = DecisionCommand {
        verdict: Verdict::Approve,
        version_hash: desk.get().await.version.hash,
        reason: String::new(),
    };
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    posts::decide(services, actor, desk.post, command)
        .await
        .unwrap();
    let after = desk.choose(0).await.unwrap();
    assert_eq!(after.state, PostState::InReview);
    let content = &after.version.content;
    assert_eq!(content.alt_text.as_deref(), Some("A loaf of bread."));
    let picture = content.picture.as_deref().unwrap();
    assert_eq!(picture.layout, Layout::Photo);
    let studio = desk.studio().await;
    let in_post: Vec<_> = studio.made.iter().map(|made| made.in_post).collect();
    assert_eq!(in_post, [true, false]);
    // What a version shows stays; what none shows can go, with its file.
    let [chosen, other] = [studio.made[0].id, studio.made[1].id];
    let refused = problem(images::delete(services, actor, chosen).await);
    assert_eq!(refused.code, Code::WrongState);
    images::delete(services, actor, other).await.unwrap();
    assert_eq!(desk.studio().await.made.len(), 1);
    let gone = pictures::show_photo(services, actor, other).await;
    assert_eq!(gone.unwrap_err().into_problem().code, Code::NotFound);
}

#[tokio::test]
async fn the_art_director_describes_the_picture_before_any_money_goes_to_an_image_model() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let before = desk.studio().await.brief;
    images::brief(services, actor, desk.post).await.unwrap();
    let twice = problem(images::brief(services, actor, desk.post).await);
    assert_eq!(twice.code, Code::WrongState);
    desk.world.work().await;
    let after = desk.studio().await.brief;
    assert_ne!(after, before);
    assert!(after.shows.starts_with("Words for the shows"), "{after:?}");
    let asked = desk.simulator.calls();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].user.contains("<<<data draft "), "the post is told");
    assert!(asked[0].user.contains("<<<data look "), "and the colours");
    assert!(desk.lines().await.is_empty(), "no picture was made");
    let studio = desk.made(1).await;
    assert_eq!(studio.brief, brief(), "a person has the last word");
}

#[tokio::test]
async fn without_an_image_model_the_built_in_writer_describes_and_nobody_makes() {
    let world = World::sqlite().await;
    let owner = world.owner().await;
    let campaign = world.finished_campaign(&owner.actor).await;
    let (services, actor) = (&world.services, &owner.actor);
    let view = campaigns::get(services, actor, campaign).await.unwrap();
    let post = view.posts[0].id;
    let mut briefs = Vec::new();
    for _ in 0..2 {
        images::brief(services, actor, post).await.unwrap();
        world.work().await;
        briefs.push(images::studio(services, actor, post).await.unwrap().brief);
    }
    assert_eq!(briefs[0], briefs[1]);
    assert!(briefs[0].parse().is_ok() && briefs[0].avoid.contains("logos"));
    let studio = images::studio(services, actor, post).await.unwrap();
    assert_eq!(studio.offer, None);
    let request = MakeRequest {
        brief: briefs.remove(0),
        count: 1,
    };
    let refused = problem(images::make(services, actor, post, request).await);
    assert_eq!(refused.code, Code::WrongState);
    assert_eq!(studio.refused, Some(refused.detail));
}

#[tokio::test]
async fn a_picture_that_is_held_back_says_what_to_change_and_can_be_dismissed() {
    let desk = Desk::new().await;
    desk.simulator.script([Behaviour::AnswerBlocked]);
    let studio = desk.made(1).await;
    assert_eq!(studio.made, []);
    let step = &studio.steps[0];
    assert_eq!(step.state, StepState::Failed);
    let why = step.error.as_ref().unwrap();
    assert!(
        why.detail.contains("held this picture back (")
            && why.detail.contains("Change the description"),
        "{}",
        why.detail
    );
    assert_eq!(desk.run_state().await, RunState::Failed);
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    runs::cancel_step(services, actor, step.id).await.unwrap();
    assert_eq!(desk.studio().await.steps, []);
    assert_eq!(desk.run_state().await, RunState::Done);
    assert_eq!(failed_jobs::list(services, actor).await.unwrap(), []);
    let again = problem(runs::cancel_step(services, actor, step.id).await);
    assert_eq!(again.code, Code::WrongState);
}

#[tokio::test]
async fn a_file_that_is_no_picture_is_not_kept_and_what_it_cost_is() {
    let desk = Desk::new().await;
    desk.simulator.script([Behaviour::HalfJson]);
    let studio = desk.made(1).await;
    assert_eq!(studio.made, []);
    let step = &studio.steps[0];
    assert!(step.error.as_ref().unwrap().detail.contains("no picture"));
    assert!(step.cost.is_some_and(|cost| cost > Cost(67_200)));
    assert_eq!(desk.lines().await[0].state, CallState::Answered);
}

#[tokio::test]
async fn an_order_is_cancelled_before_it_costs_anything() {
    let desk = Desk::new().await;
    let steps = desk.order(3).await.unwrap();
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let too_many = problem(desk.order(2).await);
    assert!(too_many.detail.contains("3 pictures"), "{too_many}");
    for step in &steps[..2] {
        runs::cancel_step(services, actor, *step).await.unwrap();
    }
    desk.world.work().await;
    assert_eq!(desk.studio().await.made.len(), 1);
    assert_eq!(desk.simulator.calls().len(), 1);
    let planned = campaigns::get(services, actor, desk.campaign)
        .await
        .unwrap();
    let needed = planned.run.steps[0].id;
    let refused = problem(runs::cancel_step(services, actor, needed).await);
    assert!(refused.detail.contains("The run needs this step"));
}

#[tokio::test]
async fn an_order_says_what_is_wrong_with_it() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    for (request, field) in [
        (
            MakeRequest {
                brief: ImageBrief::default(),
                count: 1,
            },
            "shows",
        ),
        (
            MakeRequest {
                brief: brief(),
                count: 5,
            },
            "count",
        ),
        (
            MakeRequest {
                brief: brief(),
                count: 0,
            },
            "count",
        ),
    ] {
        let refused = problem(images::make(services, actor, desk.post, request).await);
        assert_eq!(refused.fields[0].field, field);
    }
}

#[tokio::test]
async fn a_budget_that_has_less_left_than_a_picture_may_cost_lets_none_be_made() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let request = BudgetRequest {
        scope: BudgetScope::Organization,
        subject: None,
        period: Period::Month,
        amount: "0.05".into(),
    };
    spending::set_budget(services, actor, request)
        .await
        .unwrap();
    let studio = desk.made(1).await;
    let why = studio.steps[0].error.as_ref().unwrap();
    assert!(why.detail.contains("budget"), "{}", why.detail);
    assert!(desk.simulator.calls().is_empty(), "nobody was asked");
}

#[tokio::test]
async fn what_belongs_to_another_organization_is_not_there() {
    let desk = Desk::new().await;
    let made = desk.made(1).await.made[0].id;
    let stranger = desk.world.stranger().await.actor;
    let services = &desk.world.services;
    let seen = desk.get().await.version.hash;
    let request = MakeRequest {
        brief: brief(),
        count: 1,
    };
    for code in [
        problem(images::studio(services, &stranger, desk.post).await).code,
        problem(images::brief(services, &stranger, desk.post).await).code,
        problem(images::make(services, &stranger, desk.post, request).await).code,
        problem(images::choose(services, &stranger, made, &seen).await).code,
        problem(images::delete(services, &stranger, made).await).code,
    ] {
        assert_eq!(code, Code::NotFound);
    }
}

#[tokio::test]
async fn a_run_with_pictures_is_replayed_from_its_record() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    images::brief(services, actor, desk.post).await.unwrap();
    desk.made(1).await;
    let asked = desk.simulator.calls().len();
    let replayed = runs::replay(services, desk.campaign.0).await.unwrap();
    for step in &replayed {
        assert_eq!(step.output, Ok(()), "{}", step.key);
    }
    assert_eq!(desk.simulator.calls().len(), asked, "nobody is asked");
}

/// Makes a picture once the database can take nothing more, as when the process is about to be
/// killed.
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
        "gemini"
    }

    fn model(&self) -> &str {
        Provider::model(&self.model)
    }

    fn images(&self) -> Option<&dyn ImageMaker> {
        Some(self)
    }

    async fn answer(
        &self,
        model: &str,
        request: &Request,
        call: &Call,
    ) -> std::result::Result<Answer, ProviderError> {
        self.model.answer(model, request, call).await
    }
}

#[async_trait::async_trait]
impl ImageMaker for Last {
    fn model(&self) -> &'static str {
        "gemini-3.1-flash-image"
    }

    fn most(&self, model: &str, prompt_bytes: usize) -> BilledImage {
        self.model.images().unwrap().most(model, prompt_bytes)
    }

    async fn make(
        &self,
        model: &str,
        request: &ImageRequest,
        call: &Call,
    ) -> std::result::Result<ImageAnswer, ProviderError> {
        let answer = self.model.images().unwrap().make(model, request, call);
        let answer = answer.await;
        if self.calls.load(Ordering::SeqCst) == 0 {
            *self.blocker.lock().await = Some(self.db.write(self.org).await.unwrap());
        }
        self.calls.fetch_add(1, Ordering::SeqCst);
        answer
    }
}

#[tokio::test]
async fn a_picture_that_was_paid_for_but_not_stored_is_not_paid_again() {
    let _installed = rustls::crypto::ring::default_provider().install_default();
    let simulator = GeminiSimulator::setup().start().await.unwrap();
    let folder = std::env::temp_dir().join(format!("handbill-pictures-{}", std::process::id()));
    let own = folder.clone();
    tokio::spawn(async move { courier::serve(&own, Duration::from_mins(1)).await });
    let courier = Courier::beside("/nowhere".into(), Vec::new(), folder.clone()).unwrap();
    let model = gemini(&simulator, courier);
    let mut last = None;
    let desk = Desk::with(simulator, |setup| {
        let made = Arc::new(Last {
            model,
            db: setup.services.db().clone(),
            org: OrgId(uuid::Uuid::nil()),
            calls: AtomicUsize::new(0),
            blocker: Mutex::new(None),
        });
        last = Some(made.clone());
        made
    })
    .await;
    let last = last.unwrap();
    let step = desk.order(1).await.unwrap()[0];

    // The process is killed after the picture has come and before it could be stored.
    let (services, org) = (desk.world.services.clone(), desk.owner.actor.org);
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

    desk.world.work().await;
    let studio = desk.studio().await;
    assert_eq!((studio.made.len(), studio.steps.len()), (1, 0));
    assert_eq!(last.calls.load(Ordering::SeqCst), 2, "done again");
    assert_eq!(desk.simulator.calls().len(), 1, "asked once");
    let lines = desk.lines().await;
    assert_eq!(lines.len(), 1, "one line for the one call");
    assert_eq!(lines[0].state, CallState::Answered);
    std::fs::remove_dir_all(folder).unwrap();
}
