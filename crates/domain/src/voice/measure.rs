//! What is measured in a text. Every value is in thousandths, so that equal texts measure equally on
//! every machine.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    lexicon::{Lexicon, holds},
    prose::Prose,
};
use crate::brief::Language;

/// Something that is measured in a text.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Words a sentence.
    SentenceWords,
    /// How much the length of sentences varies, in words.
    SentenceSpread,
    /// Words a paragraph.
    ParagraphWords,
    /// Letters a word.
    WordLetters,
    /// Reading ease by the formula of its language: 100 is very easy, 0 very hard.
    Readability,
    /// Exclamation marks a sentence.
    Exclamations,
    /// Question marks a sentence.
    Questions,
    /// Emoji a sentence.
    Emoji,
    /// Dashes a sentence.
    Dashes,
    /// Semicolons a sentence.
    Semicolons,
    /// Contractions a word (English).
    Contractions,
    /// “We” and its forms a word.
    We,
    /// “You” and its forms a word.
    You,
    /// “I” and its forms a word.
    I,
    /// Headings with capitals throughout, of all headings (English).
    TitleCase,
}

impl Measure {
    /// Every measure, in the order shown.
    pub const ALL: &'static [Self] = &[
        Self::SentenceWords,
        Self::SentenceSpread,
        Self::ParagraphWords,
        Self::WordLetters,
        Self::Readability,
        Self::Exclamations,
        Self::Questions,
        Self::Emoji,
        Self::Dashes,
        Self::Semicolons,
        Self::Contractions,
        Self::We,
        Self::You,
        Self::I,
        Self::TitleCase,
    ];

    /// Those that stand at places of a text, so that a rule can say how often.
    pub const MARKS: &'static [Self] = &[
        Self::Exclamations,
        Self::Questions,
        Self::Emoji,
        Self::Dashes,
        Self::Semicolons,
        Self::Contractions,
        Self::We,
        Self::You,
        Self::I,
        Self::TitleCase,
    ];

    /// The measure as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::SentenceWords => "sentence_words",
            Self::SentenceSpread => "sentence_spread",
            Self::ParagraphWords => "paragraph_words",
            Self::WordLetters => "word_letters",
            Self::Readability => "readability",
            Self::Exclamations => "exclamations",
            Self::Questions => "questions",
            Self::Emoji => "emoji",
            Self::Dashes => "dashes",
            Self::Semicolons => "semicolons",
            Self::Contractions => "contractions",
            Self::We => "we",
            Self::You => "you",
            Self::I => "i",
            Self::TitleCase => "title_case",
        }
    }

    /// What it is called in a sentence, in English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SentenceWords => "words a sentence",
            Self::SentenceSpread => "variation of sentence length",
            Self::ParagraphWords => "words a paragraph",
            Self::WordLetters => "letters a word",
            Self::Readability => "reading ease",
            Self::Exclamations => "exclamation marks",
            Self::Questions => "questions",
            Self::Emoji => "emoji",
            Self::Dashes => "dashes",
            Self::Semicolons => "semicolons",
            Self::Contractions => "contractions",
            Self::We => "“we”",
            Self::You => "“you”",
            Self::I => "“I”",
            Self::TitleCase => "headings in title case",
        }
    }

    /// The least difference that readers notice, in thousandths: texts that differ by less differ by
    /// chance.
    pub(super) const fn grain(self) -> i64 {
        match self {
            Self::SentenceWords => 2_500,
            Self::SentenceSpread => 2_000,
            Self::ParagraphWords => 12_000,
            Self::WordLetters => 350,
            Self::Readability => 9_000,
            Self::Exclamations
            | Self::Questions
            | Self::Emoji
            | Self::Dashes
            | Self::Semicolons => 120,
            Self::Contractions | Self::We | Self::You | Self::I => 18,
            Self::TitleCase => 300,
        }
    }

    /// What it is in a text; `None` where the text, or its language, cannot tell.
    pub(super) fn of(self, prose: &Prose<'_>, language: Option<Language>) -> Option<i64> {
        let (sentences, words) = (prose.sentences.len(), prose.words.len());
        match self {
            Self::SentenceWords => mean(&lengths(prose)),
            Self::SentenceSpread => (sentences >= 2).then(|| deviation(&lengths(prose)))?,
            Self::ParagraphWords => mean(
                &prose
                    .paragraphs
                    .iter()
                    .map(|count| thousandths(*count))
                    .collect::<Vec<_>>(),
            ),
            Self::WordLetters => {
                let letters: usize = prose
                    .words
                    .iter()
                    .map(|word| prose.slice(word).chars().count())
                    .sum();
                share(letters, words)
            }
            Self::Readability => reading_ease(prose, language),
            Self::TitleCase => share(self.places(prose, language).len(), headings(prose).len()),
            Self::Contractions | Self::We | Self::You | Self::I => self
                .applies(language)
                .then(|| share(self.places(prose, language).len(), words))?,
            _ => share(self.places(prose, language).len(), sentences),
        }
    }

    /// Whether it can be told in texts of this language.
    pub(super) fn applies(self, language: Option<Language>) -> bool {
        match self {
            Self::Contractions | Self::TitleCase => language.is_some_and(Language::is_english),
            Self::We | Self::You | Self::I | Self::Readability => Lexicon::of(language).is_some(),
            _ => true,
        }
    }

    /// From which value on a text is full of it.
    pub(super) const fn heavy(self) -> i64 {
        match self {
            Self::Contractions | Self::We | Self::You | Self::I => 20,
            _ => 333,
        }
    }

    /// Whether it is a matter of signs, which one may use now and then.
    pub(super) const fn is_punctuation(self) -> bool {
        matches!(
            self,
            Self::Exclamations | Self::Questions | Self::Emoji | Self::Dashes | Self::Semicolons
        )
    }

    /// Where it stands in a text.
    pub(super) fn places(self, prose: &Prose<'_>, language: Option<Language>) -> Vec<Range<usize>> {
        match self {
            Self::Exclamations => marks(prose, &['!', '！']),
            Self::Questions => marks(prose, &['?', '？', '؟']),
            Self::Semicolons => marks(prose, &[';', '；', '؛']),
            Self::Dashes => dashes(prose),
            Self::Emoji => prose.emoji(),
            Self::Contractions => words_that(prose, is_contraction),
            Self::We | Self::You | Self::I => {
                let Some(lexicon) = Lexicon::of(language) else {
                    return Vec::new();
                };
                let list = match self {
                    Self::We => lexicon.we,
                    Self::You => lexicon.you,
                    _ => lexicon.me,
                };
                words_that(prose, |word| holds(list, word))
            }
            Self::TitleCase => headings(prose)
                .into_iter()
                .filter(|heading| is_title_case(prose.slice(heading)))
                .collect(),
            _ => Vec::new(),
        }
    }
}

impl std::str::FromStr for Measure {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.iter().copied();
        all.find(|measure| measure.slug() == slug).ok_or(())
    }
}

pub(super) fn thousandths(count: usize) -> i64 {
    i64::try_from(count)
        .unwrap_or(i64::MAX / 1_000)
        .saturating_mul(1_000)
}

fn share(count: usize, of: usize) -> Option<i64> {
    thousandths(count).checked_div(i64::try_from(of).ok()?)
}

/// Words of each sentence, in thousandths.
pub(super) fn lengths(prose: &Prose<'_>) -> Vec<i64> {
    prose
        .sentences
        .iter()
        .map(|sentence| thousandths(prose.words_in(sentence)))
        .collect()
}

pub(super) fn mean(values: &[i64]) -> Option<i64> {
    values
        .iter()
        .sum::<i64>()
        .checked_div(i64::try_from(values.len()).ok()?)
}

/// Standard deviation.
pub(super) fn deviation(values: &[i64]) -> Option<i64> {
    let middle = mean(values)?;
    let squares = values
        .iter()
        .map(|value| (value - middle).saturating_pow(2))
        .sum::<i64>();
    Some(
        squares
            .checked_div(i64::try_from(values.len()).ok()?)?
            .isqrt(),
    )
}

/// Reading ease in thousandths by the formula of the language; `None` where it has none here.
pub(crate) fn reading_ease(prose: &Prose<'_>, language: Option<Language>) -> Option<i64> {
    let (base, by_words, by_syllables) = Lexicon::of(language)?.readability;
    let syllables: usize = prose
        .words
        .iter()
        .map(|word| syllables(prose.slice(word)))
        .sum();
    let words_a_sentence = share(prose.words.len(), prose.sentences.len())?;
    let syllables_a_word = share(syllables, prose.words.len())?;
    let ease = base * 100 - by_words * words_a_sentence / 10 - by_syllables * syllables_a_word / 10;
    Some(ease.clamp(0, 100_000))
}

/// Groups of vowels, with the silent “e” of English and French left out.
fn syllables(word: &str) -> usize {
    let lower = word.to_lowercase();
    let is_vowel = |c: char| "aeiouyáàâäãåéèêëíìîïóòôöõúùûüæœøý".contains(c);
    let mut count = 0;
    let mut before = false;
    for c in lower.chars() {
        let vowel = is_vowel(c);
        count += usize::from(vowel && !before);
        before = vowel;
    }
    let silent = lower.ends_with('e') && !lower.ends_with("le") && count > 1;
    (count - usize::from(silent)).max(1)
}

fn marks(prose: &Prose<'_>, signs: &[char]) -> Vec<Range<usize>> {
    prose
        .text
        .char_indices()
        .filter(|(at, c)| signs.contains(c) && !in_address(prose.text, *at))
        .map(|(at, c)| at..at + c.len_utf8())
        .collect()
}

/// A sign within an address is none of the writer's.
fn in_address(text: &str, at: usize) -> bool {
    let token = text
        .get(..at)
        .and_then(|before| before.rsplit(char::is_whitespace).next());
    token.is_some_and(|token| token.contains("://"))
}

/// Dashes between thoughts: long ones, and short ones between spaces.
fn dashes(prose: &Prose<'_>) -> Vec<Range<usize>> {
    let text = prose.text;
    let spaced = |at: usize, length: usize| {
        let before = text.get(..at).is_some_and(|before| before.ends_with(' '));
        before
            && text
                .get(at + length..)
                .is_some_and(|after| after.starts_with(' '))
    };
    text.char_indices()
        .filter(|(at, c)| match c {
            '—' => true,
            '–' | '-' => spaced(*at, c.len_utf8()) && !begins_line(text, *at),
            _ => false,
        })
        .map(|(at, c)| at..at + c.len_utf8())
        .collect()
}

fn begins_line(text: &str, at: usize) -> bool {
    let line = text.get(..at).and_then(|before| before.rsplit('\n').next());
    line.is_some_and(|line| line.trim().is_empty())
}

fn words_that(prose: &Prose<'_>, holds: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    prose
        .words
        .iter()
        .filter(|word| holds(&prose.slice(word).to_lowercase().replace('’', "'")))
        .cloned()
        .collect()
}

fn is_contraction(word: &str) -> bool {
    const ENDS: [&str; 6] = ["n't", "'re", "'ve", "'ll", "'m", "'d"];
    const WHOLE: &str = "it's that's there's here's what's who's he's she's let's where's how's";
    ENDS.iter().any(|end| word.ends_with(end)) || holds(WHOLE, word)
}

/// Lines that Markdown makes headings of.
fn headings(prose: &Prose<'_>) -> Vec<Range<usize>> {
    let headings = prose.sentences.iter();
    headings
        .filter(|line| prose.slice(line).starts_with('#') && begins_line(prose.text, line.start))
        .cloned()
        .collect()
}

fn is_title_case(heading: &str) -> bool {
    let words: Vec<&str> = heading
        .split_whitespace()
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3)
        .collect();
    let capitals = |word: &&&str| {
        word.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_uppercase)
    };
    words.len() >= 2 && words.iter().filter(capitals).count() == words.len()
}

#[cfg(test)]
mod tests;
