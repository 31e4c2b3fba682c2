//! Networks of videos: TikTok, YouTube.

use crate::post::ContentField;

use super::super::{
    count::Counting,
    kind::{ChannelKind, PostFormat},
    rules::{
        HashtagPlacement, HashtagRule, LinkPlacement, LinkRule, MediaNeed, MediaRule, Ratio,
        RefusedCharacters,
    },
    spec::{ChannelSpec, FieldSpec, Limit},
};
use super::{HASHTAGS, LINK, VIDEO_IDEA, body, sources};

pub(in super::super) static TIKTOK: ChannelSpec = ChannelSpec {
    kind: ChannelKind::TikTok,
    name: "TikTok",
    formats: &[PostFormat::Video, PostFormat::Carousel],
    fields: &[
        FieldSpec::new(ContentField::Title, "Title (photo posts)")
            .single_line()
            .counted(Counting::Utf16)
            .max(Limit::hard(90, sources::TIKTOK_PHOTO)),
        body("Caption")
            .counted(Counting::Utf16)
            .max(Limit::hard(2_200, sources::TIKTOK_VIDEO)),
        HASHTAGS,
        LINK,
        VIDEO_IDEA,
    ],
    counting: Counting::Utf16,
    hashtags: HashtagRule {
        placement: HashtagPlacement::InText,
        max: Some(Limit::soft(5, sources::TIKTOK_FIVE)),
        recommended: None,
    },
    links: LinkRule {
        placement: LinkPlacement::NotClickable,
        max: None,
        source: sources::TIKTOK_VIDEO,
    },
    media: MediaRule {
        need: MediaNeed::Required,
        ratios: &[Ratio::new(9, 16)],
        max_items: 35,
        source: sources::TIKTOK_PHOTO,
    },
    refused: None,
};

pub(in super::super) static YOUTUBE: ChannelSpec = ChannelSpec {
    kind: ChannelKind::YouTube,
    name: "YouTube",
    formats: &[PostFormat::Video],
    fields: &[
        FieldSpec::new(ContentField::Title, "Title")
            .required()
            .single_line()
            .max(Limit::hard(100, sources::YOUTUBE_VIDEO))
            .recommended(Limit::advice(70, sources::GUIDELINE)),
        body("Description")
            .counted(Counting::Bytes)
            .max(Limit::hard(5_000, sources::YOUTUBE_VIDEO))
            .fold(Limit::advice(157, sources::YOUTUBE_DESCRIPTION)),
        HASHTAGS,
        LINK,
        VIDEO_IDEA,
    ],
    counting: Counting::Bytes,
    hashtags: HashtagRule {
        placement: HashtagPlacement::InText,
        // Above 60 the platform ignores all of them.
        max: Some(Limit::soft(60, sources::YOUTUBE_TAGS)),
        recommended: Some(Limit::advice(15, sources::YOUTUBE_TAGS)),
    },
    links: LinkRule {
        placement: LinkPlacement::InText,
        max: None,
        source: sources::YOUTUBE_VIDEO,
    },
    media: MediaRule {
        need: MediaNeed::Required,
        ratios: &[Ratio::new(16, 9), Ratio::new(9, 16)],
        max_items: 1,
        source: sources::YOUTUBE_VIDEO,
    },
    refused: Some(RefusedCharacters {
        replacements: &[('<', '‹'), ('>', '›')],
        source: sources::YOUTUBE_VIDEO,
    }),
};
