//! What a person wants different, as far as rules can do it.

use domain::brief::Tone;

use crate::built_in::reading::words::{bare, has_phrase, is_stop};

/// A wish, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::built_in) struct Wish {
    /// Fewer or more facts than the channel's form has.
    pub length: Length,
    /// Another tone than the brief's.
    pub tone: Option<Tone>,
    /// No hashtags.
    pub without_hashtags: bool,
    /// No emoji.
    pub without_emoji: bool,
    /// Begin with a question.
    pub as_question: bool,
    /// Terms to leave out.
    pub without: Vec<String>,
    /// Words that the post should be about.
    pub about: Vec<String>,
}

/// How long a post should be, next to its channel's form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::built_in) enum Length {
    /// Shorter.
    Shorter,
    /// As it is.
    #[default]
    Usual,
    /// Longer.
    Longer,
}

/// Words by which a tone is wished for.
const TONES: &[(Tone, &[&str])] = &[
    (
        Tone::Plain,
        &["plain", "plainer", "simple", "simpler", "sober", "neutral"],
    ),
    (
        Tone::Warm,
        &["warm", "warmer", "friendly", "friendlier", "personal"],
    ),
    (
        Tone::Confident,
        &["confident", "bolder", "bold", "stronger", "punchier"],
    ),
    (
        Tone::Playful,
        &["playful", "funny", "funnier", "fun", "lighter", "witty"],
    ),
    (
        Tone::Formal,
        &["formal", "serious", "professional", "official"],
    ),
    (Tone::Urgent, &["urgent", "urgency", "pressing"]),
];

impl Wish {
    /// Reads a wish; what rules cannot do is passed over.
    pub(in crate::built_in) fn read(text: &str) -> Self {
        let has = |words: &[&str]| words.iter().any(|word| has_phrase(text, word));
        let without = without(text);
        let dropped = |word: &str| without.iter().any(|term| has_phrase(term, word));
        let length = if has(&[
            "shorter",
            "short",
            "brief",
            "briefer",
            "concise",
            "cut",
            "less text",
            "tighter",
        ]) {
            Length::Shorter
        } else if has(&[
            "longer",
            "more detail",
            "more details",
            "detailed",
            "expand",
            "more facts",
        ]) {
            Length::Longer
        } else {
            Length::Usual
        };
        Self {
            length,
            tone: TONES
                .iter()
                .find(|(_, words)| has(words))
                .map(|(tone, _)| *tone),
            without_hashtags: dropped("hashtags") || dropped("hashtag"),
            without_emoji: dropped("emoji") || dropped("emojis"),
            as_question: has(&["question", "ask"]),
            about: about(text),
            without: without
                .into_iter()
                .filter(|term| {
                    !matches!(term.as_str(), "hashtags" | "hashtag" | "emoji" | "emojis")
                })
                .collect(),
        }
    }
}

/// What stands after "without", "no" and "don't mention".
fn without(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace('’', "'");
    let marks = [
        "without ",
        "no ",
        "don't mention ",
        "do not mention ",
        "leave out ",
        "drop ",
        "remove ",
    ];
    let mut found = Vec::new();
    for mark in marks {
        for (at, _) in lower.match_indices(mark) {
            let begins = lower
                .get(..at)
                .is_none_or(|before| before.is_empty() || before.ends_with([' ', ',', '.', ';']));
            let rest = lower.get(at + mark.len()..).unwrap_or_default();
            let term = rest
                .split([',', '.', ';'])
                .next()
                .unwrap_or_default()
                .split(" and ")
                .next()
                .unwrap_or_default();
            let term = term
                .trim()
                .trim_start_matches("the ")
                .trim_start_matches("any ")
                .to_owned();
            if begins && !term.is_empty() && term.split_whitespace().count() <= 3 {
                found.push(term);
            }
        }
    }
    found
}

/// Words after "about", "mention", "focus on" and the like.
fn about(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let marks = [
        "about ",
        "mention ",
        "focus on ",
        "stress ",
        "emphasise ",
        "emphasize ",
        "highlight ",
        "lead with ",
        "start with ",
        "more on ",
    ];
    let denied = [
        "don't mention",
        "don’t mention",
        "do not mention",
        "not about",
    ]
    .iter()
    .any(|denial| lower.contains(denial));
    if denied {
        return Vec::new();
    }
    let rest = marks
        .iter()
        .filter_map(|mark| {
            lower
                .find(mark)
                .map(|at| lower.get(at + mark.len()..).unwrap_or_default())
        })
        .max_by_key(|rest| rest.len());
    rest.unwrap_or_default()
        .split_whitespace()
        .map(bare)
        .filter(|word| word.len() > 2 && !is_stop(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_read_for_what_rules_can_do() {
        let wish = Wish::read("Shorter and more playful, please, without hashtags");
        assert_eq!(
            (wish.length, wish.tone, wish.without_hashtags),
            (Length::Shorter, Some(Tone::Playful), true)
        );
        assert_eq!(
            Wish::read("focus on the breakfast bag").about,
            ["breakfast", "bag"]
        );
        assert_eq!(
            Wish::read("Please don't mention the price").without,
            ["price"]
        );
        assert_eq!(Wish::read("").length, Length::Usual);
    }
}
