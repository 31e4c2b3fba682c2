//! What happened in an organization that a person would want to hear of: runs that ended, and
//! decisions.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    channel::ChannelKind,
    ids::{CampaignId, PostId, UserId},
    post::Verdict,
    run::RunState,
    time::Timestamp,
};

/// What happened lately, and how far the person has read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct News {
    /// What happened, newest first.
    pub items: Vec<NewsItem>,
    /// Everything up to this moment was seen.
    pub seen_at: Timestamp,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewsItem {
    /// When.
    pub at: Timestamp,
    /// The campaign it is about.
    pub campaign: CampaignId,
    /// Its title.
    pub title: String,
    /// What.
    #[serde(flatten)]
    pub novelty: Novelty,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Novelty {
    /// A run ended or needs attention.
    Run {
        /// The state it came to.
        state: RunState,
    },
    /// Somebody decided about a post.
    Decision {
        /// The post.
        post: PostId,
        /// Where it is published.
        channel: ChannelKind,
        /// What they said.
        verdict: Verdict,
        /// Who.
        user: UserId,
        /// Their name at that time.
        by: String,
    },
}

impl NewsItem {
    /// Whether it is new to `user`, who has seen everything up to `seen_at`. One's own decisions
    /// are no news.
    pub fn is_new(&self, user: UserId, seen_at: Timestamp) -> bool {
        let own = matches!(&self.novelty, Novelty::Decision { user: by, .. } if *by == user);
        self.at > seen_at && !own
    }
}
