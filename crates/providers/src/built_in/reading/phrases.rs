//! Phrases that carry the message, found as RAKE finds them: runs of words between words that carry
//! nothing, weighed by the company their words keep.

use std::collections::HashMap;

use domain::run::Fact;

use super::words::{bare, is_counting, is_helping, is_picturable, is_stop, verb};

/// The most phrases an analysis keeps.
const MAX_PHRASES: usize = 12;
/// The most words of a phrase.
const MAX_WORDS: usize = 3;

/// The phrases of key message and facts, the weightiest first.
pub(in crate::built_in) fn key_phrases(
    key_message: &str,
    facts: &[Fact],
    subject: &str,
) -> Vec<String> {
    let mut found: Vec<String> = runs(key_message);
    let from_message = found.len();
    found.extend(facts.iter().flat_map(|fact| runs(&fact.text)));
    let mut degree: HashMap<String, (usize, usize)> = HashMap::new();
    for phrase in &found {
        let words: Vec<String> = phrase.split(' ').map(bare).collect();
        for word in &words {
            let entry = degree.entry(word.clone()).or_default();
            *entry = (entry.0 + 1, entry.1 + words.len());
        }
    }
    let score = |at: usize, phrase: &str| {
        let sum: usize = phrase
            .split(' ')
            .map(bare)
            .filter_map(|word| degree.get(&word))
            .map(|(count, degree)| degree * 60 / count)
            .sum();
        sum + if at < from_message { 90 } else { 0 }
    };
    let mut scored: Vec<(usize, &String)> = found
        .iter()
        .enumerate()
        .map(|(at, phrase)| (score(at, phrase), phrase))
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let mut kept: Vec<String> = Vec::new();
    for (_, phrase) in scored {
        let lower = phrase.to_lowercase();
        let known = |other: &String| {
            other.to_lowercase().contains(&lower) || lower.contains(&other.to_lowercase())
        };
        let telling = phrase.contains(' ') || is_picturable(&lower);
        if telling
            && !subject.to_lowercase().contains(&lower)
            && !kept.iter().any(known)
            && kept.len() < MAX_PHRASES
        {
            kept.push(phrase.clone());
        }
    }
    kept
}

/// Runs of words that carry something, at most [`MAX_WORDS`] long.
pub(in crate::built_in) fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<Vec<&str>> = vec![Vec::new()];
    let mut first = true;
    for word in text.split_whitespace() {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let starts_mid = word.starts_with(|c: char| !c.is_alphanumeric());
        if starts_mid {
            runs.push(Vec::new());
        }
        let plural = runs
            .last()
            .and_then(|run| run.last())
            .is_some_and(|last| last.ends_with('s'));
        let acts = plural
            && verb(&core.to_lowercase()).is_some_and(|verb| verb.doubtful && !verb.singular);
        if carries(core, first) && !acts {
            if let Some(run) = runs.last_mut() {
                run.push(core);
            }
        } else {
            runs.push(Vec::new());
        }
        first = word.ends_with(['.', '!', '?']);
        if !word.ends_with(char::is_alphanumeric) {
            runs.push(Vec::new());
        }
    }
    runs.into_iter()
        .filter(|run| (1..=MAX_WORDS).contains(&run.len()))
        .map(|run| run.join(" "))
        .filter(|phrase| phrase.chars().count() > 3)
        .collect()
}

fn carries(word: &str, starts_sentence: bool) -> bool {
    let lower = word.to_lowercase();
    let letters = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let name = !starts_sentence && word.starts_with(char::is_uppercase);
    let verb = verb(&lower).is_some_and(|verb| !verb.doubtful || verb.singular)
        || lower.ends_with("ed") && lower.len() > 4;
    letters
        && !is_stop(&lower)
        && !is_counting(&lower)
        && !is_helping(&lower)
        && !lower.ends_with("ly")
        && (name || !verb)
}

/// A phrase as a hashtag without its sign, in CamelCase so that screen readers read its words.
/// `None` when nothing of it can stand in a hashtag.
pub(in crate::built_in) fn hashtag(phrase: &str) -> Option<String> {
    let tag: String = phrase
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\''))
        .map(|word| {
            let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
            super::sentences::capitalised(&word)
        })
        .collect();
    let fits = (3..=30).contains(&tag.chars().count())
        && tag.chars().next().is_some_and(char::is_alphabetic);
    fits.then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_stop_at_verbs_and_small_words() {
        assert_eq!(
            runs(
                "Lindner Bakery bakes sourdough bread, rye rolls and butter croissants on the premises every night."
            ),
            [
                "Lindner Bakery",
                "sourdough bread",
                "rye rolls",
                "butter croissants",
                "premises",
                "night"
            ]
        );
    }

    #[test]
    fn a_hashtag_keeps_its_words_apart_by_capitals() {
        assert_eq!(hashtag("rye rolls").as_deref(), Some("RyeRolls"));
        assert_eq!(
            hashtag("mid-sized firm’s").as_deref(),
            Some("MidSizedFirms")
        );
        assert_eq!(hashtag("24 hours"), None);
        assert_eq!(hashtag("!"), None);
    }
}
