//! Campaigns that do others again, and two campaigns next to each other.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CampaignTitle, FieldComparison, FindingCounts};
use crate::{
    channel::ChannelKind,
    ids::{CampaignId, PostId},
    run::{ForkPoint, RunState},
    spending::Choice,
    usage::{Cost, Tokens},
    wording::WordingChoice,
};

/// Where a campaign came from that does another one again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ForkView {
    /// The campaign it does again.
    pub of: CampaignTitle,
    /// The first thing it did anew.
    pub at: ForkPoint,
    /// The model it asks, whatever the routes say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<Choice>,
    /// The wording of one role that it asks, whatever is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<WordingChoice>,
}

/// Two campaigns next to each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CampaignComparison {
    /// The one.
    pub left: CampaignSide,
    /// The other.
    pub right: CampaignSide,
    /// Their posts, slot by slot.
    pub slots: Vec<SlotComparison>,
}

/// One of two campaigns that are compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CampaignSide {
    /// The campaign.
    pub id: CampaignId,
    /// Its title.
    pub title: String,
    /// Where its run stands.
    pub run_state: RunState,
    /// The models that wrote its posts, each once.
    pub models: Vec<String>,
    /// The version of the brand's voice it is written in.
    pub voice: Option<u32>,
    /// The wording of one role that its fork asked, whatever was published.
    pub wording: Option<WordingChoice>,
    /// The concept it follows.
    pub concept: Option<String>,
    /// Its posts.
    pub posts: u32,
    /// Of these, the approved ones.
    pub approved: u32,
    /// What the checks find in its posts.
    pub findings: FindingCounts,
    /// How near its posts come to the voice on average, from 0 to 100; `None` when nothing can
    /// tell. Both sides are held against the same version.
    pub fit: Option<u8>,
    /// Tokens its run took.
    pub tokens: Tokens,
    /// What its run cost; `None` when a price is unknown.
    pub cost: Option<Cost>,
    /// Milliseconds that its steps took together.
    pub took_ms: u64,
}

/// The posts of one slot on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SlotComparison {
    /// Number of the slot.
    pub slot: u16,
    /// The post on the left.
    pub left: Option<SlotPost>,
    /// The post on the right.
    pub right: Option<SlotPost>,
    /// The fields that differ, where both are there and on the same channel.
    pub fields: Vec<FieldComparison>,
}

/// A post that is compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SlotPost {
    /// The post.
    pub id: PostId,
    /// Its channel.
    pub channel: ChannelKind,
    /// Its title, or the beginning of its text.
    pub headline: String,
    /// What the checks find in it.
    pub findings: FindingCounts,
}
