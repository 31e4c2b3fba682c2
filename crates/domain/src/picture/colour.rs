//! Colours of a brand, and which text can be read on them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An opaque sRGB colour, written as `#1f3a5f`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "#1f3a5f")]
pub struct Colour([u8; 3]);

/// A text that names no colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no colour. Write six hexadecimal digits, such as #1f3a5f.")]
pub struct NotAColour(String);

impl Colour {
    /// Black.
    pub const BLACK: Self = Self::new(0, 0, 0);
    /// White.
    pub const WHITE: Self = Self::new(255, 255, 255);
    /// The least contrast of text (WCAG 2.2, 1.4.3).
    pub const READABLE: f64 = 4.5;

    /// The colour of these parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// Its parts.
    pub const fn parts(self) -> [u8; 3] {
        self.0
    }

    /// Relative luminance from 0 to 1, as WCAG 2.2 defines it.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.parts().map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast with another colour, from 1 to 21, as WCAG 2.2 defines it.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The colour between this one (`share` 0) and `other` (1), mixed as eyes do (in `OKLab`).
    #[must_use]
    pub fn mix(self, other: Self, share: f64) -> Self {
        let (one, two) = (self.to_oklab(), other.to_oklab());
        let between =
            |index: fn(&[f64; 3]) -> f64| index(&one) + (index(&two) - index(&one)) * share;
        Self::from_oklab([
            between(|[l, ..]| *l),
            between(|[_, a, _]| *a),
            between(|[_, _, b]| *b),
        ])
    }

    /// White or black, whichever is read better here; white as long as it can be read.
    #[must_use]
    pub fn ink(self) -> Self {
        if self.contrast(Self::WHITE) >= Self::READABLE {
            Self::WHITE
        } else {
            Self::BLACK
        }
    }

    /// This colour, or as little of black or white mixed in as makes it readable on `ground`.
    #[must_use]
    pub fn readable_on(self, ground: Self) -> Self {
        let towards = ground.ink();
        let steps = (0..=20).map(|step| self.mix(towards, f64::from(step) / 20.0));
        steps
            .into_iter()
            .find(|mixed| mixed.contrast(ground) >= Self::READABLE)
            .unwrap_or(towards)
    }

    /// Lightness and two axes of hue (Björn Ottosson, "A perceptual color space", 2020).
    fn to_oklab(self) -> [f64; 3] {
        let [red, green, blue] = self.parts().map(linear);
        let mixed = |[one, two, three]: [f64; 3]| one * red + two * green + three * blue;
        let [long, middle, short] = [
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ]
        .map(|shares| mixed(shares).cbrt());
        [
            0.210_454_255_3 * long + 0.793_617_785 * middle - 0.004_072_046_8 * short,
            1.977_998_495_1 * long - 2.428_592_205 * middle + 0.450_593_709_9 * short,
            0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766 * short,
        ]
    }

    fn from_oklab([light, a, b]: [f64; 3]) -> Self {
        let [long, middle, short] = [
            light + 0.396_337_777_4 * a + 0.215_803_757_3 * b,
            light - 0.105_561_345_8 * a - 0.063_854_172_8 * b,
            light - 0.089_484_177_5 * a - 1.291_485_548 * b,
        ]
        .map(|cone| cone.powi(3));
        Self::new(
            gamma(4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short),
            gamma(-1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short),
            gamma(-0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701 * short),
        )
    }
}

fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.040_45 {
        part / 12.92
    } else {
        ((part + 0.055) / 1.055).powf(2.4)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held between 0 and 255"
)]
fn gamma(part: f64) -> u8 {
    let part = if part <= 0.003_130_8 {
        part * 12.92
    } else {
        1.055 * part.powf(1.0 / 2.4) - 0.055
    };
    (part * 255.0).round().clamp(0.0, 255.0) as u8
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl FromStr for Colour {
    type Err = NotAColour;

    /// Reads `#1f3a5f`, `1F3A5F` and the short `#fa0`.
    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let refused = || NotAColour(text.chars().take(20).collect());
        let digits = text.trim().trim_start_matches('#');
        let digits: Vec<u8> = digits
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()
            .ok_or_else(refused)?;
        let parts: Vec<u8> = match digits.len() {
            6 => digits
                .chunks_exact(2)
                .map(|pair| pair.iter().fold(0, |sum, digit| sum * 16 + digit))
                .collect(),
            3 => digits.iter().map(|digit| digit * 17).collect(),
            _ => return Err(refused()),
        };
        parts.try_into().map(Self).map_err(|_| refused())
    }
}

impl TryFrom<String> for Colour {
    type Error = NotAColour;

    fn try_from(text: String) -> Result<Self, NotAColour> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn a_colour_is_read_as_people_write_it() {
        assert_eq!(colour(" #1F3A5f").to_string(), "#1f3a5f");
        assert_eq!(colour("fa0"), colour("#ffaa00"));
        for none in ["", "#12345", "red", "#12345g", "#1f3a5f00", "#é12"] {
            assert!(none.parse::<Colour>().is_err(), "{none}");
        }
    }

    #[test]
    fn contrast_agrees_with_the_figures_of_the_recommendation() {
        assert!((Colour::WHITE.contrast(Colour::BLACK) - 21.0).abs() < 1e-9);
        assert!((colour("#767676").contrast(Colour::WHITE) - 4.54).abs() < 0.01);
        assert!((colour("#ff0000").contrast(Colour::WHITE) - 4.0).abs() < 0.01);
    }

    proptest! {
        #[test]
        fn every_ground_has_a_readable_ink(r: u8, g: u8, b: u8) {
            let ground = Colour::new(r, g, b);
            prop_assert!(ground.ink().contrast(ground) >= Colour::READABLE);
        }

        #[test]
        fn a_colour_made_readable_is(one: [u8; 3], two: [u8; 3]) {
            let [ground, wished] = [one, two].map(|[r, g, b]| Colour::new(r, g, b));
            prop_assert!(wished.readable_on(ground).contrast(ground) >= Colour::READABLE);
        }

        #[test]
        fn mixing_ends_at_both_colours(one: [u8; 3], two: [u8; 3]) {
            let [one, two] = [one, two].map(|[r, g, b]| Colour::new(r, g, b));
            prop_assert_eq!(one.mix(two, 0.0), one);
            prop_assert_eq!(one.mix(two, 1.0), two);
        }
    }
}
