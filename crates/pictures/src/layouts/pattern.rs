//! A pattern of circles and quarters in the brand's colours, in place of a photo. The headline
//! decides it, so that the same post always has the same one.

use domain::picture::Colour;

use crate::{
    canvas::{Canvas, Rect},
    scheme::Scheme,
};

/// Fills `at` with tiles.
pub(super) fn draw(canvas: &mut Canvas, at: Rect, radius: f32, scheme: &Scheme, seed: &str) {
    let mut dice = Dice::of(seed);
    let columns = if at.w > at.h * 1.5 { 5u8 } else { 4 };
    let tile = at.w / f32::from(columns);
    let rows = (at.h / tile).round().max(1.0);
    let tall = at.h / rows;
    let light = scheme.primary.mix(Colour::WHITE, 0.72);
    let grounds = [
        scheme.primary,
        scheme.deep,
        light,
        scheme.secondary,
        scheme.tint,
    ];
    let mut y = at.y;
    let mut before = usize::MAX;
    while y < at.bottom() - 1.0 {
        for column in 0..columns {
            let cell = Rect::new(at.x + f32::from(column) * tile, y, tile + 0.5, tall + 0.5);
            let mut pick = dice.below(grounds.len());
            if pick == before {
                pick = (pick + 1) % grounds.len();
            }
            before = pick;
            let ground = grounds.get(pick).copied().unwrap_or(scheme.primary);
            let steps = 1 + dice.below(grounds.len() - 1);
            let shape = grounds
                .get((pick + steps) % grounds.len())
                .copied()
                .unwrap_or(scheme.secondary);
            canvas.tile(cell, ground);
            motif(canvas, cell, dice.below(6), shape, ground);
        }
        y += tall;
    }
    if radius > 0.0 {
        canvas.round_corners(at, radius, scheme.paper);
    }
}

fn motif(canvas: &mut Canvas, cell: Rect, which: usize, colour: Colour, ground: Colour) {
    let Rect { x, y, w, h } = cell;
    let (right, bottom) = (cell.right(), cell.bottom());
    let quarter = |from: (f32, f32), corner: (f32, f32), to: (f32, f32), sweep: u8| {
        format!(
            "M{:.2} {:.2}L{:.2} {:.2}A{w:.2} {h:.2} 0 0 {sweep} {:.2} {:.2}Z",
            corner.0, corner.1, from.0, from.1, to.0, to.1
        )
    };
    match which {
        0 => canvas.path(&quarter((right, y), (x, y), (x, bottom), 1), colour),
        1 => canvas.path(&quarter((right, bottom), (right, y), (x, y), 1), colour),
        2 => canvas.path(
            &quarter((x, bottom), (right, bottom), (right, y), 1),
            colour,
        ),
        3 => {
            let middle = (x + w / 2.0, y + h / 2.0);
            canvas.circle(middle, w.min(h) * 0.5, colour);
            canvas.circle(middle, w.min(h) * 0.24, ground);
        }
        4 => canvas.path(
            &format!("M{x:.2} {y:.2}L{right:.2} {bottom:.2}L{x:.2} {bottom:.2}Z"),
            colour,
        ),
        _ => canvas.circle((x + w / 2.0, y + h / 2.0), w.min(h) * 0.33, colour),
    }
}

/// A row of numbers that a text decides (xorshift, seeded by FNV-1a).
struct Dice(u64);

impl Dice {
    fn of(seed: &str) -> Self {
        let hash = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash | 1)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let bound = u64::try_from(bound.max(1)).unwrap_or(1);
        usize::try_from((self.0 >> 16) % bound).unwrap_or(0)
    }
}
