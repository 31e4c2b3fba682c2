//! The organization's own channels: e-mail and blog.

use crate::post::ContentField;

use super::super::{
    count::Counting,
    kind::{ChannelKind, PostFormat},
    rules::{HashtagPlacement, HashtagRule, LinkPlacement, LinkRule, MediaNeed, MediaRule, Ratio},
    spec::{ChannelSpec, FieldSpec, Limit},
};
use super::{ALT_TEXT_GUIDED, HASHTAGS, IMAGE_IDEA, LINK, body, sources};

/// A header line has at most 998 bytes, and "Subject: " takes nine of them.
const SUBJECT_BYTES: usize = 998 - "Subject: ".len();

pub(in super::super) static EMAIL: ChannelSpec = ChannelSpec {
    kind: ChannelKind::Email,
    name: "E-mail",
    formats: &[PostFormat::Email],
    fields: &[
        FieldSpec::new(ContentField::Title, "Subject")
            .required()
            .single_line()
            .byte_max(Limit::hard(SUBJECT_BYTES, sources::RFC_5322))
            .recommended(Limit::advice(60, sources::GUIDELINE)),
        FieldSpec::new(ContentField::Preheader, "Preview text")
            .single_line()
            .recommended(Limit::advice(100, sources::GUIDELINE)),
        body("Message"),
        LINK,
        IMAGE_IDEA,
        ALT_TEXT_GUIDED,
    ],
    counting: Counting::Characters,
    hashtags: HashtagRule {
        placement: HashtagPlacement::Unused,
        max: None,
        recommended: None,
    },
    links: LinkRule {
        placement: LinkPlacement::Separate,
        max: None,
        source: sources::GUIDELINE,
    },
    media: MediaRule {
        need: MediaNeed::Optional,
        ratios: &[Ratio::new(2, 1), Ratio::new(16, 9)],
        max_items: 10,
        source: sources::GUIDELINE,
    },
    refused: None,
};

pub(in super::super) static BLOG: ChannelSpec = ChannelSpec {
    kind: ChannelKind::Blog,
    name: "Blog article",
    formats: &[PostFormat::Article],
    fields: &[
        FieldSpec::new(ContentField::Title, "Title")
            .required()
            .single_line()
            .recommended(Limit::advice(60, sources::GUIDELINE)),
        FieldSpec::new(ContentField::Preheader, "Meta description")
            .single_line()
            .recommended(Limit::advice(155, sources::GUIDELINE)),
        body("Article"),
        HASHTAGS,
        LINK,
        IMAGE_IDEA,
        ALT_TEXT_GUIDED,
    ],
    counting: Counting::Characters,
    hashtags: HashtagRule {
        placement: HashtagPlacement::Separate,
        max: None,
        recommended: Some(Limit::advice(8, sources::GUIDELINE)),
    },
    links: LinkRule {
        placement: LinkPlacement::Separate,
        max: None,
        source: sources::GUIDELINE,
    },
    media: MediaRule {
        need: MediaNeed::Optional,
        ratios: &[Ratio::new(191, 100), Ratio::new(16, 9)],
        max_items: 20,
        source: sources::GUIDELINE,
    },
    refused: None,
};
