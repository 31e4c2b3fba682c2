//! What a step was told, word for word.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::post::hex;

/// A stretch of a prompt: words of ours, or material that others wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Passage {
    /// What the fence around it calls the material, such as `page`; `None` for words of ours.
    pub material: Option<String>,
    /// The stretch as it was sent, with its fence.
    pub text: String,
}

impl Passage {
    /// SHA-256 of its text in hexadecimal digits: equal passages of many prompts are kept once.
    pub fn hash(&self) -> String {
        hex(&Sha256::digest(&self.text))
    }
}

/// What a step was told. The passages of a prompt one after the other are the prompt as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Question {
    /// Who the agent is and which rules hold.
    pub system: Vec<Passage>,
    /// What is asked, with its material.
    pub user: Vec<Passage>,
    /// JSON Schema that the answer had to fit.
    pub schema: String,
    /// What made the answer repeatable, where the provider supports it.
    pub seed: u64,
    /// Index of the concept it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concept: Option<usize>,
}

/// What a step was answered, as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GivenAnswer {
    /// Name of the provider.
    pub provider: String,
    /// The model that answered.
    pub model: String,
    /// The answer, as JSON.
    pub text: String,
}
