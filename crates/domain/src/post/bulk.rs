//! Acts on several posts at once. Each post is an act of its own: what stands in the way of one
//! does not stop the others.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ContentField, ContentHash, PostContent};
use crate::{
    ids::PostId,
    problem::{FieldProblem, Problem},
    text::Bounds,
};

/// The most posts of one act.
pub const MOST_AT_ONCE: usize = 100;

const HASHTAG: Bounds = Bounds::required("Hashtag", 100);
const FIND: Bounds = Bounds::required("Text to replace", 500);
const REPLACEMENT: Bounds = Bounds::optional("New text", 500);

/// A post as it was on the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeenPost {
    /// The post.
    pub id: PostId,
    /// Hash of the version that was on the screen.
    pub version_hash: ContentHash,
}

/// What is done with each post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BulkAct {
    /// Approve the version seen.
    Approve,
    /// Ask for changes to the version seen.
    RequestChanges {
        /// Why.
        reason: String,
    },
    /// Move it on the calendar; approvals stay.
    Move {
        /// By how many days; earlier when negative.
        days: i64,
    },
    /// Add a hashtag where it is not there yet.
    AddHashtag {
        /// The hashtag, with or without its sign.
        hashtag: String,
    },
    /// Replace a text wherever it stands, exactly as it is written, in every field but the
    /// hashtags.
    ReplaceText {
        /// The text to replace.
        find: String,
        /// The text in its place; empty to take it out.
        replacement: String,
    },
}

/// One act for several posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BulkCommand {
    /// The posts, 1 to 100.
    pub posts: Vec<SeenPost>,
    /// What is done with each.
    pub act: BulkAct,
}

/// What became of one post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BulkOutcome {
    /// The post.
    pub post: PostId,
    /// Whether it was changed; an act that has nothing to do at a post changes nothing.
    pub changed: bool,
    /// Why nothing was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Problem>,
}

/// What became of each post, in the order they were named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BulkReport {
    /// One outcome a post.
    pub outcomes: Vec<BulkOutcome>,
}

impl BulkCommand {
    /// Whether the command is complete; said once, before any post is touched.
    ///
    /// # Errors
    /// [`crate::problem::Code::InvalidInput`] with the field that is wrong.
    pub fn check(&self) -> Result<(), Problem> {
        let refuse = |field: &str, message: String| {
            Err(Problem::fields(vec![FieldProblem::new(field, message)]))
        };
        match self.posts.len() {
            0 => return refuse("posts", "Select at least one post first.".into()),
            1..=MOST_AT_ONCE => {}
            many => {
                let message = format!(
                    "{many} posts are selected; {MOST_AT_ONCE} can be changed at once. Select fewer."
                );
                return refuse("posts", message);
            }
        }
        match &self.act {
            BulkAct::RequestChanges { reason } => super::review::parse_reason(reason).map(drop),
            BulkAct::Move { days: 0 } => refuse(
                "days",
                "Say by how many days to move: 1 for a day later, -1 for a day earlier.".into(),
            ),
            BulkAct::Approve | BulkAct::Move { .. } => Ok(()),
            BulkAct::AddHashtag { hashtag } => parse_hashtag(hashtag).map(drop),
            BulkAct::ReplaceText { find, replacement } => {
                for (field, bounds, text) in [
                    ("find", FIND, find),
                    ("replacement", REPLACEMENT, replacement),
                ] {
                    if let Err(refusal) = bounds.parse(text) {
                        return refuse(field, refusal.to_string());
                    }
                }
                Ok(())
            }
        }
    }
}

impl BulkAct {
    /// The content after the act; as it was if the act is none about content or has nothing to do.
    pub fn apply(&self, content: &PostContent) -> PostContent {
        let mut changed = content.clone();
        match self {
            Self::AddHashtag { hashtag } => {
                let there = |hashtag: &str| {
                    content
                        .hashtags
                        .iter()
                        .any(|tag| tag.to_lowercase() == hashtag.to_lowercase())
                };
                if let Ok(hashtag) = parse_hashtag(hashtag)
                    && !there(&hashtag)
                {
                    changed.hashtags.push(hashtag);
                }
            }
            Self::ReplaceText { find, replacement } if !find.is_empty() => {
                for field in ContentField::ALL {
                    let text = content.get(*field);
                    if *field != ContentField::Hashtags && text.contains(find) {
                        changed.set(*field, &text.replace(find, replacement));
                    }
                }
            }
            Self::ReplaceText { .. }
            | Self::Approve
            | Self::RequestChanges { .. }
            | Self::Move { .. } => {}
        }
        changed
    }
}

fn parse_hashtag(hashtag: &str) -> Result<String, Problem> {
    let refuse = |message: String| Problem::fields(vec![FieldProblem::new("hashtag", message)]);
    let hashtag = hashtag.trim().trim_start_matches('#');
    let hashtag = HASHTAG
        .parse(hashtag)
        .map_err(|refusal| refuse(refusal.to_string()))?;
    if hashtag.contains(|c: char| c.is_whitespace() || c == ',' || c == '#') {
        return Err(refuse(
            "A hashtag is one word. Add one at a time, without spaces.".into(),
        ));
    }
    Ok(hashtag)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn content() -> PostContent {
        PostContent {
            title: Some("Bread at seven".into()),
            body: "Bread, warm Bread.".into(),
            hashtags: vec!["Bread".into()],
            ..PostContent::default()
        }
    }

    fn command(posts: usize, act: BulkAct) -> BulkCommand {
        let seen = SeenPost {
            id: PostId(Uuid::nil()),
            version_hash: ContentHash("0".into()),
        };
        BulkCommand {
            posts: vec![seen; posts],
            act,
        }
    }

    #[test]
    fn a_text_is_replaced_wherever_it_stands_but_in_hashtags() {
        let act = BulkAct::ReplaceText {
            find: "Bread".into(),
            replacement: "Rolls".into(),
        };
        let changed = act.apply(&content());
        assert_eq!(changed.title.as_deref(), Some("Rolls at seven"));
        assert_eq!(changed.body, "Rolls, warm Rolls.");
        assert_eq!(changed.hashtags, ["Bread"]);
        let nowhere = BulkAct::ReplaceText {
            find: "bread".into(),
            replacement: "x".into(),
        };
        assert_eq!(nowhere.apply(&content()), content());
    }

    #[test]
    fn a_hashtag_is_added_once_whatever_its_capitals() {
        let add = |hashtag: &str| {
            BulkAct::AddHashtag {
                hashtag: hashtag.into(),
            }
            .apply(&content())
            .hashtags
        };
        assert_eq!(add(" #Oven "), ["Bread", "Oven"]);
        assert_eq!(add("#bread"), ["Bread"]);
    }

    #[test]
    fn an_incomplete_command_is_refused_with_its_field() {
        let replace = |find: &str| BulkAct::ReplaceText {
            find: find.into(),
            replacement: String::new(),
        };
        let cases = [
            (command(0, BulkAct::Approve), "posts"),
            (command(101, BulkAct::Approve), "posts"),
            (
                command(1, BulkAct::RequestChanges { reason: " ".into() }),
                "reason",
            ),
            (command(1, BulkAct::Move { days: 0 }), "days"),
            (
                command(
                    1,
                    BulkAct::AddHashtag {
                        hashtag: "# ".into(),
                    },
                ),
                "hashtag",
            ),
            (
                command(
                    1,
                    BulkAct::AddHashtag {
                        hashtag: "two words".into(),
                    },
                ),
                "hashtag",
            ),
            (command(1, replace("")), "find"),
        ];
        for (command, field) in cases {
            assert_eq!(
                command.check().unwrap_err().fields[0].field,
                field,
                "{command:?}"
            );
        }
        assert!(command(100, replace("x")).check().is_ok());
    }
}
