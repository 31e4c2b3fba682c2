//! Pictures for posts: cards drawn from words and a brand's colours, photos read, cut and encoded.
//!
//! Pure functions from values to bytes: no file, no clock, no network; the fonts are part of the
//! program. The same input always gives the same bytes. May use `domain`, nothing else of ours.

mod bitmap;
mod canvas;
mod exif;
mod fonts;
mod layouts;
mod resample;
mod scheme;
mod setting;

pub use bitmap::{Bitmap, DecodeError, EncodeError, MAX_PIXELS};

use domain::{
    channel::Ratio,
    picture::{Focus, Layout, Look, Words},
};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{ImageHrefResolver, ImageKind, Options, Tree},
};

/// What a picture is drawn from.
#[derive(Clone, Debug)]
pub struct Card<'a> {
    /// How it is composed.
    pub layout: Layout,
    /// The brand.
    pub look: &'a Look,
    /// What it says.
    pub words: &'a Words,
    /// The brand's logo, in place of its name.
    pub logo: Option<&'a Bitmap>,
    /// The photo and what its cut keeps in sight.
    pub photo: Option<(&'a Bitmap, Focus)>,
}

/// Why a card could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// No font at hand has this letter.
    #[error("the fonts have no letter “{0}”")]
    Letter(char),
    /// A picture in it could not be encoded.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// The drawing could not be rendered, which is a fault of a layout.
    #[error("the drawing could not be rendered: {0}")]
    Render(String),
}

/// Draws `card` in the shape `ratio`, `width` pixels wide.
pub fn draw(card: &Card<'_>, ratio: Ratio, width: u32) -> Result<Bitmap, DrawError> {
    let (design_width, design_height) = ratio.pixels();
    let height = u64::from(width) * u64::from(design_height) / u64::from(design_width);
    let height = u32::try_from(height).unwrap_or(1).max(1);
    render(svg(card, ratio, width)?, width.max(1), height)
}

/// The card as SVG.
fn svg(card: &Card<'_>, ratio: Ratio, width: u32) -> Result<canvas::Sheet, DrawError> {
    let mut canvas = blank(ratio, width);
    layouts::draw(&mut canvas, &content(card)?);
    Ok(canvas.finish()?)
}

/// An empty sheet of this shape that will come out `width` pixels wide.
fn blank(ratio: Ratio, width: u32) -> canvas::Canvas {
    let (w, h) = ratio.pixels();
    let [w, h, wide] = [w, h, width].map(|side| f32::from(u16::try_from(side).unwrap_or(u16::MAX)));
    canvas::Canvas::new(w, h, wide / w)
}

fn content<'a>(card: &Card<'a>) -> Result<layouts::Content<'a>, DrawError> {
    Ok(layouts::Content {
        layout: card.layout,
        words: writable(card.layout, card.words)?,
        // A name in a script without letters here is left out: the words are what matters.
        name: fonts::writable(&card.look.name).unwrap_or_default(),
        logo: card.logo,
        photo: card.photo,
        scheme: scheme::Scheme::of(card.look),
    })
}

/// Whether the words of a layout can be written with the fonts at hand.
///
/// # Errors
/// [`DrawError::Letter`] with the first letter that no font has.
pub fn can_write(layout: Layout, words: &Words) -> Result<(), DrawError> {
    writable(layout, words).map(drop)
}

fn writable(layout: Layout, words: &Words) -> Result<Words, DrawError> {
    if layout == Layout::Photo {
        return Ok(Words::default());
    }
    let write = |text: &str| fonts::writable(text).map_err(DrawError::Letter);
    Ok(Words {
        headline: write(&words.headline)?,
        line: write(&words.line)?,
        label: write(&words.label)?,
        figure: write(&words.figure)?,
        points: words
            .points
            .iter()
            .map(|point| write(point))
            .collect::<Result<_, _>>()?,
    })
}

fn render(sheet: canvas::Sheet, width: u32, height: u32) -> Result<Bitmap, DrawError> {
    let canvas::Sheet { svg, images } = sheet;
    let refused = |error: &dyn std::fmt::Display| DrawError::Render(error.to_string());
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(move |href, _| {
                let index: usize = href.parse().ok()?;
                images.get(index).map(|file| ImageKind::PNG(file.clone()))
            }),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(&svg, &options).map_err(|error| refused(&error))?;
    let mut pixmap =
        Pixmap::new(width, height).ok_or_else(|| refused(&"no room for the pixels"))?;
    let [sx, sy] = [(width, tree.size().width()), (height, tree.size().height())]
        .map(|(pixels, design)| f32::from(u16::try_from(pixels).unwrap_or(u16::MAX)) / design);
    resvg::render(&tree, Transform::from_scale(sx, sy), &mut pixmap.as_mut());
    // Every layout fills its card, so that colours are not weighed by opacity any more.
    let mut rgba = pixmap.take();
    for pixel in rgba.chunks_exact_mut(4) {
        if let [.., alpha] = pixel {
            *alpha = 255;
        }
    }
    Bitmap::new(width, height, rgba).ok_or_else(|| refused(&"too few pixels"))
}

#[cfg(test)]
mod tests;
