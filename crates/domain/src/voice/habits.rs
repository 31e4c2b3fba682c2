//! Habits: what is usual in a brand's examples, and how much it varies.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Measure,
    lexicon::{Lexicon, language_of},
    measure::{deviation, mean},
    prose::Prose,
};
use crate::brief::Language;

/// The most words that are named as a brand's own.
const MAX_DISTINCTIVE: usize = 24;

/// What is usual in the examples of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Habits {
    /// The language; `None` for texts that do not tell theirs.
    pub language: Option<Language>,
    /// Examples that were measured.
    pub texts: u32,
    /// Their words.
    pub words: u32,
    /// What is usual, measure by measure.
    pub usual: Vec<Usual>,
    /// How often the language's smallest words stand there: what gives a writer away.
    pub function_words: Vec<UsualWord>,
    /// Words that carry something and come again in several texts, most frequent first.
    pub distinctive: Vec<Distinctive>,
}

/// What a measure usually is, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Usual {
    /// What is measured.
    pub measure: Measure,
    /// What it is on average.
    pub mean: i64,
    /// How much it varies from text to text (standard deviation).
    pub spread: i64,
}

/// How often a small word usually stands in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UsualWord {
    /// The word.
    pub word: String,
    /// Of a thousand words, in thousandths.
    pub mean: i64,
    /// How much that varies from text to text.
    pub spread: i64,
}

/// A word of the brand's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Distinctive {
    /// The word or two words.
    pub word: String,
    /// How often it stands in the examples.
    pub times: u32,
    /// In how many of them.
    pub texts: u32,
}

/// What is usual in texts, one entry a language, the one with most words first.
pub(super) fn habits(texts: &[&str]) -> Vec<Habits> {
    let mut by_language: BTreeMap<&str, (Option<Language>, Vec<Prose<'_>>)> = BTreeMap::new();
    for text in texts {
        let language = language_of(text);
        let prose = Prose::of(text);
        if !prose.words.is_empty() {
            let entry = by_language.entry(language.map_or("", Language::code));
            entry
                .or_insert_with(|| (language, Vec::new()))
                .1
                .push(prose);
        }
    }
    let mut habits: Vec<Habits> = by_language
        .into_values()
        .map(|(language, texts)| of_language(language, &texts))
        .collect();
    habits.sort_by_key(|habits| std::cmp::Reverse(habits.words));
    habits
}

fn of_language(language: Option<Language>, texts: &[Prose<'_>]) -> Habits {
    let usual = Measure::ALL
        .iter()
        .filter_map(|measure| {
            let values: Vec<i64> = texts
                .iter()
                .filter_map(|prose| measure.of(prose, language))
                .collect();
            Some(Usual {
                measure: *measure,
                mean: mean(&values)?,
                spread: deviation(&values)?,
            })
        })
        .collect();
    let words: usize = texts.iter().map(|prose| prose.words.len()).sum();
    Habits {
        language,
        texts: count(texts.len()),
        words: count(words),
        usual,
        function_words: function_words(language, texts),
        distinctive: distinctive(language, texts),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The share of each small word, of a thousand words in thousandths.
pub(super) fn word_shares(lexicon: &Lexicon, prose: &Prose<'_>) -> Vec<(&'static str, i64)> {
    let words = prose.lower();
    let of = i64::try_from(words.len().max(1)).unwrap_or(i64::MAX);
    lexicon
        .profile()
        .map(|small| {
            let found = words.iter().filter(|word| *word == small).count();
            (small, i64::from(count(found)) * 1_000_000 / of)
        })
        .collect()
}

fn function_words(language: Option<Language>, texts: &[Prose<'_>]) -> Vec<UsualWord> {
    let Some(lexicon) = Lexicon::of(language) else {
        return Vec::new();
    };
    let shares: Vec<_> = texts
        .iter()
        .map(|prose| word_shares(lexicon, prose))
        .collect();
    lexicon
        .profile()
        .enumerate()
        .filter_map(|(at, word)| {
            let values: Vec<i64> = shares
                .iter()
                .filter_map(|text| text.get(at).map(|(_, share)| *share))
                .collect();
            Some(UsualWord {
                word: word.to_owned(),
                mean: mean(&values)?,
                spread: deviation(&values)?,
            })
        })
        .collect()
}

/// Words and pairs of words that are no small words and come again in several texts. Small words are
/// the reference: what every text of the language has is nobody's own.
fn distinctive(language: Option<Language>, texts: &[Prose<'_>]) -> Vec<Distinctive> {
    let Some(lexicon) = Lexicon::of(language) else {
        return Vec::new();
    };
    let own = |word: &str| {
        word.chars().count() > 3 && !lexicon.is_function_word(word) && !word.contains('\'')
    };
    let mut found: BTreeMap<String, (u32, u32, usize)> = BTreeMap::new();
    for (text, prose) in texts.iter().enumerate() {
        let words = prose.lower();
        let single = words.iter().filter(|word| own(word)).cloned();
        let pairs = words.windows(2).filter_map(|pair| match pair {
            [first, second] if own(first) && own(second) => Some(format!("{first} {second}")),
            _ => None,
        });
        for word in single.chain(pairs) {
            let entry = found.entry(word).or_insert((0, 0, usize::MAX));
            entry.0 += 1;
            if entry.2 != text {
                entry.1 += 1;
                entry.2 = text;
            }
        }
    }
    let least = count(texts.len().div_ceil(5).max(2));
    let mut words: Vec<Distinctive> = found
        .into_iter()
        .filter(|(_, (_, texts, _))| *texts >= least)
        .map(|(word, (times, texts, _))| Distinctive { word, times, texts })
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse((word.texts, word.times, word.word.contains(' '))));
    words.truncate(MAX_DISTINCTIVE);
    words
}
