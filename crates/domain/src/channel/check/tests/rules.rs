//! The rules that are not about length.

use super::{BriefRules, NO_BRIEF, check, has, rules, sound};
use crate::{
    channel::{ChannelKind, Finding},
    picture::{self, Look},
    post::{ContentField, PostContent},
};

#[test]
fn hashtags_that_break_are_cleaned_up() {
    let hashtags = [
        "coffee shop",
        "2026",
        "bread",
        "Bread",
        "rock'n'roll",
        "a-b",
    ]
    .map(str::to_owned)
    .to_vec();
    let post = PostContent {
        hashtags,
        ..sound()
    };
    let findings = check(ChannelKind::Bluesky, &post, &NO_BRIEF);
    let forms: Vec<_> = findings
        .iter()
        .filter(|finding| finding.rule == "hashtags.form")
        .collect();
    assert_eq!(forms.len(), 4);
    assert_eq!(
        forms[0].fix.as_ref().unwrap().replacement,
        "#CoffeeShop #bread #rocknroll #AB"
    );
    let span = forms[1].span.unwrap();
    assert_eq!(
        &post.get(ContentField::Hashtags)[span.start..span.end],
        "#2026"
    );
    let duplicate = findings
        .iter()
        .find(|finding| finding.rule == "hashtags.duplicate")
        .unwrap();
    assert_eq!(duplicate.message, "“#Bread” is there twice.");
}

#[test]
fn a_required_field_must_be_there_and_a_useless_one_is_pointed_out() {
    assert!(has(ChannelKind::Email, &sound(), "email.title_missing"));
    assert!(has(ChannelKind::YouTube, &sound(), "youtube.title_missing"));
    assert!(has(ChannelKind::X, &PostContent::default(), "x.missing"));
    let titled = PostContent {
        title: Some("Bread".into()),
        ..sound()
    };
    assert!(has(ChannelKind::X, &titled, "x.title_unused"));
    assert_eq!(rules(ChannelKind::Email, &titled), Vec::<String>::new());
    let tagged = PostContent {
        hashtags: vec!["bread".into()],
        ..titled
    };
    assert_eq!(
        rules(ChannelKind::Email, &tagged),
        ["email.hashtags_unused"]
    );
}

#[test]
fn pictures_need_an_idea_and_alt_text() {
    assert_eq!(
        rules(ChannelKind::Instagram, &sound()),
        ["instagram.image_missing"]
    );
    assert_eq!(rules(ChannelKind::LinkedIn, &sound()), Vec::<String>::new());
    let mut post = PostContent {
        image_idea: Some("A loaf on a table".into()),
        ..sound()
    };
    assert_eq!(
        rules(ChannelKind::Instagram, &post),
        ["instagram.alt_text_missing"]
    );
    assert_eq!(
        rules(ChannelKind::LinkedIn, &post),
        ["linkedin.alt_text_missing"]
    );
    assert_eq!(rules(ChannelKind::TikTok, &post), Vec::<String>::new());
    post.alt_text = Some("A round loaf with a dark crust.".into());
    assert_eq!(rules(ChannelKind::Instagram, &post), Vec::<String>::new());
}

#[test]
fn a_chosen_picture_needs_no_idea_but_alt_text() {
    let post = PostContent {
        picture: picture::suggest(&sound(), Look::unchosen("Rye"), 1).map(Box::new),
        ..sound()
    };
    assert_eq!(
        rules(ChannelKind::Instagram, &post),
        ["instagram.alt_text_missing"]
    );
}

#[test]
fn addresses_are_checked_where_they_stand() {
    let linked = |link: &str| PostContent {
        link: Some(link.into()),
        ..sound()
    };
    assert!(has(
        ChannelKind::X,
        &linked("example.com"),
        "link.malformed"
    ));
    assert!(!has(
        ChannelKind::X,
        &linked("https://example.com"),
        "link.malformed"
    ));
    assert!(has(
        ChannelKind::Instagram,
        &linked("https://example.com"),
        "instagram.link_not_clickable"
    ));
    let said = |body: &str| PostContent {
        body: body.into(),
        ..PostContent::default()
    };
    let slip = said("See http:/example.com/menu, please.");
    let finding = check(ChannelKind::X, &slip, &NO_BRIEF).remove(0);
    assert_eq!(finding.rule, "link.malformed_in_text");
    assert_eq!(
        finding.fix.unwrap().replacement,
        "See https://example.com/menu, please."
    );
    assert!(has(
        ChannelKind::TikTok,
        &said("See https://example.com"),
        "tiktok.link_in_caption"
    ));
    let links = |number: usize| {
        let links: Vec<_> = (0..number)
            .map(|i| format!("https://example.com/{i}"))
            .collect();
        links.join(" ")
    };
    assert!(!has(
        ChannelKind::Threads,
        &said(&links(5)),
        "threads.links_max"
    ));
    assert!(has(
        ChannelKind::Threads,
        &said(&links(6)),
        "threads.links_max"
    ));
}

#[test]
fn what_a_platform_refuses_is_a_blocker_with_a_way_out() {
    let mut post = PostContent {
        title: Some("Tea > coffee".into()),
        ..sound()
    };
    let findings = check(ChannelKind::YouTube, &post, &NO_BRIEF);
    assert_eq!(findings[0].rule, "youtube.title_refused_character");
    assert_eq!(
        findings[0].fix.as_ref().unwrap().replacement,
        "Tea › coffee"
    );
    post.title = Some("Tea\nBcc: everyone".into());
    let findings = check(ChannelKind::Email, &post, &NO_BRIEF);
    assert_eq!(findings[0].rule, "email.title_one_line");
    assert_eq!(
        findings[0].fix.as_ref().unwrap().replacement,
        "Tea Bcc: everyone"
    );
}

#[test]
fn an_opening_that_ends_behind_the_fold_is_advised_against() {
    let mut post = PostContent {
        body: format!("{}. More.", "a".repeat(209)),
        ..PostContent::default()
    };
    assert!(!has(ChannelKind::LinkedIn, &post, "linkedin.fold"));
    post.body.insert(0, 'a');
    assert!(has(ChannelKind::LinkedIn, &post, "linkedin.fold"));
}

#[test]
fn the_brief_is_kept() {
    let mandatories = [
        "Drink responsibly.".to_owned(),
        "Mention that delivery is free".to_owned(),
    ];
    let avoid = ["cheap".to_owned()];
    let brief = BriefRules {
        mandatories: &mandatories,
        avoid: &avoid,
    };
    let post = PostContent {
        body: "A Cheap wine, free delivery.".into(),
        hashtags: vec!["wine".into(), "cheap".into()],
        ..PostContent::default()
    };
    let findings = check(ChannelKind::LinkedIn, &post, &brief);
    let told: Vec<_> = findings
        .iter()
        .map(|f| {
            (
                f.rule.as_str(),
                f.field,
                f.fix.as_ref().map(|fix| fix.replacement.as_str()),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "brief.mandatory",
                ContentField::Body,
                Some("A Cheap wine, free delivery.\n\nDrink responsibly.")
            ),
            (
                "brief.avoid",
                ContentField::Body,
                Some("A wine, free delivery.")
            ),
            ("brief.avoid", ContentField::Hashtags, Some("#wine")),
        ]
    );
}

#[test]
fn findings_travel_and_come_back() {
    let post = PostContent {
        body: "a".repeat(281),
        ..PostContent::default()
    };
    let findings = check(ChannelKind::X, &post, &NO_BRIEF);
    let json = serde_json::to_string(&findings).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<Finding>>(&json).unwrap(),
        findings
    );
}
