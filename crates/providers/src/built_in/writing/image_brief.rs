//! What an image model is to make of a post: its own picture idea, with the brand's colours and
//! what the brief avoids.

use domain::{
    brief::Tone,
    channel::Ratio,
    picture::{ImageBrief, Look},
    post::PostContent,
};

use super::avoiding::Avoiding;
use crate::WritingContext;

/// What no picture is to have: what image models get wrong, and what is not ours to show.
const NEVER: &str = "Words, letters, logos and watermarks. Real people. Other brands.";

/// What the picture of a post is to show.
pub fn image_brief(context: &WritingContext, post: &PostContent, look: &Look) -> ImageBrief {
    let avoiding = Avoiding::new(&context.brief.avoid);
    let subject = context.analysis.subject.trim();
    let idea = post.image_idea.as_deref().unwrap_or_default().trim();
    // An idea of words or of a film is for a card or a video; an image model is given the thing.
    let pictured = idea.starts_with("A photograph") && avoiding.allows(idea);
    let (shows, alt_text) = if pictured {
        (
            idea.to_owned(),
            post.alt_text.clone().unwrap_or_else(|| idea.to_owned()),
        )
    } else {
        (
            format!("A photograph of what this is about: {subject}."),
            format!("A photograph of {subject}."),
        )
    };
    let ratios = context.slot.channel.spec().media.ratios;
    let Ratio { width, height } = ratios.first().copied().unwrap_or(Ratio::new(1, 1));
    let avoided: Vec<&str> = context.brief.avoid.iter().map(String::as_str).collect();
    let avoid = match avoided.join("; ") {
        none if none.is_empty() => NEVER.to_owned(),
        some => format!("{NEVER} {some}."),
    };
    ImageBrief {
        shows,
        composition: format!(
            "Seen from close by, a little off the middle, with calm space around it. It is cut to {width}:{height}."
        ),
        style: style(context.brief.tone).to_owned(),
        colours: format!(
            "The brand's {} and {}, sparingly, on a neutral ground.",
            look.primary, look.secondary
        ),
        avoid: avoid.chars().take(500).collect(),
        alt_text,
    }
}

const fn style(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "A plain photograph in even daylight.",
        Tone::Warm => "A photograph in warm morning light, soft shadows, nothing arranged.",
        Tone::Confident => "A clear photograph with strong light from one side and sharp edges.",
        Tone::Playful => "A bright photograph with a light touch and lively colours.",
        Tone::Formal => "A calm, orderly photograph in cool daylight.",
        Tone::Urgent => "A photograph with high contrast, as if caught in the moment.",
    }
}
