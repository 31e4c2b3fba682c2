use proptest::prelude::*;

use super::*;

const HEADLINE: Style = Style::new(Face::Bold, 120.0, 24.0);

#[test]
fn a_short_text_is_as_large_as_it_may_be_and_a_long_one_smaller() {
    let short = fit("Bread", HEADLINE, 900.0, 600.0).unwrap();
    assert!((short.size - 120.0).abs() < 0.1);
    let long = fit(&"Bread at seven ".repeat(8), HEADLINE, 900.0, 300.0).unwrap();
    assert!(long.size < 80.0 && long.lines.len() > 2);
}

#[test]
fn lines_have_much_the_same_length() {
    let block = fit(
        "The oven is lit at three every night",
        HEADLINE.lines(2),
        900.0,
        600.0,
    )
    .unwrap();
    let widths: Vec<f32> = block.lines.iter().map(|line| width(line)).collect();
    assert_eq!(widths.len(), 2);
    assert!(
        (widths[0] - widths[1]).abs() / widths[0] < 0.35,
        "{widths:?}"
    );
}

#[test]
fn a_poster_fills_its_width_line_by_line() {
    let lines = poster("Still warm at seven", HEADLINE, 900.0, 900.0);
    assert!(lines.len() >= 2);
    for (_, line) in &lines {
        assert!(line.width() <= 900.5);
    }
}

#[test]
fn an_empty_text_is_no_block() {
    assert!(fit("  ", HEADLINE, 900.0, 600.0).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn no_text_overflows_its_box(text in "[a-zA-ZäöüßéèЖψ0-9,.!?% -]{1,240}", room in 120f32..1200.0, tall in 60f32..1200.0, face in 0usize..3) {
        let face = [Face::Text, Face::Bold, Face::Serif][face];
        let style = Style::new(face, 140.0, 22.0);
        if let Some(block) = fit(&text, style, room, tall) {
            prop_assert!(block.width() <= room + 0.5, "{} in {room}", block.width());
            prop_assert!(block.height() <= tall + 0.5, "{} in {tall}", block.height());
        }
    }

    #[test]
    fn a_word_without_end_is_broken_between_letters(length in 30usize..200, room in 150f32..600.0) {
        let block = fit(&"W".repeat(length), HEADLINE, room, 4000.0).unwrap();
        prop_assert!(block.width() <= room + 0.5);
    }
}
