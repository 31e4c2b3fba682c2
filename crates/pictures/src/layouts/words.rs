//! Layouts that live from their words.

use domain::picture::Colour;

use super::Content;
use crate::{
    canvas::{Canvas, Rect, Stand},
    fonts::Face,
    setting::{Style, poster as stacked},
};

/// The headline on the brand's colour, two circles leaving the card at its corner.
pub(super) fn statement(canvas: &mut Canvas, content: &Content<'_>) {
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    let ground = scheme.primary;
    canvas.fill(ground);
    canvas.circle((canvas.w * 0.98, canvas.h * 0.02), u * 47.0, scheme.deep);
    canvas.circle(
        (canvas.w * 0.98, canvas.h * 0.02),
        u * 21.0,
        scheme.accent_on(ground),
    );
    let mark = content.mark(canvas, safe, ground);
    let room = safe.above(mark - u * 6.0);
    let words = Rect::new(
        room.x,
        room.y,
        room.w * if canvas.is_wide() { 0.76 } else { 0.94 },
        room.h,
    );
    let top = words.y + if canvas.is_wide() { 0.0 } else { u * 20.0 };
    content.story(
        canvas,
        words.below(top),
        Stand::Bottom,
        ground,
        Style::new(Face::Bold, u * 12.0, u * 3.4),
    );
    content.pill(canvas, (safe.x, safe.y), ground);
}

/// The headline in plenty of paper.
pub(super) fn minimal(canvas: &mut Canvas, content: &Content<'_>) {
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    let ground = scheme.paper;
    canvas.fill(ground);
    let accent = scheme.primary.readable_on(ground);
    canvas.rect(
        Rect::new(safe.x, safe.y, u * 9.0, u * 1.1),
        u * 0.55,
        accent,
    );
    let mark = content.mark(canvas, safe, ground);
    let rule = mark - u * 3.6;
    canvas.rect(Rect::new(safe.x, rule, safe.w, u * 0.22), 0.0, scheme.tint);
    let room = safe.above(rule - u * 4.0).below(safe.y + u * 6.0);
    let words = Rect::new(room.x, room.y, room.w * 0.95, room.h);
    content.story(
        canvas,
        words,
        Stand::Middle,
        ground,
        Style::new(Face::Bold, u * 9.6, u * 3.2),
    );
}

/// Somebody's words under a large quotation mark.
pub(super) fn quote(canvas: &mut Canvas, content: &Content<'_>) {
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    let ground = scheme.tint;
    canvas.fill(ground);
    let mark = content.mark(canvas, safe, ground);
    let sign = scheme.primary.readable_on(ground);
    canvas.sign(
        "“",
        Face::Serif,
        u * 42.0,
        (safe.x - u * 1.5, safe.y - u),
        sign,
    );
    let said = content
        .words
        .headline
        .trim_matches(['“', '”', '„', '"', '«', '»', ' ']);
    let room = safe.above(mark - u * 5.0).below(safe.y + u * 17.0);
    let mut room = room;
    if !content.words.line.is_empty() {
        let style = Style::new(Face::Strong, u * 3.0, u * 2.0).lines(2);
        let row = Rect::new(
            room.x + u * 6.5,
            room.bottom() - u * 7.4,
            room.w - u * 6.5,
            u * 7.4,
        );
        if let Some(placed) = canvas.text(
            &content.words.line,
            style,
            row,
            Stand::Bottom,
            0.0,
            scheme.soft_on(ground),
        ) {
            canvas.rect(
                Rect::new(room.x, placed.y + u * 0.8, u * 4.2, u * 0.5),
                u * 0.25,
                sign,
            );
            room = room.above(placed.y - u * 4.0);
        }
    }
    canvas.text(
        said,
        Style::new(Face::Serif, u * 10.6, u * 3.4),
        room,
        Stand::Top,
        0.0,
        scheme.ink_on(ground),
    );
}

/// A question before a question mark that fills the card.
pub(super) fn question(canvas: &mut Canvas, content: &Content<'_>) {
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    let ground = scheme.secondary;
    canvas.fill(ground);
    let shade = if ground.luminance() > 0.2 {
        Colour::BLACK
    } else {
        Colour::WHITE
    };
    let tall = canvas.h * 1.02;
    let size = tall / Face::Heavy.cap();
    let at = (canvas.w - size * 0.5, canvas.h * -0.02);
    canvas.sign("?", Face::Heavy, size, at, ground.mix(shade, 0.075));
    let mark = content.mark(canvas, safe, ground);
    let room = safe.above(mark - u * 6.0);
    let words = Rect::new(room.x, room.y, room.w * 0.88, room.h);
    content.story(
        canvas,
        words,
        Stand::Top,
        ground,
        Style::new(Face::Bold, u * 11.6, u * 3.4),
    );
}

/// News under a label, arcs in the corner.
pub(super) fn announcement(canvas: &mut Canvas, content: &Content<'_>) {
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    let ground = scheme.primary;
    canvas.fill(ground);
    let corner = (canvas.w, canvas.h);
    let light = ground.mix(Colour::WHITE, 0.78);
    for (radius, colour) in [
        (46.0, scheme.deep),
        (35.0, scheme.accent_on(ground)),
        (24.0, light),
        (13.0, ground),
    ] {
        canvas.circle(corner, u * radius, colour);
    }
    let mark = content.mark(
        canvas,
        Rect::new(safe.x, safe.y, safe.w - u * 38.0, safe.h),
        ground,
    );
    let below = content.pill(canvas, (safe.x, safe.y), ground);
    let top = if below > safe.y {
        below + u * 4.0
    } else {
        safe.y
    };
    let room = safe.below(top).above(mark - u * 4.0);
    let words = if canvas.is_wide() {
        Rect::new(room.x, room.y, room.w * 0.7, room.h)
    } else {
        Rect::new(
            room.x,
            room.y,
            room.w,
            (canvas.h - u * 50.0 - top).min(room.h),
        )
    };
    content.story(
        canvas,
        words,
        Stand::Top,
        ground,
        Style::new(Face::Bold, u * 10.4, u * 3.2),
    );
}

/// Every line of the headline as wide as the card.
pub(super) fn poster(canvas: &mut Canvas, content: &Content<'_>) {
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    let ground = scheme.secondary;
    canvas.fill(ground);
    let mark = content.mark(canvas, safe, ground);
    let room = safe.above(mark - u * 5.0);
    let style = Style::new(Face::Heavy, u * 34.0, u * 3.4).lines(7);
    let ink = scheme.ink_on(ground);
    let lines = stacked(
        &content.words.headline.to_uppercase(),
        style,
        room.w,
        room.h,
    );
    let tall = lines
        .last()
        .map_or(0.0, |(top, block)| top + block.size * block.face.cap());
    let start = room.y + (room.h - tall) / 2.0;
    for (top, block) in lines {
        canvas.block(&block, (room.x, start + top), room.w, 0.0, ink);
    }
}
