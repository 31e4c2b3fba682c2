//! Layouts that show a number, points, a date or a comparison.

use domain::picture::Colour;

use super::{Content, words};
use crate::{
    canvas::{Canvas, Rect, Stand},
    fonts::Face,
    setting::Style,
};

/// One number or price, as large as it goes.
pub(super) fn figure(canvas: &mut Canvas, content: &Content<'_>) {
    if content.words.figure.is_empty() {
        return words::statement(canvas, content);
    }
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    let ground = scheme.night;
    canvas.fill(ground);
    let mark = content.mark(canvas, safe, ground);
    let room = safe.above(mark - u * 5.0);
    let colour = scheme.secondary.readable_on(ground);
    let number = Style::new(Face::Heavy, u * 42.0, u * 6.0).lines(1);
    let (top, below) = if canvas.is_wide() {
        (
            Rect::new(room.x, room.y, room.w * 0.5, room.h),
            Rect::new(room.x + room.w * 0.55, room.y, room.w * 0.45, room.h),
        )
    } else {
        (
            Rect::new(room.x, room.y, room.w, room.h * 0.46),
            room.below(room.y + room.h * 0.5),
        )
    };
    let stand = if canvas.is_wide() {
        Stand::Middle
    } else {
        Stand::Bottom
    };
    canvas.text(&content.words.figure, number, top, stand, 0.0, colour);
    let headline = Style::new(Face::Bold, u * 7.0, u * 3.0);
    let stand = if canvas.is_wide() {
        Stand::Middle
    } else {
        Stand::Top
    };
    if !canvas.is_wide() {
        canvas.rect(
            Rect::new(below.x, below.y, u * 9.0, u * 1.0),
            u * 0.5,
            colour,
        );
    }
    let below = if canvas.is_wide() {
        below
    } else {
        below.below(below.y + u * 5.0)
    };
    content.story(canvas, below, stand, ground, headline);
}

/// A headline and up to four points, numbered.
pub(super) fn list(canvas: &mut Canvas, content: &Content<'_>) {
    if content.words.points.is_empty() {
        return words::minimal(canvas, content);
    }
    let (u, safe, scheme) = (canvas.u, canvas.safe(), &content.scheme);
    let ground = scheme.paper;
    canvas.fill(ground);
    canvas.rect(Rect::new(0.0, 0.0, canvas.w, u * 2.2), 0.0, scheme.primary);
    let mark = content.mark(canvas, safe, ground);
    let room = safe.above(mark - u * 5.0).below(safe.y + u * 1.5);
    let headline = Style::new(Face::Bold, u * 8.6, u * 3.2).lines(4);
    let ink = scheme.ink_on(ground);
    let (head, rows) = if canvas.is_wide() {
        (
            Rect::new(room.x, room.y, room.w * 0.4, room.h),
            Rect::new(room.x + room.w * 0.46, room.y, room.w * 0.54, room.h),
        )
    } else {
        (Rect::new(room.x, room.y, room.w, room.h * 0.36), room)
    };
    let placed = canvas.text(
        &content.words.headline,
        headline,
        head,
        Stand::Top,
        0.0,
        ink,
    );
    let rows = match placed {
        Some(placed) if !canvas.is_wide() => rows.below(placed.bottom() + u * 4.0),
        _ => rows,
    };
    let count = f32::from(u8::try_from(content.words.points.len()).unwrap_or(4));
    let tall = (rows.h / count).min(u * 19.0);
    for (index, text) in (0u8..).zip(&content.words.points) {
        let row = Rect::new(rows.x, rows.y + tall * f32::from(index), rows.w, tall);
        if index > 0 {
            canvas.rect(Rect::new(row.x, row.y, row.w, u * 0.2), 0.0, scheme.tint);
        }
        point(canvas, content, row, index + 1, text);
    }
}

/// A point of a list after its number in a disc.
fn point(canvas: &mut Canvas, content: &Content<'_>, row: Rect, number: u8, text: &str) {
    let (u, scheme) = (canvas.u, &content.scheme);
    let radius = (u * 3.4).min(row.h * 0.36);
    let middle = (row.x + radius, row.y + row.h / 2.0);
    canvas.circle(middle, radius, scheme.primary);
    let disc = Rect::new(row.x, middle.1 - radius, radius * 2.0, radius * 2.28);
    let figure = Style::new(Face::Bold, radius * 1.15, u).lines(1);
    let ink = scheme.primary.ink();
    canvas.text(&number.to_string(), figure, disc, Stand::Middle, 0.5, ink);
    let start = radius * 2.0 + u * 3.0;
    let words = Rect::new(row.x + start, row.y + u, row.w - start, row.h - u * 1.4);
    let style = Style::new(Face::Strong, u * 4.6, u * 2.2).lines(3);
    let ink = scheme.ink_on(scheme.paper);
    canvas.text(text, style, words, Stand::Middle, 0.0, ink);
}

/// A date or time as on a calendar's leaf.
pub(super) fn event(canvas: &mut Canvas, content: &Content<'_>) {
    if content.words.figure.is_empty() {
        return words::announcement(canvas, content);
    }
    let (u, safe) = (canvas.u, canvas.safe());
    let ground = content.scheme.tint;
    canvas.fill(ground);
    let mark = content.mark(canvas, safe, ground);
    let room = safe.above(mark - u * 5.0);
    let wide = (u * 34.0).min(room.w * 0.42);
    let at = Rect::new(room.x, room.y, wide, wide * 1.06);
    leaf(canvas, content, at);
    let (words, stand) = if canvas.is_wide() {
        let start = at.right() + u * 7.0;
        let beside = Rect::new(start, room.y, room.right() - start, room.h);
        (beside, Stand::Middle)
    } else {
        (room.below(at.bottom() + u * 7.0), Stand::Top)
    };
    let headline = Style::new(Face::Bold, u * 8.8, u * 3.0);
    content.story(canvas, words, stand, ground, headline);
}

/// A leaf of a calendar with the date or time on it.
fn leaf(canvas: &mut Canvas, content: &Content<'_>, at: Rect) {
    let (u, scheme) = (canvas.u, &content.scheme);
    let shadow = Rect::new(at.x, at.y + u * 0.9, at.w, at.h);
    canvas.rect(shadow, u * 3.0, scheme.tint.mix(Colour::BLACK, 0.12));
    canvas.rect(at, u * 3.0, Colour::WHITE);
    let head = Rect::new(at.x, at.y, at.w, at.h * 0.27);
    canvas.rect(head, u * 3.0, scheme.primary);
    canvas.rect(head.below(head.bottom() - u * 3.0), 0.0, scheme.primary);
    for share in [0.27, 0.73] {
        canvas.circle((at.x + at.w * share, at.y), u * 1.3, scheme.night);
    }
    let (large, small) = parted(&content.words.figure);
    let small = if small.is_empty() {
        content.words.label.to_uppercase()
    } else {
        small.to_uppercase()
    };
    let pad = u * 2.0;
    let tag = Style::new(Face::Strong, u * 3.8, u * 1.8).lines(1);
    let in_head = Rect::new(
        head.x + pad,
        head.y + u * 1.4,
        head.w - pad * 2.0,
        head.h - u * 1.4,
    );
    canvas.text(
        &small,
        tag,
        in_head,
        Stand::Middle,
        0.5,
        scheme.primary.ink(),
    );
    let day = Style::new(Face::Heavy, u * 18.0, u * 3.0).lines(1);
    let body = at.below(head.bottom());
    let body = Rect::new(
        body.x + pad,
        body.y + u * 1.6,
        body.w - pad * 2.0,
        body.h - pad,
    );
    let ink = scheme.ink_on(Colour::WHITE);
    canvas.text(&large, day, body, Stand::Middle, 0.5, ink);
}

/// "12 December" as the day and the month, "7:30" and "7 a.m." whole.
fn parted(figure: &str) -> (String, String) {
    let is_number = |word: &&str| word.chars().any(|c| c.is_ascii_digit());
    let words: Vec<&str> = figure.split_whitespace().collect();
    let numbers: Vec<&str> = words.iter().copied().filter(is_number).collect();
    let others: Vec<&str> = words.into_iter().filter(|word| !is_number(word)).collect();
    let day = numbers.join(" ");
    let day = day.trim_end_matches(|c: char| c == '.' || c.is_alphabetic());
    (day.to_owned(), others.join(" "))
}

/// Not this, but that.
pub(super) fn versus(canvas: &mut Canvas, content: &Content<'_>) {
    let (u, safe) = (canvas.u, canvas.safe());
    let (left, right) = match content.words.points.as_slice() {
        [one, two, ..] => (one.as_str(), two.as_str()),
        _ => (content.words.line.as_str(), content.words.headline.as_str()),
    };
    let Canvas { w, h, .. } = *canvas;
    let beside = w >= h * 0.95;
    let (first, second) = if beside {
        (
            Rect::new(0.0, 0.0, w / 2.0, h),
            Rect::new(w / 2.0, 0.0, w / 2.0, h),
        )
    } else {
        (
            Rect::new(0.0, 0.0, w, h / 2.0),
            Rect::new(0.0, h / 2.0, w, h / 2.0),
        )
    };
    let pad = u * if beside { 6.0 } else { 7.5 };
    let mut room = first.inset(pad);
    room = room.below(safe.y.max(room.y));
    side(canvas, content, first, room, left, false);
    let mut room = second.inset(pad);
    room = room.above(safe.bottom().min(room.bottom()));
    canvas.rect(second, 0.0, content.scheme.primary);
    let mark = content.mark(canvas, room, content.scheme.primary);
    side(
        canvas,
        content,
        second,
        room.above(mark - u * 3.0),
        right,
        true,
    );
}

/// One side of a comparison: its sign above its words. The good side has its ground already.
fn side(
    canvas: &mut Canvas,
    content: &Content<'_>,
    half: Rect,
    room: Rect,
    text: &str,
    good: bool,
) {
    let (u, scheme) = (canvas.u, &content.scheme);
    let (ground, colour) = if good {
        (scheme.primary, scheme.accent_on(scheme.primary))
    } else {
        canvas.rect(half, 0.0, scheme.tint);
        (scheme.tint, scheme.soft_on(scheme.tint))
    };
    let sign = u * 7.0;
    let at = |x: f32, y: f32| (room.x + sign * x, room.y + sign * y);
    canvas.circle(at(0.5, 0.5), sign / 2.0, colour);
    let (stroke, ink) = (sign * 0.11, colour.ink());
    if good {
        let tick = [at(0.29, 0.52), at(0.44, 0.67), at(0.72, 0.36)];
        canvas.stroke(&tick, stroke, ink);
    } else {
        canvas.stroke(&[at(0.34, 0.34), at(0.66, 0.66)], stroke, ink);
        canvas.stroke(&[at(0.66, 0.34), at(0.34, 0.66)], stroke, ink);
    }
    let words = room.below(room.y + sign + u * 4.0);
    let style = Style::new(Face::Bold, u * 7.4, u * 2.6);
    canvas.text(text, style, words, Stand::Top, 0.0, scheme.ink_on(ground));
}
