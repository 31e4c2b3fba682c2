//! What work will cost, before it begins.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BilledTokens, TaskKind};
use crate::usage::Cost;

/// What work will cost as far as one can tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RunEstimate {
    /// About what it will cost; `None` when the price of a model it will ask is not known.
    pub cost: Option<Cost>,
    /// Calls it will make.
    pub calls: u32,
    /// The models it will ask, each once, in the order they are first asked.
    pub models: Vec<String>,
    /// How many earlier calls it goes by; 0 when it goes by what such calls usually take.
    pub measured: u64,
}

/// What a call of this kind usually takes, thinking included, where an organization has made none
/// yet. Rounded up from campaigns of 8 posts with a page of 1,500 words (read 2026-11-30 off this
/// program's own prompts at four bytes a token, and answers as long as their schema suggests).
pub const fn usual_tokens(task: TaskKind) -> BilledTokens {
    let (input, output) = match task {
        TaskKind::Analyse => (5_000, 2_000),
        TaskKind::Strategise => (3_000, 2_500),
        TaskKind::Plan => (3_500, 3_000),
        TaskKind::Write | TaskKind::Revise | TaskKind::Regenerate => (6_500, 2_000),
        TaskKind::Read => (6_000, 1_000),
        TaskKind::ReadVoice => (8_000, 3_000),
        TaskKind::JudgeVoice => (2_000, 1_000),
        TaskKind::BriefImage => (6_500, 1_000),
        TaskKind::Image | TaskKind::Speak => (500, 1_500),
        TaskKind::Embed => (5_000, 0),
        TaskKind::BriefVideo => (6_500, 1_500),
        TaskKind::Video => (500, 0),
        TaskKind::Tool => (2_000, 1_500),
        TaskKind::Transcreate => (2_500, 3_000),
        TaskKind::AltText => (2_500, 1_000),
    };
    BilledTokens {
        input,
        cached: 0,
        output,
    }
}
