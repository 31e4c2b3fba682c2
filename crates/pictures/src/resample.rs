//! Scaling a part of a picture: separable Catmull-Rom, as wide as the reduction needs, so that
//! fine patterns turn grey instead of to moiré.

use domain::picture::Area;

use crate::bitmap::Bitmap;

/// The part `area` of `from` as `width` by `height` pixels.
pub(crate) fn resample(from: &Bitmap, area: Area, width: u32, height: u32) -> Bitmap {
    let columns = taps(area.x, area.width, width);
    let rows = taps(area.y, area.height, height);
    let (top, bottom) = rows.iter().fold((u32::MAX, 0), |(top, bottom), row| {
        (top.min(row.first), bottom.max(row.end()))
    });
    // First across, for the lines that are needed; then down. Colours weigh by their opacity.
    let across: Vec<Vec<[f32; 4]>> = (top..bottom)
        .map(|y| columns.iter().map(|tap| tap.across(from, y)).collect())
        .collect();
    let mut rgba = Vec::with_capacity(across.len() * 4);
    for row in &rows {
        let lines = across.iter().skip(index(row.first - top)).zip(&row.weights);
        let lines: Vec<_> = lines.collect();
        for x in 0..index(width) {
            let mut sum = [0.0; 4];
            for (line, weight) in &lines {
                if let Some(pixel) = line.get(x) {
                    add(&mut sum, *pixel, **weight);
                }
            }
            rgba.extend(straight(sum));
        }
    }
    Bitmap {
        width,
        height,
        rgba,
    }
}

/// The source pixels that make up one target pixel.
struct Tap {
    first: u32,
    weights: Vec<f32>,
}

impl Tap {
    fn end(&self) -> u32 {
        self.first + u32::try_from(self.weights.len()).unwrap_or(0)
    }

    fn across(&self, from: &Bitmap, y: u32) -> [f32; 4] {
        let mut sum = [0.0; 4];
        for (x, weight) in (self.first..).zip(&self.weights) {
            let [red, green, blue, alpha] = from.pixel(x, y).map(f32::from);
            let opacity = alpha / 255.0;
            add(
                &mut sum,
                [red * opacity, green * opacity, blue * opacity, alpha],
                *weight,
            );
        }
        sum
    }
}

fn add(sum: &mut [f32; 4], pixel: [f32; 4], weight: f32) {
    for (sum, part) in sum.iter_mut().zip(pixel) {
        *sum += part * weight;
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held between 0 and 255"
)]
fn straight([red, green, blue, alpha]: [f32; 4]) -> [u8; 4] {
    let opacity = (alpha / 255.0).clamp(0.0, 1.0);
    let part = |part: f32| (part / opacity.max(1.0 / 255.0)).round().clamp(0.0, 255.0) as u8;
    [
        part(red),
        part(green),
        part(blue),
        alpha.round().clamp(0.0, 255.0) as u8,
    ]
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "coordinates of pictures, far below the 24 bits that a float holds exactly"
)]
fn taps(start: u32, length: u32, target: u32) -> Vec<Tap> {
    let scale = length as f32 / target as f32;
    let reach = 2.0 * scale.max(1.0);
    (0..target)
        .map(|pixel| {
            let middle = (pixel as f32 + 0.5) * scale;
            let first = (middle - reach).floor().max(0.0) as u32;
            let last = ((middle + reach).ceil() as u32).min(length);
            let mut weights: Vec<f32> = (first..last)
                .map(|at| catmull_rom((at as f32 + 0.5 - middle) / scale.max(1.0)))
                .collect();
            let sum: f32 = weights.iter().sum();
            for weight in &mut weights {
                *weight /= sum;
            }
            Tap {
                first: start + first,
                weights,
            }
        })
        .collect()
}

fn catmull_rom(x: f32) -> f32 {
    let x = x.abs();
    if x < 1.0 {
        1.5 * x * x * x - 2.5 * x * x + 1.0
    } else if x < 2.0 {
        -0.5 * x * x * x + 2.5 * x * x - 4.0 * x + 2.0
    } else {
        0.0
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(bitmap: &Bitmap) -> Area {
        Area {
            x: 0,
            y: 0,
            width: bitmap.width,
            height: bitmap.height,
        }
    }

    #[test]
    fn one_colour_stays_that_colour_at_any_size() {
        let from = Bitmap::new(7, 5, [10, 120, 200, 255].repeat(35)).unwrap();
        for (width, height) in [(3, 2), (20, 31), (1, 1)] {
            let to = from.cut(whole(&from), width, height);
            assert!(to.rgba.chunks(4).all(|pixel| pixel == [10, 120, 200, 255]));
        }
    }

    #[test]
    fn stripes_turn_grey_when_they_get_too_fine() {
        let line: Vec<u8> = (0..64)
            .flat_map(|x| if x % 2 == 0 { [0, 0, 0, 255] } else { [255; 4] })
            .collect();
        let from = Bitmap::new(64, 8, line.repeat(8)).unwrap();
        let to = from.cut(whole(&from), 8, 8);
        assert!(
            to.rgba
                .chunks(4)
                .all(|pixel| (108..148).contains(&pixel[0])),
            "{:?}",
            to.rgba
        );
    }

    #[test]
    fn a_part_shows_that_part_and_a_transparent_pixel_gives_no_colour() {
        let mut rgba = [255, 0, 0, 0].repeat(8);
        rgba.extend([0, 0, 255, 255].repeat(8));
        let from = Bitmap::new(4, 4, rgba).unwrap();
        let lower = from.cut(
            Area {
                x: 1,
                y: 2,
                width: 2,
                height: 2,
            },
            2,
            2,
        );
        assert_eq!(lower.rgba, [0, 0, 255, 255].repeat(4));
        let half = from.cut(whole(&from), 1, 1);
        assert!(half.rgba[0] < 3 && half.rgba[2] > 250, "{:?}", half.rgba);
    }
}
