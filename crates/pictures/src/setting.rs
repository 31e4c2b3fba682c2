//! Setting text into a box: the largest size that fits, broken where the language breaks, with
//! lines of much the same length.

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::fonts::{Face, Glyph};

/// Room below a baseline for descenders, in em.
pub(crate) const DESCENT: f32 = 0.21;

/// How a text is to look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub face: Face,
    /// The largest size, in pixels an em.
    pub max: f32,
    /// The smallest size; a text that does not fit at it is cut.
    pub min: f32,
    /// Distance of baselines, in em.
    pub leading: f32,
    /// Added after each glyph, in em.
    pub tracking: f32,
    /// The most lines.
    pub lines: usize,
}

impl Style {
    pub(crate) const fn new(face: Face, max: f32, min: f32) -> Self {
        let (leading, tracking) = match face {
            Face::Text | Face::Strong => (1.32, 0.0),
            Face::Bold => (1.1, -0.018),
            Face::Heavy => (1.0, -0.025),
            Face::Serif => (1.14, -0.006),
        };
        Self {
            face,
            max,
            min,
            leading,
            tracking,
            lines: 12,
        }
    }

    pub(crate) const fn lines(mut self, lines: usize) -> Self {
        self.lines = lines;
        self
    }
}

/// A piece of text between two places where a line may break, in em.
#[derive(Clone, Debug)]
struct Piece {
    glyphs: Vec<Glyph>,
    /// How many of the glyphs stand before the space at its end.
    letters: usize,
    /// Without the space at its end.
    width: f32,
    /// With it.
    advance: f32,
}

/// A text that fits its box.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub face: Face,
    pub size: f32,
    leading: f32,
    tracking: f32,
    lines: Vec<Vec<Piece>>,
}

impl Block {
    const fn new(style: Style, size: f32, lines: Vec<Vec<Piece>>) -> Self {
        Self {
            face: style.face,
            size,
            leading: style.leading,
            tracking: style.tracking,
            lines,
        }
    }

    /// The widest line, in pixels.
    pub(crate) fn width(&self) -> f32 {
        self.lines
            .iter()
            .map(|line| width(line) * self.size)
            .fold(0.0, f32::max)
    }

    /// From the top of the first line's capitals to below the last line's descenders.
    pub(crate) fn height(&self) -> f32 {
        height(self.lines.len(), self.face, self.leading) * self.size
    }

    /// The outlines of all lines with the block's top left corner at `x`, `y`; `align` places
    /// each line in `room`: 0 at its start, 0.5 in its middle, 1 at its end.
    pub(crate) fn path(&self, x: f32, y: f32, room: f32, align: f32) -> String {
        let mut path = String::new();
        let mut baseline = y + self.face.cap() * self.size;
        for line in &self.lines {
            let mut pen = x + (room - width(line) * self.size) * align;
            for glyph in line.iter().flat_map(|piece| &piece.glyphs) {
                let origin = (pen + glyph.x * self.size, baseline - glyph.y * self.size);
                self.face.outline(glyph.id, self.size, origin, &mut path);
                pen += (glyph.advance + self.tracking) * self.size;
            }
            baseline += self.leading * self.size;
        }
        path
    }
}

fn height(lines: usize, face: Face, leading: f32) -> f32 {
    let steps = f32::from(u16::try_from(lines.saturating_sub(1)).unwrap_or(u16::MAX));
    face.cap() + steps * leading + DESCENT
}

fn width(line: &[Piece]) -> f32 {
    let before: f32 = line.iter().rev().skip(1).map(|piece| piece.advance).sum();
    before + line.last().map_or(0.0, |piece| piece.width)
}

/// `text` as large as `style` and a box of `room` by `tall` pixels let it be; cut with an ellipsis
/// if it does not fit at the smallest size. `None` for an empty text.
pub(crate) fn fit(text: &str, style: Style, room: f32, tall: f32) -> Option<Block> {
    let face = style.face.for_text(text);
    let pieces = pieces(text, face, style.tracking);
    if pieces.is_empty() || room <= 0.0 {
        return None;
    }
    let fits = |size: f32| {
        let widest = pieces.iter().map(|piece| piece.width).fold(0.0, f32::max);
        let lines = broken(&pieces, room / size).len();
        widest * size <= room
            && lines <= style.lines
            && height(lines, face, style.leading) * size <= tall
    };
    let smallest = style.min.min(style.max);
    if !fits(smallest) {
        return Some(squeezed(&pieces, text, Style { face, ..style }, room, tall));
    }
    let (mut low, mut high) = (smallest, style.max);
    if fits(high) {
        low = high;
    }
    // Twelve halvings bring it to a four thousandth of the range.
    for _ in 0..12 {
        let middle = f32::midpoint(low, high);
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    let lines = balanced(&pieces, room / low);
    let lines = lines.into_iter().map(<[Piece]>::to_vec).collect();
    Some(Block::new(Style { face, ..style }, low, lines))
}

/// What fits of a text that is too long at its smallest size.
fn squeezed(pieces: &[Piece], text: &str, style: Style, room: f32, tall: f32) -> Block {
    let mut size = style.min.min(style.max);
    let pieces = narrow(pieces, text, style, room / size);
    let one = |lines| height(lines, style.face, style.leading);
    let most = (1..=style.lines)
        .rev()
        .find(|lines| one(*lines) * size <= tall);
    // A box lower than one line gets a line that is as low.
    let count = most.unwrap_or_else(|| {
        size = (tall / one(1)).max(1.0);
        1
    });
    let lines = cut(&broken(&pieces, room / size), count, style, room / size);
    Block::new(style, size, lines)
}

/// `text` in lines that each are as wide as `room`, as on a poster: the number of lines is the
/// one that fills `tall` best. Line heights differ; each comes with its top.
pub(crate) fn poster(text: &str, style: Style, room: f32, tall: f32) -> Vec<(f32, Block)> {
    let face = style.face.for_text(text);
    let pieces = pieces(text, face, style.tracking);
    let gap = 0.12;
    let stacked = |lines: &[&[Piece]]| -> Vec<f32> {
        lines
            .iter()
            .map(|line| (room / width(line)).min(style.max))
            .collect()
    };
    let total = |sizes: &[f32]| -> f32 { sizes.iter().map(|size| size * (face.cap() + gap)).sum() };
    let best = (1..=pieces.len().min(style.lines))
        .map(|count| in_lines(&pieces, count))
        .map(|lines| (stacked(&lines), lines))
        .filter(|(sizes, _)| total(sizes) <= tall)
        .max_by(|(one, _), (two, _)| total(one).total_cmp(&total(two)));
    let Some((sizes, lines)) = best else {
        return fit(text, style, room, tall)
            .map(|block| (0.0, block))
            .into_iter()
            .collect();
    };
    let mut top = 0.0;
    let mut placed = Vec::with_capacity(lines.len());
    for (size, line) in sizes.into_iter().zip(lines) {
        placed.push((
            top,
            Block::new(Style { face, ..style }, size, vec![line.to_vec()]),
        ));
        top += size * (face.cap() + gap);
    }
    placed
}

/// The pieces in `count` lines, the widest as narrow as can be.
fn in_lines(pieces: &[Piece], count: usize) -> Vec<&[Piece]> {
    let whole = width(pieces);
    let (mut low, mut high) = (0.0, whole);
    for _ in 0..16 {
        let middle = f32::midpoint(low, high);
        if broken(pieces, middle).len() <= count {
            high = middle;
        } else {
            low = middle;
        }
    }
    broken(pieces, high)
}

/// As few lines as `room` allows, and among those the narrowest.
fn balanced(pieces: &[Piece], room: f32) -> Vec<&[Piece]> {
    let count = broken(pieces, room).len();
    let narrow = in_lines(pieces, count);
    // Rounding must not push a line over the edge.
    if narrow.len() == count && narrow.iter().all(|line| width(line) <= room) {
        narrow
    } else {
        broken(pieces, room)
    }
}

/// Lines filled one after the other.
fn broken(pieces: &[Piece], room: f32) -> Vec<&[Piece]> {
    let mut lines = Vec::new();
    let mut rest = pieces;
    while !rest.is_empty() {
        let mut used = 0.0;
        let fitting = rest.iter().take_while(|piece| {
            let fits = used + piece.width <= room;
            used += piece.advance;
            fits
        });
        // A piece wider than the room has a line of its own.
        let (line, after) = rest.split_at(fitting.count().max(1));
        lines.push(line);
        rest = after;
    }
    lines
}

fn pieces(text: &str, face: Face, tracking: f32) -> Vec<Piece> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for (end, _) in linebreaks(text) {
        let part = text.get(start..end).unwrap_or_default();
        if !part.trim().is_empty() {
            pieces.push(piece(part, face, tracking));
        }
        start = end;
    }
    pieces
}

fn piece(text: &str, face: Face, tracking: f32) -> Piece {
    let sum =
        |glyphs: &[Glyph]| -> f32 { glyphs.iter().map(|glyph| glyph.advance + tracking).sum() };
    let trimmed = text.trim_end();
    let glyphs = face.shape(trimmed);
    let width = sum(&glyphs);
    let space = if trimmed.len() < text.len() {
        face.shape(" ")
    } else {
        Vec::new()
    };
    let advance = width + sum(&space);
    Piece {
        letters: glyphs.len(),
        glyphs: glyphs.into_iter().chain(space).collect(),
        width,
        advance,
    }
}

/// The pieces with those wider than `room` broken between letters.
fn narrow(pieces: &[Piece], text: &str, style: Style, room: f32) -> Vec<Piece> {
    if pieces.iter().all(|piece| piece.width <= room) {
        return pieces.to_vec();
    }
    text.split_inclusive(char::is_whitespace)
        .flat_map(|word| {
            let whole = piece(word, style.face, style.tracking);
            if whole.width <= room {
                return vec![whole];
            }
            word.graphemes(true)
                .map(|cluster| piece(cluster, style.face, style.tracking))
                .collect()
        })
        .collect()
}

/// The first `count` lines; if there are more, the last ends in an ellipsis.
fn cut(lines: &[&[Piece]], count: usize, style: Style, room: f32) -> Vec<Vec<Piece>> {
    let mut kept: Vec<Vec<Piece>> = lines.iter().take(count).map(|line| line.to_vec()).collect();
    if lines.len() <= count {
        return kept;
    }
    let ellipsis = piece("…", style.face, style.tracking);
    if let Some(last) = kept.last_mut() {
        while last.len() > 1 && width(last) + ellipsis.width > room {
            last.pop();
        }
        if let Some(end) = last.last_mut() {
            end.glyphs.truncate(end.letters);
            while end.glyphs.len() > 1 && end.width + ellipsis.width > room {
                let gone = end.glyphs.pop().map_or(0.0, |glyph| glyph.advance);
                end.width -= gone + style.tracking;
            }
            end.advance = end.width;
        }
        last.push(ellipsis);
    }
    kept
}

#[cfg(test)]
mod tests;
