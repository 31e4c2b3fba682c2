//! Length in a channel's own way.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::{
    emoji::is_emoji,
    links::{links, remote_mention_domains},
    nfc::nfc,
};

/// What X and Mastodon count for any link, however long it is.
const LINK_LENGTH: usize = 23;

/// A way of counting length.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Counting {
    /// Unicode scalar values.
    Characters,
    /// What a reader sees as one character (extended grapheme clusters).
    Graphemes,
    /// UTF-16 code units; most emoji count 2.
    Utf16,
    /// UTF-8 bytes.
    Bytes,
    /// twitter-text configuration 3: normalised, a link counts 23, an emoji 2, most Latin text 1
    /// a character and other scripts 2.
    XWeighted,
    /// Grapheme clusters; a link counts 23 and a mention of somebody elsewhere only its name.
    Mastodon,
    /// Characters, but an emoji counts its UTF-8 bytes.
    Threads,
}

impl Counting {
    /// What is counted, in the plural, as it stands in a message after the number.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Characters | Self::Graphemes => "characters",
            Self::Utf16 => "characters (most emoji count 2)",
            Self::Bytes => "bytes",
            Self::XWeighted => "characters (a link counts 23, an emoji 2)",
            Self::Mastodon => "characters (a link counts 23)",
            Self::Threads => "characters (an emoji counts its bytes)",
        }
    }
}

/// Length of `text` counted that way.
pub fn count(counting: Counting, text: &str) -> usize {
    match counting {
        Counting::Characters => text.chars().count(),
        Counting::Graphemes => text.graphemes(true).count(),
        Counting::Utf16 => text.encode_utf16().count(),
        Counting::Bytes => text.len(),
        Counting::XWeighted => x_weighted(text),
        Counting::Mastodon => mastodon(text),
        Counting::Threads => text.graphemes(true).map(threads_cost).sum(),
    }
}

fn threads_cost(cluster: &str) -> usize {
    if is_emoji(cluster) {
        cluster.len()
    } else {
        cluster.chars().count()
    }
}

fn x_weighted(text: &str) -> usize {
    let text: Cow<'_, str> = if text.is_ascii() {
        text.into()
    } else {
        nfc(text).into()
    };
    let mut total = 0;
    let mut from = 0;
    for link in links(&text) {
        total += x_weight(text.get(from..link.start).unwrap_or_default()) + LINK_LENGTH;
        from = link.end;
    }
    total + x_weight(text.get(from..).unwrap_or_default())
}

/// Weight of text without links, in whole characters: every weight is 1 or 2.
fn x_weight(text: &str) -> usize {
    text.graphemes(true)
        .map(|cluster| {
            if is_emoji(cluster) {
                2
            } else {
                cluster.chars().map(x_char_weight).sum()
            }
        })
        .sum()
}

const fn x_char_weight(c: char) -> usize {
    match c as u32 {
        0..=4351 | 8192..=8205 | 8208..=8223 | 8242..=8247 => 1,
        _ => 2,
    }
}

fn mastodon(text: &str) -> usize {
    let mut cuts: Vec<(usize, usize, usize)> = links(text)
        .into_iter()
        .filter(|link| link.has_scheme)
        .map(|link| (link.start, link.end, LINK_LENGTH))
        .collect();
    cuts.extend(
        remote_mention_domains(text)
            .into_iter()
            .map(|(start, end)| (start, end, 0)),
    );
    cuts.sort_unstable();
    let mut total = 0;
    let mut from = 0;
    for (start, end, cost) in cuts {
        if start < from {
            continue;
        }
        total += text
            .get(from..start)
            .unwrap_or_default()
            .graphemes(true)
            .count()
            + cost;
        from = end;
    }
    total + text.get(from..).unwrap_or_default().graphemes(true).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::channel::strategies::text;

    /// Cases of twitter-text's conformance suite (`validate.yml`, discounted emoji), weighted length.
    #[test]
    fn x_counts_as_the_conformance_suite_of_twitter_text_says() {
        let long = format!("285 chars-{}", "xxxxxxxxxx-".repeat(25));
        let aloha = "https://www.twitter.com/aloha ".repeat(10);
        let label = format!("{}.com", "x".repeat(64));
        for (text, expected) in [
            ("This is a test.", 15),
            ("http://test.com", 23),
            ("https://test.com", 23),
            ("test.com", 23),
            (
                "Test https://test.com test https://test.com test.com test",
                86,
            ),
            ("Hi http://test.co", 26),
            (long.as_str(), 285),
            (aloha.as_str(), 240),
            ("H🐱☺👨\u{200D}👩\u{200D}👧\u{200D}👦", 7),
            ("😷👾😡🔥💩", 10),
            ("🙋🏽👨\u{200D}🎤", 4),
            ("1\u{20E3}", 2),
            ("Unicode 9.0 emoji: 🤠; 💃; 💃🏾", 29),
            (
                "Unicode 10.0 emoji: 🤪; 🧕; 🧕🏾; 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
                34,
            ),
            (label.as_str(), 68),
            ("のの", 4),
            ("저찀쯿쿿", 8),
            ("A\u{301}B", 2),
        ] {
            assert_eq!(count(Counting::XWeighted, text), expected, "{text}");
        }
    }

    #[test]
    fn x_weighs_the_edges_of_its_ranges_as_configured() {
        for (c, expected) in [
            ('\u{10FF}', 1),
            ('\u{1100}', 2),
            ('\u{2000}', 1),
            ('\u{200D}', 1),
            ('\u{200E}', 2),
            ('\u{200F}', 2),
            ('\u{2010}', 1),
            ('\u{201F}', 1),
            ('\u{2020}', 2),
            ('\u{2026}', 2),
            ('\u{2032}', 1),
            ('\u{2037}', 1),
            ('\u{2038}', 2),
        ] {
            assert_eq!(x_char_weight(c), expected, "{c:?}");
        }
    }

    /// The cases of Mastodon's own `status_length_validator_spec.rb`.
    #[test]
    fn mastodon_counts_links_flat_and_remote_names_short() {
        let link = format!("{} http://{}.com/example", "a".repeat(476), "b".repeat(30));
        assert_eq!(count(Counting::Mastodon, &link), 500);
        let mention = format!("{} @alice@{}.com", "a".repeat(475), "b".repeat(30));
        assert_eq!(count(Counting::Mastodon, &mention), 482);
        assert_eq!(count(Counting::Mastodon, "example.com"), 11);
        assert_eq!(count(Counting::Mastodon, "mail@example.com"), 16);
        assert_eq!(count(Counting::Mastodon, "👩\u{200D}👩\u{200D}👧"), 1);
    }

    #[test]
    fn each_way_counts_a_family_differently() {
        let family = "👩\u{200D}👩\u{200D}👧";
        for (counting, expected) in [
            (Counting::Characters, 5),
            (Counting::Graphemes, 1),
            (Counting::Utf16, 8),
            (Counting::Bytes, 18),
            (Counting::XWeighted, 2),
            (Counting::Threads, 18),
        ] {
            assert_eq!(count(counting, family), expected, "{counting:?}");
        }
        assert_eq!(count(Counting::Threads, "naïve ©"), 7);
    }

    proptest! {
        #[test]
        fn counting_never_panics_and_empty_is_the_only_nothing(text in text()) {
            for counting in [Counting::Characters, Counting::Graphemes, Counting::Utf16, Counting::Bytes,
                             Counting::XWeighted, Counting::Mastodon, Counting::Threads] {
                prop_assert_eq!(count(counting, &text) == 0, text.is_empty());
            }
        }
    }
}
