//! Films: what the director is told, and what a video model is.

use std::fmt::Write as _;

use domain::{
    picture::Look,
    post::PostContent,
    video::{Storyboard, VideoShape},
};
use providers::WritingContext;

use super::{Blocks, draft_block, look_block, writing_blocks};

/// Version of what a video model is told; another one when the same storyboard is told otherwise.
pub const VIDEO_PROMPT: &str = "video-1";

pub(super) fn blocks(context: &WritingContext, post: &PostContent, look: &Look) -> Blocks {
    let ratios = context.slot.channel.spec().media.ratios;
    let shape = ratios
        .first()
        .copied()
        .map_or(VideoShape::Wide, VideoShape::near);
    let mut blocks = writing_blocks(context);
    blocks.extend([
        ("post", draft_block(post)),
        ("look", look_block(look)),
        ("shape", shape.slug().to_owned()),
        ("shots", Storyboard::MOST_SHOTS.to_string()),
    ]);
    blocks
}

/// What a video model is told of a film of so many seconds: the storyboard as a person left it.
pub fn video_prompt(storyboard: &Storyboard, seconds: u8) -> String {
    let mut prompt = format!("Make one film of {seconds} seconds.");
    let timed = storyboard.timed(u32::from(seconds) * 1_000);
    for (number, (from, to, shot)) in timed.into_iter().enumerate() {
        let (from, to) = (tenths(from), tenths(to));
        let _ = write!(
            prompt,
            "\n\nShot {}, from {from} to {to} seconds. It shows: {}",
            number + 1,
            shot.seen
        );
        if shot.said.is_empty() {
            prompt.push_str("\nNobody speaks.");
        } else {
            let _ = write!(prompt, "\nA voice says, word for word: “{}”", shot.said);
        }
    }
    if !storyboard.style.is_empty() {
        prompt.extend(["\n\nStyle: ", storyboard.style.as_str()]);
    }
    prompt.push_str("\n\nNo subtitles and no words in the picture.");
    prompt
}

fn tenths(millis: u32) -> String {
    format!("{}.{}", millis / 1_000, millis % 1_000 / 100)
}

#[cfg(test)]
mod tests {
    use domain::video::Shot;

    use super::*;

    #[test]
    fn a_video_model_is_told_each_shot_with_its_time_and_what_is_said() {
        let shot = |seconds, seen: &str, said: &str| Shot {
            seconds,
            seen: seen.into(),
            said: said.into(),
        };
        let storyboard = Storyboard {
            shots: vec![shot(2, "Dough.", ""), shot(6, "A loaf.", "Fresh at six.")],
            style: "Warm light.".into(),
            avoid: "Logos.".into(),
        };
        assert_eq!(
            video_prompt(&storyboard, 4),
            "Make one film of 4 seconds.\n\nShot 1, from 0.0 to 1.0 seconds. It shows: Dough.\nNobody speaks.\n\nShot 2, from 1.0 to 4.0 seconds. It shows: A loaf.\nA voice says, word for word: “Fresh at six.”\n\nStyle: Warm light.\n\nNo subtitles and no words in the picture."
        );
    }
}
