//! Where each channel cuts a text off. Most channels measure what fits on the screen and publish
//! no number; then the source is somebody who measured, and the columns are those of the usual
//! screen: 360 to 400 points on a phone, the feed's own column on a desktop.

use crate::post::ContentField;

use super::{
    super::{
        count::Counting,
        preview::{Fold, Surface},
    },
    sources,
};

const PHONE: &[Surface] = &[Surface::FeedPhone];
const DESKTOP: &[Surface] = &[Surface::FeedDesktop];
const FEED: &[Surface] = &[Surface::FeedPhone, Surface::FeedDesktop];

const BODY: &[ContentField] = &[ContentField::Body];
const TITLE: &[ContentField] = &[ContentField::Title];
/// What stands under a subject or a search result's title; the text itself where it is missing.
const TEASER: &[ContentField] = &[ContentField::Preheader, ContentField::Body];

pub(in super::super) static LINKEDIN: &[Fold] = &[
    Fold::new(BODY, PHONE, sources::LINKEDIN_LINES)
        .max(140)
        .lines(3, 47)
        .more("…more"),
    Fold::new(BODY, DESKTOP, sources::LINKEDIN_LINES)
        .max(210)
        .lines(3, 70)
        .more("…more"),
];

pub(in super::super) static FACEBOOK: &[Fold] = &[
    Fold::new(BODY, PHONE, sources::FACEBOOK_PHONE)
        .max(125)
        .lines(3, 45)
        .more("… See more"),
    Fold::new(BODY, DESKTOP, sources::FACEBOOK_POST)
        .max(477)
        .lines(5, 96)
        .more("… See more"),
];

pub(in super::super) static INSTAGRAM: &[Fold] =
    &[Fold::new(BODY, FEED, sources::INSTAGRAM_CAPTION)
        .max(125)
        .lines(3, 45)
        .more("… more")];

pub(in super::super) static X: &[Fold] = &[Fold::new(BODY, FEED, sources::X_LONG)
    .max(280)
    .counted(Counting::XWeighted)
    .more("Show more")];

pub(in super::super) static THREADS: &[Fold] = &[Fold::new(BODY, FEED, sources::THREADS_POSTS)
    .max(500)
    .counted(Counting::Threads)
    .more("Read more")];

pub(in super::super) static BLUESKY: &[Fold] = &[
    Fold::new(BODY, PHONE, sources::BLUESKY_APP)
        .lines(25, 44)
        .more("Show more"),
    Fold::new(BODY, DESKTOP, sources::BLUESKY_APP)
        .lines(25, 68)
        .more("Show more"),
];

/// Higher than 32 lines, a post shrinks to the 15 that a usual one has at the most.
pub(in super::super) static MASTODON: &[Fold] = &[
    Fold::new(BODY, PHONE, sources::MASTODON_CONTENT)
        .collapsed(32, 15, 44)
        .more("Read more"),
    Fold::new(BODY, DESKTOP, sources::MASTODON_CONTENT)
        .collapsed(32, 15, 68)
        .more("Read more"),
];

pub(in super::super) static TIKTOK: &[Fold] = &[
    Fold::new(BODY, PHONE, sources::TIKTOK_CAPTION)
        .max(100)
        .counted(Counting::Utf16)
        .lines(4, 38)
        .more("more"),
    Fold::new(BODY, DESKTOP, sources::TIKTOK_CAPTION)
        .max(150)
        .counted(Counting::Utf16)
        .lines(4, 46)
        .more("more"),
];

pub(in super::super) static YOUTUBE: &[Fold] = &[
    Fold::new(TITLE, PHONE, sources::YOUTUBE_TITLE).max(50),
    Fold::new(TITLE, DESKTOP, sources::YOUTUBE_TITLE).max(70),
    Fold::new(BODY, &[Surface::DetailPhone], sources::YOUTUBE_DESCRIPTION)
        .max(100)
        .lines(3, 47)
        .more("...more"),
    Fold::new(
        BODY,
        &[Surface::DetailDesktop],
        sources::YOUTUBE_DESCRIPTION,
    )
    .max(157)
    .lines(3, 80)
    .more("...more"),
];

pub(in super::super) static PINTEREST: &[Fold] = &[
    Fold::new(TITLE, FEED, sources::PINTEREST_SEEN)
        .max(40)
        .inside_words(),
    Fold::new(BODY, FEED, sources::PINTEREST_DESCRIPTION).max(50),
];

pub(in super::super) static EMAIL: &[Fold] = &[
    Fold::new(TITLE, PHONE, sources::SUBJECT_LINES)
        .max(40)
        .inside_words(),
    Fold::new(TITLE, DESKTOP, sources::SUBJECT_LINES)
        .max(70)
        .inside_words(),
    Fold::new(TEASER, PHONE, sources::PREHEADERS)
        .max(90)
        .inside_words(),
    Fold::new(TEASER, DESKTOP, sources::PREHEADERS)
        .max(120)
        .inside_words(),
];

pub(in super::super) static BLOG: &[Fold] = &[
    Fold::new(TITLE, FEED, sources::SEARCH_RESULTS).max(60),
    Fold::new(TEASER, PHONE, sources::GUIDELINE).max(120),
    Fold::new(TEASER, DESKTOP, sources::SEARCH_RESULTS).max(155),
];
