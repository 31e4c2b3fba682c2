//! How a post's texts look on their channel: where each is cut off and what in it is a link.
//!
//! The same on the server and in the browser, so a preview follows the typing without asking.
//! Where a text is cut stands in `data/folds.rs`, what becomes a link in [`spans`].

mod article;
mod cut;
mod fold;
mod spans;
#[cfg(test)]
mod tests;

pub use article::{Block, BlockKind, Inline, InlineKind, article_blocks};
pub use fold::{Fold, Lines};
pub use spans::{SpanKind, TextSpan, domain_of, shown_link, spans};

use crate::post::ContentField;

use super::kind::ChannelKind;

/// Where a reader meets a post.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Surface {
    /// Among others (feed, inbox, search results), on a phone.
    FeedPhone,
    /// Among others, on a desktop.
    FeedDesktop,
    /// Opened by itself, on a phone.
    DetailPhone,
    /// Opened by itself, on a desktop.
    DetailDesktop,
}

impl Surface {
    /// Every surface.
    pub const ALL: [Self; 4] = [
        Self::FeedPhone,
        Self::FeedDesktop,
        Self::DetailPhone,
        Self::DetailDesktop,
    ];

    /// The word that markup and style sheets use.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::FeedPhone => "feed-phone",
            Self::FeedDesktop => "feed-desktop",
            Self::DetailPhone => "detail-phone",
            Self::DetailDesktop => "detail-desktop",
        }
    }
}

/// A part of a text that looks the same throughout.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Piece<'a> {
    /// What it is.
    pub kind: SpanKind,
    /// The words as they were written.
    pub text: &'a str,
    /// The surfaces that hide it until the reader asks for more.
    pub hidden_on: Vec<Surface>,
}

/// A field's text as its channel shows it; the pieces together are the whole text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ShownText<'a> {
    /// The pieces, in order.
    pub pieces: Vec<Piece<'a>>,
    /// The surfaces that do not show all of it.
    pub cut_on: Vec<Surface>,
    /// The channel's own words that open the rest; `None` where nothing opens in place.
    pub more: Option<&'static str>,
}

/// The bytes of a field's text that one surface shows before the reader asks for more.
pub fn visible(kind: ChannelKind, surface: Surface, field: ContentField, text: &str) -> usize {
    fold_on(kind, surface, field).map_or(text.len(), |fold| cut::at(fold, text))
}

/// The fold of a field on one surface; `None` where all of it is shown.
pub fn fold_on(kind: ChannelKind, surface: Surface, field: ContentField) -> Option<&'static Fold> {
    kind.folds()
        .iter()
        .find(|fold| fold.fields.contains(&field) && fold.surfaces.contains(&surface))
}

/// A field's text in pieces, cut where any surface cuts it.
pub fn shown_text(kind: ChannelKind, field: ContentField, text: &str) -> ShownText<'_> {
    let cuts = Surface::ALL.map(|surface| (surface, visible(kind, surface, field, text)));
    let cut_on: Vec<_> = cuts
        .iter()
        .filter(|(_, at)| *at < text.len())
        .map(|(surface, _)| *surface)
        .collect();
    let more = cut_on
        .first()
        .and_then(|surface| fold_on(kind, *surface, field)?.more);
    let mut pieces = Vec::new();
    for span in spans(kind, text) {
        let mut start = span.start;
        while start < span.end {
            let inside = cuts.iter().map(|(_, at)| *at);
            let end = inside
                .filter(|at| start < *at && *at < span.end)
                .min()
                .unwrap_or(span.end);
            pieces.push(Piece {
                kind: span.kind,
                text: text.get(start..end).unwrap_or_default(),
                hidden_on: hidden_on(&cuts, start),
            });
            start = end;
        }
    }
    ShownText {
        pieces,
        cut_on,
        more,
    }
}

fn hidden_on(cuts: &[(Surface, usize)], start: usize) -> Vec<Surface> {
    cuts.iter()
        .filter(|(_, at)| *at <= start)
        .map(|(surface, _)| *surface)
        .collect()
}
