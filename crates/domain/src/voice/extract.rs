//! Reading a voice out of samples without a model: what is counted becomes a rule with the sentences
//! it was counted in, and as sure as the count makes it.

mod character;
mod marks;
mod vocabulary;

use std::ops::Range;

use super::{
    Habits, Measure, Passage, Rule, RuleKind, RuleSource, Sample, SampleKind, Seen, guide,
    habits::habits,
    lexicon::{FAMILIES, language_of},
    measure::{lengths, mean},
    prose::Prose,
};
use crate::brief::Language;

/// The most passages of one rule.
const MAX_PASSAGES: usize = 3;
/// Fewer examples than this tell no habit.
const LEAST: usize = 3;
/// The longest passage that writers are shown, in characters.
const PASSAGE_CHARS: usize = 280;

/// What was read out of samples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extracted {
    /// Candidates for rules.
    pub rules: Vec<Rule>,
    /// What was measured.
    pub habits: Vec<Habits>,
    /// Passages that sound like it.
    pub passages: Vec<Passage>,
}

/// Reads samples: examples are counted, style guides are taken at their word.
pub fn extract(samples: &[Sample]) -> Extracted {
    let examples: Vec<Example<'_>> = samples
        .iter()
        .filter(|sample| sample.kind == SampleKind::Example)
        .map(Example::of)
        .filter(|example| !example.prose.words.is_empty())
        .collect();
    let texts: Vec<&str> = examples.iter().map(|example| example.prose.text).collect();
    let mut rules: Vec<Rule> = samples
        .iter()
        .filter(|sample| sample.kind == SampleKind::Guide)
        .flat_map(guide::rules)
        .collect();
    for measure in Measure::MARKS {
        rules.extend(marks::marks(*measure, &examples));
    }
    rules.extend(vocabulary::sentence_length(&examples));
    rules.extend(
        FAMILIES
            .iter()
            .flat_map(|family| vocabulary::preferred(family, &examples)),
    );
    rules.extend(character::traits(&examples));
    rules.extend(character::structure(&examples));
    Extracted {
        rules,
        habits: habits(&texts),
        passages: typical(&examples),
    }
}

/// A sample that is counted.
struct Example<'a> {
    sample: &'a Sample,
    prose: Prose<'a>,
    language: Option<Language>,
}

impl<'a> Example<'a> {
    fn of(sample: &'a Sample) -> Self {
        Self {
            sample,
            prose: Prose::of(&sample.text),
            language: language_of(&sample.text),
        }
    }

    fn passage(&self, range: &Range<usize>) -> Passage {
        Passage {
            sample: self.sample.id,
            quote: self.prose.slice(range).to_owned(),
        }
    }

    /// The sentence around a place.
    fn sentence(&self, place: &Range<usize>) -> Passage {
        self.passage(
            &self
                .prose
                .sentence_at(place)
                .unwrap_or_else(|| place.clone()),
        )
    }

    fn last_sentence(&self) -> Option<Passage> {
        self.prose.sentences.last().map(|range| self.passage(range))
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn counted(kind: RuleKind, evidence: Vec<Passage>, agree: usize, of: usize) -> Rule {
    let seen = Seen {
        agree: count(agree),
        of: count(of),
    };
    let mut evidence = evidence;
    evidence.truncate(MAX_PASSAGES);
    Rule {
        kind,
        evidence,
        confidence: seen.confidence(),
        source: RuleSource::Counted,
        seen: Some(seen),
    }
}

/// A few paragraphs that are most like the rest: those whose sentences come nearest to the usual
/// length, of different examples.
fn typical(examples: &[Example<'_>]) -> Vec<Passage> {
    let all: Vec<i64> = examples
        .iter()
        .flat_map(|example| lengths(&example.prose))
        .collect();
    let Some(middle) = mean(&all) else {
        return Vec::new();
    };
    let mut best: Vec<(i64, Passage)> = examples
        .iter()
        .filter_map(|example| {
            let paragraphs = example.prose.text.split("\n\n").map(str::trim);
            paragraphs
                .filter(|part| part.chars().count() <= PASSAGE_CHARS && !part.starts_with('#'))
                .filter_map(|part| {
                    let prose = Prose::of(part);
                    let distance = (mean(&lengths(&prose))? - middle).abs();
                    let few = i64::from(prose.words.len() < 8) * 100_000;
                    let quote = part.to_owned();
                    let sample = example.sample.id;
                    Some((distance + few, Passage { sample, quote }))
                })
                .min_by_key(|(distance, _)| *distance)
        })
        .collect();
    best.sort_by_key(|(distance, _)| *distance);
    best.into_iter()
        .take(MAX_PASSAGES)
        .map(|(_, passage)| passage)
        .collect()
}
