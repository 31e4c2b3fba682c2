//! A text as sentences, words and paragraphs, without what is no prose: addresses, hashtags, names
//! of accounts.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::channel::is_emoji;

/// A text, taken apart once.
#[derive(Debug)]
pub(crate) struct Prose<'a> {
    pub text: &'a str,
    /// Where sentences that have words stand, without the white space around them.
    pub sentences: Vec<Range<usize>>,
    /// Where words stand; one with an apostrophe is one word.
    pub words: Vec<Range<usize>>,
    /// Words of each paragraph that has some.
    pub paragraphs: Vec<usize>,
}

impl<'a> Prose<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let words = words(text);
        let holds_words = |range: &Range<usize>| words_within(&words, range) > 0;
        let sentences = text
            .split_sentence_bound_indices()
            .flat_map(|(at, part)| lines(at, part))
            .map(|(at, part)| trimmed(at, part))
            .filter(holds_words)
            .collect();
        let mut paragraphs = Vec::new();
        let mut from = 0;
        for part in text.split("\n\n") {
            let range = from..from + part.len();
            from = range.end + 2;
            let count = words_within(&words, &range);
            if count > 0 {
                paragraphs.push(count);
            }
        }
        Self {
            text,
            sentences,
            words,
            paragraphs,
        }
    }

    pub(crate) fn slice(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The words in lower case, apostrophes straight.
    pub(crate) fn lower(&self) -> Vec<String> {
        self.words
            .iter()
            .map(|range| self.slice(range).to_lowercase().replace('’', "'"))
            .collect()
    }

    /// The sentence around a place.
    pub(crate) fn sentence_at(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let mut sentences = self.sentences.iter();
        sentences
            .find(|sentence| sentence.start <= place.start && place.start < sentence.end)
            .cloned()
    }

    /// How many words a sentence has.
    pub(crate) fn words_in(&self, sentence: &Range<usize>) -> usize {
        words_within(&self.words, sentence)
    }

    /// Where emoji stand.
    pub(crate) fn emoji(&self) -> Vec<Range<usize>> {
        self.text
            .grapheme_indices(true)
            .filter(|(_, cluster)| is_emoji(cluster))
            .map(|(at, cluster)| at..at + cluster.len())
            .collect()
    }
}

/// How many of the words, which are in order, lie within a range.
fn words_within(words: &[Range<usize>], range: &Range<usize>) -> usize {
    let first = words.partition_point(|word| word.start < range.start);
    let behind = words.partition_point(|word| word.end <= range.end);
    behind.saturating_sub(first)
}

/// A line that ends without a mark is a sentence too: a heading, an entry of a list.
fn lines(at: usize, part: &str) -> Vec<(usize, &str)> {
    let mut from = at;
    part.split_inclusive('\n')
        .map(|line| {
            let start = from;
            from += line.len();
            (start, line)
        })
        .collect()
}

fn trimmed(at: usize, part: &str) -> Range<usize> {
    let start = at + part.len() - part.trim_start().len();
    start..(at + part.trim_end().len()).max(start)
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        let at = from;
        from += token.len();
        let no_prose = token.starts_with(['#', '@'])
            && token.chars().nth(1).is_some_and(char::is_alphanumeric)
            || token.contains("://")
            || token.starts_with("www.");
        if !no_prose {
            found.extend(
                token
                    .unicode_word_indices()
                    .map(|(start, word)| at + start..at + start + word.len()),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_without_tags_and_addresses() {
        let prose =
            Prose::of("Don’t wait! Bread\n\n# Today\nSee https://example.com/a #bread @us 🥖");
        let sentences: Vec<_> = prose
            .sentences
            .iter()
            .map(|range| prose.slice(range))
            .collect();
        assert_eq!(
            sentences,
            [
                "Don’t wait!",
                "Bread",
                "# Today",
                "See https://example.com/a #bread @us 🥖"
            ]
        );
        assert_eq!(prose.lower(), ["don't", "wait", "bread", "today", "see"]);
        assert_eq!(prose.paragraphs, [3, 2]);
        assert_eq!(prose.emoji().len(), 1);
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        let prose = Prose::of(" \n\n#tag 🥖 ");
        assert!(
            prose.sentences.is_empty() && prose.words.is_empty() && prose.paragraphs.is_empty()
        );
    }
}
