//! What the thinking steps answer: analysis, strategy and plan.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    channel::{ChannelKind, PostFormat},
    time::Day,
};

/// Where a fact was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactSource {
    /// In the brief.
    Brief,
    /// In the fetched page.
    Page,
}

/// Something the input says about what is promoted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fact {
    /// The fact in one sentence.
    pub text: String,
    /// Where it was found.
    pub source: FactSource,
}

/// What brief and page say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Analysis {
    /// What is promoted, by its name.
    pub subject: String,
    /// Facts that posts may build on, most useful first.
    pub facts: Vec<Fact>,
    /// Phrases that carry the message.
    pub key_phrases: Vec<String>,
    /// What the brief leaves open and a person may want to add.
    pub open_questions: Vec<String>,
}

/// A proven order in which copy makes its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Framework {
    /// Attention, interest, desire, action.
    Aida,
    /// Problem, agitation, solution.
    Pas,
    /// Before, after, bridge.
    BeforeAfterBridge,
    /// Feature, advantage, benefit.
    FeatureAdvantageBenefit,
    /// A question and its answer.
    QuestionAnswer,
}

/// A creative idea that answers the brief.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Concept {
    /// A short name.
    pub name: String,
    /// The idea in a few sentences.
    pub idea: String,
    /// What it promises readers, in a sentence; empty in strategies from before it was asked for.
    #[serde(default)]
    pub promise: String,
    /// A line as it could stand in a post; empty in strategies from before it was asked for.
    #[serde(default)]
    pub sample: String,
    /// Why it should work for this audience.
    pub rationale: String,
    /// What could go wrong with it.
    pub risk: String,
    /// The order in which its posts make their case.
    pub framework: Framework,
}

/// A kind of people that the campaign speaks to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Persona {
    /// Who they are, in a few words.
    pub who: String,
    /// What they want with regard to the subject; empty where nothing is said of it.
    pub wants: String,
    /// What holds them back.
    pub doubts: String,
    /// What of the brief convinces them.
    pub convinced_by: String,
}

/// What the campaign builds on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Strategy {
    /// What moves the audience.
    pub audience_insight: String,
    /// How the subject stands out for them.
    pub positioning: String,
    /// Whom it speaks to; empty in strategies from before they were asked for.
    #[serde(default)]
    pub personas: Vec<Persona>,
    /// Three concepts to compare.
    pub concepts: Vec<Concept>,
    /// Index of the concept that the strategist recommends.
    pub recommended: usize,
}

/// One place in the plan that a post fills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Slot {
    /// Number in the plan, from 1 in order of days.
    pub number: u16,
    /// Where it is published.
    pub channel: ChannelKind,
    /// In which form.
    pub format: PostFormat,
    /// On which day.
    pub publish_on: Day,
    /// What this post is about, so that no two say the same.
    pub angle: String,
}

/// Every slot of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Plan {
    /// Index of the concept it follows.
    pub concept: usize,
    /// The slots in order of their numbers.
    pub slots: Vec<Slot>,
}
