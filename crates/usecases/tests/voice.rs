//! A brand's voice: brought, corrected, tested, published, and written in.

#![expect(
    clippy::unwrap_used,
    reason = "what is missing here fails the test, as it should"
)]

use domain::{
    post::{DecisionCommand, Verdict},
    problem::{Code, Problem},
    views::VoiceDesk,
    voice::{RuleDraft, RuleSource, SampleKind},
};
use testkit::world::{Person, World};
use usecases::{
    Error, campaigns, posts,
    voice::{self, Brought, NewGolden, PublishRequest},
};

const POSTS: &str = "We bake at five. You get it warm at seven, and our guests like it that way.
---
Rye takes its time. We let it rest for a day, and you can taste that. Our guests ask for it.
---
It is cold outside. Come in, the oven is on and we have coffee for you. Nobody is in a hurry here.";

struct Desk {
    world: World,
    owner: Person,
}

impl Desk {
    async fn new() -> Self {
        let world = World::sqlite().await;
        let owner = world.owner().await;
        Self { world, owner }
    }

    async fn with_posts() -> Self {
        let desk = Self::new().await;
        desk.bring(Brought::Text(POSTS.into())).await.unwrap();
        desk
    }

    async fn bring(&self, from: Brought) -> usecases::Result<()> {
        voice::add_samples(
            &self.world.services,
            &self.owner.actor,
            from,
            SampleKind::Example,
            "",
        )
        .await
    }

    async fn look(&self) -> VoiceDesk {
        voice::desk(&self.world.services, &self.owner.actor)
            .await
            .unwrap()
    }

    async fn write(&self, old: Option<&str>, rule: RuleDraft) -> usecases::Result<()> {
        voice::write_rule(&self.world.services, &self.owner.actor, old, &rule).await
    }

    async fn ban(&self, term: &str) {
        self.write(None, ban(term)).await.unwrap();
    }

    async fn golden(&self, text: &str, approved: bool) {
        let new = NewGolden {
            text: text.into(),
            approved,
        };
        voice::add_golden(&self.world.services, &self.owner.actor, new)
            .await
            .unwrap();
    }

    async fn publish(&self, request: PublishRequest) -> usecases::Result<u32> {
        let view = voice::publish(&self.world.services, &self.owner.actor, request).await?;
        Ok(view.number)
    }
}

fn ban(term: &str) -> RuleDraft {
    RuleDraft {
        kind: "ban".into(),
        term: term.into(),
        ..RuleDraft::default()
    }
}

fn problem<T: std::fmt::Debug>(result: usecases::Result<T>) -> Problem {
    match result.unwrap_err() {
        Error::Refused(problem) => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_paste_of_posts_becomes_rules_with_their_sentences() {
    let desk = Desk::with_posts().await;
    let found = desk.look().await;
    assert_eq!(found.samples.len(), 3);
    assert!(found.published.is_none());
    let draft = found.draft.unwrap();
    assert_eq!((draft.number, draft.published), (1, false));
    let rule = draft.voice.rule("prefer:guests").unwrap();
    assert_eq!(rule.evidence.len(), 2);
    assert!(
        found
            .samples
            .iter()
            .any(|sample| sample.id == rule.evidence[0].sample)
    );
    assert!(draft.spoken.contains("Write “guests”"));
}

#[tokio::test]
async fn what_brings_no_text_is_refused_with_the_field() {
    let desk = Desk::new().await;
    for (from, field) in [
        (Brought::Text("  \n---\n".into()), "text"),
        (Brought::Page("not an address".into()), "address"),
        (
            Brought::File {
                name: "a.bin".into(),
                bytes: vec![0, 1, 2, 0xff],
            },
            "file",
        ),
    ] {
        assert_eq!(problem(desk.bring(from).await).fields[0].field, field);
    }
    assert!(desk.look().await.draft.is_none(), "nothing was begun");
    let many = vec!["One two three."; 61].join("\n---\n");
    let refused = problem(desk.bring(Brought::Text(many)).await);
    assert!(
        refused.fields[0].message.contains("60 samples"),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_removed_sample_takes_its_evidence_along_and_is_forgotten_unless_published() {
    let desk = Desk::with_posts().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let first = desk.look().await.samples[0].id;
    voice::remove_sample(services, actor, first).await.unwrap();
    let found = desk.look().await;
    assert_eq!(found.samples.len(), 2);
    assert!(
        found
            .draft
            .unwrap()
            .voice
            .rules
            .iter()
            .all(|rule| rule.evidence.iter().all(|passage| passage.sample != first))
    );
    assert_eq!(
        problem(voice::sample(services, actor, first).await).code,
        Code::NotFound
    );
    desk.publish(PublishRequest::default()).await.unwrap();
    let second = desk.look().await.samples[0].id;
    voice::remove_sample(services, actor, second).await.unwrap();
    assert!(
        voice::sample(services, actor, second).await.is_ok(),
        "version 1 was read from it"
    );
    assert_eq!(
        problem(voice::remove_sample(services, actor, second).await).code,
        Code::NotFound
    );
}

#[tokio::test]
async fn a_corrected_rule_stays_corrected_when_samples_come() {
    let desk = Desk::with_posts().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let mut rule = RuleDraft::from(
        desk.look()
            .await
            .draft
            .unwrap()
            .voice
            .rule("prefer:guests")
            .unwrap(),
    );
    rule.instead_of = "customers\nvisitors".into();
    desk.write(Some("prefer:guests"), rule).await.unwrap();
    voice::remove_rule(services, actor, "habit:emoji:never")
        .await
        .unwrap();
    desk.bring(Brought::Text(
        "We open at six. You can come by, our guests do.".into(),
    ))
    .await
    .unwrap();
    let voice = desk.look().await.draft.unwrap().voice;
    let guests = voice.rule("prefer:guests").unwrap();
    assert_eq!(
        (guests.source, guests.evidence.len()),
        (RuleSource::Person, 2)
    );
    assert!(voice.rule("habit:emoji:never").is_none());
    assert_eq!(
        problem(desk.write(Some("ban:nothing"), ban("x")).await).code,
        Code::NotFound
    );
    assert_eq!(
        problem(desk.write(None, RuleDraft::default()).await).fields[0].field,
        "kind"
    );
}

#[tokio::test]
async fn a_version_shows_what_it_breaks_before_it_is_published() {
    let desk = Desk::with_posts().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    desk.golden(
        "We have a cheap loaf from yesterday, and you can take it along for your dog at home.",
        true,
    )
    .await;
    assert_eq!(desk.publish(PublishRequest::default()).await.unwrap(), 1);
    desk.ban("cheap").await;
    let found = voice::golden(services, actor).await.unwrap();
    assert_eq!((found.published, found.draft), (Some(1), Some(2)));
    assert!(found.cases[0].is_newly_wrong());
    assert_eq!(
        found.cases[0].draft.as_ref().unwrap().score.breaches[0].rule,
        "ban:cheap"
    );
    let refused = problem(desk.publish(PublishRequest::default()).await);
    assert_eq!(refused.code, Code::WrongState);
    assert!(refused.detail.contains("1 of the 1 texts"), "{refused:?}");
    let despite = PublishRequest {
        despite_golden: true,
        note: "No cheap any more".into(),
        ..PublishRequest::default()
    };
    assert_eq!(desk.publish(despite).await.unwrap(), 2);
    let versions = voice::versions(services, actor).await.unwrap();
    assert_eq!(
        versions
            .iter()
            .map(|version| (version.number, version.published))
            .collect::<Vec<_>>(),
        [(2, true), (1, true)]
    );
    let compared = voice::compare(services, actor, 1, 2)
        .await
        .unwrap()
        .comparison;
    assert_eq!(compared.added.len(), 1);
    assert_eq!(
        voice::compare(services, actor, 0, 1)
            .await
            .unwrap()
            .comparison
            .kept,
        0
    );
}

#[tokio::test]
async fn a_draft_that_changed_contradicts_itself_or_is_empty_is_not_published() {
    let desk = Desk::new().await;
    let empty = problem(desk.publish(PublishRequest::default()).await);
    assert_eq!(empty.code, Code::WrongState);
    desk.ban("guests").await;
    let seen = Some(desk.look().await.draft.unwrap().at);
    desk.bring(Brought::Text(POSTS.into())).await.unwrap();
    let old = PublishRequest {
        seen,
        ..PublishRequest::default()
    };
    assert_eq!(problem(desk.publish(old).await).code, Code::Changed);
    assert_eq!(desk.look().await.draft.unwrap().conflicts.len(), 1);
    let torn = problem(desk.publish(PublishRequest::default()).await);
    assert!(torn.detail.contains("contradict"), "{torn:?}");
    voice::remove_rule(&desk.world.services, &desk.owner.actor, "ban:guests")
        .await
        .unwrap();
    desk.publish(PublishRequest::default()).await.unwrap();
    assert!(desk.look().await.draft.is_none());
}

#[tokio::test]
async fn a_draft_that_is_given_up_leaves_nothing_behind() {
    let desk = Desk::with_posts().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let sample = desk.look().await.samples[0].id;
    voice::discard_draft(services, actor).await.unwrap();
    let found = desk.look().await;
    assert!(found.draft.is_none() && found.samples.is_empty());
    assert_eq!(
        problem(voice::sample(services, actor, sample).await).code,
        Code::NotFound
    );
    assert_eq!(
        problem(voice::discard_draft(services, actor).await).code,
        Code::WrongState
    );
}

#[tokio::test]
async fn a_tried_text_is_scored_against_what_one_works_on() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    voice::try_text(services, actor, "A cheap loaf.")
        .await
        .unwrap();
    assert_eq!(
        voice::trial(services, actor).await.unwrap(),
        None,
        "there is no voice yet"
    );
    desk.ban("cheap").await;
    let tried = voice::trial(services, actor).await.unwrap().unwrap();
    assert_eq!(
        (tried.version, tried.published, tried.score.fits),
        (1, false, Some(false))
    );
    assert_eq!(
        problem(voice::score_text(services, actor, "A loaf.", None).await).code,
        Code::WrongState
    );
    assert_eq!(
        voice::score_text(services, actor, "A loaf.", Some(1))
            .await
            .unwrap()
            .score
            .fits,
        Some(true)
    );
    assert_eq!(
        problem(voice::score_text(services, actor, "A loaf.", Some(9)).await).code,
        Code::NotFound
    );
}

#[tokio::test]
async fn a_campaign_is_written_in_the_version_it_began_with() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let before = desk.world.finished_campaign(actor).await;
    let view = campaigns::get(services, actor, before).await.unwrap();
    assert_eq!(view.voice, None);
    let post = posts::get(services, actor, view.posts[0].id).await.unwrap();
    let body = &post.version.content.body;
    let words = body.split(|c: char| !c.is_ascii_alphabetic());
    let word = words
        .filter(|word| word.len() > 6)
        .max_by_key(|word| word.len())
        .unwrap();
    let rule = RuleDraft {
        kind: "prefer".into(),
        term: "zebra".into(),
        instead_of: word.into(),
        ..RuleDraft::default()
    };
    desk.write(None, rule).await.unwrap();
    desk.publish(PublishRequest::default()).await.unwrap();
    let during = desk.world.finished_campaign(actor).await;
    desk.ban("anything").await;
    desk.publish(PublishRequest::default()).await.unwrap();
    let view = campaigns::get(services, actor, during).await.unwrap();
    assert_eq!(view.voice, Some(1));
    let mut said = String::new();
    for post in &view.posts {
        let post = posts::get(services, actor, post.id).await.unwrap();
        said += &post.version.content.body.to_lowercase();
        assert_eq!(
            voice::of_post(services, actor, post.id)
                .await
                .unwrap()
                .version,
            1
        );
    }
    assert!(said.contains("zebra"), "{said}");
    let drafted = view
        .run
        .steps
        .iter()
        .find(|step| step.key.kind == domain::run::StepKind::Draft)
        .unwrap();
    let question = usecases::runs::step(services, actor, during, drafted.id)
        .await
        .unwrap()
        .question
        .unwrap();
    let told = question
        .user
        .iter()
        .find(|passage| passage.material.as_deref() == Some("voice"))
        .unwrap();
    assert!(told.text.contains("Write “zebra”"), "{}", told.text);
}

#[tokio::test]
async fn a_decided_post_enters_the_golden_set_once_and_an_open_one_does_not() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let campaign = desk.world.finished_campaign(actor).await;
    let id = campaigns::get(services, actor, campaign)
        .await
        .unwrap()
        .posts[0]
        .id;
    assert_eq!(
        problem(voice::add_post(services, actor, id).await).code,
        Code::WrongState
    );
    let post = posts::get(services, actor, id).await.unwrap();
    let command = DecisionCommand {
        verdict: Verdict::RequestChanges,
        version_hash: post.version.hash,
        reason: "Not ours".into(),
    };
    posts::decide(services, actor, id, command).await.unwrap();
    let offered = voice::golden(services, actor).await.unwrap().posts;
    assert_eq!(
        (offered.len(), offered[0].id, offered[0].in_set),
        (1, id, false)
    );
    for _ in 0..2 {
        let added = voice::add_post(services, actor, id).await.unwrap();
        assert_eq!((added.approved, added.post), (false, Some(id)));
    }
    let found = voice::golden(services, actor).await.unwrap();
    assert_eq!((found.cases.len(), found.posts[0].in_set), (1, true));
    voice::remove_golden(services, actor, found.cases[0].golden.id)
        .await
        .unwrap();
    assert!(
        voice::golden(services, actor)
            .await
            .unwrap()
            .cases
            .is_empty()
    );
}

#[tokio::test]
async fn another_organization_has_nothing_of_it() {
    let desk = Desk::with_posts().await;
    desk.golden("Ours", true).await;
    let stranger = desk.world.stranger().await;
    let (services, actor) = (&desk.world.services, &stranger.actor);
    let found = voice::desk(services, actor).await;
    // Whoever has no brand has no voice either.
    assert!(found.is_err() || found.unwrap().current().is_none());
    let sample = desk.look().await.samples[0].id;
    assert_eq!(
        problem(voice::sample(services, actor, sample).await).code,
        Code::NotFound
    );
}
