//! Networks with longer posts and pictures: LinkedIn, Facebook, Instagram, Pinterest.

use crate::post::ContentField;

use super::super::{
    count::Counting,
    kind::{ChannelKind, PostFormat},
    rules::{HashtagPlacement, HashtagRule, LinkPlacement, LinkRule, MediaNeed, MediaRule, Ratio},
    spec::{ChannelSpec, FieldSpec, Limit},
};
use super::{ALT_TEXT, ALT_TEXT_GUIDED, HASHTAGS, IMAGE_IDEA, LINK, body, sources};

/// Width to height of the picture that link previews show.
const PREVIEW: Ratio = Ratio::new(191, 100);

pub(in super::super) static LINKEDIN: ChannelSpec = ChannelSpec {
    kind: ChannelKind::LinkedIn,
    name: "LinkedIn",
    formats: &[
        PostFormat::Text,
        PostFormat::Image,
        PostFormat::Carousel,
        PostFormat::Video,
    ],
    fields: &[
        body("Post")
            .max(Limit::hard(3_000, sources::LINKEDIN_POST))
            .fold(Limit::advice(210, sources::LINKEDIN_FOLD)),
        HASHTAGS,
        LINK,
        IMAGE_IDEA,
        ALT_TEXT_GUIDED,
    ],
    counting: Counting::Characters,
    hashtags: HashtagRule {
        placement: HashtagPlacement::InText,
        max: None,
        recommended: Some(Limit::advice(5, sources::LINKEDIN_FOLD)),
    },
    links: LinkRule {
        placement: LinkPlacement::InText,
        max: None,
        source: sources::LINKEDIN_POST,
    },
    media: MediaRule {
        need: MediaNeed::Optional,
        ratios: &[PREVIEW, Ratio::new(1, 1), Ratio::new(4, 5)],
        max_items: 20,
        source: sources::LINKEDIN_POST,
    },
    refused: None,
};

pub(in super::super) static FACEBOOK: ChannelSpec = ChannelSpec {
    kind: ChannelKind::Facebook,
    name: "Facebook",
    formats: &[
        PostFormat::Image,
        PostFormat::Text,
        PostFormat::Carousel,
        PostFormat::Video,
    ],
    fields: &[
        body("Post")
            .max(Limit::hard(63_206, sources::FACEBOOK_POST))
            .fold(Limit::advice(477, sources::FACEBOOK_POST)),
        HASHTAGS,
        LINK,
        IMAGE_IDEA,
        ALT_TEXT_GUIDED,
    ],
    counting: Counting::Characters,
    hashtags: HashtagRule {
        placement: HashtagPlacement::InText,
        max: None,
        recommended: Some(Limit::advice(3, sources::GUIDELINE)),
    },
    links: LinkRule {
        placement: LinkPlacement::InText,
        max: None,
        source: sources::FACEBOOK_POST,
    },
    media: MediaRule {
        need: MediaNeed::Optional,
        ratios: &[PREVIEW, Ratio::new(1, 1), Ratio::new(4, 5)],
        max_items: 10,
        source: sources::GUIDELINE,
    },
    refused: None,
};

pub(in super::super) static INSTAGRAM: ChannelSpec = ChannelSpec {
    kind: ChannelKind::Instagram,
    name: "Instagram",
    formats: &[PostFormat::Image, PostFormat::Carousel, PostFormat::Video],
    fields: &[
        body("Caption")
            .max(Limit::hard(2_200, sources::INSTAGRAM_MEDIA))
            .fold(Limit::advice(125, sources::INSTAGRAM_CAPTION)),
        HASHTAGS,
        LINK,
        IMAGE_IDEA,
        ALT_TEXT.max(Limit::hard(1_000, sources::INSTAGRAM_ALT)),
    ],
    counting: Counting::Characters,
    hashtags: HashtagRule {
        placement: HashtagPlacement::InText,
        // The API reference says 30; the app has been brought down to 5 since December 2025.
        max: Some(Limit::hard(30, sources::INSTAGRAM_MEDIA)),
        recommended: Some(Limit::soft(5, sources::INSTAGRAM_FIVE)),
    },
    links: LinkRule {
        placement: LinkPlacement::NotClickable,
        max: None,
        source: sources::INSTAGRAM_MEDIA,
    },
    media: MediaRule {
        need: MediaNeed::Required,
        ratios: &[Ratio::new(4, 5), Ratio::new(1, 1), PREVIEW],
        max_items: 10,
        source: sources::INSTAGRAM_MEDIA,
    },
    refused: None,
};

pub(in super::super) static PINTEREST: ChannelSpec = ChannelSpec {
    kind: ChannelKind::Pinterest,
    name: "Pinterest",
    formats: &[PostFormat::Pin, PostFormat::Carousel, PostFormat::Video],
    fields: &[
        FieldSpec::new(ContentField::Title, "Title")
            .single_line()
            .max(Limit::hard(100, sources::PINTEREST_PIN))
            .fold(Limit::advice(40, sources::PINTEREST_SEEN)),
        body("Description").max(Limit::hard(500, sources::PINTEREST_PIN)),
        HASHTAGS,
        LINK.max(Limit::hard(2_048, sources::PINTEREST_PIN)),
        IMAGE_IDEA,
        ALT_TEXT.max(Limit::hard(500, sources::PINTEREST_PIN)),
    ],
    counting: Counting::Characters,
    hashtags: HashtagRule {
        placement: HashtagPlacement::InText,
        max: None,
        recommended: Some(Limit::advice(5, sources::GUIDELINE)),
    },
    links: LinkRule {
        placement: LinkPlacement::Separate,
        max: None,
        source: sources::PINTEREST_PIN,
    },
    media: MediaRule {
        need: MediaNeed::Required,
        ratios: &[Ratio::new(2, 3), Ratio::new(1, 1)],
        max_items: 5,
        source: sources::PINTEREST_PIN,
    },
    refused: None,
};
