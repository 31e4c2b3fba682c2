//! Channels that show first and tell second: TikTok, YouTube, Pinterest.

use super::{
    Shown,
    html::Html,
    parts::{acts, avatar, block, folded, frame, media, only, play, sign, words},
    signs,
};
use crate::text::text;
use domain::{
    channel::{ChannelKind, PostFormat, Ratio, composed_text, preview::domain_of},
    post::ContentField,
};

const UPRIGHT: Ratio = Ratio {
    width: 9,
    height: 16,
};
const WIDE: Ratio = Ratio {
    width: 16,
    height: 9,
};
const TALL: Ratio = Ratio {
    width: 2,
    height: 3,
};

/// A TikTok: the caption lies over the video.
pub fn clip(shown: Shown<'_>) -> Html {
    let caption = folded(
        ChannelKind::TikTok,
        ContentField::Body,
        &composed_text(ChannelKind::TikTok, shown.content),
    );
    let mut lines = vec![words("pv-name", &shown.brand.handle)];
    if shown.format == PostFormat::Carousel {
        lines.extend(
            shown
                .content
                .title
                .as_deref()
                .map(|title| words("pv-name", title)),
        );
    }
    let sound = block(
        "pv-sound",
        vec![sign(signs::NOTE), words("", text!(preview.sound))],
    );
    lines.extend([caption, sound]);
    let side = vec![
        avatar(shown.brand),
        acts(&[
            (signs::HEART, ""),
            (signs::BUBBLE, ""),
            (signs::BOOKMARK, ""),
            (signs::TURN, ""),
        ]),
    ];
    let mut over = vec![block("pv-rail", side), block("pv-overlay", lines)];
    if shown.format == PostFormat::Video {
        over.push(play());
    } else {
        over.push(words("pv-count", "1/3"));
    }
    frame(shown, "video", UPRIGHT, over)
}

/// A YouTube video: in the feed a picture with its title, opened with the description below.
pub fn video(shown: Shown<'_>) -> Html {
    let Shown {
        kind, brand, day, ..
    } = shown;
    let content = shown.content;
    let title = content.title.as_deref().unwrap_or_default();
    let feed = vec![
        frame(shown, "video", WIDE, Vec::new()),
        block(
            "pv-head",
            vec![
                avatar(brand),
                block(
                    "pv-lines",
                    vec![
                        block("pv-title", vec![folded(kind, ContentField::Title, title)]),
                        words("pv-soft", &format!("{} · {day}", brand.name)),
                    ],
                ),
            ],
        ),
    ];
    let description = folded(kind, ContentField::Body, &composed_text(kind, content));
    let detail = vec![
        frame(shown, "video", WIDE, vec![play()]),
        block(
            "pv-watch",
            vec![
                block("pv-title", vec![words("", title)]),
                block(
                    "pv-head",
                    vec![avatar(brand), words("pv-name", &brand.name)],
                ),
                block("pv-box", vec![words("pv-name", day), description]),
            ],
        ),
    ];
    block("pv-post", vec![only("feed", feed), only("detail", detail)])
}

/// A Pin: in the feed a picture with its title, opened with everything.
pub fn pin(shown: Shown<'_>) -> Html {
    let Shown { kind, brand, .. } = shown;
    let content = shown.content;
    let title = content.title.as_deref().unwrap_or_default();
    let body = composed_text(kind, content);
    let field = if title.is_empty() {
        (ContentField::Body, body.as_str())
    } else {
        (ContentField::Title, title)
    };
    let feed = block("pv-title", vec![folded(kind, field.0, field.1)]);
    let link = content.link.as_deref().map(domain_of).unwrap_or_default();
    let buttons = block(
        "pv-buttons",
        vec![
            words("pv-button", text!(preview.act.visit)),
            words("pv-button pv-strong", text!(preview.act.save)),
        ],
    );
    let mut detail = vec![buttons];
    if !link.is_empty() {
        detail.push(words("pv-domain", link));
    }
    detail.extend([
        block("pv-title", vec![words("", title)]),
        block("pv-whole", vec![folded(kind, ContentField::Body, &body)]),
        block(
            "pv-head",
            vec![avatar(brand), words("pv-name", &brand.name)],
        ),
    ]);
    let mut parts: Vec<_> = media(shown, TALL).into_iter().collect();
    parts.extend([only("feed", vec![feed]), only("detail", detail)]);
    block("pv-post", parts)
}
