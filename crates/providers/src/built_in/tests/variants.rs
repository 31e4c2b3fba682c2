//! Variants: what stays stays, what must be said is said, and each differs as it was asked to.

use std::collections::HashSet;

use domain::{
    channel::{BriefRules, ChannelKind, Finding, PostFormat, Severity, check},
    post::{Aim, ContentField, HookStyle, PostContent, VariantsRequest},
    run::Framework,
};
use proptest::prelude::*;

use super::{Desk, contexts};
use crate::{
    WritingContext,
    built_in::{vary, write},
};

fn varied(context: &WritingContext, post: &PostContent, aim: &Aim) -> PostContent {
    vary(context, post, ContentField::WORDING, aim)
}

fn bakery(kind: ChannelKind) -> WritingContext {
    let format = kind.spec().formats[0];
    let desk = Desk::samples().next().unwrap();
    desk.one(kind, format, Framework::Aida, 2)
}

fn every_aim(context: &WritingContext) -> Vec<Aim> {
    VariantsRequest::every(&context.brief.personas())
        .flatten()
        .collect()
}

/// How many mandatories a post lacks.
fn missing(context: &WritingContext, post: &PostContent) -> usize {
    let found = findings(context, post);
    found
        .iter()
        .filter(|finding| finding.rule == "brief.mandatory")
        .count()
}

fn findings(context: &WritingContext, post: &PostContent) -> Vec<Finding> {
    let rules = BriefRules {
        mandatories: &context.brief.mandatories,
        avoid: &context.brief.avoid,
    };
    check(context.slot.channel, post, &rules)
}

#[test]
fn every_variant_of_every_sample_can_go_out_and_says_what_must_be_said() {
    for context in contexts().iter().step_by(47) {
        let post = write(context, 1);
        for aim in every_aim(context) {
            let new = varied(context, &post, &aim);
            assert!(
                missing(context, &new) <= missing(context, &post),
                "{aim:?}: {new:#?}"
            );
            let serious: Vec<_> = findings(context, &new)
                .into_iter()
                .filter(|finding| finding.severity == Severity::Blocker)
                .collect();
            assert_eq!(
                serious,
                [],
                "{} {aim:?}: {}",
                context.slot.channel,
                new.body
            );
            let others = PostContent {
                body: post.body.clone(),
                ..new
            };
            assert_eq!(others, post, "{aim:?} changes the text alone");
        }
    }
}

#[test]
fn shorter_leaves_out_whole_sentences_and_changes_no_other() {
    let written = "Bread is baked at five here. It smells of it. Nobody is in a hurry. You find us in Mill Street. Come by.";
    let context = bakery(ChannelKind::LinkedIn);
    let post = PostContent {
        body: written.to_owned(),
        ..write(&context, 1)
    };
    let new = varied(&context, &post, &Aim::Shorter).body;
    assert!(new.len() < written.len() * 3 / 4, "{new}");
    let kept = new.split_inclusive(['.']).map(str::trim);
    assert!(
        kept.clone().all(|sentence| written.contains(sentence)),
        "{new}"
    );
    assert!(new.starts_with("Bread is baked at five here."), "{new}");
    assert!(new.contains("Mill Street"), "a mandatory stays: {new}");
}

#[test]
fn a_text_of_one_sentence_cannot_be_shortened() {
    let context = bakery(ChannelKind::X);
    let post = PostContent {
        body: "See you in Mill Street.".into(),
        ..write(&context, 1)
    };
    assert_eq!(varied(&context, &post, &Aim::Shorter), post);
}

#[test]
fn longer_adds_what_the_brief_says_and_the_post_does_not() {
    let context = bakery(ChannelKind::LinkedIn);
    let post = PostContent {
        body: "Warm bread on your way. See you in Mill Street.".into(),
        ..write(&context, 1)
    };
    let new = varied(&context, &post, &Aim::Longer).body;
    assert!(new.len() >= post.body.len() * 3 / 2, "{new}");
    assert!(new.ends_with("See you in Mill Street."), "{new}");
    assert!(new.contains("opens at 6:30"), "{new}");
}

#[test]
fn more_concrete_puts_numbers_in_the_place_of_general_words() {
    let context = bakery(ChannelKind::LinkedIn);
    let post = PostContent {
        body: "Warm bread on your way. It is easy to settle for what is close at hand. You will like it. See you in Mill Street.".into(),
        ..write(&context, 1)
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let new = varied(&context, &post, &Aim::MoreConcrete).body;
    assert!(digits(&new) > digits(&post.body), "{new}");
    assert!(!new.contains("It is easy to settle"), "{new}");
}

#[test]
fn warmer_says_the_small_words_warmly_and_leaves_the_facts() {
    let context = bakery(ChannelKind::Email);
    let post = PostContent {
        body: "Hello,\n\nGood to know: the first loaves leave the oven at 6:45.\n\nKind regards,\nLindner Bakery".into(),
        ..write(&context, 1)
    };
    let new = varied(&context, &post, &Aim::Warmer).body;
    assert_eq!(
        new,
        "Hello there,\n\nSomething good to know: the first loaves leave the oven at 6:45.\n\nSee you soon,\nLindner Bakery"
    );
}

#[test]
fn a_variant_for_some_readers_begins_with_them() {
    let museum = Desk::samples().nth(2).unwrap();
    let context = museum.one(ChannelKind::Facebook, PostFormat::Image, Framework::Aida, 1);
    let personas = context.brief.personas();
    assert_eq!(personas.len(), 2, "{personas:?}");
    let post = write(&context, 1);
    let openings: Vec<String> = personas
        .into_iter()
        .map(|persona| varied(&context, &post, &Aim::ForPersona { persona }).body)
        .collect();
    assert!(openings[0].starts_with("Families"), "{}", openings[0]);
    assert!(openings[1].starts_with("Grandparents"), "{}", openings[1]);
}

#[test]
fn hooks_differ_and_what_follows_them_stays() {
    let context = bakery(ChannelKind::LinkedIn);
    let post = write(&context, 1);
    let first = |body: &str| body.lines().next().unwrap_or_default().to_owned();
    let openings: HashSet<String> = HookStyle::ALL
        .into_iter()
        .map(|hook| first(&varied(&context, &post, &Aim::Hook { hook }).body))
        .collect();
    assert!(openings.len() >= 8, "{openings:#?}");
    let question = Aim::Hook {
        hook: HookStyle::Question,
    };
    let asked = varied(&context, &post, &question).body;
    assert!(first(&asked).contains('?'), "{asked}");
    let last = post.body.lines().last().unwrap();
    assert!(asked.ends_with(last), "{asked}");
}

#[test]
fn a_length_comes_near_to_what_was_asked_for() {
    let context = bakery(ChannelKind::LinkedIn);
    let post = write(&context, 1);
    let length = |percent| varied(&context, &post, &Aim::Length { percent }).body.len();
    assert!(length(50) < length(75) && length(75) < post.body.len());
    assert!(
        length(50) * 10 < post.body.len() * 7,
        "{} of {}",
        length(50),
        post.body.len()
    );
}

#[test]
fn where_the_text_is_locked_nothing_changes() {
    let context = bakery(ChannelKind::Email);
    let post = write(&context, 1);
    for aim in every_aim(&context) {
        assert_eq!(vary(&context, &post, &[ContentField::Title], &aim), post);
    }
}

#[test]
fn a_post_that_is_a_heading_alone_is_not_changed_into_something_worse() {
    for kind in ChannelKind::ALL {
        let context = bakery(kind);
        let post = PostContent {
            body: "# aaa".into(),
            ..write(&context, 1)
        };
        for aim in every_aim(&context) {
            let new = varied(&context, &post, &aim);
            let lost = missing(&context, &new) > missing(&context, &post);
            assert!(
                !lost && !new.body.is_empty(),
                "{kind} {aim:?}: {}",
                new.body
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_change_of_any_text_makes_it_too_long_or_loses_a_mandatory(
        body in "([A-Z][a-z]{1,8} [a-z]{1,9} ?[a-z0-9]{0,6}[.!?](\n\n| )|Mill Street\\. |# [a-z]{3}\n|- [a-z]{4}\n){1,14}",
        at in 0_usize..40,
        number in 1_u16..6,
    ) {
        for kind in ChannelKind::ALL {
            let mut context = bakery(kind);
            context.slot.number = number;
            let post = PostContent { body: body.trim().to_owned(), ..write(&context, 1) };
            let long = |post: &PostContent| findings(&context, post).iter().any(|finding| finding.rule.contains("length") && finding.severity == Severity::Blocker);
            let aims = every_aim(&context);
            let aim = &aims[at % aims.len()];
            let new = varied(&context, &post, aim);
            prop_assert!(missing(&context, &new) <= missing(&context, &post), "{kind} {aim:?}: {}", new.body);
            prop_assert!(long(&post) || !long(&new), "{kind} {aim:?}: {}", new.body);
            prop_assert!(!new.body.is_empty() || post.body.is_empty());
        }
    }
}
