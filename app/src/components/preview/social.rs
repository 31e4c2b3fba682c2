//! Posts in the feeds of networks: who, words, picture, what one can do.

use super::{
    Shown,
    html::Html,
    parts::{acts, avatar, block, folded, link_card, media, sign, words},
    signs,
};
use crate::text::text;
use domain::{
    channel::{ChannelKind, PostFormat, Ratio, composed_text},
    post::ContentField,
};

/// The picture that link cards show.
const CARD: Ratio = Ratio {
    width: 191,
    height: 100,
};

/// A post on LinkedIn, X, Instagram, Facebook, Threads, Bluesky or Mastodon.
pub fn post(shown: Shown<'_>) -> Html {
    let kind = shown.kind;
    let face = avatar(shown.brand);
    let who = who(shown);
    let said = folded(
        kind,
        ContentField::Body,
        &composed_text(kind, shown.content),
    );
    let seen = seen(shown);
    let acts = acts_of(kind);
    match kind {
        // The picture comes first and the caption begins with the name.
        ChannelKind::Instagram => {
            let caption = block(
                "pv-caption",
                vec![words("pv-name", &shown.brand.handle), said],
            );
            let mut parts = vec![block("pv-head", vec![face, who])];
            parts.extend(seen);
            parts.extend([acts, caption, words("pv-soft pv-pad", shown.day)]);
            block("pv-post", parts)
        }
        // The face stands beside everything else.
        ChannelKind::X | ChannelKind::Threads | ChannelKind::Bluesky => {
            let mut parts = vec![who, said];
            parts.extend(seen);
            parts.push(acts);
            block("pv-post pv-beside", vec![face, block("pv-column", parts)])
        }
        _ => {
            let mut parts = vec![block("pv-head", vec![face, who]), said];
            parts.extend(seen);
            parts.push(acts);
            block("pv-post", parts)
        }
    }
}

/// The lines that say whose post it is and of when.
fn who(shown: Shown<'_>) -> Html {
    let Shown { brand, day, .. } = shown;
    let name = || words("pv-name", &brand.name);
    let handle = || words("pv-name", &brand.handle);
    let soft = |text: &str| words("pv-soft", text);
    let more = sign(signs::DOTS);
    let lines = match shown.kind {
        ChannelKind::LinkedIn | ChannelKind::Facebook => {
            let when = block("pv-soft pv-when", vec![words("", day), sign(signs::GLOBE)]);
            vec![block("pv-lines", vec![name(), when]), more]
        }
        ChannelKind::Mastodon => {
            let account = soft(&format!("@{}@mastodon.example", brand.handle));
            vec![block("pv-lines", vec![name(), account]), soft(day)]
        }
        ChannelKind::X => vec![name(), soft(&format!("@{} · {day}", brand.handle)), more],
        ChannelKind::Bluesky => {
            let account = soft(&format!("@{}.bsky.social · {day}", brand.handle));
            vec![name(), account]
        }
        ChannelKind::Threads => vec![handle(), soft(day), more],
        _ => vec![handle(), more],
    };
    block("pv-who", lines)
}

/// Picture or video, or the card of the link in a post of words.
fn seen(shown: Shown<'_>) -> Option<Html> {
    let ratio = shown.kind.spec().media.ratios.first().copied();
    let link = shown.content.link.as_deref().map(str::trim);
    match link.filter(|link| !link.is_empty()) {
        Some(link) if shown.format == PostFormat::Text => Some(link_card(link, CARD)),
        _ => media(shown, ratio.unwrap_or(CARD)),
    }
}

/// What one can do with a post, as the channel shows it.
fn acts_of(kind: ChannelKind) -> Html {
    match kind {
        ChannelKind::LinkedIn => acts(&[
            (signs::THUMB, text!(preview.act.like)),
            (signs::BUBBLE, text!(preview.act.comment)),
            (signs::REPEAT, text!(preview.act.repost)),
            (signs::PLANE, text!(preview.act.send)),
        ]),
        ChannelKind::Facebook => acts(&[
            (signs::THUMB, text!(preview.act.like)),
            (signs::BUBBLE, text!(preview.act.comment)),
            (signs::TURN, text!(preview.act.share)),
        ]),
        ChannelKind::X => acts(&[
            (signs::BUBBLE, ""),
            (signs::REPEAT, ""),
            (signs::HEART, ""),
            (signs::BARS, ""),
            (signs::BOOKMARK, ""),
            (signs::SHARE, ""),
        ]),
        ChannelKind::Mastodon => acts(&[
            (signs::TURN, ""),
            (signs::REPEAT, ""),
            (signs::STAR, ""),
            (signs::BOOKMARK, ""),
            (signs::DOTS, ""),
        ]),
        ChannelKind::Bluesky => acts(&[
            (signs::BUBBLE, ""),
            (signs::REPEAT, ""),
            (signs::HEART, ""),
            (signs::SHARE, ""),
            (signs::DOTS, ""),
        ]),
        _ => acts(&[
            (signs::HEART, ""),
            (signs::BUBBLE, ""),
            (signs::REPEAT, ""),
            (signs::PLANE, ""),
        ]),
    }
}
