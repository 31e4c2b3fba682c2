//! Where texts are cut, in tables, and what holds for any text on any surface.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::channel::{count, strategies::text};

const FIELDS: [ContentField; 3] = [
    ContentField::Title,
    ContentField::Preheader,
    ContentField::Body,
];

fn shown(kind: ChannelKind, surface: Surface, field: ContentField, text: &str) -> &str {
    &text[..visible(kind, surface, field, text)]
}

/// Bytes that each surface shows of 400 letters with a space after each.
const CUTS: &[(ChannelKind, ContentField, [usize; 4])] = {
    use ChannelKind::*;
    use ContentField::*;
    &[
        (LinkedIn, Body, [139, 209, 800, 800]),
        (Facebook, Body, [125, 477, 800, 800]),
        (Instagram, Body, [125, 125, 800, 800]),
        (X, Body, [279, 279, 800, 800]),
        (Threads, Body, [499, 499, 800, 800]),
        (Bluesky, Body, [800; 4]),
        (Mastodon, Body, [800; 4]),
        (TikTok, Body, [99, 149, 800, 800]),
        (YouTube, Title, [49, 69, 800, 800]),
        (YouTube, Body, [800, 800, 99, 157]),
        (Pinterest, Title, [40, 40, 800, 800]),
        (Pinterest, Body, [49, 49, 800, 800]),
        (Email, Title, [40, 70, 800, 800]),
        (Email, Preheader, [90, 120, 800, 800]),
        (Blog, Title, [59, 59, 800, 800]),
        (Blog, Preheader, [119, 155, 800, 800]),
    ]
};

#[test]
fn a_text_of_single_letters_is_cut_where_the_channel_says() {
    let letters = "a ".repeat(400);
    for (kind, field, expected) in CUTS {
        let cuts = Surface::ALL.map(|surface| visible(*kind, surface, *field, &letters));
        assert_eq!(cuts, *expected, "{kind} {field:?}");
    }
}

#[test]
fn a_text_that_fits_exactly_is_not_cut() {
    let exact = "x".repeat(280);
    let over = "x".repeat(281);
    let on_x =
        |text: &str| shown(ChannelKind::X, Surface::FeedPhone, ContentField::Body, text).len();
    assert_eq!((on_x(&exact), on_x(&over)), (280, 280));
    assert_eq!(
        on_x(&format!("{exact}\n")),
        281,
        "a line break alone hides nothing"
    );
    let emoji = "😀".repeat(141);
    assert_eq!(on_x(&emoji), "😀".len() * 140, "an emoji weighs two");
    let link = format!("https://example.com/{}", "a".repeat(300));
    assert_eq!(on_x(&link), link.len(), "a link weighs 23");
}

#[test]
fn short_lines_use_up_the_lines_of_a_feed() {
    let list = "One\n\nTwo\n\nThree\n\nFour";
    let on = |kind, surface| shown(kind, surface, ContentField::Body, list);
    assert_eq!(
        on(ChannelKind::LinkedIn, Surface::FeedDesktop),
        "One\n\nTwo"
    );
    assert_eq!(on(ChannelKind::Instagram, Surface::FeedPhone), "One\n\nTwo");
    assert_eq!(
        on(ChannelKind::Facebook, Surface::FeedDesktop),
        "One\n\nTwo\n\nThree"
    );
    assert_eq!(on(ChannelKind::X, Surface::FeedPhone), list);
    let on_mastodon = |lines: usize| {
        let text = vec!["line"; lines].join("\n");
        shown(
            ChannelKind::Mastodon,
            Surface::FeedPhone,
            ContentField::Body,
            &text,
        )
        .lines()
        .count()
    };
    assert_eq!((on_mastodon(32), on_mastodon(33)), (32, 15));
}

#[test]
fn words_stay_whole_where_the_channel_keeps_them_so() {
    let text = "Fresh bread every morning, straight from the oven on Mill Street";
    let title = |kind| shown(kind, Surface::FeedPhone, ContentField::Title, text);
    assert_eq!(
        title(ChannelKind::YouTube),
        "Fresh bread every morning, straight from the oven"
    );
    assert_eq!(
        title(ChannelKind::Email),
        "Fresh bread every morning, straight from"
    );
    assert_eq!(
        title(ChannelKind::Pinterest),
        "Fresh bread every morning, straight from"
    );
    let inside = "Freshly baked bread and wholegrain rolls daily";
    let cut = |kind| shown(kind, Surface::FeedPhone, ContentField::Title, inside);
    assert_eq!(
        cut(ChannelKind::Email),
        "Freshly baked bread and wholegrain rolls"
    );
    assert_eq!(
        shown(
            ChannelKind::Email,
            Surface::FeedPhone,
            ContentField::Title,
            "Freshly baked breads and wholegrain rolls"
        ),
        "Freshly baked breads and wholegrain roll"
    );
}

#[test]
fn every_fold_names_its_source_and_limits_something() {
    for kind in ChannelKind::ALL {
        for fold in kind.folds() {
            assert!(
                fold.max.is_some() || fold.lines.is_some(),
                "{kind} {fold:?}"
            );
            assert!(!fold.source.title.is_empty(), "{kind} {fold:?}");
            assert!(
                fold.source.checked_on.starts_with("2026-11-"),
                "{kind} {fold:?}"
            );
            assert!(
                fold.fields
                    .iter()
                    .all(|field| kind.spec().field(*field).is_some()),
                "{kind} {fold:?}"
            );
        }
    }
}

#[test]
fn the_fold_that_checks_speak_of_is_the_one_that_desktops_show() {
    for kind in ChannelKind::ALL {
        for field in kind.spec().fields {
            let Some(advised) = field.fold else { continue };
            let shown = [Surface::FeedDesktop, Surface::DetailDesktop]
                .into_iter()
                .find_map(|surface| fold_on(kind, surface, field.field)?.max);
            assert_eq!(shown, Some(advised.count), "{kind} {}", field.label);
        }
    }
}

#[test]
fn pieces_tell_where_they_are_hidden() {
    let text = format!("{}#bread {}", "word ".repeat(24), "word ".repeat(40));
    let shown = shown_text(ChannelKind::LinkedIn, ContentField::Body, &text);
    assert_eq!(shown.cut_on, [Surface::FeedPhone, Surface::FeedDesktop]);
    assert_eq!(shown.more, Some("…more"));
    let hidden: Vec<_> = shown
        .pieces
        .iter()
        .map(|piece| (piece.kind, piece.hidden_on.len()))
        .collect();
    assert_eq!(
        hidden,
        [
            (SpanKind::Plain, 0),
            (SpanKind::Hashtag, 0),
            (SpanKind::Plain, 0),
            (SpanKind::Plain, 1),
            (SpanKind::Plain, 2)
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn any_text_is_cut_within_its_limits_between_characters_and_nothing_is_lost(
        part in text(), times in 1_usize..3,
        kind in proptest::sample::select(ChannelKind::ALL.to_vec()),
    ) {
        let text = part.repeat(times);
        let boundaries: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        for field in FIELDS.into_iter().filter(|field| kind.folds().iter().any(|fold| fold.fields.contains(field))) {
            let shown = shown_text(kind, field, &text);
            let whole: String = shown.pieces.iter().map(|piece| piece.text).collect();
            prop_assert_eq!(&whole, &text);
            for surface in Surface::ALL {
                let seen = shown.pieces.iter().filter(|piece| !piece.hidden_on.contains(&surface));
                let end: usize = seen.map(|piece| piece.text.len()).sum();
                let rest = &text[end..];
                prop_assert_eq!(end, visible(kind, surface, field, &text));
                prop_assert_eq!(shown.cut_on.contains(&surface), !rest.is_empty());
                prop_assert!(boundaries.binary_search(&end).is_ok(), "{kind} {surface:?} cuts a character at {end}");
                prop_assert!(rest.is_empty() || !rest.trim().is_empty(), "{kind} {surface:?} hides white space only");
                let limit = fold_on(kind, surface, field).and_then(|fold| Some((fold.counting, fold.max?)));
                if let Some((counting, max)) = limit.filter(|_| !rest.is_empty()) {
                    prop_assert!(count(counting, &text[..end]) <= max, "{kind} {surface:?} shows too much");
                }
            }
        }
    }

    #[test]
    fn no_more_lines_are_shown_than_fit(
        words in proptest::collection::vec("[a-z]{1,60}[ \n]{1,2}", 0..40),
        kind in proptest::sample::select(ChannelKind::ALL.to_vec()),
    ) {
        let text = words.concat();
        for surface in Surface::ALL {
            let Some(Lines { shown, most, columns }) = fold_on(kind, surface, ContentField::Body).and_then(|fold| fold.lines) else {
                continue;
            };
            let end = visible(kind, surface, ContentField::Body, &text);
            let allowed = if end < text.len() { shown } else { most };
            prop_assert!(least_lines(&text[..end], columns) <= allowed, "{kind} {surface:?}");
        }
    }
}

/// Lines a text takes at the least: each line break begins one, no line holds more than `columns`
/// letters, and spaces may hang over its end.
fn least_lines(text: &str, columns: usize) -> usize {
    let letters = |line: &str| line.chars().filter(|c| *c != ' ').count();
    text.trim_end()
        .split('\n')
        .map(|line| letters(line).div_ceil(columns).max(1))
        .sum()
}
