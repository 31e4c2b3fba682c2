//! One version of a voice against another.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Habits, Measure, Rule, Usual, Voice};
use crate::brief::Language;

/// A rule that says something else now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RuleChange {
    /// What it said.
    pub before: Rule,
    /// What it says.
    pub after: Rule,
}

/// A habit that is measured differently now. `None` where it was not, or is not, measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HabitChange {
    /// The language of the examples.
    pub language: Option<Language>,
    /// What is measured.
    pub measure: Measure,
    /// What was usual.
    pub before: Option<Usual>,
    /// What is usual.
    pub after: Option<Usual>,
}

/// What differs between two versions of a voice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Comparison {
    /// Rules that only the newer has.
    pub added: Vec<Rule>,
    /// Rules that only the older has.
    pub removed: Vec<Rule>,
    /// Rules about the same that say something else.
    pub changed: Vec<RuleChange>,
    /// Rules that both have, as they are in the newer.
    pub kept: u32,
    /// Habits that differ by more than chance.
    pub habits: Vec<HabitChange>,
}

/// What differs between `old` and `new`.
pub fn compare(old: &Voice, new: &Voice) -> Comparison {
    let mut comparison = Comparison::default();
    let mut removed: Vec<&Rule> = Vec::new();
    for rule in &old.rules {
        match new.rule(&rule.key()) {
            Some(same) if same.kind == rule.kind => comparison.kept += 1,
            _ => removed.push(rule),
        }
    }
    let added = new.rules.iter().filter(|rule| {
        old.rule(&rule.key())
            .is_none_or(|same| same.kind != rule.kind)
    });
    for rule in added {
        let before = removed
            .iter()
            .position(|other| other.kind.subject() == rule.kind.subject());
        match before {
            Some(at) => comparison.changed.push(RuleChange {
                before: removed.remove(at).clone(),
                after: rule.clone(),
            }),
            None => comparison.added.push(rule.clone()),
        }
    }
    comparison.removed = removed.into_iter().cloned().collect();
    comparison.habits = habits(&old.habits, &new.habits);
    comparison
}

fn habits(old: &[Habits], new: &[Habits]) -> Vec<HabitChange> {
    let mut languages: Vec<Option<Language>> = Vec::new();
    for habits in old.iter().chain(new) {
        if !languages.contains(&habits.language) {
            languages.push(habits.language);
        }
    }
    let usual = |all: &[Habits], language, measure| {
        let mut habits = all.iter().filter(|habits| habits.language == language);
        let usual = habits.next()?.usual.iter();
        usual.copied().find(|usual| usual.measure == measure)
    };
    let differs = |before: Option<Usual>, after: Option<Usual>| match (before, after) {
        (Some(before), Some(after)) => {
            (before.mean - after.mean).abs() * 2 >= before.measure.grain()
        }
        (None, None) => false,
        _ => true,
    };
    languages
        .iter()
        .flat_map(|language| {
            Measure::ALL
                .iter()
                .map(move |measure| (*language, *measure))
        })
        .map(|(language, measure)| HabitChange {
            language,
            measure,
            before: usual(old, language, measure),
            after: usual(new, language, measure),
        })
        .filter(|change| differs(change.before, change.after))
        .collect()
}
