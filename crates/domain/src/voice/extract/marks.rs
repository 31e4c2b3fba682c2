//! Habits of punctuation and speech.

use std::{collections::BTreeSet, ops::Range};

use super::{Example, LEAST, counted};
use crate::voice::{Amount, Measure, Rule, RuleKind};

/// What the examples say of one habit: a rule, a rule for one context, or two that contradict each
/// other.
pub(super) fn marks(measure: Measure, examples: &[Example<'_>]) -> Vec<Rule> {
    let able: Vec<&Example<'_>> = examples
        .iter()
        .filter(|example| measure.of(&example.prose, example.language).is_some())
        .collect();
    let contexts: BTreeSet<&str> = able
        .iter()
        .map(|example| example.sample.context.as_str())
        .filter(|context| !context.is_empty())
        .collect();
    let mut rules = Vec::new();
    let mut rest = able.clone();
    for context in contexts {
        let (inside, outside): (Vec<&Example<'_>>, Vec<&Example<'_>>) = able
            .iter()
            .partition(|example| example.sample.context == context);
        if let Some(rule) = tone(measure, context, &inside, &outside) {
            rules.push(rule);
            rest.retain(|example| example.sample.context != context);
        }
    }
    rules.extend(amounts(measure, &rest));
    rules
}

/// The examples that have the habit, each with its first place.
fn with<'e, 'a>(
    measure: Measure,
    examples: &[&'e Example<'a>],
) -> Vec<(&'e Example<'a>, Range<usize>)> {
    examples
        .iter()
        .filter_map(|example| {
            let places = measure.places(&example.prose, example.language);
            Some((*example, places.first()?.clone()))
        })
        .collect()
}

/// A habit that goes with a context: nearly always there and nearly never elsewhere.
fn tone(
    measure: Measure,
    context: &str,
    inside: &[&Example<'_>],
    outside: &[&Example<'_>],
) -> Option<Rule> {
    if inside.len() < 2 || outside.len() < 2 {
        return None;
    }
    let (here, elsewhere) = (with(measure, inside), with(measure, outside));
    let mostly = |some: usize, all: usize| some * 5 >= all * 4;
    let seldom = |some: usize, all: usize| some * 5 <= all;
    let kind = |text: String| RuleKind::Tone {
        context: context.to_owned(),
        text,
    };
    if mostly(here.len(), inside.len()) && seldom(elsewhere.len(), outside.len()) {
        let evidence = here
            .iter()
            .map(|(example, place)| example.sentence(place))
            .collect();
        let text = format!("With {}, unlike elsewhere.", measure.name());
        return Some(counted(kind(text), evidence, here.len(), inside.len()));
    }
    if here.is_empty() && mostly(elsewhere.len(), outside.len()) {
        let evidence = inside
            .iter()
            .filter_map(|example| example.last_sentence())
            .collect();
        let text = format!("Without {}, unlike elsewhere.", measure.name());
        return Some(counted(kind(text), evidence, inside.len(), inside.len()));
    }
    None
}

/// How often the habit is there, in general.
fn amounts(measure: Measure, able: &[&Example<'_>]) -> Vec<Rule> {
    let of = able.len();
    if of < LEAST {
        return Vec::new();
    }
    let having = with(measure, able);
    let lacks =
        |example: &&&Example<'_>| measure.places(&example.prose, example.language).is_empty();
    let lacking: Vec<&Example<'_>> = able.iter().filter(lacks).copied().collect();
    let is_heavy = |example: &Example<'_>| {
        let rate = measure.of(&example.prose, example.language);
        rate.is_some_and(|rate| rate >= measure.heavy())
    };
    let heavy: Vec<_> = having
        .iter()
        .filter(|(example, _)| is_heavy(example))
        .cloned()
        .collect();
    let kind = |amount| RuleKind::Habit { measure, amount };
    let using = |amount, users: &[(&Example<'_>, Range<usize>)], agree| {
        let evidence = users
            .iter()
            .map(|(example, place)| example.sentence(place))
            .collect();
        counted(kind(amount), evidence, agree, of)
    };
    let never = || {
        let evidence = lacking
            .iter()
            .filter_map(|example| example.last_sentence())
            .collect();
        counted(kind(Amount::Never), evidence, lacking.len(), of)
    };
    if having.is_empty() {
        return vec![never()];
    }
    if having.len() * 5 >= of * 4 {
        return vec![using(Amount::Often, &having, having.len())];
    }
    if !measure.is_punctuation() {
        return Vec::new();
    }
    if heavy.len() * 10 >= of * 3 && lacking.len() * 10 >= of * 3 {
        return vec![using(Amount::Often, &heavy, heavy.len()), never()];
    }
    if having.len() * 5 <= of * 2 && heavy.is_empty() {
        return vec![using(Amount::Seldom, &having, of)];
    }
    Vec::new()
}
