//! A post's films, as one looks at them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PhotoView, StepView};
use crate::{
    ids::{AssetId, StepId},
    time::Timestamp,
    usage::Cost,
    video::{Storyboard, VideoShape},
};

/// Films that video models make for a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VideosView {
    /// What the next one is to show: the last storyboard, or what the post itself says.
    pub storyboard: Storyboard,
    /// Its shape: the last one, or what suits the channel.
    pub shape: VideoShape,
    /// The photo that the last one began with.
    pub first_frame: Option<AssetId>,
    /// The photos that it can begin with.
    pub frames: Vec<PhotoView>,
    /// Who would make it; missing when nobody can.
    pub offer: Option<VideoOfferView>,
    /// Why nobody can, with the next step.
    pub refused: Option<String>,
    /// When this was looked up.
    pub now: Timestamp,
    /// Storyboards and films that are being made, or failed and were not given up.
    pub steps: Vec<StepView>,
    /// What was made, the latest first.
    pub made: Vec<MadeVideoView>,
}

/// Who would make a film, in which lengths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VideoOfferView {
    /// Name of the provider that is asked first.
    pub provider: String,
    /// Its video model.
    pub model: String,
    /// The lengths it makes, the shortest first.
    pub lengths: Vec<VideoLength>,
}

/// A length that a film can have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VideoLength {
    /// Seconds.
    pub seconds: u8,
    /// The most that one of this length may cost; missing when nobody knows.
    pub most: Option<Cost>,
}

/// A film that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MadeVideoView {
    /// Its id.
    pub id: AssetId,
    /// The step that had it made.
    pub step: StepId,
    /// What it was to show and say.
    pub storyboard: Storyboard,
    /// Whether it has captions.
    pub captioned: bool,
    /// The photo it begins with, which stands for it until it is played.
    pub poster: Option<AssetId>,
    /// Name of the provider.
    pub provider: String,
    /// The model that made it.
    pub model: String,
    /// What it cost; missing when nobody knows.
    pub cost: Option<Cost>,
    /// When.
    pub made_at: Timestamp,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// How long it is, in milliseconds.
    pub millis: u32,
}
