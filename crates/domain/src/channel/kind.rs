//! The names of channels and of the forms a post can take on them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    data::{self, folds},
    preview::Fold,
    spec::ChannelSpec,
};

/// A platform a post is written for.
#[derive(
    Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ChannelKind {
    /// A page or member post on LinkedIn.
    LinkedIn,
    /// A post on X, formerly Twitter.
    X,
    /// A feed post on Instagram; it always has a picture or a video.
    Instagram,
    /// A page post on Facebook.
    Facebook,
    /// A post on Threads.
    Threads,
    /// A post on Bluesky.
    Bluesky,
    /// A post on a Mastodon server with the default limits.
    Mastodon,
    /// The caption of a TikTok video or photo post.
    TikTok,
    /// Title and description of a YouTube video.
    YouTube,
    /// A Pin on Pinterest.
    Pinterest,
    /// A marketing e-mail: subject, preview text and body.
    Email,
    /// An article on the organization's own site.
    Blog,
}

impl ChannelKind {
    /// Every channel, in the order lists show them.
    pub const ALL: [Self; 12] = [
        Self::LinkedIn,
        Self::X,
        Self::Instagram,
        Self::Facebook,
        Self::Threads,
        Self::Bluesky,
        Self::Mastodon,
        Self::TikTok,
        Self::YouTube,
        Self::Pinterest,
        Self::Email,
        Self::Blog,
    ];

    /// The word used in addresses, files and stored rows; it never changes.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::LinkedIn => "linkedin",
            Self::X => "x",
            Self::Instagram => "instagram",
            Self::Facebook => "facebook",
            Self::Threads => "threads",
            Self::Bluesky => "bluesky",
            Self::Mastodon => "mastodon",
            Self::TikTok => "tiktok",
            Self::YouTube => "youtube",
            Self::Pinterest => "pinterest",
            Self::Email => "email",
            Self::Blog => "blog",
        }
    }

    /// The name people read.
    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// The channel's limits and forms.
    pub const fn spec(self) -> &'static ChannelSpec {
        match self {
            Self::LinkedIn => &data::LINKEDIN,
            Self::X => &data::X,
            Self::Instagram => &data::INSTAGRAM,
            Self::Facebook => &data::FACEBOOK,
            Self::Threads => &data::THREADS,
            Self::Bluesky => &data::BLUESKY,
            Self::Mastodon => &data::MASTODON,
            Self::TikTok => &data::TIKTOK,
            Self::YouTube => &data::YOUTUBE,
            Self::Pinterest => &data::PINTEREST,
            Self::Email => &data::EMAIL,
            Self::Blog => &data::BLOG,
        }
    }

    /// Where the channel cuts texts off, surface by surface.
    pub const fn folds(self) -> &'static [Fold] {
        match self {
            Self::LinkedIn => folds::LINKEDIN,
            Self::X => folds::X,
            Self::Instagram => folds::INSTAGRAM,
            Self::Facebook => folds::FACEBOOK,
            Self::Threads => folds::THREADS,
            Self::Bluesky => folds::BLUESKY,
            Self::Mastodon => folds::MASTODON,
            Self::TikTok => folds::TIKTOK,
            Self::YouTube => folds::YOUTUBE,
            Self::Pinterest => folds::PINTEREST,
            Self::Email => folds::EMAIL,
            Self::Blog => folds::BLOG,
        }
    }
}

impl fmt::Display for ChannelKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl FromStr for ChannelKind {
    type Err = UnknownSlug;

    /// Reads a slug or a name in any case, as people write them in a brief ("LinkedIn", "E-mail").
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        Self::ALL
            .into_iter()
            .find(|kind| {
                text.eq_ignore_ascii_case(kind.slug()) || text.eq_ignore_ascii_case(kind.name())
            })
            .or_else(|| match text.to_ascii_lowercase().as_str() {
                "twitter" => Some(Self::X),
                "e-mail" | "newsletter" => Some(Self::Email),
                "blog post" | "article" => Some(Self::Blog),
                _ => None,
            })
            .ok_or_else(|| UnknownSlug(text.to_owned()))
    }
}

/// A word that names no channel or format that Handbill knows.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("“{0}” is not a channel or format Handbill knows")]
pub struct UnknownSlug(pub String);

/// The form a post takes on its channel.
#[derive(
    Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum PostFormat {
    /// Words only.
    Text,
    /// One picture with words.
    Image,
    /// Several pictures or pages to swipe through.
    Carousel,
    /// A video with a caption.
    Video,
    /// A long text with a title.
    Article,
    /// An e-mail message.
    Email,
    /// A Pin: a tall picture with a title and a link.
    Pin,
}

impl PostFormat {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::Text,
        Self::Image,
        Self::Carousel,
        Self::Video,
        Self::Article,
        Self::Email,
        Self::Pin,
    ];

    /// The word used in addresses, files and stored rows; it never changes.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Image => "image",
            Self::Carousel => "carousel",
            Self::Video => "video",
            Self::Article => "article",
            Self::Email => "email",
            Self::Pin => "pin",
        }
    }

    /// The name people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Image => "Image",
            Self::Carousel => "Carousel",
            Self::Video => "Video",
            Self::Article => "Article",
            Self::Email => "E-mail",
            Self::Pin => "Pin",
        }
    }
}

impl fmt::Display for PostFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl FromStr for PostFormat {
    type Err = UnknownSlug;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        Self::ALL
            .into_iter()
            .find(|format| text.eq_ignore_ascii_case(format.slug()))
            .ok_or_else(|| UnknownSlug(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_agree_with_the_wire_and_read_back() {
        for kind in ChannelKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.slug());
            assert_eq!(kind.slug().parse(), Ok(kind));
            assert_eq!(kind.name().parse(), Ok(kind));
            assert_eq!(kind.spec().kind, kind);
        }
        for format in PostFormat::ALL {
            assert_eq!(serde_json::to_value(format).unwrap(), format.slug());
            assert_eq!(format.slug().parse(), Ok(format));
        }
    }

    #[test]
    fn people_may_write_a_channel_their_way() {
        assert_eq!("Twitter".parse(), Ok(ChannelKind::X));
        assert_eq!(" E-Mail ".parse(), Ok(ChannelKind::Email));
        assert_eq!(
            "Friendster".parse::<ChannelKind>().unwrap_err().to_string(),
            "“Friendster” is not a channel or format Handbill knows"
        );
    }
}
