use domain::channel::ChannelKind;
use proptest::prelude::*;

use super::*;
use crate::sample::{LINK, context};

fn full(body: &str) -> PostContent {
    PostContent {
        title: Some("A title".into()),
        preheader: Some("A preheader".into()),
        body: body.into(),
        hashtags: vec!["bread".into()],
        link: Some(LINK.into()),
        image_idea: Some("A loaf".into()),
        alt_text: Some("A loaf on a table".into()),
        picture: None,
    }
}

#[test]
fn only_the_fields_of_the_channel_are_kept() {
    for kind in ChannelKind::ALL {
        let post = whole(&full("Bread at seven."), &context(kind)).unwrap();
        for field in ContentField::ALL {
            assert_eq!(
                post.get(*field).is_empty(),
                kind.spec().field(*field).is_none(),
                "{kind} {field:?}"
            );
        }
    }
}

#[test]
fn hashtags_lose_their_signs_spaces_and_repetitions() {
    let tags = ["#Bread", "bread", "##oven warm", " ", "#", "हिन्दी", "a<b>"].map(str::to_owned);
    assert_eq!(hashtags(&tags), ["Bread", "ovenwarm", "हिन्दी", "ab"]);
    assert_eq!(hashtags(&vec!["x".repeat(3); 99]).len(), 1);
}

#[test]
fn a_model_cannot_make_up_an_address() {
    let body = "Order at https://evil.example/pay?x=1, see www.evil.example or evil.com/bread. We are at https://EXAMPLE.com/bread and example.com.";
    let answer = PostContent {
        link: Some("https://evil.example".into()),
        ..full(body)
    };
    let post = whole(&answer, &context(ChannelKind::X)).unwrap();
    assert_eq!(post.link.as_deref(), Some(LINK));
    assert_eq!(
        post.body,
        format!(
            "Order at {LINK}, see {LINK} or {LINK}. We are at https://EXAMPLE.com/bread and example.com."
        )
    );
    let without = WritingContext {
        link: None,
        ..*context(ChannelKind::X)
    };
    let post = whole(&answer, &without).unwrap();
    assert_eq!(post.link, None);
    assert!(!post.body.contains("evil"), "{}", post.body);
}

#[test]
fn a_missing_space_between_sentences_is_not_an_address() {
    let post = whole(
        &full("Fresh every day.It is warm, e.g. at seven."),
        &context(ChannelKind::X),
    )
    .unwrap();
    assert_eq!(post.body, "Fresh every day.It is warm, e.g. at seven.");
}

#[test]
fn markup_stays_text_and_controls_go() {
    let post = whole(
        &full("<script>alert(1)</script>\u{0}\u{1b} {{x}}\r\n‏שלום 👩‍👩‍👧"),
        &context(ChannelKind::LinkedIn),
    )
    .unwrap();
    assert_eq!(post.body, "<script>alert(1)</script> {{x}}\n‏שלום 👩‍👩‍👧");
}

#[test]
fn an_answer_without_text_or_with_far_too_much_is_refused_with_the_reason() {
    let Fault(empty) = whole(&full(" \n"), &context(ChannelKind::X)).unwrap_err();
    assert!(empty.contains("`body`"), "{empty}");
    let Fault(huge) = whole(&full(&"a".repeat(150_000)), &context(ChannelKind::X)).unwrap_err();
    assert!(huge.contains("100000 at the most"), "{huge}");
}

#[test]
fn regenerating_a_field_changes_no_other() {
    let held = PostContent {
        title: Some("Old".into()),
        body: "Old body".into(),
        link: Some("https://kept.example".into()),
        ..PostContent::default()
    };
    let post = parts(
        &full("New body"),
        &context(ChannelKind::Email),
        &held,
        &[ContentField::Title],
    )
    .unwrap();
    assert_eq!(
        post,
        PostContent {
            title: Some("A title".into()),
            ..held.clone()
        }
    );
    let Fault(fault) = parts(
        &PostContent::default(),
        &context(ChannelKind::Email),
        &held,
        &[ContentField::Title],
    )
    .unwrap_err();
    assert!(fault.contains("`title`"));
}

proptest! {
    #[test]
    fn whatever_a_model_writes_can_be_stored_and_names_no_foreign_address(
        body in "(\\PC|[ \n.:/]|https://|http://|www\\.|[a-z]{1,5}\\.(com|io)|x){1,60}",
        title in "\\PC{0,40}",
        tags in prop::collection::vec("\\PC{0,12}", 0..5),
        link in prop::option::of("\\PC{0,30}"),
        kind in prop::sample::select(ChannelKind::ALL.to_vec()),
    ) {
        let answer = PostContent { title: Some(title), hashtags: tags, link, ..full(&body) };
        let context = context(kind);
        if let Ok(post) = whole(&answer, &context) {
            prop_assert_eq!(&post.parse().unwrap(), &post);
            prop_assert!(post.link.is_none() || post.link.as_deref() == Some(LINK));
            let again = Addresses::of(&context).without_foreign(&post.body);
            for address in ["https://", "http://", "www."] {
                let plain = again.replace(LINK, "").replace("https://example.com/", "");
                prop_assert!(!plain.split_whitespace().any(|word| word.starts_with(address) && word.len() > address.len() + 4 && word.ends_with(char::is_alphanumeric)), "{}", again);
            }
        }
    }
}

#[test]
fn what_to_write_instead_brings_no_address_and_nothing_that_cannot_be_stored() {
    let context = context(ChannelKind::X);
    let post = PostContent {
        body: "Warm bread, see our-shop. We are at bakery.test already.".into(),
        ..PostContent::default()
    };
    let remark = |field, quote: &str, instead: &str| RemarkAnswer {
        field,
        quote: quote.into(),
        remark: "It could be better.".into(),
        severity: domain::channel::Severity::Advice,
        instead: Some(instead.into()),
    };
    let mut mended = post.clone();
    let mut suggested = |field, quote, instead| {
        let remark = remark(field, quote, instead);
        suggestion(&remark, &post, &mut mended, &context)
    };
    let body = ContentField::Body;
    assert_eq!(suggested(body, "Warm", " Fresh "), Some("Fresh".into()));
    assert_eq!(suggested(body, "bread", "bread at evil.com"), None);
    assert_eq!(suggested(body, "our-shop", "https://evil.example"), None);
    assert_eq!(suggested(body, "our", "evil"), Some("evil".into()));
    // Together with the one before it would be an address.
    assert_eq!(suggested(body, "-shop", ".com"), None);
    assert_eq!(suggested(body, "cold", "warm"), None);
    assert_eq!(suggested(ContentField::Link, LINK, "https://x.test"), None);
    assert_eq!(suggested(ContentField::Preheader, "Warm", "x"), None);
    assert_eq!(
        mended.body,
        "Fresh bread, see evil-shop. We are at bakery.test already."
    );
}
