//! Films for posts: what is to be seen and said, and what is known of one that was made.

mod captions;
mod storyboard;

pub use captions::captions;
pub use storyboard::{Shot, Storyboard};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{channel::Ratio, ids::AssetId};

/// The shape of a film.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum VideoShape {
    /// 16 by 9, for screens that lie.
    #[default]
    #[serde(rename = "16:9")]
    Wide,
    /// 9 by 16, for phones.
    #[serde(rename = "9:16")]
    Tall,
}

impl VideoShape {
    /// Both shapes.
    pub const ALL: [Self; 2] = [Self::Wide, Self::Tall];

    /// The shape as it is stored, sent and told to models.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Wide => "16:9",
            Self::Tall => "9:16",
        }
    }

    /// The one in which a channel shows films that shows pictures best in `ratio`.
    pub fn near(ratio: Ratio) -> Self {
        if ratio.width >= ratio.height {
            Self::Wide
        } else {
            Self::Tall
        }
    }
}

impl std::str::FromStr for VideoShape {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|shape| shape.slug() == slug)
            .ok_or(())
    }
}

/// A film that a video model made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MadeVideo {
    /// Its file.
    pub asset: AssetId,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// How long it is, in milliseconds.
    pub millis: u32,
}
