use proptest::prelude::*;

use super::*;

fn of(body: &str) -> Words {
    words(
        &PostContent {
            body: body.into(),
            ..PostContent::default()
        },
        &OwnWords::default(),
    )
}

#[test]
fn the_first_sentence_is_the_headline_and_the_second_the_line() {
    let words =
        of("🥖 Bread at seven. The oven is lit at *three*, every night. Come by.\n\n#bread #rye");
    assert_eq!(words.headline, "Bread at seven");
    assert_eq!(words.line, "The oven is lit at three, every night");
    assert_eq!(of("#bread #rye").headline, "");
}

#[test]
fn a_title_goes_before_the_text() {
    let content = PostContent {
        title: Some("# Night shift".into()),
        body: "Bread at seven.".into(),
        ..PostContent::default()
    };
    let words = words(&content, &OwnWords::default());
    assert_eq!(
        (words.headline.as_str(), words.line.as_str()),
        ("Night shift", "Bread at seven")
    );
}

#[test]
fn lists_become_points_without_their_marks() {
    let words =
        of("Three reasons:\n- Slow dough\n2. A hot oven\n✅ No additives\n\nhttps://rye.example/a");
    assert_eq!(words.points, ["Slow dough", "A hot oven", "No additives"]);
    assert_eq!(words.headline, "Three reasons");
}

#[test]
fn prices_shares_times_and_dates_are_figures_and_other_numbers_are_not() {
    for (text, figure) in [
        ("A loaf for €4.50 today", "€4.50"),
        ("Save 20% this week", "20%"),
        ("A loaf for 4,50 € today", "4,50 €"),
        ("We open at 7:30.", "7:30"),
        ("We open at 7 a.m. on weekdays", "7 a.m."),
        ("Opening on 12 December, at noon", "12 December"),
        ("Am 3. März geht es los.", "3. März"),
        ("On March 12th we start", "March 12th"),
        ("Since 1924 and for 3 reasons", ""),
        ("You may 12 times", ""),
    ] {
        assert_eq!(of(text).figure, figure, "{text}");
    }
}

#[test]
fn a_long_headline_ends_with_a_thought() {
    let words = of(
        "When the night is at its darkest and the town is still asleep, our bakers knead the dough that you will have for breakfast",
    );
    assert_eq!(
        words.headline,
        "When the night is at its darkest and the town is still asleep"
    );
}

#[test]
fn own_words_replace_and_may_leave_a_place_empty() {
    let content = PostContent {
        body: "Bread at seven. Come by.".into(),
        ..PostContent::default()
    };
    let own = OwnWords {
        headline: Some("Still warm".into()),
        line: Some(String::new()),
        ..OwnWords::default()
    };
    let shown = words(&content, &own);
    assert_eq!(
        (shown.headline.as_str(), shown.line.as_str()),
        ("Still warm", "")
    );
    let typed = OwnWords {
        headline: Some("Bread at seven".into()),
        line: Some("Come in".into()),
        points: Some(String::new()),
        ..OwnWords::default()
    };
    let kept = typed.differing_from(&words(&content, &OwnWords::default()));
    assert_eq!(
        kept,
        OwnWords {
            line: Some("Come in".into()),
            ..OwnWords::default()
        }
    );
}

#[test]
fn words_beyond_their_bounds_are_named() {
    let own = OwnWords {
        label: Some("x".repeat(41)),
        ..OwnWords::default()
    };
    assert_eq!(own.parse().unwrap_err()[0].field, "label");
}

proptest! {
    #[test]
    fn no_text_breaks_the_reading_and_headlines_stay_short(body in "(\\PC|\n|- |#|\\*){0,200}") {
        let words = of(&body);
        prop_assert!(words.headline.graphemes(true).count() <= HEADLINE + 1);
        prop_assert!(words.points.len() <= POINTS);
    }
}
