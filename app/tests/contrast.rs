//! Computes the contrast of the design tokens, so that no colour is changed below what WCAG 2.2
//! AA asks for: 4.5 for text, 3 for the edge of a control.

use std::collections::HashMap;

/// Lightness, chroma and hue as in `oklch(L C H)`.
type Oklch = [f64; 3];

const THEME: &str = include_str!("../../style/tokens/theme.css");
const COLOURS: &str = include_str!("../../style/tokens/colour.css");
const CONTRAST: &str = include_str!("../../style/tokens/contrast.css");

type Tokens = HashMap<String, [Oklch; 2]>;

/// Every colour of the sheets, in light and in dark; a later sheet wins over an earlier one.
fn tokens(sheets: &[&str]) -> Tokens {
    sheets
        .iter()
        .flat_map(|sheet| sheet.split(';'))
        .filter_map(|declaration| declaration.rsplit_once("--")?.1.split_once(':'))
        .filter_map(|(name, value)| {
            let colours = colours(value);
            let both = [*colours.first()?, *colours.last()?];
            (colours.len() <= 2).then(|| (name.to_owned(), both))
        })
        .collect()
}

fn colours(value: &str) -> Vec<Oklch> {
    let parts = value.split("oklch(").skip(1);
    parts
        .filter_map(|part| {
            let numbers: Vec<f64> = part
                .split(')')
                .next()?
                .split(' ')
                .filter_map(|number| number.parse().ok())
                .collect();
            numbers.try_into().ok()
        })
        .collect()
}

/// Relative luminance by WCAG, from OKLCH through linear sRGB (Ottosson's matrices).
fn luminance([lightness, chroma, hue]: Oklch) -> f64 {
    let (sin, cos) = hue.to_radians().sin_cos();
    let (redness, yellowness) = (cos * chroma, sin * chroma);
    let cone = |red: f64, yellow: f64| (lightness + red * redness + yellow * yellowness).powi(3);
    let long = cone(0.396_337_777_4, 0.215_803_757_3);
    let medium = cone(-0.105_561_345_8, -0.063_854_172_8);
    let short = cone(-0.089_484_177_5, -1.291_485_548);
    let mix = |by: [f64; 3]| (by[0] * long + by[1] * medium + by[2] * short).clamp(0.0, 1.0);
    let red = mix([4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2]);
    let green = mix([-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5]);
    let blue = mix([-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701]);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: Oklch, other: Oklch) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Every text with the grounds it stands on.
fn texts() -> Vec<(&'static str, &'static str)> {
    let plain = ["page", "surface", "sunken"];
    let tints = ["accent-tint", "good-tint", "warn-tint", "bad-tint"];
    let meanings = ["accent", "good", "warn", "bad"];
    let mut pairs = Vec::new();
    for text in ["text", "text-soft"] {
        pairs.extend(plain.iter().chain(&tints).map(|ground| (text, *ground)));
    }
    for meaning in meanings {
        pairs.extend(plain.iter().map(|ground| (meaning, *ground)));
    }
    pairs.extend(meanings.into_iter().zip(tints));
    pairs.extend(["accent-fill", "accent-fill-hover", "bad-fill"].map(|fill| ("on-fill", fill)));
    pairs
}

/// Asserts that each pair reaches `least` in light and in dark.
fn hold(tokens: &Tokens, pairs: &[(&str, &str)], least: f64) {
    for (one, other) in pairs {
        let colours = tokens.get(*one).zip(tokens.get(*other));
        assert!(colours.is_some(), "--{one} or --{other} is no token");
        if let Some((ones, others)) = colours {
            for ((one_shade, other_shade), name) in ones.iter().zip(others).zip(["light", "dark"]) {
                let reached = contrast(*one_shade, *other_shade);
                assert!(
                    reached >= least,
                    "--{one} on --{other} in {name} reaches only {reached:.2}"
                );
            }
        }
    }
}

#[test]
fn every_text_can_be_read_on_every_surface_it_stands_on() {
    hold(&tokens(&[THEME, COLOURS]), &texts(), 4.5);
}

#[test]
fn every_control_and_every_series_of_a_chart_can_be_told_from_its_ground() {
    let tokens = tokens(&[THEME, COLOURS]);
    let marks = ["edge", "accent", "series-2", "series-3", "series-4"];
    for mark in marks {
        hold(&tokens, &[(mark, "page"), (mark, "surface")], 3.0);
    }
}

#[test]
fn high_contrast_is_higher() {
    let tokens = tokens(&[THEME, COLOURS, CONTRAST]);
    hold(&tokens, &texts(), 7.0);
    for mark in ["edge", "line"] {
        hold(&tokens, &[(mark, "page"), (mark, "surface")], 4.5);
    }
}

#[test]
fn high_contrast_is_the_same_whether_chosen_here_or_in_the_system() {
    let (chosen, system) = CONTRAST.split_once("@media").unwrap();
    assert_eq!(tokens(&[chosen]), tokens(&[system]));
    assert!(!tokens(&[chosen]).is_empty());
}

#[test]
fn black_on_white_is_the_most_there_can_be() {
    let most = contrast([0.0, 0.0, 0.0], [1.0, 0.0, 0.0]);
    assert!((most - 21.0).abs() < 0.01, "{most}");
}
