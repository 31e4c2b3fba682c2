//! Variants of a post, and what asking for some would cost.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::FieldComparison;
use crate::{
    channel::Finding,
    ids::StepId,
    post::{Aim, ContentHash, PostContent},
    problem::Problem,
    run::StepState,
    usage::{Cost, Tokens},
    voice::Score,
};

/// A post's variants, and what can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VariantsView {
    /// Number of the current version, which variants are compared with.
    pub version: u32,
    /// Hash of the current version. Send it as `based_on` to use a variant.
    pub version_hash: ContentHash,
    /// The kinds of readers that the brief names; a variant can be written for each.
    pub personas: Vec<String>,
    /// What a variant costs.
    pub estimate: Estimate,
    /// What was asked for last and is neither used nor dismissed.
    pub variants: Vec<VariantView>,
    /// Number of the campaign's last event; follow the events after it for what comes next.
    pub last_event: i64,
}

/// What one variant costs, before it is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Estimate {
    /// The most it costs when it is answered at the first try; `None` when nobody knows.
    pub most: Option<Cost>,
    /// Why no model may write one now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// A variant of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VariantView {
    /// The step that writes it, which is also its id.
    pub step: StepId,
    /// Its number among those that were asked for together, from 1.
    pub number: u16,
    /// What it is meant to differ in.
    pub aim: Aim,
    /// Where it stands.
    pub state: StepState,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Problem>,
    /// What it offers; `None` while it is not written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<VariantOffer>,
    /// The provider that answered.
    pub provider: Option<String>,
    /// The model that answered.
    pub model: Option<String>,
    /// What its calls consumed.
    pub tokens: Tokens,
    /// What they cost; `None` when the price is unknown.
    pub cost: Option<Cost>,
}

/// What a post would say if a variant were used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VariantOffer {
    /// The post's content with the variant in it.
    pub content: PostContent,
    /// The fields that differ from the current version, word by word; none when it is the same.
    pub changes: Vec<FieldComparison>,
    /// Number of the first variant that says the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<u16>,
    /// What the checks find in it.
    pub findings: Vec<Finding>,
    /// What it scores against the brand's voice; `None` when none is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Score>,
}
