//! The typefaces that travel inside the program, and text turned into placed glyphs.

use std::sync::LazyLock;

use harfrust::{Buffer, ShapeOptions, ShaperFont, shape};
use skrifa::{DrawMemory, Font, GlyphId, PathSink, ScalerFont};
use unicode_segmentation::UnicodeSegmentation as _;

/// Inter Display, weights 450 to 800, Latin, Greek and Cyrillic.
static SANS: &[u8] = include_bytes!("../fonts/sans.ttf");
/// Newsreader at its display size, weight 520, Latin.
static SERIF: &[u8] = include_bytes!("../fonts/serif.ttf");

/// A typeface in one weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    /// Small text.
    Text,
    /// Emphasis in small text.
    Strong,
    /// Headlines.
    Bold,
    /// Posters and numbers.
    Heavy,
    /// Quotations.
    Serif,
}

struct Loaded {
    text: Option<Font>,
    strong: Option<Font>,
    bold: Option<Font>,
    heavy: Option<Font>,
    serif: Option<Font>,
}

static LOADED: LazyLock<Loaded> = LazyLock::new(|| {
    let sans = Font::new(SANS, 0);
    let weighing = |weight: f32| {
        let builder = sans.as_ref()?.instance_builder();
        Some(builder.variations([("wght", weight)]).build())
    };
    Loaded {
        text: weighing(500.0),
        strong: weighing(640.0),
        bold: weighing(720.0),
        heavy: weighing(800.0),
        serif: Font::new(SERIF, 0),
    }
});

impl Face {
    fn font(self) -> Option<&'static Font> {
        let font = match self {
            Self::Text => &LOADED.text,
            Self::Strong => &LOADED.strong,
            Self::Bold => &LOADED.bold,
            Self::Heavy => &LOADED.heavy,
            Self::Serif => &LOADED.serif,
        };
        font.as_ref()
    }

    /// Height of a capital, in em.
    pub(crate) const fn cap(self) -> f32 {
        match self {
            Self::Serif => 0.67,
            _ => 0.719,
        }
    }

    /// This face, or the one that has more letters if `text` needs them.
    pub(crate) fn for_text(self, text: &str) -> Self {
        let has_all = |face: Self| {
            face.font().is_some_and(|font| {
                let map = font.charmap();
                text.chars().all(|c| map.map_unicode(c).is_some())
            })
        };
        if self == Self::Serif && !has_all(self) {
            Self::Bold
        } else {
            self
        }
    }

    /// `text` shaped, in em.
    pub(crate) fn shape(self, text: &str) -> Vec<Glyph> {
        let Some(font) = self.font() else {
            return Vec::new();
        };
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        if shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()).is_err() {
            return Vec::new();
        }
        let em = f32::from(font.units_per_em());
        buffer
            .glyph_infos()
            .iter()
            .zip(buffer.glyph_positions())
            .map(|(info, position)| Glyph {
                id: info.glyph_id,
                advance: units(position.x_advance) / em,
                x: units(position.x_offset) / em,
                y: units(position.y_offset) / em,
            })
            .collect()
    }

    /// Draws a glyph's outline into `path`, its origin at `x`, `y` and `size` pixels an em.
    pub(crate) fn outline(self, glyph: u32, size: f32, (x, y): (f32, f32), path: &mut String) {
        let Some(font) = self.font() else { return };
        let scaler = ScalerFont::unhinted(font.clone(), Some(size));
        let Some(outline) = scaler.outline(GlyphId::new(glyph)) else {
            return;
        };
        let mut pen = Pen { x, y, path };
        // A glyph that cannot be drawn is left out; the fonts are ours and tested whole.
        let _drawn = outline.draw(DrawMemory::Scratch, &mut pen);
    }
}

/// Design units are far below the 24 bits that a float holds exactly.
#[expect(clippy::cast_precision_loss, reason = "at most some ten thousand")]
const fn units(number: i32) -> f32 {
    number as f32
}

/// A placed glyph, in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub id: u32,
    pub advance: f32,
    pub x: f32,
    pub y: f32,
}

/// What can be written of `text` with the fonts at hand: characters that carry no meaning here
/// (emoji, control characters, rare symbols) are left out.
///
/// # Errors
/// The first letter or digit that no font has.
pub(crate) fn writable(text: &str) -> Result<String, char> {
    let Some(font) = Face::Text.font() else {
        return Err(text.chars().next().unwrap_or_default());
    };
    let map = font.charmap();
    let mut kept = String::with_capacity(text.len());
    for cluster in text.graphemes(true) {
        let missing = cluster
            .chars()
            .find(|c| !c.is_whitespace() && map.map_unicode(*c).is_none());
        match missing {
            None if cluster.chars().all(char::is_whitespace) => kept.push(' '),
            None => kept.push_str(cluster),
            Some(c) if c.is_alphanumeric() => return Err(c),
            Some(_) => {}
        }
    }
    Ok(kept.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Writes outlines as SVG path data, turned right side up.
struct Pen<'a> {
    x: f32,
    y: f32,
    path: &'a mut String,
}

impl Pen<'_> {
    fn push(&mut self, command: char, points: &[(f32, f32)]) {
        use std::fmt::Write as _;
        self.path.push(command);
        for (x, y) in points {
            // Writing into a String cannot fail.
            let _written = write!(self.path, "{:.2} {:.2} ", self.x + x, self.y - y);
        }
    }
}

impl PathSink for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.push('Q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.push('C', &[(ax, ay), (bx, by), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_there_and_draws_every_letter_of_its_languages() {
        for face in [
            Face::Text,
            Face::Strong,
            Face::Bold,
            Face::Heavy,
            Face::Serif,
        ] {
            for letter in "AbcÄßéøłŞőčž019€£%“”„«»–—…?!&".chars() {
                let glyphs = face.shape(&letter.to_string());
                assert!(
                    glyphs.iter().all(|glyph| glyph.id != 0),
                    "{face:?} {letter}"
                );
                let mut path = String::new();
                face.outline(glyphs[0].id, 100.0, (0.0, 0.0), &mut path);
                assert!(path.ends_with('Z'), "{face:?} {letter}: {path}");
            }
        }
    }

    #[test]
    fn heavier_is_wider_and_kerning_draws_pairs_together() {
        let width = |face: Face, text: &str| {
            face.shape(text)
                .iter()
                .map(|glyph| glyph.advance)
                .sum::<f32>()
        };
        assert!(width(Face::Heavy, "bread") > width(Face::Text, "bread"));
        assert!(width(Face::Bold, "AV") < width(Face::Bold, "A") + width(Face::Bold, "V"));
    }

    #[test]
    fn emoji_are_left_out_and_unknown_letters_are_named() {
        assert_eq!(
            writable("Hot 🔥 bread\u{7}\nfor  Ελλάδα и Россия"),
            Ok("Hot bread for Ελλάδα и Россия".into())
        );
        assert_eq!(writable("Guten 日"), Err('日'));
    }

    #[test]
    fn quotations_in_greek_take_the_face_that_has_greek() {
        assert_eq!(Face::Serif.for_text("Brot"), Face::Serif);
        assert_eq!(Face::Serif.for_text("ψωμί"), Face::Bold);
    }
}
