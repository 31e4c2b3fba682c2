//! What is measured is what a person would count.

use super::*;

fn measured(measure: Measure, text: &str) -> Option<i64> {
    let prose = Prose::of(text);
    measure.of(&prose, crate::voice::language_of(text))
}

#[test]
fn what_is_measured_is_what_a_person_would_count() {
    use Measure::{
        Contractions, Dashes, Emoji, Exclamations, I, Questions, Semicolons, SentenceSpread,
        SentenceWords, TitleCase, We, WordLetters, You,
    };
    let text = "We don’t rush. Do you? No — we wait; it's how our bread rises!";
    for (measure, value) in [
        (SentenceWords, Some(13_000 / 3)),
        (SentenceSpread, Some(2_624)),
        (Exclamations, Some(333)),
        (Questions, Some(333)),
        (Dashes, Some(333)),
        (Semicolons, Some(333)),
        (Emoji, Some(0)),
        (Contractions, Some(2_000 / 13)),
        (We, Some(3_000 / 13)),
        (You, Some(1_000 / 13)),
        (I, Some(0)),
        (TitleCase, None),
    ] {
        assert_eq!(measured(measure, text), value, "{measure:?}");
    }
    assert_eq!(measured(WordLetters, "ab abcd"), Some(3_000));
    assert_eq!(
        measured(
            TitleCase,
            "# Our Fresh Bread\nIt is here and you can buy it.\n# The way to us\nCome to the shop."
        ),
        Some(500)
    );
}

#[test]
fn no_text_measures_nothing() {
    for measure in Measure::ALL {
        assert_eq!(measured(*measure, "  🥖 "), None, "{measure:?}");
    }
}

#[test]
fn a_simple_text_is_easier_to_read_than_a_hard_one() {
    let easy = measured(
        Measure::Readability,
        "We bake at five. The bread is warm. You can have it at the shop.",
    )
    .unwrap();
    let hard = measured(Measure::Readability, "Organizational transformation necessitates the comprehensive operationalization of interdisciplinary methodologies and their implementation.").unwrap();
    assert!(easy > 80_000 && hard < 10_000, "{easy} {hard}");
    // Flesch by hand: 206.835 - 1.015 * 14/3 - 84.6 * 14/14.
    assert!((easy - 117_000).abs() < 20_000);
    assert_eq!(
        measured(Measure::Readability, "パンは朝五時に焼きます。"),
        None
    );
}

#[test]
fn lists_and_addresses_have_no_dashes_and_questions() {
    assert_eq!(
        measured(Measure::Dashes, "The list is here:\n- the one\n- the other"),
        Some(0)
    );
    assert_eq!(
        measured(
            Measure::Questions,
            "It is here: https://example.com/?a=1 for you."
        ),
        Some(0)
    );
}

#[test]
fn every_measure_is_read_back_from_its_word() {
    for measure in Measure::ALL {
        assert_eq!(measure.slug().parse(), Ok(*measure));
        assert_eq!(serde_json::to_value(measure).unwrap(), measure.slug());
    }
}
