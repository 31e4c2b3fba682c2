//! Where the marks of a chart stand, as pure numbers. The plane is 640 by 240 units, with room for
//! the labels of its axes at the left and below.

/// Width of the whole plane.
pub const WIDTH: f64 = 640.0;
/// Height of the whole plane.
pub const HEIGHT: f64 = 240.0;
/// Left edge of the marks.
pub const LEFT: f64 = 44.0;
/// Lower edge of the marks.
pub const BOTTOM: f64 = 212.0;
/// Upper edge of the marks.
pub const TOP: f64 = 8.0;

/// A rectangle: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Marks of the axis from 0 to at least `most`, at round numbers, six at the most.
pub fn ticks(most: f64) -> Vec<f64> {
    let most = if most.is_finite() && most > 0.0 {
        most
    } else {
        1.0
    };
    let rough = most / 5.0;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999_999)
        .unwrap_or(10.0 * power);
    (0..=5_u8)
        .map(|count| f64::from(count) * step)
        .scan(false, |full, tick| {
            let over = *full;
            *full = tick >= most;
            (!over).then_some(tick)
        })
        .collect()
}

/// Height of `value` on an axis that ends at `most`.
pub fn level(value: f64, most: f64) -> f64 {
    BOTTOM - (value / most).clamp(0.0, 1.0) * (BOTTOM - TOP)
}

/// Middle of the place number `at` of `count` along the axis below.
pub fn middle(at: usize, count: usize) -> f64 {
    LEFT + slot(count) * (number(at) + 0.5)
}

fn slot(count: usize) -> f64 {
    (WIDTH - LEFT) / number(count.max(1))
}

/// As many as a chart can have fit exactly.
fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A line through the values as an SVG path. What is unknown is a gap, never a zero.
pub fn line(values: &[Option<f64>], most: f64) -> String {
    pieces(values, most)
        .iter()
        .map(|piece| path(piece))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The area below the values as an SVG path, with the same gaps.
pub fn area(values: &[Option<f64>], most: f64) -> String {
    pieces(values, most)
        .iter()
        .filter_map(|piece| {
            let ((first, _), (last, _)) = (piece.first()?, piece.last()?);
            Some(format!(
                "{}L{last:.1} {BOTTOM}L{first:.1} {BOTTOM}Z",
                path(piece)
            ))
        })
        .collect::<Vec<_>>()
        .join(" ")
}

type Point = (f64, f64);

fn pieces(values: &[Option<f64>], most: f64) -> Vec<Vec<Point>> {
    let points: Vec<Option<Point>> = values
        .iter()
        .enumerate()
        .map(|(at, value)| value.map(|value| (middle(at, values.len()), level(value, most))))
        .collect();
    points
        .split(Option::is_none)
        .map(|piece| piece.iter().flatten().copied().collect())
        .filter(|piece: &Vec<Point>| !piece.is_empty())
        .collect()
}

fn path(points: &[Point]) -> String {
    let commands = std::iter::once('M').chain(std::iter::repeat('L'));
    points
        .iter()
        .zip(commands)
        .map(|((x, y), command)| format!("{command}{x:.1} {y:.1}"))
        .collect::<Vec<_>>()
        .concat()
}

/// The bar of a value in place `at` of `places`, beside those of the other series.
pub fn bar(value: f64, most: f64, at: usize, places: usize, series: (usize, usize)) -> Rect {
    let (own, all) = series;
    let width = slot(places) * 0.7 / number(all.max(1));
    let x = middle(at, places) - slot(places) * 0.35 + width * number(own);
    let y = level(value, most);
    Rect {
        x,
        y,
        width: width * 0.94,
        height: BOTTOM - y,
    }
}

/// The cell in column `at` of `columns` and row `row` of `rows`.
pub fn cell(at: usize, columns: usize, row: usize, rows: usize) -> Rect {
    let height = (BOTTOM - TOP) / number(rows.max(1));
    Rect {
        x: LEFT + slot(columns) * number(at) + 1.0,
        y: TOP + height * number(row) + 1.0,
        width: (slot(columns) - 2.0).max(1.0),
        height: (height - 2.0).max(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_at_a_round_number_that_is_enough() {
        assert_eq!(ticks(10.0), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(ticks(7.0), [0.0, 2.0, 4.0, 6.0, 8.0]);
        for most in [0.0, -3.0, f64::NAN, 0.013, 1.0, 99.0, 1_234_567.0] {
            let ticks = ticks(most);
            assert!(ticks.len() <= 6, "{most}: {ticks:?}");
            assert!(
                *ticks.last().unwrap() >= most || most.is_nan(),
                "{most}: {ticks:?}"
            );
        }
    }

    #[test]
    fn what_is_unknown_is_a_gap_in_the_line() {
        let line = line(&[Some(1.0), Some(2.0), None, Some(0.0)], 2.0);
        assert_eq!(line.matches('M').count(), 2);
        assert_eq!(line.matches('L').count(), 1);
        assert_eq!(super::line(&[None, None], 2.0), "");
        assert_eq!(area(&[None], 2.0), "");
    }

    #[test]
    fn nothing_stands_outside_the_plane() {
        for value in [-5.0, 0.0, 3.0, 1e9] {
            let bar = bar(value, 10.0, 3, 4, (1, 2));
            assert!(bar.x >= LEFT && bar.x + bar.width <= WIDTH, "{bar:?}");
            assert!(
                bar.y >= TOP && bar.y + bar.height <= BOTTOM + 0.001,
                "{bar:?}"
            );
        }
        let cell = cell(6, 7, 3, 4);
        assert!(cell.x + cell.width <= WIDTH && cell.y + cell.height <= BOTTOM);
    }
}
