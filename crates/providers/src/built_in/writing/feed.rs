//! Posts of feeds: everything but e-mail and article.

use domain::{
    brief::Tone,
    channel::{ChannelKind, LinkPlacement},
    run::Framework,
};

use super::{arc::Line, beats::beats, dice::turn, form::Parts, material::Material};
use crate::built_in::reading::words::has_phrase;

/// Pictures in a character, by the word that calls for them.
const EMOJI: &[(&str, &str)] = &[
    ("lantern", "🏮"),
    ("lanterns", "🏮"),
    ("croissant", "🥐"),
    ("croissants", "🥐"),
    ("bread", "🥖"),
    ("loaves", "🍞"),
    ("coffee", "☕"),
    ("tug", "🚢"),
    ("ship", "🚢"),
    ("sea", "🌊"),
    ("music", "🎶"),
    ("concert", "🎶"),
    ("book", "📖"),
    ("books", "📖"),
    ("bike", "🚲"),
    ("bicycle", "🚲"),
    ("flowers", "💐"),
    ("wine", "🍷"),
    ("cheese", "🧀"),
    ("chocolate", "🍫"),
    ("tea", "🍵"),
    ("pizza", "🍕"),
    ("cake", "🍰"),
    ("garden", "🌿"),
    ("running", "👟"),
    ("shoe", "👟"),
    ("shoes", "👟"),
    ("dog", "🐶"),
    ("dogs", "🐶"),
    ("train", "🚆"),
];

/// What is asked in a conversation instead of a call.
pub(super) const ASIDES: &[&str] = &[
    "What do you say?",
    "What do you think?",
    "Does that sound like you?",
];

/// What is said where a link in the text leads nowhere.
pub(super) const POINTER: &str = "The link is in our profile.";

/// The parts of a feed post.
pub(super) fn parts(
    material: &Material,
    line: &Line,
    framework: Framework,
    kind: ChannelKind,
    facts: usize,
    at: usize,
    emoji_too: bool,
) -> Parts {
    let mut hook = line.hook.text.clone();
    if let Some(emoji) = emoji(material, kind, &hook, at).filter(|_| emoji_too) {
        hook = format!("{hook} {emoji}");
    }
    Parts {
        hook,
        beats: beats(material, line, framework, facts, at),
        call: call(material, kind, at),
        turn: at,
    }
}

/// The call to action in the channel's manner.
fn call(material: &Material, kind: ChannelKind, at: usize) -> String {
    let calls = material.ask.calls(material.tone);
    let call = material.avoiding.pick(calls, at).unwrap_or_default();
    let short = || {
        calls
            .iter()
            .filter(|call| material.avoiding.allows(call))
            .min_by_key(|call| call.len())
            .copied()
            .unwrap_or(call)
    };
    match kind {
        ChannelKind::X | ChannelKind::TikTok | ChannelKind::Bluesky if at.is_multiple_of(2) => {
            short().to_owned()
        }
        ChannelKind::Threads => turn(ASIDES, at)
            .filter(|aside| material.avoiding.allows(aside))
            .map_or_else(|| call.to_owned(), |aside| format!("{call} {aside}")),
        _ => call.to_owned(),
    }
}

/// "The link is in our profile", where a link in the text leads nowhere.
pub(super) fn pointer(
    material: &Material,
    kind: ChannelKind,
    link: Option<&str>,
) -> Option<&'static str> {
    let unlinked = kind.spec().links.placement == LinkPlacement::NotClickable && link.is_some();
    (unlinked && material.avoiding.allows(POINTER)).then_some(POINTER)
}

fn emoji(material: &Material, kind: ChannelKind, hook: &str, at: usize) -> Option<&'static str> {
    let friendly = matches!(material.tone, Tone::Warm | Tone::Playful);
    let picture_channel = matches!(
        kind,
        ChannelKind::Instagram | ChannelKind::Facebook | ChannelKind::TikTok | ChannelKind::Threads
    );
    let found = || {
        EMOJI
            .iter()
            .find(|(word, _)| has_phrase(hook, word))
            .map(|(_, emoji)| *emoji)
    };
    (friendly && picture_channel && (at.is_multiple_of(2) || kind == ChannelKind::TikTok))
        .then(found)
        .flatten()
}
