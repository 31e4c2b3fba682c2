//! Immutable versions: what a reviewer saw, named by the hash of its content.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::PostContent;
use crate::ids::UserId;

/// SHA-256 of a version's content, as 64 lower-case hexadecimal digits. Approvals bind to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct ContentHash(pub String);

impl ContentHash {
    /// The hash of `content`: over its JSON with the fields in their declared order, so that equal
    /// contents have equal hashes everywhere.
    pub fn of(content: &PostContent) -> Self {
        // Strings and lists of strings always serialise; a failure would hash the empty string.
        let json = serde_json::to_vec(content).unwrap_or_default();
        Self(hex(&Sha256::digest(json)))
    }

    /// The first eight digits, for people.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|nibble| {
            DIGITS
                .get(usize::from(nibble))
                .map(|digit| char::from(*digit))
        })
        .collect()
}

/// Who wrote a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Author {
    /// A person.
    Person {
        /// Who.
        user: UserId,
        /// Their name at that time.
        name: String,
    },
    /// A model, or the built-in provider.
    Model {
        /// The provider's name, such as `gemini` or `built-in`.
        provider: String,
        /// The model's id.
        model: String,
    },
}

impl Author {
    /// Whether the text was drafted without an AI model, which every reader is told.
    pub fn is_built_in(&self) -> bool {
        matches!(self, Self::Model { provider, .. } if provider == "built-in")
    }
}

/// How a version came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Written for its slot of the plan.
    Drafted,
    /// Written anew after a check found something.
    Revised,
    /// Written anew, whole or in part, because a person asked for it.
    Regenerated,
    /// Edited by a person.
    Edited,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_contents_have_equal_hashes_and_a_changed_letter_changes_it() {
        let one = PostContent {
            body: "Bread at seven".into(),
            ..Default::default()
        };
        let other = PostContent {
            body: "Bread at eight".into(),
            ..Default::default()
        };
        assert_eq!(ContentHash::of(&one), ContentHash::of(&one.clone()));
        assert_ne!(ContentHash::of(&one), ContentHash::of(&other));
        assert_eq!(ContentHash::of(&one).0.len(), 64);
    }

    #[test]
    fn the_hash_of_a_content_is_pinned_because_approvals_are_bound_to_it() {
        let content = PostContent {
            body: "x".into(),
            hashtags: vec!["a".into()],
            ..Default::default()
        };
        assert_eq!(
            serde_json::to_string(&content).unwrap(),
            r#"{"body":"x","hashtags":["a"]}"#
        );
    }
}
