//! The ways a picture can be composed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a picture is composed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// The headline, large, on the brand's colour.
    Statement,
    /// The headline in plenty of paper.
    Minimal,
    /// Somebody's words under a large quotation mark.
    Quote,
    /// A question before a question mark that fills the card.
    Question,
    /// One number or price, as large as it goes.
    Figure,
    /// A headline and up to four points.
    List,
    /// News under a label.
    Announcement,
    /// A date or time as on a calendar's leaf.
    Event,
    /// Two texts side by side: not this, but that.
    Versus,
    /// The headline as a poster, every line as wide as the card.
    Poster,
    /// Half photo, half words.
    Split,
    /// A photo over a band of colour.
    Band,
    /// A photo that fills the card, words on its darkened foot.
    Overlay,
    /// A photo in a frame, a caption below.
    Frame,
    /// The photo alone.
    Photo,
}

impl Layout {
    /// Every layout, in the order shown.
    pub const ALL: [Self; 15] = [
        Self::Statement,
        Self::Minimal,
        Self::Quote,
        Self::Question,
        Self::Figure,
        Self::List,
        Self::Announcement,
        Self::Event,
        Self::Versus,
        Self::Poster,
        Self::Split,
        Self::Band,
        Self::Overlay,
        Self::Frame,
        Self::Photo,
    ];

    /// The layout as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Minimal => "minimal",
            Self::Quote => "quote",
            Self::Question => "question",
            Self::Figure => "figure",
            Self::List => "list",
            Self::Announcement => "announcement",
            Self::Event => "event",
            Self::Versus => "versus",
            Self::Poster => "poster",
            Self::Split => "split",
            Self::Band => "band",
            Self::Overlay => "overlay",
            Self::Frame => "frame",
            Self::Photo => "photo",
        }
    }

    /// Whether it shows a photo; without one it shows a pattern in the brand's colours, but for
    /// [`Layout::Photo`], which is nothing without.
    pub const fn shows_photo(self) -> bool {
        matches!(
            self,
            Self::Split | Self::Band | Self::Overlay | Self::Frame | Self::Photo
        )
    }
}

impl std::str::FromStr for Layout {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|layout| layout.slug() == slug)
            .ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_agree_with_the_wire_and_read_back() {
        for layout in Layout::ALL {
            assert_eq!(serde_json::to_value(layout).unwrap(), layout.slug());
            assert_eq!(layout.slug().parse(), Ok(layout));
        }
    }
}
