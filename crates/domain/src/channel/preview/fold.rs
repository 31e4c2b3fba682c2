//! The shape of a fold. The values are in `data/folds.rs`.

use crate::{
    channel::{Counting, Source},
    post::ContentField,
};

use super::Surface;

/// Where a channel stops showing a text: after so many characters or lines, whichever is less.
#[derive(Debug)]
pub struct Fold {
    /// The fields it is about.
    pub fields: &'static [ContentField],
    /// Where it holds.
    pub surfaces: &'static [Surface],
    /// The most that is shown.
    pub max: Option<usize>,
    /// How `max` is counted.
    pub counting: Counting,
    /// The most lines that are shown.
    pub lines: Option<Lines>,
    /// Whether words are kept whole.
    pub whole_words: bool,
    /// The channel's own words that open the rest; `None` where nothing opens in place.
    pub more: Option<&'static str>,
    /// Who says so.
    pub source: Source,
}

/// A limit in lines.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Lines {
    /// A text with more lines than this is cut.
    pub most: usize,
    /// The lines that then remain.
    pub shown: usize,
    /// Columns in a line; an emoji or an East Asian wide character takes two.
    pub columns: usize,
}

impl Fold {
    /// A fold at whole words, without a way to open the rest.
    pub(in super::super) const fn new(
        fields: &'static [ContentField],
        surfaces: &'static [Surface],
        source: Source,
    ) -> Self {
        Self {
            fields,
            surfaces,
            max: None,
            counting: Counting::Characters,
            lines: None,
            whole_words: true,
            more: None,
            source,
        }
    }

    pub(in super::super) const fn max(mut self, max: usize) -> Self {
        self.max = Some(max);
        self
    }

    pub(in super::super) const fn counted(mut self, counting: Counting) -> Self {
        self.counting = counting;
        self
    }

    pub(in super::super) const fn lines(self, most: usize, columns: usize) -> Self {
        self.collapsed(most, most, columns)
    }

    pub(in super::super) const fn collapsed(
        mut self,
        most: usize,
        shown: usize,
        columns: usize,
    ) -> Self {
        self.lines = Some(Lines {
            most,
            shown,
            columns,
        });
        self
    }

    pub(in super::super) const fn inside_words(mut self) -> Self {
        self.whole_words = false;
        self
    }

    pub(in super::super) const fn more(mut self, words: &'static str) -> Self {
        self.more = Some(words);
        self
    }
}
