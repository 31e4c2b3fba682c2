//! Layouts around a photo.

use super::Content;
use crate::{
    canvas::{Canvas, Rect, Stand},
    fonts::Face,
    scheme::SHADE,
    setting::Style,
};

/// Half photo, half words.
pub(super) fn split(canvas: &mut Canvas, content: &Content<'_>) {
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    let ground = scheme.primary;
    canvas.fill(ground);
    let (scene, words) = if canvas.is_wide() {
        let at = canvas.w * 0.56;
        (
            Rect::new(at, 0.0, canvas.w - at, canvas.h),
            Rect::new(safe.x, safe.y, at - safe.x - u * 6.0, safe.h),
        )
    } else {
        let at = canvas.h * 0.48;
        (Rect::new(0.0, 0.0, canvas.w, at), safe.below(at + u * 6.5))
    };
    content.scene(canvas, scene, 0.0);
    let mark = content.mark(canvas, words, ground);
    let stand = if canvas.is_wide() {
        Stand::Middle
    } else {
        Stand::Top
    };
    content.story(
        canvas,
        words.above(mark - u * 4.0),
        stand,
        ground,
        Style::new(Face::Bold, u * 8.8, u * 2.8),
    );
}

/// A photo over a band of colour.
pub(super) fn band(canvas: &mut Canvas, content: &Content<'_>) {
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    let ground = scheme.secondary;
    let at = canvas.h * if canvas.is_wide() { 0.56 } else { 0.62 };
    canvas.fill(ground);
    content.scene(canvas, Rect::new(0.0, 0.0, canvas.w, at), 0.0);
    canvas.rect(Rect::new(0.0, at, canvas.w, u * 1.3), 0.0, scheme.primary);
    let room = safe.below(at + u * 5.5);
    if canvas.is_wide() {
        let words = Rect::new(room.x, room.y - u * 0.5, room.w * 0.7, room.h + u);
        let own = Rect::new(room.x + room.w * 0.74, room.y, room.w * 0.26, room.h);
        content.mark(canvas, own, ground);
        canvas.text(
            &content.words.headline,
            Style::new(Face::Bold, u * 6.6, u * 2.8).lines(4),
            words,
            Stand::Middle,
            0.0,
            scheme.ink_on(ground),
        );
    } else {
        let mark = content.mark(canvas, room, ground);
        let words = room.above(mark - u * 2.6);
        canvas.text(
            &content.words.headline,
            Style::new(Face::Bold, u * 8.0, u * 2.8),
            words,
            Stand::Top,
            0.0,
            scheme.ink_on(ground),
        );
    }
}

/// A photo that fills the card, words on its darkened foot.
pub(super) fn overlay(canvas: &mut Canvas, content: &Content<'_>) {
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    content.scene(canvas, canvas.whole(), 0.0);
    let foot = canvas.whole().below(canvas.h * 0.2);
    canvas.shade(foot, scheme.night, (0.0, 0.42), SHADE);
    let ground = scheme.shaded();
    let mark = content.mark(canvas, safe, ground);
    // Words stand where the shade is full.
    let room = safe.above(mark - u * 4.0).below(foot.y + foot.h * 0.42);
    let placed = content.story(
        canvas,
        room,
        Stand::Bottom,
        ground,
        Style::new(Face::Bold, u * 9.4, u * 2.8),
    );
    if let Some(placed) = placed {
        let bar = Rect::new(safe.x, placed.y - u * 4.0, u * 9.0, u * 1.0);
        canvas.rect(bar, u * 0.5, scheme.secondary.readable_on(ground));
    }
}

/// A photo in a frame, a caption below.
pub(super) fn frame(canvas: &mut Canvas, content: &Content<'_>) {
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    let ground = scheme.paper;
    canvas.fill(ground);
    let edge = u * 4.5;
    let (scene, words) = if canvas.is_wide() {
        let at = canvas.w * 0.48;
        (
            Rect::new(edge, edge, at - edge, canvas.h - edge * 2.0),
            Rect::new(at + u * 6.0, safe.y, safe.right() - at - u * 6.0, safe.h),
        )
    } else {
        let at = canvas.h * 0.57;
        let top = if canvas.h > canvas.w * 1.7 {
            safe.y
        } else {
            edge
        };
        (
            Rect::new(edge, top, canvas.w - edge * 2.0, at - top),
            safe.below(at + u * 6.0),
        )
    };
    content.scene(canvas, scene, u * 3.0);
    let mark = content.mark(canvas, words, ground);
    let stand = if canvas.is_wide() {
        Stand::Middle
    } else {
        Stand::Top
    };
    content.story(
        canvas,
        words.above(mark - u * 3.0),
        stand,
        ground,
        Style::new(Face::Bold, u * 7.4, u * 2.6),
    );
}

/// The photo alone, or a pattern as long as there is none.
pub(super) fn alone(canvas: &mut Canvas, content: &Content<'_>) {
    content.scene(canvas, canvas.whole(), 0.0);
}
