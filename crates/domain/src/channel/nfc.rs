//! Unicode normalisation form C (UAX #15) from the crate's single
//! steps: its iterator links the tables of compatibility forms as well, which weigh more in the
//! browser than all rules of this crate together.

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

/// The text with every character composed as far as it goes.
pub(super) fn nfc(text: &str) -> String {
    composed(&ordered(text)).into_iter().collect()
}

/// Each character with its combining class, taken apart, marks in canonical order.
fn ordered(text: &str) -> Vec<(u8, char)> {
    let mut parts: Vec<(u8, char)> = Vec::with_capacity(text.len());
    for character in text.chars() {
        decompose_canonical(character, |part| {
            parts.push((canonical_combining_class(part), part));
        });
    }
    for marks in parts.split_mut(|(class, _)| *class == 0) {
        // Stable: marks of one class keep their order.
        marks.sort_by_key(|(class, _)| *class);
    }
    parts
}

fn composed(parts: &[(u8, char)]) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(parts.len());
    let mut starter = None;
    // Class of the last mark that stands between the starter and the next character.
    let mut between = None;
    for &(class, character) in parts {
        let blocked = between.is_some_and(|last| last >= class);
        let merged = starter
            .filter(|_| !blocked)
            .and_then(|at: usize| Some((at, compose(*out.get(at)?, character)?)));
        if let Some((slot, whole)) = merged.and_then(|(at, whole)| Some((out.get_mut(at)?, whole)))
        {
            *slot = whole;
            continue;
        }
        if class == 0 {
            starter = Some(out.len());
            between = None;
        } else {
            between = Some(class);
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::nfc;

    #[test]
    fn marks_are_ordered_and_composed_and_singletons_replaced() {
        for (text, whole) in [
            ("e\u{301}", "é"),
            ("a\u{302}\u{323}", "ậ"),
            ("â\u{323}", "ậ"),
            ("\u{212B}", "Å"),
            ("\u{1112}\u{1161}\u{11AB}", "한"),
            ("\u{301}e", "\u{301}e"),
            ("\u{FB2A}", "\u{5E9}\u{5C1}"),
        ] {
            assert_eq!(nfc(text), whole, "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_is_what_the_crate_says(text in r"\PC{0,40}", marks in "[a-zà-ỹ\u{300}-\u{36f}\u{1100}-\u{11ff}\u{5d0}-\u{5ea}\u{fb1d}-\u{fb4e}]{0,40}") {
            prop_assert_eq!(nfc(&text), text.nfc().collect::<String>());
            prop_assert_eq!(nfc(&marks), marks.nfc().collect::<String>());
        }
    }
}
