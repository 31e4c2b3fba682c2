//! Shortening a text until it keeps its channel's limits.

use unicode_segmentation::UnicodeSegmentation;

use crate::post::{ContentField, PostContent};

use super::{
    compose::composed_text,
    count::{Counting, count},
    kind::ChannelKind,
    spec::FieldSpec,
};

const ELLIPSIS: char = '…';

/// `text` short enough for a field of the channel by itself: shortened at the end of a sentence
/// or between words where needed, hashtags to the number allowed. A field the channel has no limit
/// for comes back as it is. For a body with link and hashtags use [`fit_body`].
pub fn fit(kind: ChannelKind, field: ContentField, text: &str) -> String {
    let spec = kind.spec();
    if field == ContentField::Hashtags {
        let most = spec.hashtags.max.map_or(usize::MAX, |limit| limit.count);
        return text
            .split_whitespace()
            .take(most)
            .collect::<Vec<_>>()
            .join(" ");
    }
    match spec.field(field) {
        Some(field) if field.single_line => shorten_to(field, &one_line(text)),
        Some(field) => shorten_to(field, text),
        None => text.to_owned(),
    }
}

/// The text on one line: every run of white space with a line break in it becomes one space.
pub(super) fn one_line(text: &str) -> String {
    if !text.contains(is_line_break) {
        return text.to_owned();
    }
    text.split(is_line_break)
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

pub(super) fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn shorten_to(field: &FieldSpec, text: &str) -> String {
    field
        .maxima()
        .fold(text.to_owned(), |text, (counting, limit)| {
            shorten(counting, limit.count, &text)
        })
}

/// The body of `content`, short enough that the composed text with its link and hashtags keeps the
/// channel's limits. Empty when link and hashtags alone are too long.
pub fn fit_body(kind: ChannelKind, content: &PostContent) -> String {
    let Some(field) = kind.spec().field(ContentField::Body) else {
        return content.body.clone();
    };
    let mut fitted = content.clone();
    for (counting, limit) in field.maxima() {
        loop {
            let over = count(counting, &composed_text(kind, &fitted)).saturating_sub(limit.count);
            if over == 0 || fitted.body.is_empty() {
                break;
            }
            let budget = count(counting, &fitted.body).saturating_sub(over);
            fitted.body = shorten(counting, budget, &fitted.body);
        }
    }
    fitted.body
}

/// `text` counted at most `max`: unchanged if it is, else cut after a sentence where that keeps
/// more than half of it, else between words with an ellipsis, else inside a word.
pub fn shorten(counting: Counting, max: usize, text: &str) -> String {
    if count(counting, text) <= max {
        return text.to_owned();
    }
    let whole = text
        .get(..prefix_within(counting, max, text))
        .unwrap_or_default();
    let room = max.saturating_sub(count(counting, ELLIPSIS.encode_utf8(&mut [0; 4])));
    let cut = text
        .get(..prefix_within(counting, room, text))
        .unwrap_or_default();
    let nicest = sentence_end(whole, text).unwrap_or_else(|| word_end(cut, text));
    if count(counting, &nicest) <= max {
        nicest
    } else {
        whole.to_owned()
    }
}

/// The part up to the last full sentence, if that is more than half of `cut`.
fn sentence_end(cut: &str, text: &str) -> Option<String> {
    let ends = |at: usize| {
        text.get(at..)
            .is_none_or(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    let (at, _) = cut
        .char_indices()
        .map(|(at, c)| (at + c.len_utf8(), c))
        .rfind(|(at, c)| matches!(c, '.' | '!' | '?' | '。' | '！' | '？') && ends(*at))?;
    (at * 2 > cut.len()).then(|| cut.get(..at).unwrap_or_default().to_owned())
}

/// The part up to the last whole word, with an ellipsis; a single word is cut where it must be.
fn word_end(cut: &str, text: &str) -> String {
    let inside = text
        .get(cut.len()..)
        .is_some_and(|rest| !rest.starts_with(char::is_whitespace));
    let at = if inside {
        cut.rfind(char::is_whitespace).unwrap_or(cut.len())
    } else {
        cut.len()
    };
    let kept = cut.get(..at).unwrap_or(cut).trim_end();
    let kept = if kept.is_empty() {
        cut.trim_end()
    } else {
        kept
    };
    let mut out = kept
        .trim_end_matches([',', ';', ':', '-', '–', '—'])
        .trim_end()
        .to_owned();
    out.push(ELLIPSIS);
    out
}

/// Bytes of the longest start of `text`, in whole grapheme clusters, that counts at most `max`.
/// White space never joins what stands on its two sides, so the cost is summed word by word.
pub(super) fn prefix_within(counting: Counting, max: usize, text: &str) -> usize {
    let mut used = 0;
    let mut end = 0;
    for chunk in text.split_inclusive(char::is_whitespace) {
        let cost = count(counting, chunk);
        if used + cost > max {
            for cluster in chunk.graphemes(true) {
                used += count(counting, cluster);
                if used > max {
                    break;
                }
                end += cluster.len();
            }
            break;
        }
        used += cost;
        end += chunk.len();
    }
    while let Some(kept) = text.get(..end)
        && count(counting, kept) > max
    {
        end = kept
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at);
    }
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::channel::strategies::{content, text};

    #[test]
    fn a_text_is_cut_after_a_sentence_or_between_words() {
        let shorten = |max, text| shorten(Counting::Characters, max, text);
        assert_eq!(shorten(40, "Short enough."), "Short enough.");
        assert_eq!(
            shorten(30, "We bake at five. Come early and smell it."),
            "We bake at five."
        );
        assert_eq!(
            shorten(20, "Bread, rolls, cakes and coffee"),
            "Bread, rolls, cakes…"
        );
        assert_eq!(
            shorten(14, "Bread, rolls, cakes and coffee"),
            "Bread, rolls…"
        );
        assert_eq!(shorten(5, "Donaudampfschiff"), "Dona…");
        assert_eq!(shorten(0, "word"), "");
    }

    #[test]
    fn a_link_is_kept_whole_or_left_out_when_it_counts_flat() {
        let text = format!(
            "{} https://example.com/{}",
            "word ".repeat(51),
            "x".repeat(300)
        );
        assert_eq!(count(Counting::XWeighted, &text), 279);
        assert_eq!(fit(ChannelKind::X, ContentField::Body, &text), text);
        assert!(
            !fit(ChannelKind::X, ContentField::Body, &format!("more {text}")).contains("https")
        );
    }

    #[test]
    fn a_subject_is_brought_onto_one_line() {
        assert_eq!(
            fit(ChannelKind::Email, ContentField::Title, "One\r\n\nTwo "),
            "One Two"
        );
    }

    #[test]
    fn the_body_makes_room_for_link_and_hashtags() {
        let content = PostContent {
            body: "word ".repeat(60),
            hashtags: vec!["bakery".into()],
            link: Some("https://example.com/a".into()),
            ..PostContent::default()
        };
        let body = fit_body(ChannelKind::X, &content);
        let composed = composed_text(ChannelKind::X, &PostContent { body, ..content });
        let used = count(Counting::XWeighted, &composed);
        assert!((270..=280).contains(&used), "{used}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn a_fitted_field_always_fits(
            text in text(), times in 1_usize..30, kind in proptest::sample::select(ChannelKind::ALL.to_vec()),
        ) {
            let text = text.repeat(times);
            for field in kind.spec().fields.iter().filter(|f| f.field != ContentField::Hashtags) {
                let fitted = fit(kind, field.field, &text);
                for (counting, limit) in field.maxima() {
                    prop_assert!(count(counting, &fitted) <= limit.count, "{kind} {}: {fitted:?}", field.label);
                }
            }
        }

        #[test]
        fn shortening_to_any_length_fits(text in text(), max in 0_usize..60) {
            for counting in [Counting::Characters, Counting::Graphemes, Counting::Utf16, Counting::Bytes,
                             Counting::XWeighted, Counting::Mastodon, Counting::Threads] {
                prop_assert!(count(counting, &shorten(counting, max, &text)) <= max);
            }
        }

        #[test]
        fn a_fitted_body_fits_with_what_follows_it(
            mut content in content(), times in 1_usize..20, kind in proptest::sample::select(ChannelKind::ALL.to_vec()),
        ) {
            content.body = content.body.repeat(times);
            let body = fit_body(kind, &content);
            let field = kind.spec().field(ContentField::Body).unwrap();
            let composed = composed_text(kind, &PostContent { body: body.clone(), ..content.clone() });
            for (counting, limit) in field.maxima() {
                prop_assert!(body.is_empty() || count(counting, &composed) <= limit.count);
            }
        }
    }
}
