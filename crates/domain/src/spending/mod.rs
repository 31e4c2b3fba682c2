//! What model calls cost and how far they may go: kinds of tasks, the ledger's lines, budgets,
//! prices and routes.

mod budget;
mod estimate;
mod ledger;
mod price;
mod query;
mod route;

pub use budget::{Budget, BudgetScope, Period, Refused};
pub use estimate::{RunEstimate, usual_tokens};
pub use ledger::{CallFilter, CallState, Payer};
pub use price::{BilledImage, BilledTokens, BilledVideo, Price, PriceList, ceiling_tokens};
pub use query::CallsQuery;
pub use route::{Choice, Route, Weight};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a model is asked to do. Routes, records and answers kept for later go by it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// Facts and key phrases of brief and page.
    Analyse,
    /// Audience insight, positioning and concepts.
    Strategise,
    /// Slots: channel, format, day and angle.
    Plan,
    /// The post of one slot.
    Write,
    /// A draft anew, without what its check found.
    Revise,
    /// What one of the organization's readers finds in a post.
    Read,
    /// Some fields of a post anew, because a person asked.
    Regenerate,
    /// Rules of a brand's voice, out of its samples.
    ReadVoice,
    /// What of a brand's voice a text keeps.
    JudgeVoice,
    /// What a post's picture is to show.
    BriefImage,
    /// The picture itself, by an image model.
    Image,
    /// What a post's film is to show, shot by shot.
    BriefVideo,
    /// The film itself, by a video model.
    Video,
    /// What a tool makes of a text.
    Tool,
    /// A text recreated for readers of another language.
    Transcreate,
    /// A picture in words.
    AltText,
    /// A text read aloud, by a speech model.
    Speak,
    /// What texts mean as vectors, by an embedding model: how near they are can then be measured.
    Embed,
}

impl TaskKind {
    /// Every kind: those of a run in its order, then the others.
    pub const ALL: &'static [Self] = &[
        Self::Analyse,
        Self::Strategise,
        Self::Plan,
        Self::Write,
        Self::Revise,
        Self::Read,
        Self::Regenerate,
        Self::ReadVoice,
        Self::JudgeVoice,
        Self::BriefImage,
        Self::Image,
        Self::BriefVideo,
        Self::Video,
        Self::Tool,
        Self::Transcreate,
        Self::AltText,
        Self::Speak,
        Self::Embed,
    ];

    /// The kind as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Analyse => "analyse",
            Self::Strategise => "strategise",
            Self::Plan => "plan",
            Self::Write => "write",
            Self::Revise => "revise",
            Self::Read => "read",
            Self::Regenerate => "regenerate",
            Self::ReadVoice => "read_voice",
            Self::JudgeVoice => "judge_voice",
            Self::BriefImage => "brief_image",
            Self::Image => "image",
            Self::BriefVideo => "brief_video",
            Self::Video => "video",
            Self::Tool => "tool",
            Self::Transcreate => "transcreate",
            Self::AltText => "alt_text",
            Self::Speak => "speak",
            Self::Embed => "embed",
        }
    }
}

impl std::str::FromStr for TaskKind {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.slug() == slug)
            .ok_or(())
    }
}
