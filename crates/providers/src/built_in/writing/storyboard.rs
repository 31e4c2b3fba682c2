//! What a video model is to make of a post: what its picture would show, near and then whole, and
//! the post's own title said over it.

use domain::{
    picture::{ImageBrief, Look},
    post::PostContent,
    video::{Shot, Storyboard},
};

use super::image_brief::image_brief;
use crate::WritingContext;

/// As much as a voice says in five seconds.
const SAID: usize = 80;

/// What the film of a post is to show.
pub fn storyboard(context: &WritingContext, post: &PostContent, look: &Look) -> Storyboard {
    let ImageBrief {
        shows,
        style,
        colours,
        avoid,
        ..
    } = image_brief(context, post, look);
    let said = post.title.as_deref().unwrap_or_default().trim();
    let said = if said.chars().count() <= SAID {
        said
    } else {
        ""
    };
    let shot = |seconds, seen: String, said: &str| Shot {
        seconds,
        seen,
        said: said.to_owned(),
    };
    let subject = context.analysis.subject.trim();
    Storyboard {
        shots: vec![
            shot(
                3,
                format!(
                    "Very close: hands or a detail of {subject}. The camera moves back slowly."
                ),
                "",
            ),
            shot(5, shows.chars().take(600).collect(), said),
        ],
        style: format!("{style} {colours}").chars().take(500).collect(),
        avoid,
    }
}
