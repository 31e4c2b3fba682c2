//! What a text says as it is written: numbers, links, names and placeholders. A result that says
//! the same keeps them, and none may add any.

use std::ops::Range;

use crate::{
    channel::{links, words::words},
    text::folded,
};

/// Each number of a text as its digits alone, so that `1,200.50` and `1.200,50` are the same one, and
/// `7:30` and `7.30` too.
pub(super) fn numbers(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut digits = String::new();
    for (at, c) in chars.iter().enumerate() {
        let digit = c.to_digit(10).or_else(|| eastern_digit(*c));
        if let Some(digit) = digit {
            digits.extend(char::from_digit(digit, 10));
            continue;
        }
        let inside = matches!(
            c,
            '.' | ',' | ':' | '٬' | '٫' | '\'' | '’' | '\u{A0}' | '\u{202F}'
        );
        let goes_on = chars
            .get(at + 1)
            .is_some_and(|next| next.is_ascii_digit() || eastern_digit(*next).is_some());
        if !(digits.is_empty() || inside && goes_on) {
            found.push(std::mem::take(&mut digits));
        }
    }
    if !digits.is_empty() {
        found.push(digits);
    }
    found
}

/// Digits as Arabic and Hindi write them.
fn eastern_digit(c: char) -> Option<u32> {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        _ => return None,
    };
    u32::from(c).checked_sub(u32::from(zero))
}

/// The links of a text.
pub(super) fn addresses(text: &str) -> Vec<&str> {
    links(text)
        .into_iter()
        .filter_map(|link| text.get(link.start..link.end))
        .collect()
}

/// What is to be filled in: names in one or two braces, `%s` and `%1$s`.
pub(super) fn placeholders(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '%']) {
        let (_, from) = rest.split_at(at);
        let length = if from.starts_with('{') {
            from.find('}').map(|end| {
                let doubled = from
                    .get(end + 1..)
                    .is_some_and(|rest| rest.starts_with('}'));
                end + 1 + usize::from(doubled)
            })
        } else {
            let end = from.find(['s', 'd']).map(|end| end + 1);
            end.filter(|end| {
                let between = from.get(1..end - 1).unwrap_or_default();
                between.chars().all(|c| c.is_ascii_digit() || c == '$')
            })
        };
        let length = length.filter(|length| *length <= 60);
        found.extend(length.and_then(|length| from.get(..length)));
        rest = from.get(length.unwrap_or(1)..).unwrap_or_default();
    }
    found
}

/// Words that English writes with a capital and no name has.
const CAPITALISED: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june \
    july august september october november december";

/// Words with a capital in the middle of a sentence, or with several capitals: names, as far as
/// that shows. German writes every noun so: there only the latter count.
pub(super) fn names(text: &str, is_german: bool) -> Vec<&str> {
    let places = words(text);
    let mut found: Vec<&str> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let Some(word) = text.get(place.clone()) else {
            continue;
        };
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let starts = begins_sentence(text, at.checked_sub(1).and_then(|at| places.get(at)), place);
        let shouted = capitals == letters && letters > 4;
        let common = CAPITALISED
            .split_whitespace()
            .any(|other| other == word.to_lowercase());
        let is_name = letters > 1
            && !shouted
            && !common
            && (capitals > 1 || (word.starts_with(char::is_uppercase) && !starts && !is_german));
        if is_name && !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

/// Whether nothing stands between this word and the one before but what ends a sentence.
fn begins_sentence(text: &str, before: Option<&Range<usize>>, word: &Range<usize>) -> bool {
    let from = before.map_or(0, |before| before.end);
    let between = text.get(from..word.start).unwrap_or_default();
    before.is_none() || between.contains(['.', '!', '?', '…', ':', '\n', '“', '"', '„', '«', '•'])
}

/// Whether `text` has the word, in any case and with any ending.
pub(super) fn has(text: &str, word: &str) -> bool {
    folded(text).contains(&folded(word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_the_same_however_their_digits_are_grouped() {
        for text in [
            "1,200.50",
            "1.200,50",
            "1\u{202f}200,50",
            "1’200.50",
            "١٬٢٠٠٫٥٠",
        ] {
            assert_eq!(numbers(text), ["120050"], "{text}");
        }
        assert_eq!(
            numbers("From 7:00, 20% off, 2 for 1."),
            ["700", "20", "2", "1"]
        );
        assert!(numbers("none").is_empty());
    }

    #[test]
    fn placeholders_are_found_with_their_signs() {
        assert_eq!(
            placeholders("Hi {{name}}, {count} of %1$s and %s for 50% of it"),
            ["{{name}}", "{count}", "%1$s", "%s"]
        );
        assert!(placeholders("100% sure").is_empty());
    }

    #[test]
    fn names_have_capitals_inside_a_sentence() {
        assert_eq!(
            names(
                "Warm bread from Lindner on Monday. Come to Oven & Co in IKEA style! We wait.",
                false
            ),
            ["Lindner", "Oven", "Co", "IKEA"]
        );
        assert_eq!(names("Das Brot von Lindner bei DHL.", true), ["DHL"]);
        assert!(names("SUPER ANGEBOTE!", true).is_empty());
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_through(text in "(\\PC|\\{|%|s|1|\\$|\\}){0,60}") {
            let _ = (numbers(&text), placeholders(&text), names(&text, false), addresses(&text));
        }
    }
}
