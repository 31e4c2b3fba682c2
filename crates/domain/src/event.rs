//! What happened to a campaign, in order: the source of live updates.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    ids::{CampaignId, PostId, StepId},
    run::{RunState, StepState},
    time::Timestamp,
};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happening {
    /// A run began, ended or was cancelled.
    Run {
        /// The state it is in now.
        state: RunState,
    },
    /// A step changed its state.
    Step {
        /// The step.
        step: StepId,
        /// Its key, such as `draft.1.3`.
        key: String,
        /// The state it is in now.
        state: StepState,
    },
    /// A post got a new version, a decision or other locks.
    Post {
        /// The post.
        post: PostId,
    },
}

/// A happening with its place in the campaign's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Event {
    /// The campaign.
    pub campaign: CampaignId,
    /// Number within the campaign, from 1 without gaps; the SSE event id.
    pub seq: i64,
    /// When it was recorded.
    pub at: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub happening: Happening,
}

/// Words of a step's answer while a provider is still writing it. They are told as they come and
/// kept nowhere: whoever missed them loses nothing, because the step's output follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Streamed {
    /// The step.
    pub step: StepId,
    /// All of its words so far.
    pub text: String,
}
