//! What every format says about a post: how far its review is and where its words come from.

use domain::{
    post::{Author, PostState, Verdict},
    views::{DecisionView, PostView},
};

/// How far a post is and who wrote it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing<'a> {
    /// The approval of exactly this text.
    pub(super) approval: Option<&'a DecisionView>,
    /// The standing wish for changes of exactly this text.
    pub(super) wish: Option<&'a DecisionView>,
    /// The model that drafted it; `None` if a person wrote it from the start.
    pub(super) drafted_by: Option<&'a Author>,
    /// The person who edited it last; `None` if it is as it was drafted.
    pub(super) edited_by: Option<&'a str>,
}

impl<'a> Standing<'a> {
    /// The standing of `post`'s current version.
    pub(super) fn of(post: &'a PostView) -> Self {
        let decided = |state, verdict| {
            // The hash decides: an approval of another text is none of this one.
            let about = |decision: &&DecisionView| {
                decision.verdict == verdict
                    && decision.standing
                    && decision.version_hash == post.version.hash
            };
            (post.state == state)
                .then(|| post.decisions.iter().find(about))
                .flatten()
        };
        let current = &post.version.author;
        let history = post.versions.iter().map(|version| &version.author);
        Self {
            approval: decided(PostState::Approved, Verdict::Approve),
            wish: decided(PostState::ChangesRequested, Verdict::RequestChanges),
            drafted_by: std::iter::once(current)
                .chain(history)
                .find(|author| matches!(author, Author::Model { .. })),
            edited_by: match current {
                Author::Person { name, .. } => Some(name),
                Author::Model { .. } => None,
            },
        }
    }

    /// Whether the text was drafted without an AI model; a later edit does not change that.
    pub(super) fn is_built_in(&self) -> bool {
        self.drafted_by.is_some_and(Author::is_built_in)
    }

    /// The drafter's name, such as `gemini gemini-3-pro`; empty if a person wrote the post.
    pub(super) fn drafter(&self) -> String {
        match self.drafted_by {
            Some(Author::Model { provider, model }) if provider == model => provider.clone(),
            Some(Author::Model { provider, model }) => format!("{provider} {model}"),
            _ => String::new(),
        }
    }

    /// Who wrote it, in a sentence's part.
    pub(super) fn writers(&self) -> String {
        let drafted = match (self.drafted_by, self.is_built_in()) {
            (None, _) => None,
            (Some(_), true) => Some("drafted without an AI model".to_owned()),
            (Some(_), false) => Some(format!("drafted by the AI model {}", self.drafter())),
        };
        match (drafted, self.edited_by) {
            (Some(drafted), Some(person)) => format!("{drafted}, edited by {person}"),
            (Some(drafted), None) => drafted,
            (None, person) => format!("written by {}", person.unwrap_or("a person")),
        }
    }

    /// How far it is, in a sentence's part.
    pub(super) fn review(&self, state: PostState) -> String {
        match (self.approval, self.wish, state) {
            (Some(approval), ..) => format!("approved by {} on {}", approval.by, approval.at.day()),
            (_, Some(wish), _) => {
                let reason = wish
                    .reason
                    .as_deref()
                    .unwrap_or_default()
                    .replace(['\n', '\r'], " ");
                format!("not approved; {} asked for changes: {reason}", wish.by)
            }
            (.., PostState::ChangesRequested) => "not approved; changes were requested".to_owned(),
            _ => "not approved; waiting for a decision".to_owned(),
        }
    }
}
