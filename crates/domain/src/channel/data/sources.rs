//! The documents the limits were read in.

use super::super::spec::Source;

const READ: &str = "2026-11-23";

const fn at(title: &'static str, url: &'static str) -> Source {
    on(READ, title, url)
}

const fn on(day: &'static str, title: &'static str, url: &'static str) -> Source {
    Source {
        title,
        url: Some(url),
        checked_on: day,
    }
}

/// Our own advice, where no platform sets a limit.
pub(super) const GUIDELINE: Source = Source {
    title: "Handbill guideline",
    url: None,
    checked_on: READ,
};

pub(super) const X_TEXT: Source = at(
    "twitter-text configuration, version 3",
    "https://github.com/twitter/twitter-text/blob/master/config/v3.json",
);
pub(super) const X_MEDIA: Source = at(
    "X media limits, as publishing tools state them",
    "https://docs.letmepost.dev/preflight/twitter-media-alt_text_max_graphemes",
);

pub(super) const THREADS_POSTS: Source = at(
    "Threads API: posts",
    "https://developers.facebook.com/documentation/threads/posts",
);
pub(super) const THREADS_LINKS: Source = at(
    "Threads API: how links are counted",
    "https://developers.facebook.com/documentation/threads/create-posts/text-attachments",
);
pub(super) const THREADS_TAG: Source = at(
    "Threads: one topic tag a post",
    "https://www.ayrshare.com/apis/post/social-networks/threads",
);

pub(super) const BLUESKY_POST: Source = at(
    "AT Protocol lexicon app.bsky.feed.post",
    "https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json",
);
pub(super) const BLUESKY_APP: Source = at(
    "Bluesky app, constants",
    "https://github.com/bluesky-social/social-app/blob/main/src/lib/constants.ts",
);

pub(super) const MASTODON_STATUS: Source = at(
    "Mastodon status length validator",
    "https://github.com/mastodon/mastodon/blob/main/app/validators/status_length_validator.rb",
);
pub(super) const MASTODON_MEDIA: Source = at(
    "Mastodon media attachment",
    "https://github.com/mastodon/mastodon/blob/main/app/models/media_attachment.rb",
);

pub(super) const LINKEDIN_POST: Source = at(
    "LinkedIn post limits, as publishing tools state them",
    "https://www.ayrshare.com/docs/apis/post/social-networks/linkedin",
);
pub(super) const LINKEDIN_FOLD: Source = at(
    "LinkedIn post length and the “see more” line",
    "https://typecount.com/blog/linkedin-character-limit",
);

pub(super) const FACEBOOK_POST: Source = at(
    "Facebook post length and the “See more” line",
    "https://typecount.com/tools/facebook-character-counter",
);

pub(super) const INSTAGRAM_MEDIA: Source = at(
    "Instagram API: IG User media",
    "https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media",
);
pub(super) const INSTAGRAM_ALT: Source = at(
    "Text limits of social networks, as publishing tools state them",
    "https://docs.upload-post.com/resources/character-limits/",
);
pub(super) const INSTAGRAM_FIVE: Source = at(
    "Instagram @creators announcement of 19 December 2025: five hashtags",
    "https://www.socialsamosa.com/news-2/instagram-hashtags-five-per-post-10923075",
);

pub(super) const PINTEREST_PIN: Source = at(
    "Pinterest API description 5.8, Pin creation",
    "https://github.com/pinterest/api-description/blob/main/v5/openapi.yaml",
);
pub(super) const PINTEREST_SEEN: Source = at(
    "Pinterest titles and what the feed shows of them",
    "https://lettercounter.org/blog/pinterest-ads-character-limits",
);

pub(super) const TIKTOK_VIDEO: Source = at(
    "TikTok Content Posting API: direct post",
    "https://developers.tiktok.com/doc/content-posting-api-reference-direct-post",
);
pub(super) const TIKTOK_PHOTO: Source = at(
    "TikTok Content Posting API: photo post",
    "https://developers.tiktok.com/doc/content-posting-api-reference-photo-post",
);
pub(super) const TIKTOK_FIVE: Source = at(
    "Reports of TikTok's five-hashtag limit, 2025",
    "https://www.netinfluencer.com/?p=37510",
);

pub(super) const YOUTUBE_VIDEO: Source = at(
    "YouTube Data API: videos",
    "https://developers.google.com/youtube/v3/docs/videos",
);
pub(super) const YOUTUBE_TAGS: Source = at(
    "YouTube hashtag rules, as reported",
    "https://blogdigger.com/how-many-hashtags-should-i-use-on-youtube/",
);

pub(super) const RFC_5322: Source = at(
    "RFC 5322, section 2.1.1: line length",
    "https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1",
);

/// The day the places were read at which channels cut texts off.
const FOLDS_READ: &str = "2026-11-24";

pub(super) const LINKEDIN_LINES: Source = on(
    FOLDS_READ,
    "LinkedIn: three lines before “…more”, as measured",
    "https://postking.io/blog/linkedin-post-preview-guide",
);
pub(super) const FACEBOOK_PHONE: Source = on(
    FOLDS_READ,
    "Facebook’s “See more” line on phones, as measured",
    "https://socialk.it/fr/tools/facebook-character-counter",
);
pub(super) const INSTAGRAM_CAPTION: Source = on(
    FOLDS_READ,
    "Instagram help: captions in the feed",
    "https://help.instagram.com/1643471055915254",
);
pub(super) const X_LONG: Source = on(
    FOLDS_READ,
    "X: what the timeline shows of a longer post, as measured",
    "https://replysocial.co/blog/long-form-x-posts-when-to-use-4000-chars-vs-280",
);
pub(super) const MASTODON_CONTENT: Source = on(
    FOLDS_READ,
    "Mastodon web app, status content",
    "https://github.com/mastodon/mastodon/blob/main/app/javascript/mastodon/components/status_content.jsx",
);
pub(super) const TIKTOK_CAPTION: Source = on(
    FOLDS_READ,
    "TikTok captions before “more”, as measured",
    "https://posttruncate.com/en/ad-previews/tiktok-ads/",
);
pub(super) const YOUTUBE_TITLE: Source = on(
    FOLDS_READ,
    "YouTube titles by surface, as measured",
    "https://wildandfreetools.com/blog/youtube-title-length-seo-optimal-characters/",
);
pub(super) const YOUTUBE_DESCRIPTION: Source = on(
    FOLDS_READ,
    "YouTube descriptions before “...more”, as measured",
    "https://videodescriptions.com/how-to-write-youtube-description/",
);
pub(super) const PINTEREST_DESCRIPTION: Source = on(
    FOLDS_READ,
    "Pinterest descriptions and what the feed shows of them",
    "https://typecount.com/blog/pinterest-description-character-limit",
);
pub(super) const SUBJECT_LINES: Source = on(
    FOLDS_READ,
    "Subject lines by mail program, as measured",
    "https://typecount.com/blog/email-subject-line-length",
);
pub(super) const PREHEADERS: Source = on(
    FOLDS_READ,
    "Preview texts by mail program, as measured",
    "https://wordcounternow.com/blog/email-marketing-character-limits.html",
);
pub(super) const SEARCH_RESULTS: Source = on(
    FOLDS_READ,
    "Titles and descriptions in search results, as measured",
    "https://tidyutils.com/guides/title-tag-meta-description-length",
);
