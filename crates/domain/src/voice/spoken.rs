//! A voice in words, as writers are told it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Amount, Habits, Measure, Rule, RuleKind, Voice, score::decimal};

/// The most rules that a writer is told.
const MAX_TOLD: usize = 40;

/// A version of a voice that texts are written in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SpokenVoice {
    /// Its number.
    pub version: u32,
    /// What it is.
    pub voice: Voice,
}

/// The voice in words: rules in the order of their weight, habits, passages. `language` is that of
/// the text to be written.
pub fn spoken(voice: &Voice, language: &str) -> String {
    let mut rules: Vec<&Rule> = voice.rules.iter().collect();
    rules.sort_by_key(|rule| {
        (
            rule.kind.rank() > 1,
            std::cmp::Reverse(rule.weight()),
            rule.kind.rank(),
        )
    });
    let mut lines: Vec<String> = Vec::new();
    if !rules.is_empty() {
        lines.push("Rules, the most important first:".into());
        lines.extend(
            rules
                .iter()
                .take(MAX_TOLD)
                .map(|rule| format!("- {}", told(&rule.kind))),
        );
    }
    let habits = voice
        .habits
        .iter()
        .find(|habits| habits.language.is_some_and(|own| own.code() == language));
    if let Some(habits) = habits {
        lines.extend(measured(habits));
    }
    if !voice.passages.is_empty() {
        lines
            .push("Passages that sound like it (follow how they sound, not what they say):".into());
        lines.extend(
            voice
                .passages
                .iter()
                .map(|passage| format!("“{}”", passage.quote)),
        );
    }
    lines.join("\n")
}

/// A rule as an order, in English.
pub fn told(kind: &RuleKind) -> String {
    match kind {
        RuleKind::Ban { term } => format!("Never write “{term}”, in any form."),
        RuleKind::Prefer { term, instead_of } if instead_of.is_empty() => {
            format!("Where it fits, write “{term}”.")
        }
        RuleKind::Prefer { term, instead_of } => {
            let others: Vec<_> = instead_of
                .iter()
                .map(|other| format!("“{other}”"))
                .collect();
            format!("Write “{term}”, not {}.", others.join(", "))
        }
        RuleKind::Habit { measure, amount } => {
            let name = measure.name();
            match amount {
                Amount::Never => format!("No {name}."),
                Amount::Seldom => format!("Few {name}: in one sentence of three at the most."),
                Amount::Often => format!("Use {name}."),
            }
        }
        RuleKind::SentenceLength { least, most } => {
            format!("Sentences of {least} to {most} words on average.")
        }
        RuleKind::Trait { text } | RuleKind::Structure { text } => text.clone(),
        RuleKind::Tone { context, text } => format!("{context}: {text}"),
    }
}

fn measured(habits: &Habits) -> Vec<String> {
    const TOLD: [Measure; 4] = [
        Measure::SentenceWords,
        Measure::SentenceSpread,
        Measure::ParagraphWords,
        Measure::Readability,
    ];
    let mut lines = vec!["Habits, measured:".to_owned()];
    for usual in habits
        .usual
        .iter()
        .filter(|usual| TOLD.contains(&usual.measure))
    {
        lines.push(format!(
            "- {}: about {}",
            usual.measure.name(),
            decimal(usual.mean)
        ));
    }
    let words: Vec<&str> = habits
        .distinctive
        .iter()
        .take(10)
        .map(|word| word.word.as_str())
        .collect();
    if !words.is_empty() {
        lines.push(format!("- words of its own: {}", words.join(", ")));
    }
    lines
}
