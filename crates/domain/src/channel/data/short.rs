//! Networks of short texts: X, Threads, Bluesky, Mastodon.

use super::super::{
    count::Counting,
    kind::{ChannelKind, PostFormat},
    rules::{HashtagPlacement, HashtagRule, LinkPlacement, LinkRule, MediaNeed, MediaRule, Ratio},
    spec::{ChannelSpec, Limit},
};
use super::{ALT_TEXT, ALT_TEXT_GUIDED, HASHTAGS, IMAGE_IDEA, LINK, body, sources};

const FORMATS: &[PostFormat] = &[
    PostFormat::Text,
    PostFormat::Image,
    PostFormat::Carousel,
    PostFormat::Video,
];

pub(in super::super) static X: ChannelSpec = ChannelSpec {
    kind: ChannelKind::X,
    name: "X",
    formats: FORMATS,
    fields: &[
        body("Post")
            .counted(Counting::XWeighted)
            .max(Limit::hard(280, sources::X_TEXT)),
        HASHTAGS,
        LINK,
        IMAGE_IDEA,
        ALT_TEXT.max(Limit::hard(1_000, sources::X_MEDIA)),
    ],
    counting: Counting::XWeighted,
    hashtags: HashtagRule {
        placement: HashtagPlacement::InText,
        max: None,
        recommended: Some(Limit::advice(2, sources::GUIDELINE)),
    },
    links: LinkRule {
        placement: LinkPlacement::InText,
        max: None,
        source: sources::X_TEXT,
    },
    media: MediaRule {
        need: MediaNeed::Optional,
        ratios: &[Ratio::new(16, 9), Ratio::new(1, 1), Ratio::new(4, 5)],
        max_items: 4,
        source: sources::X_MEDIA,
    },
    refused: None,
};

pub(in super::super) static THREADS: ChannelSpec = ChannelSpec {
    kind: ChannelKind::Threads,
    name: "Threads",
    formats: FORMATS,
    fields: &[
        body("Post")
            .counted(Counting::Threads)
            .max(Limit::hard(500, sources::THREADS_POSTS)),
        HASHTAGS,
        LINK,
        IMAGE_IDEA,
        ALT_TEXT_GUIDED,
    ],
    counting: Counting::Threads,
    hashtags: HashtagRule {
        placement: HashtagPlacement::InText,
        max: Some(Limit::soft(1, sources::THREADS_TAG)),
        recommended: None,
    },
    links: LinkRule {
        placement: LinkPlacement::InText,
        max: Some(Limit::hard(5, sources::THREADS_LINKS)),
        source: sources::THREADS_LINKS,
    },
    media: MediaRule {
        need: MediaNeed::Optional,
        ratios: &[Ratio::new(4, 5), Ratio::new(1, 1), Ratio::new(9, 16)],
        max_items: 20,
        source: sources::THREADS_POSTS,
    },
    refused: None,
};

pub(in super::super) static BLUESKY: ChannelSpec = ChannelSpec {
    kind: ChannelKind::Bluesky,
    name: "Bluesky",
    formats: FORMATS,
    fields: &[
        body("Post")
            .counted(Counting::Graphemes)
            .max(Limit::hard(300, sources::BLUESKY_POST))
            .byte_max(Limit::hard(3_000, sources::BLUESKY_POST)),
        HASHTAGS,
        LINK,
        IMAGE_IDEA,
        ALT_TEXT
            .counted(Counting::Graphemes)
            .max(Limit::hard(2_000, sources::BLUESKY_APP)),
    ],
    counting: Counting::Graphemes,
    hashtags: HashtagRule {
        placement: HashtagPlacement::InText,
        max: None,
        recommended: Some(Limit::advice(3, sources::GUIDELINE)),
    },
    links: LinkRule {
        placement: LinkPlacement::InText,
        max: None,
        source: sources::BLUESKY_POST,
    },
    media: MediaRule {
        need: MediaNeed::Optional,
        ratios: &[Ratio::new(1, 1), Ratio::new(4, 5), Ratio::new(16, 9)],
        max_items: 4,
        source: sources::BLUESKY_APP,
    },
    refused: None,
};

pub(in super::super) static MASTODON: ChannelSpec = ChannelSpec {
    kind: ChannelKind::Mastodon,
    name: "Mastodon",
    formats: FORMATS,
    fields: &[
        body("Post")
            .counted(Counting::Mastodon)
            .max(Limit::hard(500, sources::MASTODON_STATUS)),
        HASHTAGS,
        LINK,
        IMAGE_IDEA,
        ALT_TEXT.max(Limit::hard(1_500, sources::MASTODON_MEDIA)),
    ],
    counting: Counting::Mastodon,
    hashtags: HashtagRule {
        placement: HashtagPlacement::InText,
        max: None,
        recommended: Some(Limit::advice(5, sources::GUIDELINE)),
    },
    links: LinkRule {
        placement: LinkPlacement::InText,
        max: None,
        source: sources::MASTODON_STATUS,
    },
    media: MediaRule {
        need: MediaNeed::Optional,
        ratios: &[Ratio::new(16, 9), Ratio::new(1, 1)],
        max_items: 4,
        source: sources::MASTODON_MEDIA,
    },
    refused: None,
};
