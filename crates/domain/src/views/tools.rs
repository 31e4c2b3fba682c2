//! Uses of tools and the term base as people and programs read them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    channel::ChannelKind,
    ids::{PostId, ToolUseId},
    post::{ContentField, ContentHash},
    problem::Problem,
    time::Timestamp,
    tools::{Checked, Term, ToolInput, ToolKind, ToolOutput, UseState},
    usage::{Cost, Tokens},
};

/// One use of a tool with what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ToolUseView {
    /// Its id.
    pub id: ToolUseId,
    /// What was asked of which text.
    pub input: ToolInput,
    /// The post the text came from.
    pub post: Option<ToolPost>,
    /// Whether that post shows another picture by now than the one that was looked at.
    pub picture_changed: bool,
    /// Where it stands.
    pub state: UseState,
    /// What came of it.
    pub output: Option<ToolOutput>,
    /// What was found about the results; made anew on each look, so that titles and terms of today
    /// count.
    pub checked: Checked,
    /// Why nothing came of it.
    pub problem: Option<Problem>,
    /// Who did it.
    pub done_by: Option<ToolWorker>,
    /// Who asked.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Who did the work of a tool, and what it cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ToolWorker {
    /// Name of the provider.
    pub provider: String,
    /// The model.
    pub model: String,
    /// Tokens of every call it took.
    pub tokens: Tokens,
    /// Cost of every call it took; `None` when nobody knows.
    pub cost: Option<Cost>,
}

/// A post that a tool's text came from, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ToolPost {
    /// The post.
    pub id: PostId,
    /// Its channel.
    pub channel: ChannelKind,
    /// The field the text came from.
    pub field: ContentField,
    /// What that field says now.
    pub text: String,
    /// The field that results go into; `None` where they have no place in it.
    pub lands_in: Option<ContentField>,
    /// Whether it shows a picture that can be looked at.
    pub has_picture: bool,
    /// Hash of the version that results are put into.
    pub based_on: ContentHash,
}

/// One use of a tool in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ToolUseSummary {
    /// Its id.
    pub id: ToolUseId,
    /// The tool.
    pub tool: ToolKind,
    /// The beginning of the text.
    pub excerpt: String,
    /// Where it stands.
    pub state: UseState,
    /// What it cost; `None` while nobody knows.
    pub cost: Option<Cost>,
    /// Who asked.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What a use of a tool may cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ToolEstimate {
    /// The most that one question costs; `None` when the price of a model is not known. An answer
    /// that cannot be used is asked for once more.
    pub at_most: Option<Cost>,
}

/// The text of a post read aloud, or what that would cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpokenPost {
    /// The use of the tool that reads the text as it stands.
    pub used: Option<ToolUseId>,
    /// Whether it is done.
    pub is_done: bool,
    /// What it cost, or would cost at the most; `None` when nobody knows.
    pub cost: Option<Cost>,
    /// Why it cannot be read.
    pub refused: Option<String>,
}

/// An entry of the term base with who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TermView {
    /// The entry.
    pub term: Term,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
