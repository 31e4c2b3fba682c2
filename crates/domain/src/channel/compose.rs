//! The text that will really be posted, and how much of each limit it uses.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::post::{ContentField, PostContent};

use super::{
    count::count,
    kind::ChannelKind,
    links::links,
    rules::{HashtagPlacement, LinkPlacement},
    spec::FieldSpec,
    words::{is_word_char, same_but_case},
};

/// The main text as it will be posted: the body, then the link and the hashtags where the channel
/// carries them in the text and the body doesn't have them already.
pub fn composed_text(kind: ChannelKind, content: &PostContent) -> String {
    let spec = kind.spec();
    let mut text = content.body.trim_end().to_owned();
    if spec.links.placement == LinkPlacement::InText
        && let Some(link) = content.link.as_deref().map(str::trim)
        && !text.contains(link)
    {
        append(&mut text, link);
    }
    if spec.hashtags.placement == HashtagPlacement::InText {
        let tags = added_hashtags(content);
        if !tags.is_empty() {
            append(&mut text, &format!("#{}", tags.join(" #")));
        }
    }
    text
}

fn append(text: &mut String, part: &str) {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(part);
}

/// The hashtags that are put after the body: each once, without those the body has.
pub(super) fn added_hashtags(content: &PostContent) -> Vec<&str> {
    let inline = inline_hashtags(&content.body);
    let mut added: Vec<&str> = Vec::new();
    for tag in &content.hashtags {
        let tag = bare(tag);
        let known = |other: &&str| same_but_case(other, tag);
        if !tag.is_empty() && !inline.iter().any(known) && !added.iter().any(known) {
            added.push(tag);
        }
    }
    added
}

/// A hashtag without its sign and the spaces around it.
pub(super) fn bare(tag: &str) -> &str {
    tag.trim().trim_start_matches(['#', '＃']).trim()
}

/// The hashtags that stand in a text, without their sign.
pub(super) fn inline_hashtags(text: &str) -> Vec<&str> {
    hashtag_ranges(text)
        .into_iter()
        .filter_map(|range| text.get(range).map(bare))
        .collect()
}

/// Where hashtags stand in a text, with their sign. A `#` inside a link is none.
pub(super) fn hashtag_ranges(text: &str) -> Vec<Range<usize>> {
    let links = links(text);
    let mut found = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let free = before.is_none_or(|b: char| !is_word_char(b) && !matches!(b, '&' | '/'));
        let in_link = || {
            links
                .iter()
                .any(|link| (link.start..link.end).contains(&at))
        };
        if matches!(c, '#' | '＃') && free && !in_link() {
            let from = at + c.len_utf8();
            let rest = text.get(from..).unwrap_or_default();
            let end = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
            if rest.get(..end).is_some_and(is_hashtag) {
                found.push(at..from + end);
            }
        }
        before = Some(c);
    }
    found
}

/// Whether a tag will be a link: letters, digits and underscores, not digits alone.
pub(super) fn is_hashtag(tag: &str) -> bool {
    !tag.is_empty()
        && tag.chars().all(is_word_char)
        && tag.chars().any(|c| c.is_alphabetic() || c == '_')
}

/// How many hashtags the post shows.
pub(super) fn hashtag_count(content: &PostContent) -> usize {
    inline_hashtags(&content.body).len() + added_hashtags(content).len()
}

/// How much of one field's limit is used.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct FieldCount {
    /// The field; for `body` the composed text is counted, for `hashtags` their number.
    pub field: ContentField,
    /// Length in the channel's own way.
    pub used: usize,
    /// The most the platform takes, where it says so.
    pub max: Option<usize>,
    /// What works best, where it is less than the most.
    pub recommended: Option<usize>,
}

/// Live counts of every field the channel has, in the editor's order.
pub fn counts(kind: ChannelKind, content: &PostContent) -> Vec<FieldCount> {
    kind.spec()
        .fields
        .iter()
        .map(|field| field_count(kind, field, content))
        .collect()
}

fn field_count(kind: ChannelKind, field: &FieldSpec, content: &PostContent) -> FieldCount {
    if field.field == ContentField::Hashtags {
        let rule = &kind.spec().hashtags;
        return FieldCount {
            field: field.field,
            used: hashtag_count(content),
            max: rule.max.map(|limit| limit.count),
            recommended: rule.recommended.map(|limit| limit.count),
        };
    }
    FieldCount {
        field: field.field,
        used: count(field.counting, &counted_text(kind, field.field, content)),
        max: field.max.map(|limit| limit.count),
        recommended: field.recommended.map(|limit| limit.count),
    }
}

/// The text whose length counts for a field.
pub(super) fn counted_text(
    kind: ChannelKind,
    field: ContentField,
    content: &PostContent,
) -> String {
    match field {
        ContentField::Body => composed_text(kind, content),
        other => content.get(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post() -> PostContent {
        PostContent {
            body: "Fresh #bread every morning.".into(),
            hashtags: vec![
                "Bread".into(),
                "bakery".into(),
                "#Bakery".into(),
                "coffee".into(),
            ],
            link: Some("https://example.com/a".into()),
            ..PostContent::default()
        }
    }

    #[test]
    fn link_and_hashtags_follow_the_body_where_the_channel_carries_them() {
        let in_text = "Fresh #bread every morning.\n\nhttps://example.com/a\n\n#bakery #coffee";
        let caption = "Fresh #bread every morning.\n\n#bakery #coffee";
        let body = "Fresh #bread every morning.";
        for (kind, expected) in [
            (ChannelKind::X, in_text),
            (ChannelKind::Mastodon, in_text),
            (ChannelKind::LinkedIn, in_text),
            (ChannelKind::Instagram, caption),
            (ChannelKind::TikTok, caption),
            (ChannelKind::Pinterest, caption),
            (ChannelKind::Email, body),
            (ChannelKind::Blog, body),
        ] {
            assert_eq!(composed_text(kind, &post()), expected, "{kind}");
        }
    }

    #[test]
    fn what_the_body_says_already_is_not_said_again() {
        let mut post = post();
        post.body = "Look: https://example.com/a #coffee".into();
        post.hashtags = vec!["Coffee".into()];
        assert_eq!(composed_text(ChannelKind::X, &post), post.body);
    }

    #[test]
    fn counts_follow_the_composed_text() {
        let mut post = post();
        post.hashtags = vec!["bakery".into()];
        let counts = counts(ChannelKind::X, &post);
        let body = counts
            .iter()
            .find(|c| c.field == ContentField::Body)
            .unwrap();
        assert_eq!((body.used, body.max), (27 + 2 + 23 + 2 + 7, Some(280)));
        let tags = counts
            .iter()
            .find(|c| c.field == ContentField::Hashtags)
            .unwrap();
        assert_eq!(tags.used, 2);
    }

    #[test]
    fn hashtags_are_found_in_text_but_not_in_links_or_numbers() {
        assert_eq!(
            inline_hashtags("#a b#c (#d) #1 #1st https://example.com/#e #ашок"),
            ["a", "d", "1st", "ашок"]
        );
    }
}
