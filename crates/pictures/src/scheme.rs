//! The colours of a card: the brand's two, and what is mixed from them.

use domain::picture::{Colour, Look};

/// The colours of a card.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scheme {
    /// The brand's first colour.
    pub primary: Colour,
    /// The brand's second colour.
    pub secondary: Colour,
    /// A shade of the first that stands out from it a little.
    pub deep: Colour,
    /// Nearly black.
    pub night: Colour,
    /// Nearly white.
    pub paper: Colour,
    /// A light tint.
    pub tint: Colour,
}

impl Scheme {
    pub(crate) fn of(look: &Look) -> Self {
        let Look {
            primary, secondary, ..
        } = *look;
        let deep = if primary.luminance() < 0.04 {
            primary.mix(Colour::WHITE, 0.1)
        } else {
            primary.mix(Colour::BLACK, 0.16)
        };
        Self {
            primary,
            secondary,
            deep,
            night: night(primary),
            paper: primary.mix(Colour::WHITE, 0.955),
            tint: primary.mix(Colour::WHITE, 0.86),
        }
    }

    /// The brand's colour that can be told from `ground`: the second, else the first.
    pub(crate) fn accent_on(&self, ground: Colour) -> Colour {
        [self.secondary, self.primary]
            .into_iter()
            .find(|colour| colour.contrast(ground) >= 2.0)
            .unwrap_or(ground.ink())
    }

    /// Headlines: white, or the night of the brand where white cannot be read.
    pub(crate) fn ink_on(&self, ground: Colour) -> Colour {
        if ground.ink() == Colour::BLACK {
            self.night.readable_on(ground)
        } else {
            Colour::WHITE
        }
    }

    /// Text that stands back a little from the headline, still readable.
    pub(crate) fn soft_on(&self, ground: Colour) -> Colour {
        self.ink_on(ground).mix(ground, 0.2).readable_on(ground)
    }

    /// What the lightest photo looks like under the shade of its words.
    pub(crate) fn shaded(&self) -> Colour {
        let [red, green, blue] = self.night.parts().map(|part| {
            let shaded = f64::from(part) * f64::from(SHADE) + 255.0 * (1.0 - f64::from(SHADE));
            byte(shaded)
        });
        Colour::new(red, green, blue)
    }
}

/// The first colour so dark that white can be read on it anywhere, with as much of its hue as that
/// leaves.
fn night(primary: Colour) -> Colour {
    (10..=20)
        .map(|step| primary.mix(Colour::BLACK, f64::from(step) / 20.0))
        .find(|mixed| mixed.contrast(Colour::WHITE) >= 15.0)
        .unwrap_or(Colour::BLACK)
}

/// The opacity of the shade under words on a photo: white stays readable on a white photo.
pub(crate) const SHADE: f32 = 0.78;

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between two bytes"
)]
fn byte(part: f64) -> u8 {
    part.ceil().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use domain::picture::Colour;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_text_can_be_read_whatever_the_brands_colours_are(one: [u8; 3], two: [u8; 3]) {
            let [primary, secondary] = [one, two].map(|[r, g, b]| Colour::new(r, g, b));
            let scheme = Scheme::of(&Look { primary, secondary, ..Look::unchosen("Rye") });
            for ground in [primary, secondary, scheme.deep, scheme.night, scheme.paper, scheme.tint, scheme.shaded()] {
                for text in [scheme.ink_on(ground), scheme.soft_on(ground), ground.ink(), secondary.readable_on(ground)] {
                    prop_assert!(text.contrast(ground) >= Colour::READABLE, "{text} on {ground}");
                }
                prop_assert!(scheme.accent_on(ground).contrast(ground) >= 2.0);
            }
        }
    }
}
