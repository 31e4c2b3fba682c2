//! Decisions about posts. An approval is bound to the hash of the version the reviewer saw; an
//! edit voids it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ContentHash;
use crate::{
    problem::{Code, FieldProblem, Problem},
    text::Bounds,
};

const REASON: Bounds = Bounds::required("Reason", 2_000);

/// Where a post stands in its review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PostState {
    /// Waiting for a decision about its current version.
    InReview,
    /// Its current version is approved.
    Approved,
    /// A reviewer wants its current version changed.
    ChangesRequested,
}

impl PostState {
    /// Every state, in the order of the work.
    pub const ALL: [Self; 3] = [Self::InReview, Self::ChangesRequested, Self::Approved];

    /// The state as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::ChangesRequested => "changes_requested",
        }
    }
}

impl std::str::FromStr for PostState {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|state| state.slug() == slug)
            .ok_or(())
    }
}

/// What a reviewer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It may go out as it is.
    Approve,
    /// It has to change first.
    RequestChanges,
}

/// A reviewer's decision about the version they saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecisionCommand {
    /// What the reviewer says.
    pub verdict: Verdict,
    /// Hash of the version that was on the screen.
    pub version_hash: ContentHash,
    /// Why; needed when changes are requested.
    #[serde(default)]
    pub reason: String,
}

/// The state after `command` about a post whose current version has the hash `current`, and the
/// reason as it is kept.
///
/// # Errors
/// [`Code::Changed`] when the reviewer saw another version, [`Code::WrongState`] when the same
/// decision stands already, [`Code::InvalidInput`] without a reason for changes.
pub fn decide(
    state: PostState,
    current: &ContentHash,
    command: &DecisionCommand,
) -> Result<(PostState, Option<String>), Problem> {
    if command.version_hash != *current {
        return Err(Problem::new(
            Code::Changed,
            "The post was changed after you opened it. Look at the new version, then decide.",
        ));
    }
    let reason = match (command.verdict, command.reason.trim().is_empty()) {
        (Verdict::Approve, true) => None,
        _ => Some(parse_reason(&command.reason)?),
    };
    match (state, command.verdict) {
        (PostState::Approved, Verdict::Approve) => Err(Problem::new(
            Code::WrongState,
            "This version is approved already. There is nothing left to do.",
        )),
        (_, Verdict::Approve) => Ok((PostState::Approved, reason)),
        (_, Verdict::RequestChanges) => Ok((PostState::ChangesRequested, reason)),
    }
}

pub(super) fn parse_reason(reason: &str) -> Result<String, Problem> {
    REASON.parse(reason).map_err(|refusal| {
        let message = match refusal {
            crate::text::TextRefusal::Empty(_) => {
                "Say what has to change, so that the writer knows what to do.".to_owned()
            }
            other => other.to_string(),
        };
        Problem::fields(vec![FieldProblem::new("reason", message)])
    })
}

/// The state after a new version with the hash `new` replaced one with the hash `old`: an edit
/// that changes nothing leaves decisions standing, any other voids them.
pub fn after_edit(state: PostState, old: &ContentHash, new: &ContentHash) -> PostState {
    if old == new {
        state
    } else {
        PostState::InReview
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hash(text: &str) -> ContentHash {
        ContentHash(text.into())
    }

    fn command(verdict: Verdict, seen: &str, reason: &str) -> DecisionCommand {
        DecisionCommand {
            verdict,
            version_hash: hash(seen),
            reason: reason.into(),
        }
    }

    #[test]
    fn a_decision_about_a_text_that_has_moved_on_is_refused() {
        let refusal = decide(
            PostState::InReview,
            &hash("new"),
            &command(Verdict::Approve, "old", ""),
        )
        .unwrap_err();
        assert_eq!(refusal.code, Code::Changed);
    }

    #[test]
    fn requesting_changes_needs_a_reason() {
        let refusal = decide(
            PostState::InReview,
            &hash("a"),
            &command(Verdict::RequestChanges, "a", " "),
        )
        .unwrap_err();
        assert_eq!(refusal.fields[0].field, "reason");
    }

    #[test]
    fn approving_twice_is_refused_and_a_change_of_mind_is_not() {
        let approve = command(Verdict::Approve, "a", "");
        assert_eq!(
            decide(PostState::Approved, &hash("a"), &approve)
                .unwrap_err()
                .code,
            Code::WrongState
        );
        let changes = command(Verdict::RequestChanges, "a", "Too long");
        assert_eq!(
            decide(PostState::Approved, &hash("a"), &changes).unwrap().0,
            PostState::ChangesRequested
        );
    }

    #[test]
    fn an_edit_after_approval_voids_it_unless_nothing_changed() {
        assert_eq!(
            after_edit(PostState::Approved, &hash("a"), &hash("b")),
            PostState::InReview
        );
        assert_eq!(
            after_edit(PostState::Approved, &hash("a"), &hash("a")),
            PostState::Approved
        );
    }

    proptest! {
        #[test]
        fn no_sequence_of_acts_leaves_an_approval_on_a_text_nobody_approved(acts in proptest::collection::vec(0u8..6, 0..40)) {
            let (mut state, mut current, mut approved) = (PostState::InReview, 0u8, None);
            for act in acts {
                if act < 3 {
                    let next = act;
                    state = after_edit(state, &hash(&current.to_string()), &hash(&next.to_string()));
                    current = next;
                } else {
                    let seen = (act - 3).to_string();
                    if let Ok((next, _)) = decide(state, &hash(&current.to_string()), &command(Verdict::Approve, &seen, "")) {
                        state = next;
                        approved = Some(current);
                    }
                }
                if state == PostState::Approved {
                    prop_assert_eq!(approved, Some(current));
                }
            }
        }
    }
}
