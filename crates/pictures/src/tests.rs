use domain::picture::{Colour, FileHash};
use proptest::prelude::*;

use super::*;

const RATIOS: [(u16, u16); 7] = [(1, 1), (4, 5), (191, 100), (16, 9), (9, 16), (2, 3), (2, 1)];

fn look() -> Look {
    Look {
        logo: Some(FileHash("0".repeat(64))),
        ..Look::unchosen("Rye & Co")
    }
}

fn words(headline: &str, line: &str) -> Words {
    Words {
        headline: headline.into(),
        line: line.into(),
        label: "New".into(),
        figure: "€4.50".into(),
        points: vec![line.into(), headline.into(), "third".into()],
    }
}

fn photo() -> Bitmap {
    let rgba: Vec<u8> = (0..60u8)
        .flat_map(|y| (0..90u8).flat_map(move |x| [x * 2, y * 4, 128, 255]))
        .collect();
    Bitmap::new(90, 60, rgba).unwrap()
}

fn card<'a>(layout: Layout, look: &'a Look, words: &'a Words) -> Card<'a> {
    Card {
        layout,
        look,
        words,
        logo: None,
        photo: None,
    }
}

/// The card's sheet with the texts on it.
fn drawn(card: &Card<'_>, (width, height): (u16, u16)) -> canvas::Canvas {
    let ratio = Ratio::new(width, height);
    let mut canvas = blank(ratio, ratio.pixels().0);
    layouts::draw(&mut canvas, &content(card).unwrap());
    canvas
}

#[test]
fn every_layout_draws_in_every_shape_at_the_asked_size_and_always_alike() {
    let (look, words) = (look(), words("Oven-warm by seven", "Every Saturday."));
    let (photo, logo) = (photo(), photo());
    for layout in Layout::ALL {
        for (width, height) in RATIOS {
            let ratio = Ratio::new(width, height);
            let card = Card {
                logo: Some(&logo),
                photo: Some((&photo, Focus::default())),
                ..card(layout, &look, &words)
            };
            let one = draw(&card, ratio, 120).unwrap();
            assert_eq!(one.width(), 120);
            let (w, h) = ratio.pixels();
            assert_eq!(one.height(), 120 * h / w, "{layout:?} {ratio}");
            assert_eq!(draw(&card, ratio, 120).unwrap(), one, "{layout:?} {ratio}");
        }
    }
}

#[test]
fn layouts_look_different_from_each_other() {
    let (look, words) = (look(), words("Oven-warm by seven", "Every Saturday."));
    let photo = photo();
    let mut seen = std::collections::HashSet::new();
    for layout in Layout::ALL {
        let card = Card {
            photo: Some((&photo, Focus::default())),
            ..card(layout, &look, &words)
        };
        let pixels = draw(&card, Ratio::new(1, 1), 60).unwrap();
        assert!(seen.insert(pixels.rgba().to_vec()), "{layout:?}");
    }
}

#[test]
fn words_nobody_wrote_leave_no_hole_in_the_drawing() {
    let (look, words) = (look(), Words::default());
    for layout in Layout::ALL {
        draw(&card(layout, &look, &words), Ratio::new(4, 5), 60).unwrap();
    }
}

#[test]
fn a_script_that_no_font_has_is_named_instead_of_drawn_as_boxes() {
    let (look, words) = (look(), words("焼きたて", ""));
    let error = draw(&card(Layout::Quote, &look, &words), Ratio::new(1, 1), 60).unwrap_err();
    assert!(matches!(error, DrawError::Letter('焼')), "{error}");
}

#[test]
fn markup_in_a_text_is_drawn_and_not_obeyed() {
    let (look, words) = (look(), words("</svg><image href=\"/etc/passwd\"/>&", ""));
    let card = card(Layout::Statement, &look, &words);
    let sheet = svg(&card, Ratio::new(1, 1), 60).unwrap();
    assert!(!sheet.svg.contains("passwd") && sheet.images.is_empty());
}

#[test]
fn a_photo_is_cut_around_its_focus() {
    let photo = photo();
    let (look, words) = (look(), words("Bread", ""));
    let at = |x| {
        let focus = Focus {
            x,
            ..Focus::default()
        };
        let card = Card {
            photo: Some((&photo, focus)),
            ..card(Layout::Photo, &look, &words)
        };
        draw(&card, Ratio::new(1, 1), 40).unwrap().pixel(20, 20)[0]
    };
    assert!(
        at(0) < at(50) && at(50) < at(100),
        "{} {} {}",
        at(0),
        at(50),
        at(100)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn no_text_leaves_its_card_or_its_margins(
        headline in "[A-Za-zÄÖüßéЖψ0-9][A-Za-zÄÖüßéЖψ0-9 ,.!?-]{0,160}",
        line in "[A-Za-zÄé ,.]{0,260}",
        label in "[A-Za-z ]{0,40}",
        figure in "[0-9.,€% a-z]{0,24}",
        points in proptest::collection::vec("[A-Za-zü ,-]{1,140}", 0..5),
        shape in 0usize..RATIOS.len(),
    ) {
        let look = look();
        let words = Words { headline, line, label, figure, points };
        for layout in Layout::ALL {
            let canvas = drawn(&card(layout, &look, &words), RATIOS[shape]);
            // Half the margin is left on every side at least.
            let margin = canvas.u * 3.0;
            for text in &canvas.texts {
                prop_assert!(text.x >= margin && text.y >= margin, "{layout:?} {text:?}");
                prop_assert!(text.right() <= canvas.w - margin && text.bottom() <= canvas.h - margin, "{layout:?} {text:?} of {} {}", canvas.w, canvas.h);
            }
        }
    }

    #[test]
    fn no_brand_colours_break_a_drawing(one: [u8; 3], two: [u8; 3]) {
        let [primary, secondary] = [one, two].map(|[r, g, b]| Colour::new(r, g, b));
        let look = Look { primary, secondary, ..look() };
        let words = words("Oven-warm by seven", "Every Saturday.");
        for layout in [Layout::Statement, Layout::Announcement, Layout::Frame] {
            draw(&card(layout, &look, &words), Ratio::new(1, 1), 24).unwrap();
        }
    }
}
