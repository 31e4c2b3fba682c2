//! One text and what it is held against.

use std::ops::Range;

use super::{Closeness, capitalised, decimal, points};
use crate::{
    brief::Language,
    channel::{Finding, Severity, words::find_term},
    post::ContentField,
    voice::{
        Amount, Habits, Measure, Rule, RuleKind, Voice,
        habits::word_shares,
        lexicon::{Lexicon, language_of},
        measure::{lengths, mean},
        prose::Prose,
    },
};

/// The most findings of one rule in one text.
const MAX_FINDINGS: usize = 5;
/// Shorter texts have no habits.
const LEAST_WORDS: usize = 20;
/// Shorter texts have no style.
const STYLE_WORDS: usize = 80;
/// Fewer words of examples show no style.
const STYLE_REFERENCE: u32 = 300;

impl Rule {
    /// Whether one place in a text is enough to break it.
    pub(super) fn is_ban(&self) -> bool {
        match &self.kind {
            RuleKind::Ban { .. } => true,
            RuleKind::Prefer { instead_of, .. } => !instead_of.is_empty(),
            RuleKind::Habit { amount, .. } => *amount == Amount::Never,
            _ => false,
        }
    }

    fn severity(&self) -> Severity {
        if self.is_firm() {
            Severity::Warning
        } else {
            Severity::Advice
        }
    }
}

/// A text that is held against rules.
pub(super) struct Reading<'a> {
    field: ContentField,
    prose: Prose<'a>,
    pub(super) language: Option<Language>,
}

impl<'a> Reading<'a> {
    pub(super) fn of(text: &'a str, field: ContentField) -> Self {
        Self {
            field,
            prose: Prose::of(text),
            language: language_of(text),
        }
    }

    /// What breaks the rule; `None` when the rule cannot be tested in this text.
    pub(super) fn test(&self, rule: &Rule) -> Option<Vec<Finding>> {
        if self.prose.words.is_empty() {
            return None;
        }
        let mut findings = match &rule.kind {
            RuleKind::Ban { term } => self.banned(rule, term),
            RuleKind::Prefer { term, instead_of } if !instead_of.is_empty() => {
                self.other_terms(rule, term, instead_of)
            }
            RuleKind::Habit { measure, amount } => self.habit(rule, *measure, *amount)?,
            RuleKind::SentenceLength { least, most } => self.length(rule, *least, *most)?,
            _ => return None,
        };
        findings.truncate(MAX_FINDINGS);
        Some(findings)
    }

    fn finding(&self, rule: &Rule, message: String, place: &Range<usize>) -> Finding {
        let id = format!("voice.{}", rule.kind.slug());
        Finding::new(id, rule.severity(), self.field, message).at(place.start, place.end)
    }

    fn banned(&self, rule: &Rule, term: &str) -> Vec<Finding> {
        find_term(self.prose.text, term)
            .iter()
            .map(|place| {
                let shown = self.prose.slice(place);
                let message = format!("The brand’s voice never says “{shown}”.");
                self.finding(rule, message, place)
            })
            .collect()
    }

    fn other_terms(&self, rule: &Rule, term: &str, instead_of: &[String]) -> Vec<Finding> {
        let text = self.prose.text;
        let within = find_term(text, term);
        let places = instead_of.iter().flat_map(|other| find_term(text, other));
        places
            .filter(|place| {
                !within
                    .iter()
                    .any(|own| own.start <= place.start && place.end <= own.end)
            })
            .map(|place| {
                let shown = self.prose.slice(&place);
                let message = format!("The brand’s voice says “{term}” and not “{shown}”.");
                let label = format!("Write “{term}”");
                self.finding(rule, message, &place)
                    .fix(label, replaced(text, &place, term))
            })
            .collect()
    }

    fn habit(&self, rule: &Rule, measure: Measure, amount: Amount) -> Option<Vec<Finding>> {
        let value = measure.of(&self.prose, self.language)?;
        let places = measure.places(&self.prose, self.language);
        let name = measure.name();
        Some(match amount {
            Amount::Never => places
                .iter()
                .map(|place| {
                    let message = format!("The brand’s voice goes without {name}.");
                    let finding = self.finding(rule, message, place);
                    if measure == Measure::Exclamations {
                        finding.fix("Write a full stop", replaced(self.prose.text, place, "."))
                    } else {
                        finding
                    }
                })
                .collect(),
            Amount::Seldom => {
                let second = places.get(1).filter(|_| value > 333);
                let message = || {
                    format!(
                        "{} {name} in {} sentences: the brand’s voice uses few.",
                        places.len(),
                        self.prose.sentences.len()
                    )
                };
                second
                    .map(|place| self.finding(rule, message(), place))
                    .into_iter()
                    .collect()
            }
            Amount::Often if self.prose.words.len() < LEAST_WORDS => return None,
            Amount::Often => {
                let message = || {
                    format!(
                        "There are no {name} here, which the brand’s voice has in nearly every text."
                    )
                };
                let first = self.prose.sentences.first().filter(|_| places.is_empty());
                first
                    .map(|place| self.finding(rule, message(), place))
                    .into_iter()
                    .collect()
            }
        })
    }

    fn length(&self, rule: &Rule, least: u16, most: u16) -> Option<Vec<Finding>> {
        let lengths = lengths(&self.prose);
        let average = mean(&lengths).filter(|_| self.prose.words.len() >= LEAST_WORDS)?;
        let (short, long) = (
            average < i64::from(least) * 1_000,
            average > i64::from(most) * 1_000,
        );
        if !short && !long {
            return Some(Vec::new());
        }
        let sentences = lengths.iter().zip(&self.prose.sentences);
        let extreme = if long {
            sentences.max_by_key(|(length, _)| **length)
        } else {
            sentences.min_by_key(|(length, _)| **length)
        };
        let message = format!(
            "Sentences have {} words on average; the brand’s voice keeps them between {least} and {most}.",
            decimal(average)
        );
        let (_, place) = extreme?;
        Some(vec![self.finding(rule, message, place)])
    }

    /// The habits that this text can be held against.
    pub(super) fn habits<'v>(&self, voice: &'v Voice) -> Option<&'v Habits> {
        let mut habits = voice.habits.iter();
        habits.find(|habits| {
            habits.language == self.language
                && habits.texts >= 2
                && self.prose.words.len() >= LEAST_WORDS
        })
    }

    pub(super) fn closeness(&self, habits: &Habits) -> Vec<Closeness> {
        // A few sentences have more of chance in them.
        let chance = if self.prose.sentences.len() < 4 { 2 } else { 1 };
        habits
            .usual
            .iter()
            .filter_map(|usual| {
                let value = usual.measure.of(&self.prose, self.language)?;
                let scale = usual.spread.max(usual.measure.grain()) * chance;
                Some(Closeness {
                    usual: *usual,
                    value,
                    points: points((value - usual.mean).abs() * 1_000 / scale, 4_000),
                })
            })
            .collect()
    }

    /// Burrows's delta over the small words.
    pub(super) fn style(&self, habits: &Habits) -> Option<u8> {
        let lexicon = Lexicon::of(habits.language)?;
        if self.prose.words.len() < STYLE_WORDS || habits.words < STYLE_REFERENCE {
            return None;
        }
        let shares = word_shares(lexicon, &self.prose);
        let distances: Vec<i64> = habits
            .function_words
            .iter()
            .filter_map(|usual| {
                let (_, share) = shares.iter().find(|(word, _)| *word == usual.word)?;
                // A word more or less in a text of a hundred is chance.
                let scale = usual.spread.max(10_000);
                Some(((share - usual.mean).abs() * 1_000 / scale).min(4_000))
            })
            .collect();
        mean(&distances).map(|delta| points(delta, 3_000))
    }
}

/// The text with other words at a place. A word that begins with a capital gets one again.
fn replaced(text: &str, place: &Range<usize>, term: &str) -> String {
    let was = text.get(place.clone()).unwrap_or_default();
    let term = if was.starts_with(char::is_uppercase) {
        capitalised(term)
    } else {
        term.to_owned()
    };
    let (before, after) = (text.get(..place.start), text.get(place.end..));
    format!(
        "{}{term}{}",
        before.unwrap_or_default(),
        after.unwrap_or_default()
    )
}
