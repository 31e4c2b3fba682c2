//! Traits and structure, as far as counting tells.

use std::ops::Range;

use super::{Example, LEAST, counted};
use crate::voice::{Measure, Rule, RuleKind};

/// Whether it holds in an example; `None` where the example cannot tell.
type Holds<'h> = &'h dyn Fn(&Example<'_>) -> Option<bool>;

/// What the brand is like, as far as counting tells.
pub(super) fn traits(examples: &[Example<'_>]) -> Vec<Rule> {
    let has = |example: &Example<'_>, measure: Measure| {
        !measure.places(&example.prose, example.language).is_empty()
    };
    let value =
        |example: &Example<'_>, measure: Measure| measure.of(&example.prose, example.language);
    let plain = |example: &Example<'_>| Some(value(example, Measure::Readability)? >= 65_000);
    let personal = |example: &Example<'_>| {
        value(example, Measure::You)?;
        Some(has(example, Measure::You) && (has(example, Measure::We) || has(example, Measure::I)))
    };
    let calm = |example: &Example<'_>| {
        Some(!has(example, Measure::Exclamations) && !has(example, Measure::Emoji))
    };
    let lively = |example: &Example<'_>| {
        Some(has(example, Measure::Exclamations) || has(example, Measure::Emoji))
    };
    let kinds: [(&str, Holds<'_>); 4] = [
        ("Plain-spoken: everyday words in short sentences.", &plain),
        ("Personal: somebody speaks, and speaks to you.", &personal),
        ("Calm: it needs neither exclamation marks nor emoji.", &calm),
        (
            "Lively: exclamation marks and emoji carry the mood.",
            &lively,
        ),
    ];
    kinds
        .into_iter()
        .filter_map(|(text, holds)| shared(text, examples, holds, |text| RuleKind::Trait { text }))
        .collect()
}

/// How its texts are built, as far as counting tells.
pub(super) fn structure(examples: &[Example<'_>]) -> Vec<Rule> {
    let question = |range: Option<&Range<usize>>, example: &Example<'_>| {
        range.map(|range| example.prose.slice(range).ends_with(['?', '？', '؟']))
    };
    let opens = |example: &Example<'_>| question(example.prose.sentences.first(), example);
    let closes = |example: &Example<'_>| question(example.prose.sentences.last(), example);
    let lists = |example: &Example<'_>| {
        let mut lines = example.prose.text.lines();
        Some(lines.any(|line| line.trim_start().starts_with(['-', '*', '•'])))
    };
    let kinds: [(&str, Holds<'_>); 3] = [
        ("Opens with a question.", &opens),
        ("Closes with a question.", &closes),
        ("Puts its points in a list.", &lists),
    ];
    kinds
        .into_iter()
        .filter_map(|(text, holds)| {
            shared(text, examples, holds, |text| RuleKind::Structure { text })
        })
        .collect()
}

/// A rule that holds in at least seven of ten examples that can tell, with how they begin.
fn shared(
    text: &str,
    examples: &[Example<'_>],
    holds: Holds<'_>,
    kind: impl Fn(String) -> RuleKind,
) -> Option<Rule> {
    let told: Vec<(&Example<'_>, bool)> = examples
        .iter()
        .filter_map(|example| Some((example, holds(example)?)))
        .collect();
    let agreeing: Vec<&Example<'_>> = told
        .iter()
        .filter(|(_, yes)| *yes)
        .map(|(example, _)| *example)
        .collect();
    if told.len() < LEAST || agreeing.len() * 10 < told.len() * 7 {
        return None;
    }
    let evidence = agreeing
        .iter()
        .filter_map(|example| {
            example
                .prose
                .sentences
                .first()
                .map(|range| example.passage(range))
        })
        .collect();
    Some(counted(
        kind(text.to_owned()),
        evidence,
        agreeing.len(),
        told.len(),
    ))
}
