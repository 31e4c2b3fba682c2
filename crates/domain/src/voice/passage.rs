//! Passages: the words of a sample that a rule points at.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Sample;
use crate::{channel::Span, ids::SampleId};

/// Words of a sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Passage {
    /// The sample.
    pub sample: SampleId,
    /// The words as they stand there.
    pub quote: String,
}

impl Passage {
    /// The passage of a sample that says `quote`, white space and typographic marks aside; `None`
    /// when the sample does not say it. The quotation is then what the sample says.
    pub(super) fn find(sample: &Sample, quote: &str) -> Option<Self> {
        let span = place(&sample.text, quote)?;
        Some(Self {
            sample: sample.id,
            quote: sample.text.get(span.start..span.end)?.to_owned(),
        })
    }

    /// Where it stands in the sample's text.
    pub fn place(&self, text: &str) -> Option<Span> {
        place(text, &self.quote)
    }
}

/// Where `text` says `quote`. White space counts as one space, quotation marks and dashes of any
/// make as the same: models straighten them.
pub(crate) fn place(text: &str, quote: &str) -> Option<Span> {
    let wanted: Vec<char> = plain(quote.trim()).map(|(_, _, c)| c).collect();
    if wanted.is_empty() {
        return None;
    }
    let have: Vec<(usize, usize, char)> = plain(text).collect();
    let found = have
        .windows(wanted.len())
        .find(|window| window.iter().map(|(_, _, c)| c).eq(wanted.iter()))?;
    match (found.first(), found.last()) {
        (Some((start, _, _)), Some((_, end, _))) => Some(Span {
            start: *start,
            end: *end,
        }),
        _ => None,
    }
}

/// The characters with the bytes they stand for.
fn plain(text: &str) -> impl Iterator<Item = (usize, usize, char)> {
    let mut after_space = false;
    text.char_indices().filter_map(move |(at, c)| {
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            let first = !after_space;
            after_space = true;
            return first.then_some((at, end, ' '));
        }
        after_space = false;
        let plain = match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' | '‚' => '\'',
            '–' | '—' => '-',
            other => other,
        };
        Some((at, end, plain))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_quotation_is_found_however_its_marks_and_spaces_are_written() {
        let text = "We said:  “It’s warm —\nstill.” Then left.";
        let span = place(text, "\"It's warm - still.\"").unwrap();
        assert_eq!(&text[span.start..span.end], "“It’s warm —\nstill.”");
        assert_eq!(place(text, "It is warm"), None);
        assert_eq!(place(text, "  "), None);
    }

    proptest! {
        #[test]
        fn every_part_of_a_text_is_found_in_it(text in "[a-c “”\n–é]{1,40}", from in 0usize..40, length in 1usize..20) {
            let part: String = text.chars().skip(from).take(length).collect();
            prop_assume!(!part.trim().is_empty());
            let span = place(&text, &part).unwrap();
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            prop_assert_eq!(place(&text[span.start..span.end], &part).map(|inner| inner.start), Some(0));
        }
    }
}
