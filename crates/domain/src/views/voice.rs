//! A brand's voice as people and programs read it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    channel::ChannelKind,
    ids::{GoldenId, PostId, SampleId},
    post::PostState,
    time::Timestamp,
    voice::{Comparison, Conflict, Judged, Judgement, SampleKind, SampleOrigin, Score, Voice},
};

/// A sample with who brought it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SampleView {
    /// Its id.
    pub id: SampleId,
    /// What it is good for.
    pub kind: SampleKind,
    /// Where it came from.
    pub origin: SampleOrigin,
    /// The place or situation it was written for; empty when it stands for all.
    pub context: String,
    /// What it says.
    pub text: String,
    /// Who brought it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A version of a brand's voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VoiceView {
    /// Its number, from 1.
    pub number: u32,
    /// Whether it is published; a draft otherwise.
    pub published: bool,
    /// What whoever published it says is new.
    pub note: String,
    /// Who published it; of a draft, who last changed it.
    pub by: String,
    /// When. A draft is published as it was at this instant.
    pub at: Timestamp,
    /// What it is.
    pub voice: Voice,
    /// Rules that contradict each other.
    pub conflicts: Vec<Conflict>,
    /// The voice in the words that writers are told, in English.
    pub spoken: String,
}

/// A version of a brand's voice in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VoiceSummary {
    /// Its number, from 1.
    pub number: u32,
    /// Whether it is published; a draft otherwise.
    pub published: bool,
    /// What whoever published it says is new.
    pub note: String,
    /// How many rules it has.
    pub rules: u32,
    /// How many samples it was read from.
    pub samples: u32,
    /// Who published it; of a draft, who last changed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What there is of a brand's voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VoiceDesk {
    /// The version that is worked on.
    pub draft: Option<VoiceView>,
    /// The version that writers are told.
    pub published: Option<VoiceView>,
    /// The samples of the draft, or of the published version when there is no draft.
    pub samples: Vec<SampleView>,
    /// Whether a model is set up that can read samples and judge texts.
    pub model: bool,
}

impl VoiceDesk {
    /// The version to look at: the draft, or what is published.
    pub fn current(&self) -> Option<&VoiceView> {
        self.draft.as_ref().or(self.published.as_ref())
    }
}

/// A text of the golden set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoldenView {
    /// Its id.
    pub id: GoldenId,
    /// Whether it was approved; rejected otherwise.
    pub approved: bool,
    /// What it says.
    pub text: String,
    /// The post it is, if it was one.
    pub post: Option<PostId>,
    /// Who put it in.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// A text of the golden set as the two versions judge it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoldenCase {
    /// The text.
    pub golden: GoldenView,
    /// What the published version makes of it; `None` when there is none.
    pub published: Option<Judgement>,
    /// What the draft makes of it; `None` when there is none.
    pub draft: Option<Judgement>,
}

impl GoldenCase {
    /// Whether the version to be published is wrong about it, or without a draft the published one.
    pub fn is_wrong(&self) -> bool {
        let judgement = self.draft.as_ref().or(self.published.as_ref());
        judgement.is_some_and(|judgement| !judgement.right)
    }

    /// Whether it is wrong only since the draft.
    pub fn is_newly_wrong(&self) -> bool {
        let was_right = self
            .published
            .as_ref()
            .is_none_or(|judgement| judgement.right);
        self.draft
            .as_ref()
            .is_some_and(|judgement| !judgement.right)
            && was_right
    }
}

/// A post that somebody decided about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecidedPost {
    /// The post.
    pub id: PostId,
    /// Its channel.
    pub channel: ChannelKind,
    /// What was decided.
    pub state: PostState,
    /// Its title, or the beginning of its text.
    pub headline: String,
    /// What it scores against the version of the voice it was written in, or the published one.
    pub score: Option<Score>,
    /// The number of that version.
    pub version: Option<u32>,
    /// Whether the golden set has it, as it was decided.
    pub in_set: bool,
}

/// The golden set, and posts that could be added to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GoldenDesk {
    /// The texts, newest first.
    pub cases: Vec<GoldenCase>,
    /// Posts that were decided about lately.
    pub posts: Vec<DecidedPost>,
    /// Number of the draft.
    pub draft: Option<u32>,
    /// Number of the published version.
    pub published: Option<u32>,
}

/// A text that was held against a voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScoredText {
    /// What it says.
    pub text: String,
    /// Number of the version.
    pub version: u32,
    /// Whether that version is published.
    pub published: bool,
    /// What was tested and measured.
    pub score: Score,
    /// What a model judged; `None` where none was asked.
    pub judged: Option<Judged>,
}

/// Two versions of a voice side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VoiceComparison {
    /// Number of the older version.
    pub from: u32,
    /// Number of the newer version.
    pub to: u32,
    /// What differs.
    pub comparison: Comparison,
}
