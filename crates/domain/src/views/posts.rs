//! Posts across campaigns, and comparisons of their versions.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PostSummary, VersionSummary};
use crate::{
    diff::{Change, Lineage},
    ids::CampaignId,
    post::{ContentField, ContentHash, PostContent},
    time::{Day, Timestamp},
    usage::Cost,
};

/// A post among those of all campaigns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundPost {
    /// The post.
    pub post: PostSummary,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The campaign's title.
    pub campaign_title: String,
    /// Hash of the current version, which decisions bind to.
    pub version_hash: ContentHash,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// The posts that are nearest to one in meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AlikeView {
    /// The nearest, nearest first.
    pub nearest: Vec<NearPost>,
    /// With how many posts it was compared; `None` when its text never was.
    pub compared: Option<usize>,
    /// How many texts no model has seen yet, its own among them.
    pub missing: usize,
    /// The most that comparing these costs; `None` when nobody knows, or nobody can.
    pub at_most: Option<Cost>,
    /// Why they cannot be compared.
    pub refused: Option<String>,
    /// The model that it was compared by.
    pub model: Option<String>,
}

/// A post that is near another in meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NearPost {
    /// How near, from 0 for nothing in common to 100 for the same. Models differ in what they give to
    /// texts that have little in common: compare it with the others of the list.
    pub similarity: u8,
    /// The post.
    #[serde(flatten)]
    pub found: FoundPost,
}

/// A campaign by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CampaignTitle {
    /// The campaign.
    pub id: CampaignId,
    /// Its title.
    pub title: String,
}

/// The posts of a stretch of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarView {
    /// The day it was opened on.
    pub on: Day,
    /// Today, in UTC.
    pub today: Day,
    /// The first day shown, a Monday.
    pub first: Day,
    /// The weeks shown.
    pub weeks: u16,
    /// The posts planned for these days, first day first.
    pub posts: Vec<FoundPost>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// The posts in one state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BoardColumn {
    /// The state.
    pub state: crate::post::PostState,
    /// Its first posts.
    pub posts: Vec<FoundPost>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// Two versions of a post side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ComparisonView {
    /// The version compared with.
    pub from: VersionSummary,
    /// The version compared.
    pub to: VersionSummary,
    /// The fields that either of them fills, in the order of the editor.
    pub fields: Vec<FieldComparison>,
}

/// What became of a field between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldComparison {
    /// The field.
    pub field: ContentField,
    /// Its text in reading order; what was removed stands before what was added in its place.
    pub spans: Vec<WrittenSpan>,
}

/// A stretch of text with one fate and one writer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WrittenSpan {
    /// What became of it.
    pub change: Change,
    /// Number of the version in which these words first stood; its author wrote them.
    pub written_in: u32,
    /// The words.
    pub text: String,
}

impl WrittenSpan {
    /// What becomes of the words of the text `old`, which counts as version `before`, in the text
    /// `new`, version `after`.
    pub fn between((before, old): (u32, &str), (after, new): (u32, &str)) -> Vec<Self> {
        let spans = Lineage::of(&[old, new]).compare(0, 1).into_iter();
        let written = spans.map(|span| Self {
            written_in: if span.change == Change::Added {
                after
            } else {
                before
            },
            change: span.change,
            text: span.text,
        });
        written.collect()
    }
}

impl FieldComparison {
    /// What changed in a field between two texts that count as versions of these numbers; `None`
    /// when nothing did.
    pub fn of(
        field: ContentField,
        (before, old): (u32, &PostContent),
        (after, new): (u32, &PostContent),
    ) -> Option<Self> {
        let (old, new) = (old.get(field), new.get(field));
        if old == new {
            return None;
        }
        let spans = WrittenSpan::between((before, &old), (after, &new));
        Some(Self { field, spans })
    }
}
