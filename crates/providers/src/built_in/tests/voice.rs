//! The built-in writer speaks in the brand's voice as far as rules go.

use domain::voice::{Amount, Measure, RuleKind, SpokenVoice, Voice, check};

use super::{Desk, contexts};
use crate::{WritingContext, built_in::write};

fn speaking(context: &WritingContext, rules: &[RuleKind]) -> WritingContext {
    let mut voice = Voice::default();
    for rule in rules {
        voice.write(None, rule.clone());
    }
    WritingContext {
        voice: Some(SpokenVoice { version: 3, voice }),
        ..context.clone()
    }
}

/// The longest word of the post's text, which is surely the brief's own.
fn telling(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    words
        .max_by_key(|word| word.len())
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn posts_go_without_the_marks_that_the_voice_goes_without() {
    let never = |measure| RuleKind::Habit {
        measure,
        amount: Amount::Never,
    };
    let mut differing = 0;
    for context in contexts() {
        let plain = write(&context, 7);
        let spoken = speaking(
            &context,
            &[never(Measure::Exclamations), never(Measure::Emoji)],
        );
        let post = write(&spoken, 7);
        differing += usize::from(post != plain);
        let voice = &spoken.voice.as_ref().unwrap().voice;
        let found = check(&post, voice);
        let in_brief = |text: &str| {
            context
                .brief
                .mandatories
                .iter()
                .any(|words| words.contains(text))
        };
        assert!(found.is_empty() || in_brief("!"), "{found:?} in {post:?}");
    }
    assert!(
        differing > 0,
        "the samples have nothing that a voice could change"
    );
}

#[test]
fn a_preferred_term_takes_the_place_of_the_other_unless_the_brief_insists() {
    let mut replaced = 0;
    for desk in Desk::samples() {
        for (context, post) in desk.campaign(0, 3) {
            let word = telling(&post.body);
            let rule = RuleKind::Prefer {
                term: "zebra".into(),
                instead_of: vec![word.clone()],
            };
            let anew = write(&speaking(&context, &[rule]), 3);
            let insists = context
                .brief
                .mandatories
                .iter()
                .any(|words| words.to_lowercase().contains(&word.to_lowercase()));
            let has = |text: &str| {
                !text
                    .to_lowercase()
                    .split(|c: char| !c.is_alphanumeric())
                    .all(|other| other != word.to_lowercase())
            };
            assert!(
                insists || !has(&anew.body),
                "{word} is still in {}",
                anew.body
            );
            replaced += usize::from(anew.body.to_lowercase().contains("zebra"));
        }
    }
    assert!(replaced > 3, "{replaced}");
}

#[test]
fn a_banned_term_is_left_out_where_there_is_something_else_to_say() {
    let context = &contexts()[0];
    let rule = RuleKind::Ban {
        term: "good to know".into(),
    };
    for seed in 0..40 {
        let post = write(&speaking(context, std::slice::from_ref(&rule)), seed);
        assert!(
            !post.body.to_lowercase().contains("good to know"),
            "{}",
            post.body
        );
    }
}
