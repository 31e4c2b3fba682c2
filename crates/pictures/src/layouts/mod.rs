//! The layouts, a function each. To add one: a variant of `domain::picture::Layout`, a function
//! in the file it belongs to, and its line in [`draw`].

mod data;
mod pattern;
mod photos;
mod words;

use domain::picture::{Colour, Focus, Layout, Words};

use crate::{
    bitmap::Bitmap,
    canvas::{Canvas, Rect, Stand},
    fonts::Face,
    scheme::Scheme,
    setting::Style,
};

/// What a layout draws.
pub(crate) struct Content<'a> {
    pub layout: Layout,
    /// The words, writable with the fonts at hand.
    pub words: Words,
    pub name: String,
    pub logo: Option<&'a Bitmap>,
    pub photo: Option<(&'a Bitmap, Focus)>,
    pub scheme: Scheme,
}

/// Draws the card.
pub(crate) fn draw(canvas: &mut Canvas, content: &Content<'_>) {
    match content.layout {
        Layout::Statement => words::statement(canvas, content),
        Layout::Minimal => words::minimal(canvas, content),
        Layout::Quote => words::quote(canvas, content),
        Layout::Question => words::question(canvas, content),
        Layout::Announcement => words::announcement(canvas, content),
        Layout::Poster => words::poster(canvas, content),
        Layout::Figure => data::figure(canvas, content),
        Layout::List => data::list(canvas, content),
        Layout::Event => data::event(canvas, content),
        Layout::Versus => data::versus(canvas, content),
        Layout::Split => photos::split(canvas, content),
        Layout::Band => photos::band(canvas, content),
        Layout::Overlay => photos::overlay(canvas, content),
        Layout::Frame => photos::frame(canvas, content),
        Layout::Photo => photos::alone(canvas, content),
    }
}

impl Content<'_> {
    /// The brand's mark with its foot on `bottom`: the logo on a light plate, or the name after a
    /// dot. Gives the mark's top.
    fn mark(&self, canvas: &mut Canvas, at: Rect, ground: Colour) -> f32 {
        let u = canvas.u;
        if let Some(logo) = self.logo {
            let tall = u * 7.0;
            let [w, h] = [logo.width(), logo.height()].map(side);
            let wide = (tall * w / h).min(at.w * 0.6);
            let tall = wide * h / w;
            let pad = u * 1.4;
            let plate = Rect::new(
                at.x,
                at.bottom() - tall - pad * 2.0,
                wide + pad * 2.0,
                tall + pad * 2.0,
            );
            if ground.luminance() < 0.8 {
                canvas.rect(plate, u * 1.2, Colour::WHITE);
            }
            canvas.image(logo, plate.inset(pad), 0.0);
            return plate.y;
        }
        let dot = u * 1.5;
        let row = Rect::new(at.x, at.bottom() - u * 2.6, at.w, u * 2.6);
        canvas.circle(
            (row.x + dot, row.y + row.h / 2.0 - u * 0.3),
            dot,
            self.scheme.accent_on(ground),
        );
        let name = Rect::new(
            row.x + dot * 2.0 + u * 1.3,
            row.y,
            row.w - dot * 2.0 - u * 1.3,
            row.h,
        );
        let style = Style::new(Face::Strong, u * 2.7, u * 1.6).lines(1);
        canvas.text(
            &self.name,
            style,
            name,
            Stand::Middle,
            0.0,
            self.scheme.soft_on(ground),
        );
        row.y
    }

    /// Headline above line, as a group that stands in `at`. Gives the room it took.
    fn story(
        &self,
        canvas: &mut Canvas,
        at: Rect,
        stand: Stand,
        ground: Colour,
        headline: Style,
    ) -> Option<Rect> {
        let u = canvas.u;
        let line = Style::new(Face::Text, (headline.max * 0.42).min(u * 3.9), u * 2.3).lines(4);
        let below = (!self.words.line.is_empty()).then_some(&self.words.line);
        let gap = u * 3.2;
        let foot = below
            .and_then(|text| crate::setting::fit(text, line, at.w, at.h * 0.3))
            .map_or(0.0, |block| block.height() + gap);
        let head = Rect::new(at.x, at.y, at.w, at.h - foot);
        let block = crate::setting::fit(&self.words.headline, headline, head.w, head.h)?;
        let tall = block.height() + foot;
        let top = match stand {
            Stand::Top => at.y,
            Stand::Middle => at.y + (at.h - tall) / 2.0,
            Stand::Bottom => at.bottom() - tall,
        };
        let ink = self.scheme.ink_on(ground);
        canvas.block(&block, (at.x, top), at.w, 0.0, ink);
        if let Some(text) = below {
            let row = Rect::new(at.x, top + block.height() + gap, at.w, foot - gap + 0.5);
            canvas.text(
                text,
                line,
                row,
                Stand::Top,
                0.0,
                self.scheme.soft_on(ground),
            );
        }
        Some(Rect::new(at.x, top, at.w, tall))
    }

    /// The label in a pill with its top left corner at `at`; gives its bottom.
    fn pill(&self, canvas: &mut Canvas, (x, y): (f32, f32), ground: Colour) -> f32 {
        let u = canvas.u;
        if self.words.label.is_empty() {
            return y;
        }
        let style = Style::new(Face::Strong, u * 2.7, u * 2.0).lines(1);
        let Some(block) = crate::setting::fit(&self.words.label, style, canvas.w * 0.6, u * 3.2)
        else {
            return y;
        };
        let fill = self.scheme.accent_on(ground);
        let pill = Rect::new(x, y, block.width() + u * 4.0, u * 5.2);
        canvas.rect(pill, pill.h / 2.0, fill);
        let text = Rect::new(
            pill.x + u * 2.0,
            pill.y,
            block.width() + 0.5,
            pill.h + u * 0.3,
        );
        canvas.text(
            &self.words.label,
            style,
            text,
            Stand::Middle,
            0.0,
            fill.ink(),
        );
        pill.bottom()
    }

    /// The photo in `at`, or a pattern in the brand's colours.
    fn scene(&self, canvas: &mut Canvas, at: Rect, radius: f32) {
        match self.photo {
            Some((photo, focus)) => canvas.photo(photo, focus, at, radius),
            None => pattern::draw(canvas, at, radius, &self.scheme, &self.words.headline),
        }
    }
}

/// A side of a picture, far below the 24 bits that a float holds exactly.
#[expect(clippy::cast_precision_loss, reason = "at most some ten thousand")]
const fn side(pixels: u32) -> f32 {
    pixels as f32
}
