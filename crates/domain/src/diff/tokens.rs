//! Texts in words.

use unicode_segmentation::UnicodeSegmentation as _;

/// The words, spaces and marks of `text` in order (Unicode's word boundaries, UAX 29), never
/// cutting what a reader sees as one character.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let mut clusters = text.grapheme_indices(true).map(|(at, _)| at).peekable();
    let mut tokens = Vec::new();
    let mut start = 0;
    for (at, word) in text.split_word_bound_indices() {
        let end = at + word.len();
        while clusters.next_if(|cluster| *cluster < end).is_some() {}
        // The next cluster begins where the word ends, or the word cut one in two and goes on.
        if *clusters.peek().unwrap_or(&text.len()) == end
            && let Some(token) = text.get(start..end)
        {
            tokens.push(token);
            start = end;
        }
    }
    tokens
}

/// Whether a token carries meaning of its own, unlike a space or a mark.
pub(super) fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_spaces_and_marks_stand_alone_and_a_family_stays_together() {
        assert_eq!(
            tokens("Warm bread, 7:30 👨‍👩‍👧‍👦!"),
            [
                "Warm",
                " ",
                "bread",
                ",",
                " ",
                "7",
                ":",
                "30",
                " ",
                "👨‍👩‍👧‍👦",
                "!"
            ]
        );
        assert_eq!(tokens("パン屋"), ["パン", "屋"]);
        assert_eq!(tokens(""), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn tokens_make_up_the_text_and_never_cut_a_character(text in "\\PC{0,40}|[a\u{301}\u{600}\u{200d}👨👩🏽क्षが\r\n ]{0,12}") {
            let tokens = tokens(&text);
            prop_assert_eq!(tokens.concat(), text.as_str());
            let clusters: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
            let mut at = 0;
            for token in tokens {
                prop_assert!(!token.is_empty() && clusters.contains(&at), "{at} in {text:?}");
                at += token.len();
            }
        }
    }
}
