//! The story of a run: a step with all it was told, and what revisions changed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{FieldComparison, StepView};
use crate::{
    channel::{ChannelKind, Finding},
    ids::{CampaignId, PostId, StepId},
    run::{GivenAnswer, Question},
};

/// A step with all it was told and all it answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StepPage {
    /// Its campaign.
    pub campaign: CampaignId,
    /// The campaign's title.
    pub campaign_title: String,
    /// The step, always with its output.
    pub step: StepView,
    /// What it was told when it last asked; `None` for a step that asks no model, or has not yet.
    pub question: Option<Question>,
    /// What it was answered, as it came; the last answer was used.
    pub answers: Vec<GivenAnswer>,
    /// The post of its slot, once there is one.
    pub post: Option<PostId>,
    /// Number of the campaign's last event; follow the events after it for what comes next.
    pub last_event: i64,
}

/// What the editor made of a draft that its check found something in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RevisionView {
    /// The step that revised.
    pub step: StepId,
    /// Number of the slot.
    pub slot: u16,
    /// Which revision of that slot, from 1.
    pub round: u16,
    /// The slot's channel, which names the fields.
    pub channel: ChannelKind,
    /// Why it was revised: what the check found, worst first.
    pub findings: Vec<Finding>,
    /// The fields that changed, in the order of the editor.
    pub fields: Vec<FieldComparison>,
}
