//! Parts written anew, fixes, languages, and briefs of any make.

use domain::{
    brief::{Brief, BriefDraft},
    channel::{BriefRules, ChannelKind, Finding, PostFormat, Severity, check},
    post::{ContentField, PostContent},
    run::Framework,
    usage::{Cost, Tokens},
    web_page::WebPage,
};
use proptest::prelude::*;
use tokio_util::sync::CancellationToken;

use super::{Desk, contexts};
use crate::{
    Call, Cause, InputPictures, Prompt, Provider, Request, Task, WritingContext,
    built_in::{BuiltIn, analyse, plan, regenerate, revise, strategise, write},
};

fn instagram() -> WritingContext {
    Desk::samples().next().unwrap().one(
        ChannelKind::Instagram,
        PostFormat::Image,
        Framework::Aida,
        3,
    )
}

#[test]
fn only_the_fields_asked_for_are_written_anew() {
    for context in contexts().iter().step_by(11) {
        let post = write(context, 1);
        for field in [
            ContentField::Body,
            ContentField::Hashtags,
            ContentField::ImageIdea,
        ] {
            let new = regenerate(context, &post, &[field], None, 1, 1);
            let others = ContentField::ALL.iter().filter(|other| **other != field);
            assert!(
                others
                    .into_iter()
                    .all(|other| new.get(*other) == post.get(*other)),
                "{field:?}: {new:#?}"
            );
        }
    }
}

#[test]
fn every_variation_begins_differently() {
    let context = instagram();
    let post = write(&context, 1);
    let mut seen = vec![post.body.clone()];
    for variation in 1..=8 {
        let new = regenerate(&context, &post, &[ContentField::Body], None, variation, 1);
        assert!(!seen.contains(&new.body), "{}", new.body);
        seen.push(new.body);
    }
}

#[test]
fn wishes_that_rules_understand_are_granted() {
    let context = instagram();
    let post = write(&context, 1);
    let wish = |wish: &str| {
        regenerate(
            &context,
            &post,
            &[ContentField::Body, ContentField::Hashtags],
            Some(wish),
            1,
            1,
        )
    };
    assert!(wish("shorter, please").body.len() < post.body.len());
    assert!(wish("a bit longer").body.len() > post.body.len());
    assert!(wish("no hashtags").hashtags.is_empty());
    assert!(
        wish("start with a question")
            .body
            .lines()
            .next()
            .unwrap()
            .contains('?')
    );
    assert!(
        wish("focus on the breakfast bag")
            .body
            .lines()
            .next()
            .unwrap()
            .contains("breakfast bag")
    );
    assert!(!wish("without the coffee").body.contains("coffee"));
}

#[test]
fn a_broken_draft_is_mended() {
    for kind in ChannelKind::ALL {
        let mut context = instagram();
        context.slot.channel = kind;
        let mut post = write(&context, 1);
        post.body = format!("{} cheap", post.body.repeat(60));
        post.title = None;
        post.link = Some("example".to_owned());
        let rules = BriefRules {
            mandatories: &context.brief.mandatories,
            avoid: &context.brief.avoid,
        };
        let findings = check(kind, &post, &rules);
        let mended = revise(&context, &post, &findings, 1);
        let serious = check(kind, &mended, &rules)
            .into_iter()
            .filter(|finding| finding.severity == Severity::Blocker)
            .count();
        assert_eq!(serious, 0, "{kind}: {mended:#?}");
    }
}

fn request(task: Task) -> Request {
    let prompt = Prompt {
        system: String::new(),
        user: String::new(),
        version: "test".to_owned(),
    };
    Request {
        task,
        prompt,
        schema: serde_json::Value::Null,
        max_output_tokens: 1,
        seed: 1,
        pictures: InputPictures::default(),
        functions: Vec::new(),
    }
}

#[tokio::test]
async fn an_answer_costs_nothing_and_is_the_domains_json() {
    let context = instagram();
    let expected = write(&context, 1);
    let request = request(Task::Write {
        context: Box::new(context),
    });
    let answer = BuiltIn
        .answer("", &request, &Call::default())
        .await
        .unwrap();
    assert_eq!(
        (answer.tokens, answer.cost),
        (Tokens::default(), Some(Cost(0)))
    );
    assert_eq!(
        (answer.provider.as_str(), answer.model.as_str()),
        ("built-in", "built-in-1")
    );
    assert_eq!(
        serde_json::from_value::<PostContent>(answer.json).unwrap(),
        expected
    );
}

#[tokio::test]
async fn another_language_is_refused_with_the_way_out() {
    let mut brief = instagram().brief;
    brief.language = "de".parse().unwrap();
    let request = request(Task::Analyse { brief, page: None });
    let error = BuiltIn
        .answer("", &request, &Call::default())
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::UnsupportedLanguage);
    assert!(
        error.message.contains("German") && error.message.contains("GEMINI_API_KEY"),
        "{}",
        error.message
    );
}

#[tokio::test]
async fn a_cancelled_call_is_not_answered() {
    let cancel = CancellationToken::new();
    cancel.cancel();
    let request = request(Task::Analyse {
        brief: instagram().brief,
        page: None,
    });
    let error = BuiltIn
        .answer(
            "",
            &request,
            &Call {
                cancel,
                ..Call::default()
            },
        )
        .await
        .unwrap_err();
    assert_eq!(error.cause, Cause::Cancelled);
}

fn brief() -> impl Strategy<Value = Brief> {
    let text = || "[\\PC\\n]{1,120}";
    let lists = (
        proptest::collection::vec("\\PC{1,20}", 0..3),
        proptest::collection::vec("\\PC{1,12}", 0..3),
    );
    (text(), text(), text(), text(), lists, 12_u16..61).prop_map(
        |(promoted, audience, goal, message, (mandatories, avoid), count)| {
            let mut draft: BriefDraft =
                domain::brief::SAMPLES[0].draft("2026-11-23".parse().unwrap());
            draft.channels = ChannelKind::ALL.map(|kind| kind.slug().to_owned()).to_vec();
            let mut brief = draft_with_count(draft);
            (
                brief.promoted,
                brief.audience,
                brief.goal,
                brief.key_message,
            ) = (promoted, audience, goal, message);
            (brief.mandatories, brief.avoid, brief.post_count) = (mandatories, avoid, count);
            brief
        },
    )
}

fn draft_with_count(mut draft: BriefDraft) -> Brief {
    draft.post_count = "12".to_owned();
    draft.parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_brief_gives_posts_within_the_limits(brief in brief(), page in "[\\PC\\n]{0,300}", brand in "\\PC{0,20}", wish in "\\PC{0,40}") {
        let page = WebPage { title: page.chars().take(40).collect(), main_text: page, ..WebPage::default() };
        let analysis = analyse(&brief, Some(&page));
        let strategy = strategise(&brief, &analysis);
        prop_assert_eq!(strategy.concepts.len(), 3);
        let plan = plan(&brief, &analysis, &strategy, 2);
        prop_assert_eq!(plan.slots.len(), usize::from(brief.post_count));
        for slot in plan.slots.into_iter().take(12) {
            let kind = slot.channel;
            let context = WritingContext {
                brand: brand.clone(), voice: None, brief: brief.clone(), analysis: analysis.clone(), strategy: strategy.clone(), concept: 2, slot,
                slots: brief.post_count, link: None, page: Some(page.clone()),
            };
            let post = write(&context, 1);
            let new = regenerate(&context, &post, ContentField::ALL, Some(&wish), 1, 1);
            for post in [&post, &new] {
                // Noise that looks like a placeholder is the input's own.
                let serious = |finding: &Finding| finding.severity == Severity::Blocker && finding.rule != "text.placeholder";
                let blockers: Vec<_> = check(kind, post, &BriefRules::default()).into_iter().filter(serious).collect();
                prop_assert!(blockers.is_empty(), "{kind}: {blockers:#?} {post:#?}");
            }
        }
    }
}
