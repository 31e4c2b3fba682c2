//! A post's text in its sentences, so that some of them can be changed and all others stay as they are.

use crate::built_in::reading::sentences::pieces;

/// A sentence, or a line that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The white space before it.
    pub gap: String,
    /// Its words.
    pub words: String,
    /// A heading, a greeting or a signature, which stays where it is.
    pub fixed: bool,
}

/// A text in its parts, which one after the other are the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Passage {
    /// The parts in their order.
    pub parts: Vec<Part>,
}

impl Passage {
    /// Reads a text.
    pub(super) fn read(text: &str) -> Self {
        let mut read = Self::default();
        let mut gap = String::new();
        for line in text.split_inclusive('\n') {
            let (words, end) = match line.strip_suffix('\n') {
                Some(words) => (words, "\n"),
                None => (line, ""),
            };
            if words.trim().is_empty() {
                gap.push_str(line);
                continue;
            }
            let fixed = read.is_fixed(words, &gap);
            if fixed || is_item(words) {
                read.push(&mut gap, words, fixed);
            } else {
                for piece in pieces(words) {
                    read.push(&mut gap, &piece, false);
                }
            }
            gap.push_str(end);
        }
        read
    }

    fn push(&mut self, gap: &mut String, text: &str, fixed: bool) {
        let words = text.trim();
        let Some(at) = text.find(words).filter(|_| !words.is_empty()) else {
            gap.push_str(text);
            return;
        };
        gap.push_str(text.get(..at).unwrap_or_default());
        self.parts.push(Part {
            gap: std::mem::take(gap),
            words: words.to_owned(),
            fixed,
        });
        gap.push_str(text.get(at + words.len()..).unwrap_or_default());
    }

    /// Whether a line is a heading, greets, says farewell, or signs below a farewell.
    fn is_fixed(&self, line: &str, gap: &str) -> bool {
        let signs = gap == "\n"
            && self
                .parts
                .last()
                .is_some_and(|part| part.fixed && part.words.ends_with(','));
        signs || line.starts_with('#') || line.trim_end().ends_with(',')
    }

    /// The text.
    pub(super) fn text(&self) -> String {
        let text: String = self
            .parts
            .iter()
            .flat_map(|part| [part.gap.as_str(), part.words.as_str()])
            .collect();
        text.trim().to_owned()
    }

    /// Its length in characters.
    pub(super) fn length(&self) -> usize {
        self.text().chars().count()
    }

    /// Where its first sentence stands.
    pub(super) fn opening(&self) -> Option<usize> {
        self.parts.iter().position(|part| !part.fixed)
    }

    /// Whether a sentence says these words.
    pub(super) fn says(&self, words: &str) -> bool {
        self.text().to_lowercase().contains(&words.to_lowercase())
    }

    /// Takes a part out. What stood in its paragraph stays a paragraph.
    pub(super) fn remove(&mut self, at: usize) {
        if at >= self.parts.len() {
            return;
        }
        let removed = self.parts.remove(at);
        if let Some(next) = self.parts.get_mut(at)
            && removed.gap.contains('\n')
            && !next.gap.contains('\n')
        {
            next.gap = removed.gap;
        }
    }

    /// Puts a sentence before the part at `at`, with `gap` between it and the one before.
    pub(super) fn insert(&mut self, at: usize, words: &str, gap: &str) {
        let at = at.min(self.parts.len());
        let mut before = gap.to_owned();
        if at == 0
            && let Some(next) = self.parts.first_mut()
        {
            before = std::mem::replace(&mut next.gap, gap.to_owned());
        }
        let part = Part {
            gap: before,
            words: words.to_owned(),
            fixed: false,
        };
        self.parts.insert(at, part);
    }

    /// Takes headings out that nothing follows any longer.
    pub(super) fn without_bare_headings(&mut self) {
        let heading = |part: &Part| part.words.starts_with('#') && part.words.contains(' ');
        let mut at = 0;
        while let Some(part) = self.parts.get(at) {
            if heading(part) && self.parts.get(at + 1).is_none_or(heading) {
                self.parts.remove(at);
                at = at.saturating_sub(1);
            } else {
                at += 1;
            }
        }
    }
}

fn is_item(line: &str) -> bool {
    line.starts_with(['-', '*', '>', '•'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn greeting_heading_and_signature_are_no_sentences() {
        let text = "Hello there,\n\nBread at 6.30 a.m. today. Come by!\n\n## More\n\n- Rye\n\nSee you soon,\nOven & Co";
        let passage = Passage::read(text);
        let sentences: Vec<&str> = passage
            .parts
            .iter()
            .filter(|part| !part.fixed)
            .map(|part| part.words.as_str())
            .collect();
        assert_eq!(
            sentences,
            ["Bread at 6.30 a.m. today.", "Come by!", "- Rye"]
        );
        assert_eq!(passage.text(), text);
    }

    #[test]
    fn a_sentence_that_goes_leaves_its_paragraph_behind() {
        let mut passage = Passage::read("One.\n\nTwo. Three.");
        passage.remove(1);
        assert_eq!(passage.text(), "One.\n\nThree.");
        passage.insert(0, "Zero.", "\n\n");
        assert_eq!(passage.text(), "Zero.\n\nOne.\n\nThree.");
    }

    #[test]
    fn a_heading_with_nothing_below_it_goes_too() {
        let mut passage = Passage::read("One.\n\n## A\n\n## B\n\nTwo.\n\n## C");
        passage.without_bare_headings();
        assert_eq!(passage.text(), "One.\n\n## B\n\nTwo.");
    }

    proptest! {
        #[test]
        fn a_text_is_its_parts(text in "(One|two|\\. |! |\\n|, |# |- |…|é| ){0,24}") {
            prop_assert_eq!(Passage::read(&text).text(), text.trim());
        }
    }
}
