//! A campaign is done again from one of its steps, otherwise, and compared.
#![cfg(test)]

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicU64, Ordering},
};

use domain::{
    brief::BriefDraft,
    ids::CampaignId,
    problem::{Code, Problem},
    run::{ForkPoint, RunState},
    spending::{Choice, TaskKind},
    usage::Cost,
    views::CampaignView,
    voice::{RuleDraft, SampleKind},
    wording::{Wording, WordingChoice},
};
use providers::{Answer, Call, Provider, ProviderError, Request, built_in::BuiltIn};
use testkit::{
    db::TestDb,
    paid::Paid,
    world::{Person, TestClock, World},
};
use usecases::{
    Error, Settings,
    campaigns::{self, ForkRequest},
    roles::{self, DraftWording},
    runs, spending,
    voice::{self, Brought, PublishRequest},
};

struct Desk {
    provider: Arc<Paid>,
    world: World,
    owner: Person,
    origin: CampaignId,
}

impl Desk {
    async fn new() -> Self {
        let (provider, world, owner) = Paid::world().await;
        let origin = world.finished_campaign(&owner.actor).await;
        Self {
            provider,
            world,
            owner,
            origin,
        }
    }

    async fn fork(&self, request: ForkRequest) -> usecases::Result<CampaignId> {
        let services = &self.world.services;
        let forked = campaigns::fork(services, &self.owner.actor, self.origin, request).await?;
        self.world.work().await;
        Ok(forked.id)
    }

    /// The tasks that were asked since the last look, and the models that were.
    fn taken(&self) -> Vec<(TaskKind, String)> {
        let taken = self.provider.taken().into_iter();
        taken
            .map(|(model, request)| (request.task.kind(), model))
            .collect()
    }

    /// Leaves a draft that tells the writer to write like a baker.
    async fn word_the_writer(&self) {
        let (services, actor) = (&self.world.services, &self.owner.actor);
        let role = roles::get(services, actor, TaskKind::Write).await.unwrap();
        let draft = DraftWording {
            wording: Wording {
                instructions: format!("Write like a baker.\n{}", role.shipped.instructions),
                ..role.shipped
            },
            seen: None,
        };
        roles::save_draft(services, actor, TaskKind::Write, &draft)
            .await
            .unwrap();
    }

    async fn look(&self, campaign: CampaignId) -> CampaignView {
        campaigns::get(&self.world.services, &self.owner.actor, campaign)
            .await
            .unwrap()
    }
}

fn problem<T: std::fmt::Debug>(result: usecases::Result<T>) -> Problem {
    match result.unwrap_err() {
        Error::Refused(problem) => problem,
        other => panic!("{other:?}"),
    }
}

fn at(point: ForkPoint) -> ForkRequest {
    ForkRequest {
        title: None,
        at: point,
        model: None,
        voice: None,
        wording: None,
        language: None,
    }
}

#[tokio::test]
async fn a_fork_in_another_language_has_its_posts_written_in_it_and_remembers_what_was_told() {
    let desk = Desk::new().await;
    let before = desk.look(desk.origin).await;
    desk.taken();
    let request = ForkRequest {
        language: Some("de".into()),
        ..at(ForkPoint::Draft)
    };
    let id = desk.fork(request).await.unwrap();
    let asked = desk.provider.taken();
    assert!(!asked.is_empty());
    for (_, request) in &asked {
        assert_eq!(request.task.kind(), TaskKind::Write);
        assert!(
            request.prompt.system.contains("German"),
            "{:?}",
            request.prompt
        );
    }
    let fork = desk.look(id).await;
    assert_eq!(fork.brief.language.code(), "de");
    assert_eq!(
        desk.look(desk.origin).await.brief.language,
        before.brief.language
    );
    let replayed = runs::replay(&desk.world.services, id.0).await.unwrap();
    assert!(replayed.len() >= 3);
    for step in replayed {
        assert!(
            step.output.is_ok() && step.same_question != Some(false),
            "{step:?}"
        );
    }
    let nonsense = ForkRequest {
        language: Some("xx".into()),
        ..at(ForkPoint::Draft)
    };
    assert_eq!(
        problem(desk.fork(nonsense).await).fields[0].field,
        "language"
    );
    let alone = World::sqlite().await;
    let owner = alone.owner().await;
    let origin = alone.finished_campaign(&owner.actor).await;
    let french = ForkRequest {
        language: Some("fr".into()),
        ..at(ForkPoint::Plan)
    };
    let refused = campaigns::fork(&alone.services, &owner.actor, origin, french).await;
    assert_eq!(
        problem(refused).fields[0].field,
        "language",
        "nobody writes it"
    );
}

#[tokio::test]
async fn a_fork_at_the_posts_asks_its_model_for_them_alone() {
    let desk = Desk::new().await;
    let before = desk.look(desk.origin).await;
    desk.taken();
    let request = ForkRequest {
        title: Some("The other model".into()),
        model: Some(Choice::of("openai", Some("gpt-5.5-mini"))),
        ..at(ForkPoint::Draft)
    };
    let fork = desk.look(desk.fork(request).await.unwrap()).await;
    let asked = desk.taken();
    assert!(
        asked.iter().all(
            |(task, model)| matches!(task, TaskKind::Write | TaskKind::Revise)
                && model == "gpt-5.5-mini"
        ),
        "{asked:?}"
    );
    assert_eq!(fork.run.state, RunState::Done);
    assert_eq!(fork.posts.len(), before.posts.len());
    assert_eq!(fork.brief.title, "The other model");
    assert_eq!(
        fork.run.cost,
        Some(Cost(Paid::EACH.0 * i64::try_from(asked.len()).unwrap())),
        "what was taken over costs nothing"
    );
    assert_eq!(fork.fork.unwrap().of.id, desk.origin);
    let after = desk.look(desk.origin).await;
    assert_eq!(after.forks[0].id, fork.id);
    assert_eq!(after.posts, before.posts, "the campaign stays as it is");
}

#[tokio::test]
async fn each_point_takes_over_what_comes_before_it() {
    let desk = Desk::new().await;
    let firsts = [
        (ForkPoint::Analyse, TaskKind::Analyse),
        (ForkPoint::Strategise, TaskKind::Strategise),
        (ForkPoint::Plan, TaskKind::Plan),
        (ForkPoint::Draft, TaskKind::Write),
    ];
    for (point, first) in firsts {
        desk.taken();
        let fork = desk.look(desk.fork(at(point)).await.unwrap()).await;
        let asked = desk.taken();
        // Reading is done once: the same question was answered before.
        let expected = if point == ForkPoint::Analyse {
            TaskKind::Strategise
        } else {
            first
        };
        assert_eq!(asked[0].0, expected, "{point:?}");
        assert_eq!(fork.run.state, RunState::Done, "{point:?}");
        assert!(!fork.posts.is_empty(), "{point:?}");
    }
}

#[tokio::test]
async fn a_fork_has_a_record_of_its_own_and_replays() {
    let desk = Desk::new().await;
    let actor = &desk.owner.actor;
    runs::choose_concept(&desk.world.services, actor, desk.origin, 2)
        .await
        .unwrap();
    desk.world.work().await;
    let request = ForkRequest {
        title: Some("Renamed".into()),
        model: Some(Choice::of("openai", None)),
        ..at(ForkPoint::Draft)
    };
    let fork = desk.fork(request).await.unwrap();
    let replayed = runs::replay(&desk.world.services, fork.0).await.unwrap();
    assert!(replayed.len() > 6);
    for step in replayed {
        assert_eq!(step.output, Ok(()), "{}", step.key);
        assert_ne!(step.same_question, Some(false), "{}", step.key);
    }
}

#[tokio::test]
async fn with_nothing_changed_chance_changes_and_with_another_model_it_stays() {
    let desk = Desk::new().await;
    let actor = &desk.owner.actor;
    let texts = async |campaign| {
        let (_, posts) = campaigns::print(&desk.world.services, actor, campaign)
            .await
            .unwrap();
        let texts = posts.into_iter().map(|post| post.version.content.body);
        texts.collect::<Vec<_>>()
    };
    let origin = texts(desk.origin).await;
    let again = desk.fork(at(ForkPoint::Draft)).await.unwrap();
    assert_ne!(texts(again).await, origin);
    let same_words = ForkRequest {
        model: Some(Choice::of("openai", Some("gpt-5.5-mini"))),
        ..at(ForkPoint::Draft)
    };
    let other = desk.fork(same_words).await.unwrap();
    assert_eq!(texts(other).await, origin);
    let compared = campaigns::compare(&desk.world.services, actor, desk.origin, other)
        .await
        .unwrap();
    assert!(compared.slots.iter().all(|slot| slot.fields.is_empty()));
    assert_eq!(compared.right.models, ["gpt-5.5-mini"]);
}

#[tokio::test]
async fn a_fork_in_another_voice_is_held_against_that_voice() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let sample = Brought::Text("We bake at five. You get it warm at seven.".into());
    voice::add_samples(services, actor, sample, SampleKind::Example, "")
        .await
        .unwrap();
    let ban = RuleDraft {
        kind: "ban".into(),
        term: "oven".into(),
        ..RuleDraft::default()
    };
    voice::write_rule(services, actor, None, &ban)
        .await
        .unwrap();
    let published = voice::publish(services, actor, PublishRequest::default())
        .await
        .unwrap();
    let request = ForkRequest {
        voice: Some(published.number),
        ..at(ForkPoint::Draft)
    };
    let fork = desk.fork(request).await.unwrap();
    let compared = campaigns::compare(services, actor, desk.origin, fork)
        .await
        .unwrap();
    assert_eq!(
        (compared.left.voice, compared.right.voice),
        (None, Some(published.number))
    );
    let (left, right) = (compared.left.fit.unwrap(), compared.right.fit.unwrap());
    assert!(right >= left, "{left} {right}");
    let nowhere = ForkRequest {
        voice: Some(99),
        ..at(ForkPoint::Draft)
    };
    let problem = desk.fork(nowhere).await.unwrap_err().into_problem();
    assert_eq!(problem.fields[0].field, "voice");
}

#[tokio::test]
async fn what_cannot_be_forked_is_refused() {
    let desk = Desk::new().await;
    let request = ForkRequest {
        model: Some(Choice::of("nobody", None)),
        ..at(ForkPoint::Draft)
    };
    let problem = desk.fork(request).await.unwrap_err().into_problem();
    assert_eq!(problem.fields[0].field, "model");
    let draft = BriefDraft {
        title: "Only begun".into(),
        ..desk.world.brief()
    };
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let begun = campaigns::create(services, actor, draft).await.unwrap();
    let early = campaigns::fork(services, actor, begun.id, at(ForkPoint::Plan)).await;
    let problem = early.unwrap_err().into_problem();
    assert_eq!(problem.code, Code::WrongState);
}

#[tokio::test]
async fn an_estimate_goes_by_earlier_calls_and_by_what_is_usual_before_there_are_any() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let estimate = spending::estimate_fork(services, actor, desk.origin, ForkPoint::Draft, None)
        .await
        .unwrap();
    let posts = u32::try_from(desk.look(desk.origin).await.posts.len()).unwrap();
    assert!(estimate.calls >= posts && estimate.measured >= u64::from(posts));
    assert_eq!(estimate.models, ["gpt-5.5"]);
    let each = estimate.cost.unwrap().0 / i64::from(estimate.calls);
    let unknown = Choice::of("openai", Some("house-model"));
    let unknown = spending::estimate_fork(
        services,
        actor,
        desk.origin,
        ForkPoint::Draft,
        Some(&unknown),
    )
    .await
    .unwrap();
    assert_eq!(unknown.cost, None);
    let (_, fresh, owner) = Paid::world().await;
    let brief = usecases::briefs::start(&fresh.services, &owner.actor, None)
        .await
        .unwrap();
    let usual = spending::estimate_brief(&fresh.services, &owner.actor, brief.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(usual.measured, 0);
    assert!(usual.cost.unwrap().0 / i64::from(usual.calls) > each);
}

#[tokio::test]
async fn a_fork_asks_a_role_in_the_draft_that_is_tried_out_and_in_it_alone() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    desk.word_the_writer().await;
    desk.provider.taken();
    let choice = WordingChoice {
        task: TaskKind::Write,
        number: 1,
    };
    let request = ForkRequest {
        wording: Some(choice),
        ..at(ForkPoint::Plan)
    };
    let fork = desk.fork(request.clone()).await.unwrap();
    let like_a_baker = |asked: &[(String, providers::Request)]| {
        let writers = asked
            .iter()
            .filter(|(_, request)| request.task.kind() == TaskKind::Write);
        writers
            .map(|(_, request)| request.prompt.system.starts_with("Write like a baker."))
            .collect::<Vec<_>>()
    };
    let asked = desk.provider.taken();
    assert!(!like_a_baker(&asked).is_empty());
    assert!(like_a_baker(&asked).into_iter().all(|told| told));
    assert!(
        asked.iter().any(|(_, request)| {
            request.task.kind() == TaskKind::Plan
                && request.prompt.system.starts_with("You are the planner")
        }),
        "the other roles are told what is published"
    );
    let compared = campaigns::compare(services, actor, desk.origin, fork)
        .await
        .unwrap();
    assert_eq!(
        (compared.left.wording, compared.right.wording),
        (None, Some(choice))
    );

    roles::discard_draft(services, actor, TaskKind::Write)
        .await
        .unwrap();
    for step in runs::replay(services, fork.0).await.unwrap() {
        assert_eq!(step.output, Ok(()), "{}", step.key);
        assert_ne!(
            step.same_question,
            Some(false),
            "{}: the fork keeps the words it was begun with",
            step.key
        );
    }
    let gone = desk.fork(request).await.unwrap_err().into_problem();
    assert_eq!(gone.fields[0].field, "wording");
}

#[tokio::test]
async fn a_wording_that_a_fork_never_asks_is_refused() {
    let desk = Desk::new().await;
    for (task, point) in [
        (TaskKind::Analyse, ForkPoint::Draft),
        (TaskKind::Regenerate, ForkPoint::Analyse),
        (TaskKind::Image, ForkPoint::Analyse),
    ] {
        let request = ForkRequest {
            wording: Some(WordingChoice { task, number: 0 }),
            ..at(point)
        };
        let refused = desk.fork(request).await.unwrap_err().into_problem();
        assert_eq!(refused.fields[0].field, "wording", "{task:?}");
    }
}

/// Answers as the built-in provider does, two seconds later.
#[derive(Default)]
struct Slow {
    clock: OnceLock<Arc<TestClock>>,
    asked: AtomicU64,
}

#[async_trait::async_trait]
impl Provider for Slow {
    fn name(&self) -> &'static str {
        "slow"
    }

    fn model(&self) -> &'static str {
        "slow-1"
    }

    async fn answer(
        &self,
        model: &str,
        request: &Request,
        call: &Call,
    ) -> Result<Answer, ProviderError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.clock.get().unwrap().advance_seconds(2);
        BuiltIn.answer(model, request, call).await
    }
}

#[tokio::test]
async fn a_comparison_tells_how_long_all_steps_took() {
    let slow = Arc::new(Slow::default());
    let provider = Arc::clone(&slow) as Arc<dyn Provider>;
    let world = World::with_provider(TestDb::sqlite().await, Settings::default(), provider);
    assert!(slow.clock.set(Arc::clone(&world.clock)).is_ok());
    let owner = world.owner().await;
    let campaign = world.finished_campaign(&owner.actor).await;
    let compared = campaigns::compare(&world.services, &owner.actor, campaign, campaign)
        .await
        .unwrap();
    let asked = slow.asked.load(Ordering::SeqCst);
    assert!(asked >= 4);
    assert_eq!(compared.left.took_ms, asked * 2_000);
}
