//! What people and programs read: the shapes that the pages and the REST interface share.

mod forks;
mod images;
mod posts;
mod readers;
mod roles;
mod runs;
mod spending;
mod tools;
mod variants;
mod videos;
mod voice;

pub use forks::{CampaignComparison, CampaignSide, ForkView, SlotComparison, SlotPost};
pub use images::{ImageOffer, ImagesView, MadeImageView};
pub use posts::{
    AlikeView, BoardColumn, CalendarView, CampaignTitle, ComparisonView, FieldComparison,
    FoundPost, NearPost, WrittenSpan,
};
pub use readers::{ReaderSummary, ReaderVersionView, ReaderView, ReadingView, Remark};
pub use roles::{OfferedWording, RoleSummary, RoleView, WordingComparison, WordingView};
pub use runs::{RevisionView, StepPage};
pub use spending::{
    ActivityView, BudgetView, CallSum, CallView, CallsView, CampaignCost, ModelView, ModelsView,
    OwnKeyView, PriceView, ProviderKeyView, RouteView,
};
pub use tools::{
    SpokenPost, TermView, ToolEstimate, ToolPost, ToolUseSummary, ToolUseView, ToolWorker,
};
pub use variants::{Estimate, VariantOffer, VariantView, VariantsView};
pub use videos::{MadeVideoView, VideoLength, VideoOfferView, VideosView};
pub use voice::{
    DecidedPost, GoldenCase, GoldenDesk, GoldenView, SampleView, ScoredText, VoiceComparison,
    VoiceDesk, VoiceSummary, VoiceView,
};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    access::Scope,
    brief::{Brief, BriefDraft, Fill},
    channel::{ChannelKind, Finding, PostFormat},
    ids::{
        AssetId, BriefId, CampaignId, DecisionId, JobId, PostId, RunId, StepId, TokenId, VersionId,
    },
    post::{Author, ContentField, ContentHash, Origin, PostContent, PostState, Verdict},
    problem::{FieldProblem, Problem},
    run::{Progress, RunState, StepKey, StepOutput, StepState},
    time::{Day, Timestamp},
    usage::{Cost, Tokens},
};

/// One page of a longer list, and how to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Listing<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Pass as `after` to get the next page; `None` on the last.
    pub next: Option<String>,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Me {
    /// The person's name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// The organization's name.
    pub org_name: String,
}

/// A brief with what is still missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BriefView {
    /// Its id.
    pub id: BriefId,
    /// The fields as typed.
    pub draft: BriefDraft,
    /// What is missing or wrong, in the order of the form; empty when it can be submitted.
    pub problems: Vec<FieldProblem>,
    /// The campaign it has become, if it was submitted.
    pub campaign: Option<CampaignId>,
    /// What was last filled into it from a text, until somebody puts it away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fill: Option<Fill>,
    /// Text that was pasted to fill it from and has not been read yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pasted: String,
    /// When it was last saved.
    pub updated_at: Timestamp,
}

/// A brief that has not been submitted yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BriefSummary {
    /// Its id.
    pub id: BriefId,
    /// Its title; empty if none was typed.
    pub title: String,
    /// When it was last saved.
    pub updated_at: Timestamp,
}

/// A campaign in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CampaignSummary {
    /// Its id.
    pub id: CampaignId,
    /// Its title.
    pub title: String,
    /// Where its run stands.
    pub run_state: RunState,
    /// The channels of its brief.
    pub channels: Vec<ChannelKind>,
    /// Posts written so far.
    pub posts: u32,
    /// Posts whose current version is approved.
    pub approved: u32,
    /// Posts the brief asks for.
    pub wanted: u16,
    /// When it was created.
    pub created_at: Timestamp,
    /// When anything about it last changed.
    pub updated_at: Timestamp,
}

/// A campaign with its run and posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CampaignView {
    /// Its id.
    pub id: CampaignId,
    /// The brief it follows.
    pub brief: Brief,
    /// The saved brief it came from.
    pub brief_id: BriefId,
    /// Its run.
    pub run: RunView,
    /// Its posts in order of their slots.
    pub posts: Vec<PostSummary>,
    /// The version of the brand's voice that it is written in; `None` when there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<u32>,
    /// The campaign it does again; `None` when it came from its brief.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fork: Option<ForkView>,
    /// The campaigns that do it again, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forks: Vec<CampaignTitle>,
    /// Number of the last event; follow the events after it for what comes next.
    pub last_event: i64,
    /// When it was created.
    pub created_at: Timestamp,
}

/// A run with its steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RunView {
    /// Its id.
    pub id: RunId,
    /// Where it stands.
    pub state: RunState,
    /// Which choice of concept is current, from 1; 0 before the strategy stands.
    pub take: u16,
    /// Index of the concept the current take follows.
    pub concept: Option<usize>,
    /// How far it is.
    pub progress: Progress,
    /// Tokens of all steps so far.
    pub tokens: Tokens,
    /// Cost of all steps so far; `None` when a model's price is unknown.
    pub cost: Option<Cost>,
    /// Its steps in the order they came to be.
    pub steps: Vec<StepView>,
    /// What the editor changed in drafts of the current take, in the order it happened.
    pub revisions: Vec<RevisionView>,
}

/// A step of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StepView {
    /// Its id.
    pub id: StepId,
    /// Its place in the run.
    pub key: StepKey,
    /// Where it stands.
    pub state: StepState,
    /// How often work on it began.
    pub attempts: u16,
    /// The provider that answered.
    pub provider: Option<String>,
    /// The model that answered.
    pub model: Option<String>,
    /// Version of the prompt.
    pub prompt_version: Option<String>,
    /// SHA-256 of everything the step was told.
    pub input_hash: Option<String>,
    /// What the call consumed.
    pub tokens: Tokens,
    /// What it cost; `None` when the price is unknown.
    pub cost: Option<Cost>,
    /// When work on it began.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Why it failed.
    pub error: Option<Problem>,
    /// What it left behind. In a run's view only the thinking steps and checks carry theirs; a
    /// draft's text is the post.
    pub output: Option<StepOutput>,
}

/// How many findings a version has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FindingCounts {
    /// It cannot go out like this.
    pub blockers: u32,
    /// Somebody should look.
    pub warnings: u32,
    /// It could be better.
    pub advice: u32,
}

/// A post in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PostSummary {
    /// Its id.
    pub id: PostId,
    /// Number of its slot.
    pub slot: u16,
    /// Where it is published.
    pub channel: ChannelKind,
    /// In which form.
    pub format: PostFormat,
    /// On which day.
    pub publish_on: Day,
    /// Where it stands in its review.
    pub state: PostState,
    /// Its title, or the beginning of its text.
    pub headline: String,
    /// The beginning of its text, at most 280 characters.
    pub excerpt: String,
    /// What the checks found.
    pub findings: FindingCounts,
    /// Number of the current version.
    pub version: u32,
    /// Whether the current version was drafted without an AI model.
    pub built_in: bool,
    /// The version whose picture belongs to it; `None` when none can be shown.
    pub picture: Option<VersionId>,
    /// Whether a step is writing it anew right now.
    pub regenerating: bool,
}

/// A post with everything an editor and a reviewer need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PostView {
    /// Its id.
    pub id: PostId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The campaign's title.
    pub campaign_title: String,
    /// Number of its slot.
    pub slot: u16,
    /// Where it is published.
    pub channel: ChannelKind,
    /// In which form.
    pub format: PostFormat,
    /// On which day.
    pub publish_on: Day,
    /// What it is about.
    pub angle: String,
    /// Where it stands in its review.
    pub state: PostState,
    /// Fields that regenerating leaves as they are.
    pub locked: Vec<ContentField>,
    /// The current version.
    pub version: VersionView,
    /// All versions, newest first, without their contents.
    pub versions: Vec<VersionSummary>,
    /// All decisions, newest first.
    pub decisions: Vec<DecisionView>,
    /// What the checks find in the current version.
    pub findings: Vec<Finding>,
    /// Phrases every post must carry.
    pub mandatories: Vec<String>,
    /// Words no post may carry.
    pub avoid: Vec<String>,
    /// The step that is writing it anew right now.
    pub regenerating: Option<StepId>,
    /// The neighbours in the plan, for going on from post to post.
    pub previous: Option<PostId>,
    /// The next post in the plan.
    pub next: Option<PostId>,
}

/// A photo that posts of its campaign can show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PhotoView {
    /// Its id.
    pub id: AssetId,
    /// The name of its file.
    pub name: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// A version with its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VersionView {
    /// Its id.
    pub id: VersionId,
    /// Number within the post, from 1.
    pub number: u32,
    /// Hash of its content, which decisions bind to.
    pub hash: ContentHash,
    /// What it says.
    pub content: PostContent,
    /// Who wrote it.
    pub author: Author,
    /// How it came about.
    pub origin: Origin,
    /// When it was saved.
    pub created_at: Timestamp,
}

/// A version in a history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VersionSummary {
    /// Its id.
    pub id: VersionId,
    /// Number within the post, from 1.
    pub number: u32,
    /// Hash of its content.
    pub hash: ContentHash,
    /// Who wrote it.
    pub author: Author,
    /// How it came about.
    pub origin: Origin,
    /// When it was saved.
    pub created_at: Timestamp,
}

/// A decision about a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecisionView {
    /// Its id.
    pub id: DecisionId,
    /// What the reviewer said.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<String>,
    /// Number of the version it is about.
    pub version: u32,
    /// Hash of the version it is about.
    pub version_hash: ContentHash,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether it still holds: no later edit and no later decision.
    pub standing: bool,
}

/// A personal access token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TokenView {
    /// Its id.
    pub id: TokenId,
    /// What its person called it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub last_used_at: Option<Timestamp>,
}

/// A new token with its secret, which is shown this once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewToken {
    /// The token.
    pub token: TokenView,
    /// The secret to send as `Authorization: Bearer …`.
    pub secret: String,
}

/// A piece of work that failed for good and waits for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FailedJob {
    /// Its id.
    pub id: JobId,
    /// What kind of work it is.
    pub kind: String,
    /// How often it was tried.
    pub attempts: u16,
    /// What went wrong the last time, in a sentence.
    pub error: String,
    /// When it was given up.
    pub failed_at: Timestamp,
    /// The campaign it belongs to.
    pub campaign: Option<CampaignId>,
}
