//! What a model says of samples. Nothing of it counts without a quotation that is really there.

use serde::{Deserialize, Serialize};

use super::{Passage, Rule, RuleDraft, RuleSource, Sample};

/// The most passages of one rule.
const MAX_PASSAGES: usize = 4;

/// The answer of a model that read samples.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedRules {
    /// What it found.
    pub rules: Vec<ProposedRule>,
}

/// A rule that a model found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProposedRule {
    /// What it says, in the fields of a form.
    #[serde(flatten)]
    pub rule: RuleDraft,
    /// How sure the model is, from 0 to 100.
    pub confidence: u8,
    /// Words of the samples that show it.
    pub quotes: Vec<String>,
}

/// What was kept of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The rules that stand on real passages.
    pub rules: Vec<Rule>,
    /// How many were proposed.
    pub proposed: u32,
    /// How many were dropped: one quotation was in no sample, there was none, or the rule could not
    /// be read.
    pub dropped: u32,
}

/// The rules of an answer whose every quotation is in a sample.
pub fn accept(answer: &ProposedRules, samples: &[Sample]) -> Accepted {
    let rules: Vec<Rule> = answer
        .rules
        .iter()
        .filter_map(|proposed| accepted(proposed, samples))
        .collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Accepted {
        proposed: count(answer.rules.len()),
        dropped: count(answer.rules.len() - rules.len()),
        rules,
    }
}

fn accepted(proposed: &ProposedRule, samples: &[Sample]) -> Option<Rule> {
    let kind = proposed.rule.parse().ok()?;
    let evidence: Option<Vec<Passage>> = proposed
        .quotes
        .iter()
        .map(|quote| {
            samples
                .iter()
                .find_map(|sample| Passage::find(sample, quote))
        })
        .collect();
    let mut evidence = evidence.filter(|evidence| !evidence.is_empty())?;
    evidence.truncate(MAX_PASSAGES);
    Some(Rule {
        kind,
        evidence,
        confidence: proposed.confidence.min(100),
        source: RuleSource::Model,
        seen: None,
    })
}
