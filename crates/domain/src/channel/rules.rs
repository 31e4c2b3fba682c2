//! What a channel does with hashtags, links and pictures.

use super::spec::{Limit, Source};

/// Hashtags on a channel.
#[derive(Debug)]
pub struct HashtagRule {
    /// Where they go.
    pub placement: HashtagPlacement,
    /// The most the platform takes or honours.
    pub max: Option<Limit>,
    /// More than this helps nobody.
    pub recommended: Option<Limit>,
}

/// Where hashtags go.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum HashtagPlacement {
    /// At the end of the main text; they count towards its length.
    InText,
    /// In a field of their own (tags of an article).
    Separate,
    /// The channel has none; they are left out.
    Unused,
}

/// Links on a channel.
#[derive(Debug)]
pub struct LinkRule {
    /// Where the post's link goes.
    pub placement: LinkPlacement,
    /// The most links one text may hold.
    pub max: Option<Limit>,
    /// Who says so.
    pub source: Source,
}

/// Where the post's link goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum LinkPlacement {
    /// After the main text; it counts towards its length.
    InText,
    /// In a field of its own (a button, a Pin's destination).
    Separate,
    /// Nobody can click a link in the text, so it is left out of it.
    NotClickable,
}

/// Pictures and videos on a channel.
#[derive(Debug)]
pub struct MediaRule {
    /// Whether a post needs one.
    pub need: MediaNeed,
    /// Shapes that are shown uncropped, the best first.
    pub ratios: &'static [Ratio],
    /// The most pictures one post takes.
    pub max_items: usize,
    /// Who says so.
    pub source: Source,
}

/// Whether a post needs a picture or video.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MediaNeed {
    /// A post can't go out without a picture or video.
    Required,
    /// A post goes out without one.
    Optional,
}

/// Width to height of a picture.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Ratio {
    /// Width, in the same unit as the height.
    pub width: u16,
    /// Height, in the same unit as the width.
    pub height: u16,
}

impl Ratio {
    /// The shape that is `width` wide and `height` high.
    pub const fn new(width: u16, height: u16) -> Self {
        Self { width, height }
    }

    /// Width and height in pixels that a picture of this shape is best uploaded in: what the
    /// platforms show at most, read in their help pages on 2026-11-24.
    pub fn pixels(self) -> (u32, u32) {
        match (self.width, self.height) {
            (1, 1) => (1080, 1080),
            (4, 5) => (1080, 1350),
            (9, 16) => (1080, 1920),
            (2, 3) => (1000, 1500),
            (16, 9) => (1600, 900),
            (191, 100) => (1200, 628),
            (width, height) => (1200, 1200 * u32::from(height) / u32::from(width.max(1))),
        }
    }
}

impl std::fmt::Display for Ratio {
    /// The shape as it stands in addresses: `4x5`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// Characters a platform refuses.
#[derive(Debug)]
pub struct RefusedCharacters {
    /// Each refused character and one that looks like it and is taken.
    pub replacements: &'static [(char, char)],
    /// Who says so.
    pub source: Source,
}
