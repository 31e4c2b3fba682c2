use proptest::prelude::*;

use super::*;
use crate::brief::SAMPLES;

fn sample() -> BriefDraft {
    SAMPLES[0].draft("2026-11-23".parse().unwrap())
}

fn problem_of(draft: &BriefDraft, field: &str) -> String {
    let problems = draft.parse().unwrap_err();
    problems
        .into_iter()
        .find(|problem| problem.field == field)
        .unwrap()
        .message
}

#[test]
fn an_empty_form_names_every_field_that_is_needed() {
    let problems = BriefDraft::default().parse().unwrap_err();
    let fields: Vec<_> = problems
        .iter()
        .map(|problem| problem.field.as_str())
        .collect();
    assert_eq!(
        fields,
        [
            "title",
            "goal",
            "promoted",
            "audience",
            "key_message",
            "tone",
            "channels",
            "market",
            "language",
            "post_count",
            "starts_on",
            "ends_on"
        ]
    );
}

#[test]
fn an_address_without_scheme_or_host_is_refused() {
    for address in [
        "example.com",
        "ftp://example.com",
        "https://",
        "javascript:alert(1)",
        "https://a b",
    ] {
        let draft = BriefDraft {
            web_address: address.into(),
            ..sample()
        };
        assert!(
            problem_of(&draft, "web_address").contains("https://"),
            "{address}"
        );
    }
}

#[test]
fn dates_in_the_wrong_order_are_refused() {
    let draft = BriefDraft {
        starts_on: "2026-12-02".into(),
        ends_on: "2026-12-01".into(),
        ..sample()
    };
    assert!(problem_of(&draft, "ends_on").contains("before the first"));
}

#[test]
fn a_phrase_cannot_be_both_mandatory_and_avoided() {
    let draft = BriefDraft {
        mandatories: "Free delivery".into(),
        avoid: "- free delivery".into(),
        ..sample()
    };
    assert!(problem_of(&draft, "avoid").contains("also a mandatory"));
}

#[test]
fn fewer_posts_than_channels_are_refused_with_the_number_needed() {
    let draft = BriefDraft {
        channels: vec!["x".into(), "blog".into()],
        post_count: "1".into(),
        ..sample()
    };
    assert!(problem_of(&draft, "post_count").contains("at least 2"));
}

#[test]
fn a_half_finished_draft_can_be_saved_but_not_with_a_nul_byte() {
    assert!(BriefDraft::default().refuse_unsavable().is_ok());
    let draft = BriefDraft {
        goal: "a\0b".into(),
        ..BriefDraft::default()
    };
    assert_eq!(draft.refuse_unsavable().unwrap_err()[0].field, "goal");
}

proptest! {
    #[test]
    fn parsing_never_panics_and_a_parsed_brief_parses_again(title in ".*", goal in ".*", count in ".{0,4}") {
        let draft = BriefDraft { title, goal, post_count: count, ..sample() };
        if let Ok(brief) = draft.parse() {
            prop_assert_eq!(BriefDraft::from(&brief).parse().unwrap(), brief);
        }
    }
}
