//! Bounds of typed text: what is refused, in which words, and what comes back as it went in.

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation;

/// Why a text was refused. The sentences name the field and the next step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextRefusal {
    /// Nothing but white space where something is needed.
    #[error("{0} is empty. Write at least a few words.")]
    Empty(&'static str),
    /// A NUL byte, which no database keeps in text.
    #[error("{0} has a NUL character (U+0000). Remove it and try again.")]
    Nul(&'static str),
    /// More characters than the field holds.
    #[error("{label} has {length} characters; it can have {max} at the most. Shorten it by {}.", .length - .max)]
    TooLong {
        /// The field's label.
        label: &'static str,
        /// Characters as a reader counts them.
        length: usize,
        /// The field's bound.
        max: usize,
    },
}

/// A field's bounds.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The label people see.
    pub label: &'static str,
    /// Whether it may be left empty.
    pub required: bool,
    /// The most characters (grapheme clusters) it holds.
    pub max: usize,
}

impl Bounds {
    /// A field that must be filled.
    pub const fn required(label: &'static str, max: usize) -> Self {
        Self {
            label,
            required: true,
            max,
        }
    }

    /// A field that may stay empty.
    pub const fn optional(label: &'static str, max: usize) -> Self {
        Self {
            label,
            required: false,
            max,
        }
    }

    /// The text without surrounding white space and with `\n` line ends, otherwise as it was
    /// typed (right-to-left marks, emoji and markup included).
    pub fn parse(self, text: &str) -> Result<String, TextRefusal> {
        if text.contains('\0') {
            return Err(TextRefusal::Nul(self.label));
        }
        let text = normalise_line_ends(text.trim());
        if self.required && text.is_empty() {
            return Err(TextRefusal::Empty(self.label));
        }
        // A cluster is at least one byte: short texts need no segmentation.
        if text.len() > self.max {
            let length = text.graphemes(true).count();
            // A cluster can be long without end; sixteen bytes a cluster is generous for real writing.
            if length > self.max || text.len() > self.max * 16 {
                return Err(TextRefusal::TooLong {
                    label: self.label,
                    length: length.max(self.max + 1),
                    max: self.max,
                });
            }
        }
        Ok(text)
    }
}

/// Browsers send `\r\n` from a text area; a version's hash must not depend on the sender.
pub fn normalise_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The text as it is searched: in lower case, and however its characters were put together
/// (Unicode's NFKC).
pub fn folded(text: &str) -> String {
    text.to_lowercase().nfkc().collect()
}

/// The lines of a list field: one entry a line, bullets and empty lines dropped.
pub fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.trim().trim_start_matches(['-', '*', '•']).trim())
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOTE: Bounds = Bounds::required("Note", 10);

    #[test]
    fn a_nul_byte_is_refused_in_a_sentence() {
        let refusal = NOTE.parse("a\0b").unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "Note has a NUL character (U+0000). Remove it and try again."
        );
    }

    #[test]
    fn a_family_emoji_counts_as_one_character() {
        assert!(NOTE.parse(&"👨‍👩‍👧‍👦".repeat(6)).is_ok());
    }

    #[test]
    fn a_megabyte_is_refused_with_what_to_cut() {
        let refusal = NOTE.parse(&"a".repeat(1_000_000)).unwrap_err().to_string();
        assert!(refusal.contains("Shorten it by 999990"), "{refusal}");
    }

    #[test]
    fn a_search_finds_a_word_in_capitals_and_put_together_otherwise() {
        assert_eq!(folded("CAFE\u{301}"), folded("café"));
        assert_eq!(folded("ÄPFEL"), "äpfel");
    }

    proptest! {
        #[test]
        fn accepted_text_comes_back_as_it_went_in(text in "\\PC{1,10}") {
            prop_assume!(!text.trim().is_empty());
            if let Ok(kept) = NOTE.parse(&text) {
                prop_assert_eq!(kept, text.trim());
            }
        }
    }
}
