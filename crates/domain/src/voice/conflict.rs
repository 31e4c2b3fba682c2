//! Rules that cannot both be followed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Rule, RuleKind};
use crate::text::folded;

/// Why two rules cannot both be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A term is banned by one and asked for by the other.
    BannedAndPreferred,
    /// Each wants the term that the other does not.
    PreferredBothWays,
    /// They say how often the same is done, and say it differently.
    DifferentAmounts,
    /// No sentence has both lengths.
    DifferentLengths,
}

/// Two rules that cannot both be followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Conflict {
    /// Why.
    pub reason: Reason,
    /// Key of the first rule.
    pub first: String,
    /// Key of the second rule.
    pub second: String,
}

/// Every pair of rules that cannot both be followed.
pub fn conflicts(rules: &[Rule]) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (at, first) in rules.iter().enumerate() {
        for second in rules.iter().skip(at + 1) {
            if let Some(reason) = between(&first.kind, &second.kind) {
                found.push(Conflict {
                    reason,
                    first: first.key(),
                    second: second.key(),
                });
            }
        }
    }
    found
}

fn between(first: &RuleKind, second: &RuleKind) -> Option<Reason> {
    match (first, second) {
        (RuleKind::Ban { term }, RuleKind::Prefer { term: other, .. })
        | (RuleKind::Prefer { term: other, .. }, RuleKind::Ban { term }) => {
            same(term, other).then_some(Reason::BannedAndPreferred)
        }
        (
            RuleKind::Prefer { term, instead_of },
            RuleKind::Prefer {
                term: other,
                instead_of: others,
            },
        ) => {
            let unwanted = |term: &str, list: &[String]| list.iter().any(|entry| same(entry, term));
            (unwanted(term, others) || unwanted(other, instead_of))
                .then_some(Reason::PreferredBothWays)
        }
        (
            RuleKind::Habit { measure, amount },
            RuleKind::Habit {
                measure: other,
                amount: another,
            },
        ) => (measure == other && amount != another).then_some(Reason::DifferentAmounts),
        (
            RuleKind::SentenceLength { least, most },
            RuleKind::SentenceLength {
                least: other_least,
                most: other_most,
            },
        ) => (least > other_most || other_least > most).then_some(Reason::DifferentLengths),
        _ => None,
    }
}

fn same(a: &str, b: &str) -> bool {
    folded(a)
        .split_whitespace()
        .eq(folded(b).split_whitespace())
}
