//! The sheet that layouts draw on: shapes, text and photos, written as SVG.

use std::{fmt::Write as _, sync::Arc};

use domain::{
    channel::Ratio,
    picture::{Colour, Focus, crop},
};

use crate::{
    bitmap::{Bitmap, EncodeError},
    fonts::Face,
    setting::{Block, Style, fit},
};

/// A rectangle in design pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub x: f32,
    pub y: f32,
    pub w: f32,
    pub h: f32,
}

impl Rect {
    pub(crate) const fn new(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self { x, y, w, h }
    }

    pub(crate) const fn right(self) -> f32 {
        self.x + self.w
    }

    pub(crate) const fn bottom(self) -> f32 {
        self.y + self.h
    }

    /// The rectangle without `by` on each side.
    pub(crate) const fn inset(self, by: f32) -> Self {
        Self::new(
            self.x + by,
            self.y + by,
            self.w - by * 2.0,
            self.h - by * 2.0,
        )
    }

    /// What is left below `y`.
    pub(crate) const fn below(self, y: f32) -> Self {
        Self::new(self.x, y, self.w, self.bottom() - y)
    }

    /// What is left above `y`.
    pub(crate) const fn above(self, y: f32) -> Self {
        Self::new(self.x, self.y, self.w, y - self.y)
    }
}

/// Where a text stands in its box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stand {
    Top,
    Middle,
    Bottom,
}

/// A card that is drawn.
pub(crate) struct Sheet {
    pub svg: String,
    /// The pictures that it names by their numbers, as PNG files.
    pub images: Vec<Arc<Vec<u8>>>,
}

/// A card being drawn.
pub(crate) struct Canvas {
    /// Width in design pixels.
    pub w: f32,
    /// Height in design pixels.
    pub h: f32,
    /// A hundredth of the side of a square of this area: what sizes are measured in.
    pub u: f32,
    /// Output pixels a design pixel.
    scale: f32,
    body: String,
    definitions: String,
    images: Vec<Arc<Vec<u8>>>,
    failed: Option<EncodeError>,
    /// Where texts stand.
    pub(crate) texts: Vec<Rect>,
}

impl Canvas {
    pub(crate) fn new(w: f32, h: f32, scale: f32) -> Self {
        Self {
            w,
            h,
            u: (w * h).sqrt() / 100.0,
            scale,
            body: String::new(),
            definitions: String::new(),
            images: Vec::new(),
            failed: None,
            texts: Vec::new(),
        }
    }

    /// The whole card.
    pub(crate) const fn whole(&self) -> Rect {
        Rect::new(0.0, 0.0, self.w, self.h)
    }

    /// Where words may stand: within margins, on tall cards clear of the buttons that apps lay
    /// over them.
    pub(crate) fn safe(&self) -> Rect {
        let margin = self.u * 7.5;
        let mut safe = self.whole().inset(margin);
        if self.h > self.w * 1.7 {
            safe.y += self.h * 0.06;
            safe.h -= self.h * 0.16;
        }
        safe
    }

    /// Whether there is more room across than down.
    pub(crate) fn is_wide(&self) -> bool {
        self.w > self.h * 1.3
    }

    /// The SVG, or why a photo could not be put into it.
    pub(crate) fn finish(self) -> Result<Sheet, EncodeError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}"><defs>{}</defs>{}</svg>"#,
            self.definitions,
            self.body,
            w = self.w,
            h = self.h,
        );
        Ok(Sheet {
            svg,
            images: self.images,
        })
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing into a String cannot fail.
        let _written = self.body.write_fmt(element);
    }

    pub(crate) fn fill(&mut self, colour: Colour) {
        self.rect(self.whole(), 0.0, colour);
    }

    pub(crate) fn rect(&mut self, at: Rect, radius: f32, colour: Colour) {
        let Rect { x, y, w, h } = at;
        self.put(format_args!(
            r#"<rect x="{x:.2}" y="{y:.2}" width="{:.2}" height="{:.2}" rx="{radius:.2}" fill="{colour}"/>"#,
            w.max(0.0),
            h.max(0.0),
        ));
    }

    /// A rectangle without soft edges, so that neighbours leave no seam.
    pub(crate) fn tile(&mut self, at: Rect, colour: Colour) {
        let Rect { x, y, w, h } = at;
        self.put(format_args!(
            r#"<rect x="{x:.2}" y="{y:.2}" width="{w:.2}" height="{h:.2}" fill="{colour}" shape-rendering="crispEdges"/>"#
        ));
    }

    pub(crate) fn circle(&mut self, (x, y): (f32, f32), radius: f32, colour: Colour) {
        self.put(format_args!(
            r#"<circle cx="{x:.2}" cy="{y:.2}" r="{radius:.2}" fill="{colour}"/>"#
        ));
    }

    pub(crate) fn path(&mut self, data: &str, colour: Colour) {
        self.put(format_args!(r#"<path d="{data}" fill="{colour}"/>"#));
    }

    /// A line with round ends through `points`.
    pub(crate) fn stroke(&mut self, points: &[(f32, f32)], width: f32, colour: Colour) {
        let mut line = String::new();
        for (x, y) in points {
            let _written = write!(line, "{x:.2},{y:.2} ");
        }
        self.put(format_args!(
            r#"<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="{width:.2}" stroke-linecap="round" stroke-linejoin="round"/>"#
        ));
    }

    /// A shade over `at`: clear above `from` (a share of its height), then opaque as `opacity`
    /// from `full` on.
    pub(crate) fn shade(
        &mut self,
        at: Rect,
        colour: Colour,
        (from, full): (f32, f32),
        opacity: f32,
    ) {
        let id = self.definitions.len();
        let _written = write!(
            self.definitions,
            r#"<linearGradient id="g{id}" x1="0" y1="0" x2="0" y2="1"><stop offset="{from:.3}" stop-color="{colour}" stop-opacity="0"/><stop offset="{full:.3}" stop-color="{colour}" stop-opacity="{opacity}"/></linearGradient>"#,
        );
        let Rect { x, y, w, h } = at;
        self.put(format_args!(
            r#"<rect x="{x:.2}" y="{y:.2}" width="{w:.2}" height="{h:.2}" fill="url(#g{id})"/>"#
        ));
    }

    /// A text in its box, and the rectangle it takes; `None` when there is nothing to set.
    pub(crate) fn text(
        &mut self,
        text: &str,
        style: Style,
        at: Rect,
        stand: Stand,
        align: f32,
        colour: Colour,
    ) -> Option<Rect> {
        let block = fit(text, style, at.w, at.h)?;
        let y = match stand {
            Stand::Top => at.y,
            Stand::Middle => at.y + (at.h - block.height()) / 2.0,
            Stand::Bottom => at.bottom() - block.height(),
        };
        Some(self.block(&block, (at.x, y), at.w, align, colour))
    }

    /// A text that is set already, and the rectangle it takes.
    pub(crate) fn block(
        &mut self,
        block: &Block,
        (x, y): (f32, f32),
        room: f32,
        align: f32,
        colour: Colour,
    ) -> Rect {
        self.path(&block.path(x, y, room, align), colour);
        let start = x + (room - block.width()) * align;
        let taken = Rect::new(start, y, block.width(), block.height());
        self.texts.push(taken);
        taken
    }

    /// A sign that is an ornament: it may leave the card.
    pub(crate) fn sign(
        &mut self,
        sign: &str,
        face: Face,
        size: f32,
        at: (f32, f32),
        colour: Colour,
    ) {
        let style = Style::new(face, size, size).lines(1);
        if let Some(block) = fit(sign, style, f32::MAX, f32::MAX) {
            self.path(&block.path(at.0, at.1, block.width(), 0.0), colour);
        }
    }

    /// Covers the corners of `at` outside of a radius with `colour`.
    pub(crate) fn round_corners(&mut self, at: Rect, radius: f32, colour: Colour) {
        let Rect { x, y, w, h } = at.inset(-1.0);
        let (right, bottom) = (x + w, y + h);
        let r = radius;
        let outer = format!("M{x:.2} {y:.2}H{right:.2}V{bottom:.2}H{x:.2}Z");
        let (x, y, right, bottom) = (at.x, at.y, at.right(), at.bottom());
        let inner = format!(
            "M{:.2} {y:.2}H{:.2}A{r} {r} 0 0 1 {right:.2} {:.2}V{:.2}A{r} {r} 0 0 1 {:.2} {bottom:.2}H{:.2}A{r} {r} 0 0 1 {x:.2} {:.2}V{:.2}A{r} {r} 0 0 1 {:.2} {y:.2}Z",
            x + r,
            right - r,
            y + r,
            bottom - r,
            right - r,
            x + r,
            bottom - r,
            y + r,
            x + r,
        );
        self.put(format_args!(
            r#"<path d="{outer}{inner}" fill="{colour}" fill-rule="evenodd"/>"#
        ));
    }

    /// A photo that fills `at`, cut around its focus.
    pub(crate) fn photo(&mut self, photo: &Bitmap, focus: Focus, at: Rect, radius: f32) {
        let [w, h] = [at.w, at.h].map(|side| pixels(side * self.scale));
        // Two hundred steps a side tell shapes apart well enough.
        let [across, down] = [at.w, at.h]
            .map(|side| u16::try_from(pixels(side / at.w.max(at.h) * 200.0)).unwrap_or(200));
        let area = crop(
            photo.width(),
            photo.height(),
            Ratio::new(across, down),
            focus,
        );
        self.image(&photo.cut(area, w, h), at, radius);
    }

    /// A picture scaled into `at`.
    pub(crate) fn image(&mut self, picture: &Bitmap, at: Rect, radius: f32) {
        match picture.encode_png(png::Compression::Fastest) {
            Ok(file) => self.images.push(Arc::new(file)),
            Err(error) => {
                self.failed = Some(error);
                return;
            }
        }
        let index = self.images.len() - 1;
        let Rect { x, y, w, h } = at;
        let _written = write!(
            self.definitions,
            r#"<clipPath id="c{index}"><rect x="{x:.2}" y="{y:.2}" width="{w:.2}" height="{h:.2}" rx="{radius:.2}"/></clipPath>"#
        );
        self.put(format_args!(
            r#"<image href="{index}" x="{x:.2}" y="{y:.2}" width="{w:.2}" height="{h:.2}" preserveAspectRatio="none" clip-path="url(#c{index})"/>"#
        ));
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sides of a card, a few thousand at most"
)]
fn pixels(length: f32) -> u32 {
    length.ceil().clamp(1.0, 8_000.0) as u32
}
