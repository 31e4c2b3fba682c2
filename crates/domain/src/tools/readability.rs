//! How easily a text is read, by the formula that was published for its language.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    brief::Language,
    voice::{Prose, reading_ease},
};

/// A sentence with more words than this is read twice.
const LONG_SENTENCE: usize = 25;
/// The most long sentences that are quoted.
const QUOTED: usize = 5;
/// Words below which a formula says nothing: they were found on samples of about 100.
const LEAST_WORDS: usize = 30;

/// A published formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Formula {
    /// English.
    Flesch,
    /// German.
    Amstad,
    /// French.
    KandelMoles,
    /// Spanish.
    FernandezHuerta,
    /// Portuguese.
    Martins,
    /// Italian.
    FranchinaVacca,
    /// Dutch.
    Douma,
    /// Turkish.
    Atesman,
    /// Swedish, Danish and Norwegian.
    Lix,
}

impl Formula {
    fn of(language: Language) -> Option<Self> {
        Some(match language.code() {
            "en" => Self::Flesch,
            "de" => Self::Amstad,
            "fr" => Self::KandelMoles,
            "es" => Self::FernandezHuerta,
            "pt" => Self::Martins,
            "it" => Self::FranchinaVacca,
            "nl" => Self::Douma,
            "tr" => Self::Atesman,
            "sv" | "da" | "no" => Self::Lix,
            _ => return None,
        })
    }

    /// Who published it, and when.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Flesch => "Flesch Reading Ease (1948)",
            Self::Amstad => "Amstad (1978)",
            Self::KandelMoles => "Kandel and Moles (1958)",
            Self::FernandezHuerta => "Fernández Huerta (1959)",
            Self::Martins => "Martins and others (1996)",
            Self::FranchinaVacca => "Franchina and Vacca (1986)",
            Self::Douma => "Douma (1960)",
            Self::Atesman => "Ateşman (1997)",
            Self::Lix => "LIX, Björnsson (1968)",
        }
    }

    /// Whether a smaller number is easier: everywhere else 100 is the easiest.
    pub const fn counts_down(self) -> bool {
        matches!(self, Self::Lix)
    }

    fn value(self, prose: &Prose<'_>, language: Language) -> Option<i64> {
        match self {
            Self::Lix => lix(prose),
            Self::Atesman => atesman(prose),
            _ => reading_ease(prose, Some(language)),
        }
    }

    /// The band by Flesch's own table with its seven rows joined to five, and by Björnsson's.
    fn band(self, thousandths: i64) -> Band {
        let bounds: [i64; 4] = if self.counts_down() {
            [30, 40, 50, 60]
        } else {
            [80, 60, 50, 30]
        };
        let beyond = |bound: &i64| {
            if self.counts_down() {
                thousandths >= bound * 1_000
            } else {
                thousandths < bound * 1_000
            }
        };
        let passed = bounds.iter().filter(|bound| beyond(bound)).count();
        let bands = Band::ALL;
        bands.get(passed).copied().unwrap_or(Band::VeryHard)
    }
}

/// How hard a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// A child reads it.
    VeryEasy,
    /// Plain language.
    Easy,
    /// A newspaper.
    Medium,
    /// A specialist journal.
    Hard,
    /// A law.
    VeryHard,
}

impl Band {
    /// Every band, the easiest first.
    pub const ALL: &'static [Self] = &[
        Self::VeryEasy,
        Self::Easy,
        Self::Medium,
        Self::Hard,
        Self::VeryHard,
    ];
}

/// What was counted in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Readability {
    /// The formula; `None` when none is known for the language, or the text is too short for one.
    pub formula: Option<Formula>,
    /// Its value in thousandths.
    pub value: Option<i64>,
    /// What that means.
    pub band: Option<Band>,
    /// Words.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Sentences of more than 25 words, the longest first.
    pub long_sentences: Vec<String>,
}

/// How easily a text is read.
pub fn readability(text: &str, language: Option<Language>) -> Readability {
    let prose = Prose::of(text);
    let words = prose.words.len();
    let formula = language
        .and_then(Formula::of)
        .filter(|_| words >= LEAST_WORDS);
    let value = formula
        .zip(language)
        .and_then(|(formula, language)| formula.value(&prose, language));
    let mut long: Vec<_> = prose
        .sentences
        .iter()
        .map(|sentence| (prose.words_in(sentence), prose.slice(sentence)))
        .filter(|(words, _)| *words > LONG_SENTENCE)
        .collect();
    long.sort_by_key(|(words, _)| std::cmp::Reverse(*words));
    Readability {
        band: formula
            .zip(value)
            .map(|(formula, value)| formula.band(value)),
        formula,
        value,
        words,
        sentences: prose.sentences.len(),
        long_sentences: long
            .into_iter()
            .take(QUOTED)
            .map(|(_, sentence)| sentence.to_owned())
            .collect(),
    }
}

/// Words a sentence, and words of more than six letters in percent.
fn lix(prose: &Prose<'_>) -> Option<i64> {
    let (words, sentences) = counts(prose)?;
    let is_long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 6;
    let long = prose.words.iter().map(|word| prose.slice(word));
    let long = i64::try_from(long.filter(is_long).count()).ok()?;
    Some((words * 1_000).checked_div(sentences)? + (long * 100_000).checked_div(words)?)
}

/// 198.825 − 40.175 × syllables a word − 2.610 × words a sentence. A Turkish syllable has one vowel.
fn atesman(prose: &Prose<'_>) -> Option<i64> {
    let (words, sentences) = counts(prose)?;
    let vowels = prose.words.iter().map(|word| prose.slice(word));
    let vowels = vowels
        .flat_map(str::chars)
        .filter(|c| "aeıioöuüâîûAEIİOÖUÜ".contains(*c))
        .count();
    let vowels = i64::try_from(vowels).ok()?;
    let ease =
        198_825 - (40_175 * vowels).checked_div(words)? - (2_610 * words).checked_div(sentences)?;
    Some(ease.clamp(0, 100_000))
}

fn counts(prose: &Prose<'_>) -> Option<(i64, i64)> {
    let words = i64::try_from(prose.words.len()).ok()?;
    let sentences = i64::try_from(prose.sentences.len()).ok()?;
    Some((words, sentences))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, code: &str) -> Readability {
        readability(text, code.parse().ok())
    }

    #[test]
    fn short_words_in_short_sentences_are_easy_and_long_ones_hard() {
        let easy =
            "We bake at five. You get it warm at seven. It is good. We like it so. ".repeat(3);
        let hard = "Notwithstanding the aforementioned considerations, organizational implementation necessitates \
            comprehensive interdepartmental coordination, continuous administrative documentation, systematic evaluation \
            of infrastructural requirements and internationally recognised certification methodologies throughout every \
            participating jurisdiction, irrespective of contradictory recommendations.";
        assert_eq!(read(&easy, "en").band, Some(Band::VeryEasy));
        let hard = read(hard, "en");
        assert_eq!(hard.band, Some(Band::VeryHard));
        assert_eq!(hard.long_sentences.len(), 1);
        assert_eq!(
            hard.formula.map(Formula::source),
            Some("Flesch Reading Ease (1948)")
        );
    }

    #[test]
    fn lix_is_words_a_sentence_and_long_words_in_percent() {
        // 30 words in 3 sentences, 6 of them with more than six letters.
        let sentence = "Vi bakar brödet klockan fem och bageriet är redan öppet. ";
        let counted = read(&sentence.repeat(3), "sv");
        assert_eq!(counted.words, 30);
        assert_eq!(counted.value, Some(30_000));
        assert_eq!(counted.band, Some(Band::Easy));
        assert!(Formula::Lix.counts_down());
    }

    #[test]
    fn turkish_counts_a_vowel_a_syllable() {
        let sentence = "Biz her sabah erken kalkar ve taze ekmek pişiririz. ";
        let counted = read(&sentence.repeat(4), "tr");
        // 36 words, 4 sentences, 68 vowels: 198.825 − 40.175 × 17/9 − 2.61 × 9
        assert_eq!((counted.words, counted.sentences), (36, 4));
        assert_eq!(counted.value, Some(198_825 - 40_175 * 68 / 36 - 2_610 * 9));
    }

    #[test]
    fn a_language_without_a_formula_and_a_short_text_get_no_number() {
        let polish = "Pieczemy chleb o piątej rano. ".repeat(10);
        let counted = read(&polish, "pl");
        assert_eq!(
            (counted.formula, counted.value, counted.band),
            (None, None, None)
        );
        assert_eq!(counted.sentences, 10);
        assert_eq!(read("We bake at five.", "en").value, None);
        assert_eq!(read("", "en").words, 0);
    }
}
