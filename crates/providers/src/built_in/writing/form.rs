//! How much a channel takes, and the cutting of a post until it fits.

use domain::{
    channel::{ChannelKind, composed_text, count, fit_body, shorten},
    post::{ContentField, PostContent},
};

use super::{beats::Beat, material::Material};
use crate::built_in::reading::sentences::ended;

/// The form of a channel's posts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// Facts a post carries after its opening.
    pub facts: usize,
    /// Hashtags it carries.
    pub hashtags: usize,
    /// Whether what follows the opening stands in one paragraph.
    pub compact: bool,
}

impl Form {
    /// The form of a channel.
    pub(super) const fn of(kind: ChannelKind) -> Self {
        let (facts, hashtags, compact) = match kind {
            ChannelKind::LinkedIn => (4, 3, false),
            ChannelKind::X | ChannelKind::Bluesky => (2, 2, true),
            ChannelKind::Instagram => (2, 5, false),
            ChannelKind::Facebook => (2, 2, false),
            ChannelKind::Threads => (2, 1, false),
            ChannelKind::Mastodon => (3, 3, false),
            ChannelKind::TikTok => (1, 4, true),
            ChannelKind::YouTube => (5, 3, false),
            ChannelKind::Pinterest => (3, 3, true),
            ChannelKind::Email => (4, 0, false),
            ChannelKind::Blog => (24, 4, false),
        };
        Self {
            facts,
            hashtags,
            compact,
        }
    }
}

/// The parts of a post's text.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    /// The first words.
    pub hook: String,
    /// What follows.
    pub beats: Vec<Beat>,
    /// What readers are asked to do; empty for none.
    pub call: String,
    /// Which way of several to say a mandatory.
    pub turn: usize,
}

impl Parts {
    /// The text with the mandatories that nothing else says.
    pub(super) fn text(&self, material: &Material, compact: bool) -> String {
        let mut paragraphs = vec![self.hook.clone()];
        let mut last = 0;
        for beat in &self.beats {
            let joins = beat.paragraph == last || compact && paragraphs.len() > 1;
            last = beat.paragraph;
            match paragraphs.last_mut() {
                Some(paragraph) if joins => {
                    paragraph.push(' ');
                    paragraph.push_str(&beat.text);
                }
                _ => paragraphs.push(beat.text.clone()),
            }
        }
        paragraphs.extend(closing(
            material,
            &paragraphs.join("\n"),
            &self.call,
            self.turn,
        ));
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        paragraphs.join("\n\n")
    }

    /// Leaves out what matters least; `false` when nothing is left to leave out.
    fn cut(&mut self) -> bool {
        let most = self
            .beats
            .iter()
            .enumerate()
            .filter(|(_, beat)| beat.spare > 0)
            .max_by_key(|(at, beat)| (beat.spare, *at));
        match most.map(|(at, _)| at) {
            Some(at)
                if self.beats.get(at).is_some_and(|beat| beat.spare > 2)
                    || self.call.is_empty() =>
            {
                self.beats.remove(at);
                true
            }
            _ if !self.call.is_empty() => {
                self.call.clear();
                true
            }
            _ => false,
        }
    }
}

/// The last paragraphs: mandatories that the text does not say yet, around the call to action.
pub(super) fn closing(material: &Material, text: &str, call: &str, turn: usize) -> Vec<String> {
    let missing: Vec<_> = material
        .mandatories
        .iter()
        .filter(|mandatory| !mandatory.is_in(text) && !mandatory.is_in(call))
        .collect();
    let said: Vec<String> = missing
        .iter()
        .filter(|mandatory| !mandatory.is_note())
        .map(|mandatory| mandatory.sentence(turn))
        .collect();
    let mut paragraphs = vec![
        said.into_iter()
            .chain([call.to_owned()])
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    ];
    paragraphs.extend(
        missing
            .iter()
            .filter(|mandatory| mandatory.is_note())
            .map(|mandatory| mandatory.sentence(turn)),
    );
    paragraphs
}

/// The body that fits the channel together with the link and the hashtags of `content`; hashtags are
/// given up before the text is cut inside a sentence.
pub(super) fn fitted(
    kind: ChannelKind,
    mut content: PostContent,
    mut parts: Parts,
    material: &Material,
    compact: bool,
) -> PostContent {
    loop {
        content.body = parts.text(material, compact);
        let over = over(kind, &content);
        if over == 0 {
            return content;
        }
        if content.hashtags.len() > 1 {
            content.hashtags.pop();
        } else if !parts.cut() && content.hashtags.pop().is_none() {
            return shortened(kind, content, parts, material, compact);
        }
    }
}

/// Cuts the opening itself, so that what must be said stays.
fn shortened(
    kind: ChannelKind,
    mut content: PostContent,
    mut parts: Parts,
    material: &Material,
    compact: bool,
) -> PostContent {
    let counting = kind.spec().counting;
    let room = count(counting, &parts.hook).saturating_sub(over(kind, &content));
    if room > 20 {
        parts.hook = ended(&shorten(counting, room, &parts.hook));
        content.body = parts.text(material, compact);
    }
    content.body = fit_body(kind, &content);
    content
}

/// By how much the composed text is too long.
fn over(kind: ChannelKind, content: &PostContent) -> usize {
    let Some(field) = kind.spec().field(ContentField::Body) else {
        return 0;
    };
    let Some(limit) = field.max else { return 0 };
    count(field.counting, &composed_text(kind, content)).saturating_sub(limit.count)
}
