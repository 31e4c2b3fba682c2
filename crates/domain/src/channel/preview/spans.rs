//! What in a text a channel turns into a link.

use std::{borrow::Cow, ops::Range};

use crate::channel::{
    ChannelKind,
    compose::hashtag_ranges,
    links::{links, remote_mention_domains, scheme_len},
    rules::HashtagPlacement,
};

/// What a part of a text is to its channel.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SpanKind {
    /// Words and nothing else.
    Plain,
    /// An address that can be followed.
    Link,
    /// A hashtag, with its sign.
    Hashtag,
    /// Somebody's name on the channel, with its sign.
    Mention,
}

/// A part of a text in UTF-8 bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TextSpan {
    /// What it is.
    pub kind: SpanKind,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The whole of `text` in spans, in order, without gaps.
pub fn spans(kind: ChannelKind, text: &str) -> Vec<TextSpan> {
    let mut found = [
        (SpanKind::Link, link_ranges(kind, text)),
        (SpanKind::Hashtag, tag_ranges(kind, text)),
        (SpanKind::Mention, mention_ranges(kind, text)),
    ]
    .map(|(kind, ranges)| (kind, ranges.into_iter().peekable()));
    let mut spans = Vec::new();
    let mut from = 0;
    // Each list is in order; a sort would cost the browser more code than all of this.
    while let Some((kind, ranges)) = found
        .iter_mut()
        .filter_map(|(kind, ranges)| Some((ranges.peek()?.start, *kind, ranges)))
        .min_by_key(|(start, ..)| *start)
        .map(|(_, kind, ranges)| (kind, ranges))
        && let Some(range) = ranges.next()
    {
        if range.start >= from {
            push(&mut spans, SpanKind::Plain, from..range.start);
            from = range.end;
            push(&mut spans, kind, range);
        }
    }
    push(&mut spans, SpanKind::Plain, from..text.len());
    spans
}

fn push(spans: &mut Vec<TextSpan>, kind: SpanKind, Range { start, end }: Range<usize>) {
    if start < end {
        spans.push(TextSpan { kind, start, end });
    }
}

/// Captions and Pin descriptions have no links; Mastodon and YouTube link what has a scheme.
fn link_ranges(kind: ChannelKind, text: &str) -> Vec<Range<usize>> {
    let none = matches!(
        kind,
        ChannelKind::Instagram | ChannelKind::TikTok | ChannelKind::Pinterest
    );
    let with_scheme = matches!(kind, ChannelKind::Mastodon | ChannelKind::YouTube);
    let found = if none { Vec::new() } else { links(text) };
    found
        .into_iter()
        .filter(move |link| link.has_scheme || !with_scheme)
        .map(|link| link.start..link.end)
        .collect()
}

/// Threads makes one tag a topic; above its limit YouTube ignores all of them.
fn tag_ranges(kind: ChannelKind, text: &str) -> Vec<Range<usize>> {
    let rule = &kind.spec().hashtags;
    let mut found = if rule.placement == HashtagPlacement::InText {
        hashtag_ranges(text)
    } else {
        Vec::new()
    };
    let over = rule.max.is_some_and(|limit| found.len() > limit.count);
    let linked = match kind {
        ChannelKind::Threads => 1,
        ChannelKind::YouTube if over => 0,
        _ => found.len(),
    };
    found.truncate(linked);
    found
}

/// Names of people, where writing them is enough: LinkedIn, Facebook and Pinterest link only those
/// that were chosen from a list.
fn mention_ranges(kind: ChannelKind, text: &str) -> Vec<Range<usize>> {
    let (also, longest) = match kind {
        ChannelKind::X => ("_", 15),
        ChannelKind::Instagram | ChannelKind::Threads => ("_.", 30),
        ChannelKind::TikTok => ("_.", 24),
        ChannelKind::YouTube => ("_.-", 30),
        ChannelKind::Mastodon => ("_", 30),
        // A handle is a domain.
        ChannelKind::Bluesky => (".-", 253),
        _ => ("", 0),
    };
    let servers = if kind == ChannelKind::Mastodon {
        remote_mention_domains(text)
    } else {
        Vec::new()
    };
    let mut before = None;
    let mentions = text.char_indices().filter_map(|(at, c)| {
        let free = before.is_none_or(|b: char| !b.is_alphanumeric() && !"_./@=".contains(b));
        before = Some(c);
        let end = (c == '@' && free).then(|| name_end(text, at + 1, also, longest))??;
        if kind == ChannelKind::Bluesky && !text.get(at..end)?.contains('.') {
            return None;
        }
        let server = servers.binary_search_by_key(&end, |(start, _)| *start).ok();
        let server = server.and_then(|index| servers.get(index));
        Some(at..server.map_or(end, |(_, end)| *end))
    });
    mentions.collect()
}

/// Where the name that begins at `from` ends; `None` when there is none or it is too long.
fn name_end(text: &str, from: usize, also: &str, longest: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let run = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || also.contains(c)))
        .unwrap_or(rest.len());
    let name = rest.get(..run)?.trim_end_matches(['.', '-']);
    (1..=longest)
        .contains(&name.len())
        .then(|| from + name.len())
}

/// A link as its channel writes it: most leave out the scheme and shorten what follows the domain.
pub fn shown_link(kind: ChannelKind, link: &str) -> Cow<'_, str> {
    let bare = link.get(scheme_len(link)..).unwrap_or(link);
    let without_www = bare.strip_prefix("www.").unwrap_or(bare);
    match kind {
        // TextFormatter of Mastodon: 30 characters after scheme and www.
        ChannelKind::Mastodon => shortened(without_www, 30),
        // Seen on x.com and threads.com; neither says so in writing.
        ChannelKind::X | ChannelKind::Threads => shortened(without_www, 27),
        // toShortUrl of the Bluesky app: a path of more than 15 characters becomes 13.
        ChannelKind::Bluesky => {
            let host = bare.len() - path_of(bare).len();
            let path = path_of(bare).trim_end_matches('/');
            if path.chars().count() > 15 {
                let kept: String = path.chars().take(13).collect();
                format!("{}{kept}...", bare.get(..host).unwrap_or_default()).into()
            } else {
                bare.get(..host + path.len()).unwrap_or(bare).into()
            }
        }
        _ => link.into(),
    }
}

fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.trim_end_matches('/').into(),
    }
}

fn path_of(bare: &str) -> &str {
    let from = bare.find(['/', '?', '#']).unwrap_or(bare.len());
    bare.get(from..).unwrap_or_default()
}

/// The domain of a web address, as link cards show it.
pub fn domain_of(link: &str) -> &str {
    let bare = link.get(scheme_len(link)..).unwrap_or(link);
    let host = bare.get(..bare.len() - path_of(bare).len()).unwrap_or(bare);
    let host = host.split(':').next().unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: ChannelKind, wanted: SpanKind, text: &str) -> Vec<&str> {
        spans(kind, text)
            .into_iter()
            .filter(|span| span.kind == wanted)
            .map(|span| &text[span.start..span.end])
            .collect()
    }

    #[test]
    fn a_channel_links_what_it_links_and_nothing_else() {
        let text = "Ask @ada.lovelace or @ada@calc.example, see example.com or https://example.com/a. #one #two me@example.com";
        for (kind, links, tags, mentions) in [
            (
                ChannelKind::X,
                vec!["example.com", "https://example.com/a"],
                vec!["#one", "#two"],
                vec!["@ada", "@ada"],
            ),
            (
                ChannelKind::Mastodon,
                vec!["https://example.com/a"],
                vec!["#one", "#two"],
                vec!["@ada", "@ada@calc.example"],
            ),
            (
                ChannelKind::Bluesky,
                vec!["example.com", "https://example.com/a"],
                vec!["#one", "#two"],
                vec!["@ada.lovelace"],
            ),
            (
                ChannelKind::Instagram,
                vec![],
                vec!["#one", "#two"],
                vec!["@ada.lovelace", "@ada"],
            ),
            (
                ChannelKind::Threads,
                vec!["example.com", "https://example.com/a"],
                vec!["#one"],
                vec!["@ada.lovelace", "@ada"],
            ),
            (
                ChannelKind::YouTube,
                vec!["https://example.com/a"],
                vec!["#one", "#two"],
                vec!["@ada.lovelace", "@ada"],
            ),
            (
                ChannelKind::LinkedIn,
                vec!["example.com", "https://example.com/a"],
                vec!["#one", "#two"],
                vec![],
            ),
            (ChannelKind::Pinterest, vec![], vec!["#one", "#two"], vec![]),
            (
                ChannelKind::Email,
                vec!["example.com", "https://example.com/a"],
                vec![],
                vec![],
            ),
        ] {
            assert_eq!(found(kind, SpanKind::Link, text), links, "{kind}");
            assert_eq!(found(kind, SpanKind::Hashtag, text), tags, "{kind}");
            assert_eq!(found(kind, SpanKind::Mention, text), mentions, "{kind}");
        }
    }

    #[test]
    fn youtube_ignores_all_hashtags_above_sixty() {
        let tags = |number| "#a ".repeat(number);
        assert_eq!(
            found(ChannelKind::YouTube, SpanKind::Hashtag, &tags(60)).len(),
            60
        );
        assert!(found(ChannelKind::YouTube, SpanKind::Hashtag, &tags(61)).is_empty());
    }

    #[test]
    fn a_name_that_is_too_long_is_no_mention() {
        assert!(found(ChannelKind::X, SpanKind::Mention, "@abcdefghijklmnop").is_empty());
        assert_eq!(
            found(ChannelKind::X, SpanKind::Mention, "(@abcdefghijklmno)"),
            ["@abcdefghijklmno"]
        );
    }

    #[test]
    fn links_are_written_as_their_channel_writes_them() {
        let long = "https://www.example.com/spring/offers/bread-of-the-week";
        for (kind, shown) in [
            (ChannelKind::X, "example.com/spring/offers/b…"),
            (ChannelKind::Mastodon, "example.com/spring/offers/brea…"),
            (ChannelKind::Bluesky, "www.example.com/spring/offer..."),
            (ChannelKind::LinkedIn, long),
        ] {
            assert_eq!(shown_link(kind, long), shown, "{kind}");
        }
        assert_eq!(
            shown_link(ChannelKind::X, "https://example.com/"),
            "example.com"
        );
        assert_eq!(
            shown_link(ChannelKind::Bluesky, "https://example.com/a/"),
            "example.com/a"
        );
    }

    #[test]
    fn a_card_shows_the_domain_alone() {
        for (link, domain) in [
            ("https://www.example.com:8443/a?b#c", "example.com"),
            ("HTTP://Example.com?x", "Example.com"),
            ("example.com/a", "example.com"),
            ("", ""),
        ] {
            assert_eq!(domain_of(link), domain, "{link}");
        }
    }
}
