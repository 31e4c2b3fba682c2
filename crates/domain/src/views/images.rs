//! A post's made pictures, as one looks at them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::StepView;
use crate::{
    ids::{AssetId, StepId},
    picture::ImageBrief,
    time::Timestamp,
    usage::Cost,
};

/// Pictures that image models make for a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImagesView {
    /// What the next one is to show: the last brief, or what the post itself says.
    pub brief: ImageBrief,
    /// Who would make it; missing when nobody can.
    pub offer: Option<ImageOffer>,
    /// Why nobody can, with the next step.
    pub refused: Option<String>,
    /// Briefs and pictures that are being made, or failed and were not given up.
    pub steps: Vec<StepView>,
    /// What was made, the latest first.
    pub made: Vec<MadeImageView>,
}

/// Who would make a picture, at which price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImageOffer {
    /// Name of the provider that is asked first.
    pub provider: String,
    /// Its image model.
    pub model: String,
    /// The most that one picture may cost; missing when nobody knows.
    pub most: Option<Cost>,
}

/// A picture that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MadeImageView {
    /// Its id, under which it is also a photo of the campaign.
    pub id: AssetId,
    /// The step that had it made.
    pub step: StepId,
    /// What it was to show.
    pub brief: ImageBrief,
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
    /// Whether the post shows it now.
    pub in_post: bool,
}
