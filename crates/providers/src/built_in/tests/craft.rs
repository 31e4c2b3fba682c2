//! Posts are well made: within limits, without slips of the pen, none like another.

use std::collections::HashSet;

use domain::{
    brief::Tone,
    channel::{BriefRules, ChannelKind, Severity, check},
    post::{ContentField, PostContent},
};

use super::{Desk, contexts};
use crate::built_in::{
    reading::{sentences::sentences, words::has_phrase},
    write,
};

fn texts(post: &PostContent) -> Vec<String> {
    ContentField::ALL
        .iter()
        .filter(|field| **field != ContentField::Link)
        .map(|field| post.get(*field))
        .collect()
}

/// Slips of the pen that a reader would stumble over.
fn slip(text: &str) -> Option<&'static str> {
    const SLIPS: [&str; 18] = [
        "  ", "..", ",,", "!!", "??", ".,", ",.", "!.", "?.", ".!", ".?", " .", " ,", " ?", " !",
        ":.", "::", "“”",
    ];
    SLIPS.into_iter().find(|slip| text.contains(slip))
}

#[test]
fn posts_of_every_sample_channel_and_framework_pass_their_check() {
    for context in contexts() {
        let rules = BriefRules {
            mandatories: &context.brief.mandatories,
            avoid: &context.brief.avoid,
        };
        for seed in [0, u64::MAX] {
            let post = write(&context, seed);
            let findings = check(context.slot.channel, &post, &rules);
            let serious: Vec<_> = findings
                .iter()
                .filter(|finding| finding.severity != Severity::Advice)
                .collect();
            assert!(
                serious.is_empty(),
                "{} {:?}: {serious:#?}\n{post:#?}",
                context.slot.channel,
                context.slot.format
            );
        }
    }
}

#[test]
fn posts_have_no_slips_of_the_pen() {
    for context in contexts() {
        let post = write(&context, 3);
        for text in texts(&post) {
            assert_eq!(slip(&text), None, "{text}");
            assert!(text.lines().all(|line| line.trim_end() == line), "{text:?}");
        }
    }
}

#[test]
fn mandatories_are_in_every_text_and_avoided_terms_in_none() {
    for context in contexts() {
        let post = write(&context, 11);
        for mandatory in &context.brief.mandatories {
            assert!(
                has_phrase(&post.body, mandatory),
                "{mandatory}: {}",
                post.body
            );
        }
        for term in &context.brief.avoid {
            assert!(
                texts(&post).iter().all(|text| !has_phrase(text, term)),
                "{term}: {post:#?}"
            );
        }
    }
}

#[test]
fn a_term_that_the_lexicon_uses_is_avoided_too() {
    for mut desk in Desk::samples() {
        let terms = [
            "more",
            "come",
            "see",
            "it",
            "the words",
            "photograph",
            "here",
            "know",
            "hello",
        ];
        desk.brief.avoid = terms.map(str::to_owned).to_vec();
        desk.brief.mandatories.clear();
        for (_, post) in desk.campaign(0, 5) {
            for term in terms {
                assert!(
                    texts(&post).iter().all(|text| !has_phrase(text, term)),
                    "{term}: {post:#?}"
                );
            }
        }
    }
}

/// The first sentence of what a post says, after an e-mail's greeting.
fn beginning(kind: ChannelKind, body: &str) -> String {
    let text = if kind == ChannelKind::Email {
        body.split_once("\n\n").map_or(body, |(_, rest)| rest)
    } else {
        body
    };
    sentences(text).into_iter().next().unwrap_or_default()
}

#[test]
fn no_two_posts_of_a_campaign_are_alike_or_begin_alike() {
    for mut desk in Desk::samples() {
        for (at, tone) in Tone::ALL.iter().enumerate() {
            desk.brief.tone = *tone;
            for (count, concept) in [(if at == 0 { 60 } else { 18 }, at % 3), (12, (at + 1) % 3)] {
                desk.brief.post_count = count;
                let mut bodies = HashSet::new();
                let mut beginnings = HashSet::new();
                for (context, post) in desk.campaign(concept, 1) {
                    let beginning = beginning(context.slot.channel, &post.body)
                        .replace(|c: char| !c.is_ascii(), "");
                    assert!(bodies.insert(post.body.clone()), "twice: {}", post.body);
                    assert!(
                        beginnings.insert(beginning.trim().to_owned()),
                        "two of {count} begin: {beginning}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_same_question_gets_the_same_post() {
    for context in contexts().iter().step_by(17) {
        assert_eq!(write(context, 42), write(context, 42));
    }
}

#[test]
fn goal_and_audience_steer_and_are_not_quoted() {
    for context in contexts() {
        let post = write(&context, 9);
        for quoted in [
            "200 new",
            "40 product",
            "six weeks",
            "this quarter",
            "between 25",
            "100 to 900",
            "Sell out",
            "campaign",
            "audience",
        ] {
            assert!(!has_phrase(&post.body, quoted), "{quoted}: {}", post.body);
        }
    }
}

#[test]
fn the_forms_of_the_channels_are_kept() {
    for context in contexts() {
        let post = write(&context, 4);
        let kind = context.slot.channel;
        match kind {
            ChannelKind::LinkedIn => assert_eq!(post.hashtags.len(), 3, "{post:#?}"),
            ChannelKind::Email => {
                assert!(
                    post.title.is_some() && post.preheader.is_some() && post.hashtags.is_empty()
                );
                assert!(
                    post.body
                        .lines()
                        .next()
                        .is_some_and(|line| line.ends_with(',')),
                    "{}",
                    post.body
                );
            }
            ChannelKind::Blog => assert!(
                post.body.matches("## ").count() >= 3 && !post.body.starts_with('#'),
                "{}",
                post.body
            ),
            ChannelKind::YouTube | ChannelKind::Pinterest => assert!(post.title.is_some()),
            ChannelKind::TikTok => assert!(post.body.chars().count() < 400, "{}", post.body),
            _ => {}
        }
        assert_eq!(post.link.as_deref(), Some("https://example.com/offer"));
        assert!(!post.body.contains("http"));
        assert!(post.image_idea.is_some());
    }
}
