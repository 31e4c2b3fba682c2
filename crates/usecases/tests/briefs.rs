//! Briefs: filled from documents, and used again.

#![expect(
    clippy::unwrap_used,
    reason = "what is missing here fails the test, as it should"
)]

use domain::{brief::BriefDraft, problem::Code, views::BriefView};
use testkit::world::{Person, World};
use usecases::{
    Error,
    briefs::{self, Source},
    campaigns,
};

const PRINTED: &[u8] = include_bytes!("../../documents/fixtures/briefing.pdf");

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

    async fn fill(&self, brief: &BriefView, text: &str) -> BriefView {
        let source = Source {
            text: text.into(),
            ..Source::default()
        };
        briefs::fill(&self.world.services, &self.owner.actor, brief.id, source)
            .await
            .unwrap()
    }

    async fn start(&self, sample: Option<&str>) -> BriefView {
        briefs::start(&self.world.services, &self.owner.actor, sample)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn a_new_brief_is_filled_from_a_pdf_and_says_from_where() {
    let desk = Desk::new().await;
    let source = Source {
        name: "briefing.pdf".into(),
        bytes: PRINTED.to_vec(),
        ..Source::default()
    };
    let brief = briefs::start_from(&desk.world.services, &desk.owner.actor, source)
        .await
        .unwrap();
    assert_eq!(brief.draft.title, "Herbstmarkt Weinberg");
    assert_eq!(brief.draft.channels, ["instagram", "facebook"]);
    let kept = briefs::get(&desk.world.services, &desk.owner.actor, brief.id)
        .await
        .unwrap();
    assert_eq!(kept, brief);
    let fill = kept.fill.unwrap();
    assert_eq!(fill.document, "briefing.pdf");
    let audience = fill.taken.iter().find(|taken| taken.field == "audience");
    assert_eq!(audience.unwrap().label, "Zielgruppe");
}

#[tokio::test]
async fn what_somebody_typed_is_replaced_only_when_they_take_the_offer_and_comes_back() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let brief = desk.start(Some("bakery")).await;
    let filled = desk.fill(&brief, "Goal: 10 guests\nTone: formal").await;
    assert_eq!(filled.draft, brief.draft);
    let taken = briefs::take(services, actor, brief.id, "goal")
        .await
        .unwrap();
    assert_eq!(taken.draft.goal, "10 guests");
    assert_eq!(taken.fill.unwrap().offers[0].value, brief.draft.goal);
    let back = briefs::take(services, actor, brief.id, "goal")
        .await
        .unwrap();
    assert_eq!(back.draft, brief.draft);
    let nothing = briefs::take(services, actor, brief.id, "title").await;
    assert!(matches!(nothing, Err(Error::Refused(problem)) if problem.code == Code::NotFound));
    let put_away = briefs::put_away(services, actor, brief.id).await.unwrap();
    assert_eq!(put_away.fill, None);
}

#[tokio::test]
async fn days_that_only_the_form_chose_give_way_even_weeks_later() {
    let desk = Desk::new().await;
    let brief = desk.start(None).await;
    desk.world.clock.advance_seconds(20 * 86_400);
    let filled = desk.fill(&brief, "Dates: 1–9 March 2027").await;
    assert_eq!(filled.draft.starts_on, "2027-03-01");
    assert_eq!(filled.fill.unwrap().offers, []);
}

#[tokio::test]
async fn what_was_pasted_stays_until_it_is_read_whoever_else_saves() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let brief = desk.start(Some("bakery")).await;
    let text = "Tone: formal\n\0";
    let saved = briefs::save(services, actor, brief.id, brief.draft.clone(), Some(text))
        .await
        .unwrap();
    assert_eq!(saved.pasted, "Tone: formal\n");
    // A program knows nothing of it.
    briefs::save(services, actor, brief.id, brief.draft.clone(), None)
        .await
        .unwrap();
    let kept = briefs::get(services, actor, brief.id).await.unwrap();
    assert_eq!(kept.pasted, saved.pasted);
    let filled = desk.fill(&brief, &kept.pasted).await;
    let kept = briefs::get(services, actor, brief.id).await.unwrap();
    assert_eq!((filled.pasted.as_str(), kept.pasted.as_str()), ("", ""));
}

#[tokio::test]
async fn a_source_that_cannot_be_read_is_refused_in_a_sentence_and_changes_nothing() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let brief = desk.start(Some("bakery")).await;
    let picture = Source {
        bytes: b"\x89PNG\r\n\x1a\n\0".to_vec(),
        ..Source::default()
    };
    for (source, sentence) in [
        (Source::default(), "Paste a text, or choose a document."),
        (
            picture,
            "This is no text, Markdown, PDF or Word document. Choose one of these, or paste the text.",
        ),
    ] {
        let refused = briefs::fill(services, actor, brief.id, source).await;
        assert!(matches!(refused, Err(Error::Refused(problem)) if problem.detail == sentence));
    }
    let kept = briefs::get(services, actor, brief.id).await.unwrap();
    assert_eq!(kept, brief);
}

#[tokio::test]
async fn a_submitted_brief_is_used_again_and_stays_as_it_was() {
    let desk = Desk::new().await;
    let (services, actor) = (&desk.world.services, &desk.owner.actor);
    let brief = desk.start(Some("bakery")).await;
    campaigns::submit(services, actor, brief.id).await.unwrap();
    let source = Source {
        text: "Goal: 1".into(),
        ..Source::default()
    };
    let refused = briefs::fill(services, actor, brief.id, source).await;
    assert!(matches!(refused, Err(Error::Refused(problem)) if problem.code == Code::WrongState));
    let again = briefs::duplicate(services, actor, brief.id).await.unwrap();
    assert_eq!(again.draft.title, "Oven-warm by seven (2)");
    assert_eq!(again.campaign, None);
    let moved = BriefDraft {
        title: brief.draft.title.clone(),
        starts_on: brief.draft.starts_on.clone(),
        ends_on: brief.draft.ends_on.clone(),
        ..again.draft
    };
    assert_eq!(moved, brief.draft);
    let stranger = desk.world.stranger().await;
    let refused = briefs::duplicate(services, &stranger.actor, brief.id).await;
    assert!(matches!(refused, Err(Error::Refused(problem)) if problem.code == Code::NotFound));
}
