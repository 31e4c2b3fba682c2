//! The tools.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::spending::TaskKind;

/// A tool.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ToolKind {
    /// Titles to choose from.
    Titles,
    /// Title and description for search engines.
    Seo,
    /// What people would search for to find the text.
    Keywords,
    /// The text in short.
    Summary,
    /// Hashtags.
    Hashtags,
    /// Subject lines of an e-mail.
    SubjectLines,
    /// What the reader is asked to do.
    CallsToAction,
    /// The same in another tone.
    Tone,
    /// The same in fewer words.
    Shorten,
    /// The same in more words.
    Lengthen,
    /// How easily the text is read.
    Readability,
    /// The text recreated for readers of another language.
    Transcreate,
    /// A picture in words, for those who do not see it.
    AltText,
    /// The text read aloud.
    ReadAloud,
}

impl ToolKind {
    /// Every tool, in the order shown.
    pub const ALL: &'static [Self] = &[
        Self::Titles,
        Self::Seo,
        Self::Keywords,
        Self::Summary,
        Self::Hashtags,
        Self::SubjectLines,
        Self::CallsToAction,
        Self::Tone,
        Self::Shorten,
        Self::Lengthen,
        Self::Readability,
        Self::Transcreate,
        Self::AltText,
        Self::ReadAloud,
    ];

    /// The tool as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Titles => "titles",
            Self::Seo => "seo",
            Self::Keywords => "keywords",
            Self::Summary => "summary",
            Self::Hashtags => "hashtags",
            Self::SubjectLines => "subject_lines",
            Self::CallsToAction => "calls_to_action",
            Self::Tone => "tone",
            Self::Shorten => "shorten",
            Self::Lengthen => "lengthen",
            Self::Readability => "readability",
            Self::Transcreate => "transcreate",
            Self::AltText => "alt_text",
            Self::ReadAloud => "read_aloud",
        }
    }

    /// What a model is asked; `None` for what is counted.
    pub const fn task(self) -> Option<TaskKind> {
        match self {
            Self::Readability => None,
            Self::Transcreate => Some(TaskKind::Transcreate),
            Self::AltText => Some(TaskKind::AltText),
            Self::ReadAloud => Some(TaskKind::Speak),
            _ => Some(TaskKind::Tool),
        }
    }

    /// Whether only a model can do it: nothing in the text says what is asked for.
    pub const fn needs_model(self) -> bool {
        matches!(
            self,
            Self::Tone | Self::Lengthen | Self::Transcreate | Self::AltText | Self::ReadAloud
        )
    }

    /// Whether it looks at a picture; the text beside it may then be left out.
    pub const fn needs_picture(self) -> bool {
        matches!(self, Self::AltText)
    }

    /// Whether its results are held against the text: the same said otherwise.
    pub const fn says_the_same(self) -> bool {
        matches!(self, Self::Tone | Self::Shorten | Self::Lengthen)
    }

    /// Whether a channel's limits matter to it.
    pub const fn is_for_a_channel(self) -> bool {
        matches!(
            self,
            Self::Hashtags | Self::Tone | Self::Shorten | Self::Lengthen | Self::AltText
        )
    }
}

impl std::str::FromStr for ToolKind {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.iter().copied();
        all.find(|tool| tool.slug() == slug).ok_or(())
    }
}
