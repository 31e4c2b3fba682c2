//! Cutting a photo to a shape around the point that matters.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{channel::Ratio, problem::FieldProblem};

/// What a cut keeps in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Focus {
    /// From the left edge, in percent of the width.
    pub x: u8,
    /// From the top edge, in percent of the height.
    pub y: u8,
    /// How much closer than the whole photo, in percent: 100 shows as much as fits, 400 a quarter
    /// of its width.
    pub zoom: u16,
}

impl Default for Focus {
    fn default() -> Self {
        Self {
            x: 50,
            y: 50,
            zoom: 100,
        }
    }
}

impl Focus {
    /// The largest zoom.
    pub const CLOSEST: u16 = 400;

    /// The focus if its numbers are within their bounds; otherwise what is wrong with which.
    pub fn parse(self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        for (field, value) in [("focus_x", self.x), ("focus_y", self.y)] {
            if value > 100 {
                problems.push(FieldProblem::new(field, "Give a number from 0 to 100."));
            }
        }
        if !(100..=Self::CLOSEST).contains(&self.zoom) {
            problems.push(FieldProblem::new("zoom", "Give a number from 100 to 400."));
        }
        if problems.is_empty() {
            Ok(self)
        } else {
            Err(problems)
        }
    }
}

/// A part of a photo, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width, at least 1.
    pub width: u32,
    /// Height, at least 1.
    pub height: u32,
}

/// The largest part of a photo of `width` by `height` pixels that has the shape `ratio` at the
/// focus' zoom, as near to the focus as the photo's edges let it be.
pub fn crop(width: u32, height: u32, ratio: Ratio, focus: Focus) -> Area {
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let (across, down) = (
        u64::from(ratio.width.max(1)),
        u64::from(ratio.height.max(1)),
    );
    let zoom = u64::from(focus.zoom.clamp(100, Focus::CLOSEST));
    let (fit_width, fit_height) = if width * down > height * across {
        (height * across / down, height)
    } else {
        (width, width * down / across)
    };
    let [cut_width, cut_height] = [fit_width, fit_height].map(|side| (side * 100 / zoom).max(1));
    let start = |side: u64, cut: u64, percent: u8| {
        let middle = side * u64::from(percent.min(100)) / 100;
        middle.saturating_sub(cut / 2).min(side - cut)
    };
    // Every number is at most a side of the photo, which is 32 bits wide.
    let narrow = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    Area {
        x: narrow(start(width, cut_width, focus.x)),
        y: narrow(start(height, cut_height, focus.y)),
        width: narrow(cut_width),
        height: narrow(cut_height),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_wide_photo_is_cut_at_its_sides_around_the_focus() {
        let focus = Focus {
            x: 80,
            ..Focus::default()
        };
        let area = crop(2000, 1000, Ratio::new(1, 1), focus);
        assert_eq!(
            area,
            Area {
                x: 1000,
                y: 0,
                width: 1000,
                height: 1000
            }
        );
    }

    #[test]
    fn coming_closer_shows_less() {
        let focus = Focus {
            zoom: 200,
            ..Focus::default()
        };
        let area = crop(1000, 1000, Ratio::new(1, 1), focus);
        assert_eq!((area.x, area.width), (250, 500));
    }

    #[test]
    fn numbers_out_of_bounds_are_named() {
        let wrong = Focus {
            x: 101,
            y: 100,
            zoom: 99,
        };
        let fields: Vec<_> = wrong
            .parse()
            .unwrap_err()
            .into_iter()
            .map(|problem| problem.field)
            .collect();
        assert_eq!(fields, ["focus_x", "zoom"]);
    }

    proptest! {
        #[test]
        fn a_cut_lies_within_the_photo_and_shows_the_focus(
            width in 1u32..20_000, height in 1u32..20_000, across in 1u16..300, down in 1u16..300,
            x in 0u8..=100, y in 0u8..=100, zoom in 100u16..=400,
        ) {
            let area = crop(width, height, Ratio::new(across, down), Focus { x, y, zoom });
            prop_assert!(area.width >= 1 && area.height >= 1);
            prop_assert!(area.x + area.width <= width && area.y + area.height <= height);
            let (px, py) = (width * u32::from(x) / 100, height * u32::from(y) / 100);
            prop_assert!((area.x..=area.x + area.width).contains(&px));
            prop_assert!((area.y..=area.y + area.height).contains(&py));
        }

        #[test]
        fn a_cut_has_the_shape_to_a_pixel(width in 400u32..8_000, height in 400u32..8_000, x in 0u8..=100) {
            let area = crop(width, height, Ratio::new(4, 5), Focus { x, ..Focus::default() });
            let wished = area.height * 4 / 5;
            prop_assert!(area.width.abs_diff(wished) <= 1);
        }
    }
}
