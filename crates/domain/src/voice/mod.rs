//! A brand's voice as something that can be tested: rules that point at the passages they came
//! from, habits that are measured, and texts by which a change of either is judged.
//!
//! `extract` reads samples, `proposal` what a model says of them; `score` holds a text against a
//! voice, `conflict` a voice against itself, `golden` a voice against texts that people decided
//! about, `compare` one version against another. What a text is made of stands in `prose`, what is
//! known of languages in `lexicon`.

mod compare;
mod conflict;
mod extract;
mod golden;
mod guide;
mod habits;
mod judged;
mod lexicon;
mod measure;
mod passage;
mod proposal;
mod prose;
mod rule;
mod rule_draft;
mod sample;
mod score;
mod spoken;
#[cfg(test)]
mod tests;

pub use compare::{Comparison, HabitChange, RuleChange, compare};
pub use conflict::{Conflict, Reason, conflicts};
pub use extract::{Extracted, extract};
pub use golden::{Decided, Judgement, judge};
pub use habits::{Distinctive, Habits, Usual, UsualWord};
pub use judged::{Judged, JudgedRule, RemarkAnswer, VoiceJudgement};
pub use lexicon::language_of;
pub use measure::Measure;
pub(crate) use measure::reading_ease;
pub use passage::Passage;
pub(crate) use passage::place;
pub use proposal::{Accepted, ProposedRule, ProposedRules, accept};
pub(crate) use prose::Prose;
pub use rule::{Amount, Rule, RuleKind, RuleSource, Seen};
pub use rule_draft::RuleDraft;
pub use sample::{Sample, SampleKind, SampleOrigin, divided};
pub use score::{Breach, Closeness, Score, check, score};
pub use spoken::{SpokenVoice, spoken, told};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::SampleId;

/// The most rules a voice has: more than anybody keeps in mind.
pub const MAX_RULES: usize = 80;
/// The most samples a voice is read from.
pub const MAX_SAMPLES: usize = 60;
/// The most texts of a golden set.
pub const MAX_GOLDEN: usize = 200;

/// What a brand sounds like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Voice {
    /// Its rules, in the order of their kinds and the surest first.
    pub rules: Vec<Rule>,
    /// What was measured in the examples, one entry a language.
    pub habits: Vec<Habits>,
    /// A few short passages that sound like it.
    pub passages: Vec<Passage>,
    /// The samples it was read from.
    pub samples: Vec<SampleId>,
    /// Keys of extracted rules that a person took out: they do not come back.
    pub dismissed: Vec<String>,
    /// How it was read.
    pub reading: Reading,
}

/// How a voice was read from its samples.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Reading {
    /// The model that read them; empty when they were only counted.
    pub model: String,
    /// Rules that the model proposed.
    pub proposed: u32,
    /// Those that were dropped, because a quotation is in no sample.
    pub dropped: u32,
}

impl Voice {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.habits.is_empty()
    }

    /// The rule with this key.
    pub fn rule(&self, key: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.key() == key)
    }

    /// Read anew: what persons wrote or took out stays so, what was extracted is what the samples
    /// say now. Rules that a model found stay as long as their passages do.
    #[must_use]
    pub fn reread(self, samples: &[Sample]) -> Self {
        self.with_extracted(extract(samples), samples)
    }

    /// The same with what was extracted from the samples already.
    #[must_use]
    pub fn with_extracted(mut self, extracted: Extracted, samples: &[Sample]) -> Self {
        let still_there = |rule: &Rule| {
            rule.evidence
                .iter()
                .any(|passage| samples.iter().any(|sample| sample.id == passage.sample))
        };
        self.rules.retain(|rule| match rule.source {
            RuleSource::Person => true,
            RuleSource::Model => still_there(rule),
            RuleSource::Counted => false,
        });
        self.habits = extracted.habits;
        self.passages = extracted.passages;
        self.samples = samples.iter().map(|sample| sample.id).collect();
        if samples.is_empty() {
            self.reading = Reading::default();
        }
        self.with(extracted.rules)
    }

    /// With rules of a model in the place of those it found before.
    #[must_use]
    pub fn with_proposals(mut self, accepted: Accepted, model: &str) -> Self {
        self.rules.retain(|rule| rule.source != RuleSource::Model);
        self.reading = Reading {
            model: model.to_owned(),
            proposed: accepted.proposed,
            dropped: accepted.dropped,
        };
        self.with(accepted.rules)
    }

    /// With further rules. One that a person took out, or that stands already, is left out.
    #[must_use]
    fn with(mut self, rules: Vec<Rule>) -> Self {
        for rule in rules {
            let key = rule.key();
            if !self.dismissed.contains(&key) && self.rule(&key).is_none() {
                self.rules.push(rule);
            }
        }
        self.rules.sort_by_key(|rule| {
            (
                rule.kind.rank(),
                std::cmp::Reverse(rule.weight()),
                rule.key(),
            )
        });
        self.rules.truncate(MAX_RULES);
        self
    }

    /// Takes a rule out for good; `false` when there is none.
    pub fn dismiss(&mut self, key: &str) -> bool {
        let before = self.rules.len();
        self.rules.retain(|rule| rule.key() != key);
        let found = self.rules.len() < before;
        if found && !self.dismissed.iter().any(|other| other == key) {
            self.dismissed.push(key.to_owned());
        }
        found
    }

    /// Puts what a person wrote into the place of the rule `old`, or adds it. The passages of the
    /// old rule stay with it.
    pub fn write(&mut self, old: Option<&str>, kind: RuleKind) {
        let evidence = old
            .and_then(|key| self.rule(key))
            .map(|rule| rule.evidence.clone())
            .unwrap_or_default();
        let rule = Rule {
            kind,
            evidence,
            confidence: 100,
            source: RuleSource::Person,
            seen: None,
        };
        let key = rule.key();
        if let Some(old) = old.filter(|old| *old != key) {
            self.dismiss(old);
        }
        self.rules.retain(|rule| rule.key() != key);
        self.dismissed.retain(|other| *other != key);
        *self = std::mem::take(self).with(vec![rule]);
    }
}
