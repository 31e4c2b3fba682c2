//! The brief: what a campaign is to achieve, as typed ([`BriefDraft`]) and as understood
//! ([`Brief`]).

mod again;
mod answers;
mod choices;
mod draft;
mod fields;
mod fill;
mod markdown;
mod personas;
mod samples;
mod strength;

pub use answers::Answers;
pub use choices::{Language, MARKETS, Market, Tone};
pub use draft::{BriefDraft, MAX_DAYS, MAX_POSTS};
pub use fill::{Fill, Offer, Taken};
pub use markdown::BriefFileError;
pub use samples::{SAMPLES, Sample};
pub use strength::Strength;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{channel::ChannelKind, time::Day};

/// A brief that has passed its rules: the structured input of a campaign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Brief {
    /// What people call the campaign.
    pub title: String,
    /// What the campaign is to achieve.
    pub goal: String,
    /// What is promoted, in the marketer's words; empty if only an address is given.
    pub promoted: String,
    /// A public page about what is promoted.
    pub web_address: Option<String>,
    /// Whom it is for.
    pub audience: String,
    /// The one thing the audience should remember.
    pub key_message: String,
    /// Phrases that every post must carry.
    pub mandatories: Vec<String>,
    /// Words and phrases that no post may carry.
    pub avoid: Vec<String>,
    /// How it should sound.
    pub tone: Tone,
    /// Where it is published, in the order chosen.
    pub channels: Vec<ChannelKind>,
    /// The country it is for.
    pub market: Market,
    /// The language it is written in.
    pub language: Language,
    /// How many posts are wanted, 1 to [`MAX_POSTS`].
    pub post_count: u16,
    /// First day of publishing.
    pub starts_on: Day,
    /// Last day of publishing.
    pub ends_on: Day,
}
