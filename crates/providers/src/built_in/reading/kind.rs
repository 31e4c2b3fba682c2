//! What a sentence tells: a price, a time, what the thing is.

use super::words::{bare, has_phrase};

/// What a sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::built_in) enum Kind {
    /// What it is or does: the subject is the subject.
    Offer,
    /// What people do with it.
    Action,
    /// A figure, or something said of every single one.
    Proof,
    /// Anything else.
    Detail,
    /// When it is open or happens.
    Time,
    /// What it costs.
    Price,
}

const PEOPLE: &[&str] = &[
    "you",
    "visitors",
    "guests",
    "customers",
    "teams",
    "people",
    "members",
    "families",
    "children",
    "students",
    "readers",
    "users",
    "auditors",
    "clients",
    "patients",
    "players",
    "orders",
    "parents",
    "anyone",
    "everyone",
    "participants",
    "drivers",
    "owners",
];

const TIMES: &[&str] = &[
    "midnight",
    "noon",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "weekdays",
    "weekends",
    "weekend",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "a.m",
    "p.m",
    "o'clock",
];

impl Kind {
    /// What the sentence tells about the subject.
    pub(in crate::built_in) fn of(sentence: &str, subject: &str) -> Self {
        let first = sentence
            .split_whitespace()
            .next()
            .map(bare)
            .unwrap_or_default();
        let start = sentence
            .trim_start_matches("The ")
            .trim_start_matches("the ");
        if has_amount(sentence) {
            Self::Price
        } else if has_time(sentence) {
            Self::Time
        } else if first == "we" || !subject.is_empty() && start.starts_with(subject) {
            Self::Offer
        } else if PEOPLE.contains(&first.as_str()) {
            Self::Action
        } else if sentence.contains(|c: char| c.is_ascii_digit())
            || matches!(first.as_str(), "every" | "each" | "all" | "no")
        {
            Self::Proof
        } else {
            Self::Detail
        }
    }
}

/// Whether a price is told: an amount of money, or that something is free.
pub(in crate::built_in) fn has_amount(sentence: &str) -> bool {
    let currency = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₩' | '₺');
    let words: Vec<String> = sentence.split_whitespace().map(bare).collect();
    let coded = words.windows(2).any(|pair| match pair {
        [one, two] => [(one, two), (two, one)].iter().any(|(code, amount)| {
            matches!(
                code.as_str(),
                "usd" | "eur" | "gbp" | "chf" | "euro" | "euros" | "dollars" | "pounds"
            ) && amount.starts_with(|c: char| c.is_ascii_digit())
        }),
        _ => false,
    });
    sentence.contains(currency)
        || coded
        || words.iter().any(|word| word == "free") && !has_phrase(sentence, "free of")
}

/// Whether a time of day, a weekday or a month is told.
pub(in crate::built_in) fn has_time(sentence: &str) -> bool {
    let clock = |word: &str| {
        word.split_once([':', '.']).is_some_and(|(hour, minute)| {
            (1..=2).contains(&hour.len())
                && minute.len() == 2
                && hour
                    .chars()
                    .chain(minute.chars())
                    .all(|c| c.is_ascii_digit())
        })
    };
    let mut previous = String::new();
    sentence.split_whitespace().any(|raw| {
        let word = bare(raw);
        let amount = raw.starts_with(|c: char| !c.is_alphanumeric() && c != '(');
        let half = matches!(word.as_str(), "am" | "pm")
            && previous.ends_with(|c: char| c.is_ascii_digit());
        let found =
            half || TIMES.contains(&word.as_str()) || clock(&word) && !amount && word.contains(':');
        previous = word;
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_apart_by_what_they_tell() {
        for (sentence, expected) in [
            ("Lindner Bakery bakes rye rolls.", Kind::Offer),
            ("The first loaves leave the oven at 6:45.", Kind::Time),
            ("A bag costs $6.90.", Kind::Price),
            ("Children under 12 are free.", Kind::Price),
            ("Every dough rests for 24 hours.", Kind::Proof),
            ("Visitors fold their own lantern.", Kind::Action),
            ("Set-up takes a while.", Kind::Detail),
        ] {
            assert_eq!(Kind::of(sentence, "Lindner Bakery"), expected, "{sentence}");
        }
    }
}
