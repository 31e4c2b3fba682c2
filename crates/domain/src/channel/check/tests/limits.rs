//! Each limit at its value and one above.

use super::{NO_BRIEF, check, has, sound};
use crate::{
    channel::{ChannelKind, Severity},
    post::{ContentField, PostContent},
};

/// Channel, field, rule, the unit a text is made of, and how many of it are taken.
const LIMITS: [(ChannelKind, ContentField, &str, &str, usize); 25] = [
    (
        ChannelKind::LinkedIn,
        ContentField::Body,
        "linkedin.length",
        "a",
        3_000,
    ),
    (ChannelKind::X, ContentField::Body, "x.length", "a", 280),
    (ChannelKind::X, ContentField::Body, "x.length", "の", 140),
    (
        ChannelKind::X,
        ContentField::AltText,
        "x.alt_text_length",
        "a",
        1_000,
    ),
    (
        ChannelKind::Instagram,
        ContentField::Body,
        "instagram.length",
        "é",
        2_200,
    ),
    (
        ChannelKind::Facebook,
        ContentField::Body,
        "facebook.length",
        "a",
        63_206,
    ),
    (
        ChannelKind::Threads,
        ContentField::Body,
        "threads.length",
        "a",
        500,
    ),
    (
        ChannelKind::Threads,
        ContentField::Body,
        "threads.length",
        "😀",
        125,
    ),
    (
        ChannelKind::Bluesky,
        ContentField::Body,
        "bluesky.length",
        "é",
        300,
    ),
    (
        ChannelKind::Bluesky,
        ContentField::Body,
        "bluesky.length",
        "👩\u{200D}👩\u{200D}👧",
        166,
    ),
    (
        ChannelKind::Mastodon,
        ContentField::Body,
        "mastodon.length",
        "a",
        500,
    ),
    (
        ChannelKind::Mastodon,
        ContentField::AltText,
        "mastodon.alt_text_length",
        "a",
        1_500,
    ),
    (
        ChannelKind::TikTok,
        ContentField::Body,
        "tiktok.length",
        "😀",
        1_100,
    ),
    (
        ChannelKind::TikTok,
        ContentField::Title,
        "tiktok.title_length",
        "a",
        90,
    ),
    (
        ChannelKind::YouTube,
        ContentField::Title,
        "youtube.title_length",
        "é",
        100,
    ),
    (
        ChannelKind::YouTube,
        ContentField::Body,
        "youtube.length",
        "é",
        2_500,
    ),
    (
        ChannelKind::Pinterest,
        ContentField::Title,
        "pinterest.title_length",
        "a",
        100,
    ),
    (
        ChannelKind::Pinterest,
        ContentField::Body,
        "pinterest.length",
        "a",
        500,
    ),
    (
        ChannelKind::Pinterest,
        ContentField::AltText,
        "pinterest.alt_text_length",
        "a",
        500,
    ),
    (
        ChannelKind::Pinterest,
        ContentField::Link,
        "pinterest.link_length",
        "a",
        2_048,
    ),
    (
        ChannelKind::Email,
        ContentField::Title,
        "email.title_length",
        "a",
        989,
    ),
    (
        ChannelKind::Email,
        ContentField::Title,
        "email.title_long",
        "a",
        60,
    ),
    (
        ChannelKind::Email,
        ContentField::Preheader,
        "email.preheader_long",
        "a",
        100,
    ),
    (
        ChannelKind::Blog,
        ContentField::Title,
        "blog.title_long",
        "a",
        60,
    ),
    (
        ChannelKind::Blog,
        ContentField::Preheader,
        "blog.preheader_long",
        "a",
        155,
    ),
];

#[test]
fn each_text_is_taken_at_its_limit_and_refused_one_above() {
    for (kind, field, rule, unit, most) in LIMITS {
        let mut post = sound();
        post.set(field, &unit.repeat(most));
        assert!(!has(kind, &post, rule), "{rule} at {most}");
        post.set(field, &unit.repeat(most + 1));
        assert!(has(kind, &post, rule), "{rule} above {most}");
    }
}

#[test]
fn a_long_text_is_marked_where_it_goes_over_and_told_in_numbers() {
    let post = PostContent {
        body: format!("{}bcd", "a".repeat(279)),
        ..PostContent::default()
    };
    let finding = check(ChannelKind::X, &post, &NO_BRIEF).remove(0);
    assert_eq!(
        (finding.rule.as_str(), finding.severity),
        ("x.length", Severity::Blocker)
    );
    assert_eq!(
        finding.span.map(|span| (span.start, span.end)),
        Some((280, 282))
    );
    assert_eq!(
        finding.message,
        "Post has 282 characters (a link counts 23, an emoji 2); X takes 280. Shorten it by 2."
    );
    assert!(
        finding
            .source
            .unwrap()
            .url
            .unwrap()
            .contains("twitter-text")
    );
}

#[test]
fn link_and_hashtags_count_towards_the_length() {
    let mut post = PostContent {
        body: "a".repeat(280),
        ..PostContent::default()
    };
    assert!(!has(ChannelKind::X, &post, "x.length"));
    post.link = Some("https://example.com/".into());
    let findings = check(ChannelKind::X, &post, &NO_BRIEF);
    assert!(
        findings[0]
            .message
            .starts_with("Post with its link and hashtags has 305 "),
        "{}",
        findings[0].message
    );
}

#[test]
fn hashtags_are_taken_up_to_the_number_of_the_channel() {
    for (kind, rule, most, severity) in [
        (
            ChannelKind::Instagram,
            "instagram.hashtags_max",
            30,
            Severity::Blocker,
        ),
        (
            ChannelKind::Instagram,
            "instagram.hashtags_many",
            5,
            Severity::Warning,
        ),
        (
            ChannelKind::Threads,
            "threads.hashtags_max",
            1,
            Severity::Warning,
        ),
        (
            ChannelKind::TikTok,
            "tiktok.hashtags_max",
            5,
            Severity::Warning,
        ),
        (
            ChannelKind::YouTube,
            "youtube.hashtags_max",
            60,
            Severity::Warning,
        ),
        (
            ChannelKind::YouTube,
            "youtube.hashtags_many",
            15,
            Severity::Advice,
        ),
        (ChannelKind::X, "x.hashtags_many", 2, Severity::Advice),
        (
            ChannelKind::LinkedIn,
            "linkedin.hashtags_many",
            5,
            Severity::Advice,
        ),
    ] {
        let tags = |number: usize| (0..number).map(|i| format!("tag{i}")).collect();
        let mut post = PostContent {
            hashtags: tags(most),
            ..sound()
        };
        assert!(!has(kind, &post, rule), "{rule} at {most}");
        post.hashtags = tags(most + 1);
        let finding = check(kind, &post, &NO_BRIEF)
            .into_iter()
            .find(|finding| finding.rule == rule)
            .unwrap();
        assert_eq!(finding.severity, severity, "{rule}");
    }
}
