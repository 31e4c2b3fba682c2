//! A use of a tool, from when it was asked to what came of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{ids::PostId, post::ContentField, time::Timestamp};

/// No model is at it for longer than this, its retries included.
const LOST_AFTER_SECONDS: i64 = 15 * 60;

/// Where a use stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UseState {
    /// A model is at it.
    Open,
    /// Its results are there.
    Done,
    /// There are none, and the reason is kept.
    Failed,
    /// Whoever worked on it ended without a word. Nobody stores this: it shows by the time.
    Lost,
}

impl UseState {
    /// Where a use that was begun at `begun` stands by now.
    #[must_use]
    pub fn seen(self, begun: Timestamp, now: Timestamp) -> Self {
        match self {
            Self::Open if now > begun.plus_seconds(LOST_AFTER_SECONDS) => Self::Lost,
            other => other,
        }
    }
}

/// The post that a text came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ToolOrigin {
    /// The post.
    pub post: PostId,
    /// The field.
    pub field: ContentField,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_open_for_too_long_is_lost_and_nothing_else_is() {
        let begun = Timestamp(0);
        let later = begun.plus_seconds(LOST_AFTER_SECONDS + 1);
        assert_eq!(UseState::Open.seen(begun, begun), UseState::Open);
        assert_eq!(UseState::Open.seen(begun, later), UseState::Lost);
        assert_eq!(UseState::Done.seen(begun, later), UseState::Done);
    }
}
