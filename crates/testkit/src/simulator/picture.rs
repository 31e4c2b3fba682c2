//! A picture as an image model would send it: a real PNG file, and no two alike.

use std::sync::atomic::{AtomicU8, Ordering};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use pictures::Bitmap;

const WIDTH: u32 = 40;
const HEIGHT: u32 = 50;

/// The file in base64.
///
/// # Panics
/// Never: a picture of this size can be encoded.
pub(super) fn file() -> String {
    static NUMBER: AtomicU8 = AtomicU8::new(0);
    let number = NUMBER.fetch_add(1, Ordering::SeqCst);
    let lines = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
    let byte = |value: u32| u8::try_from(value % 256).unwrap_or_default();
    let rgba = lines
        .flat_map(|(x, y)| [byte(x * 6), byte(y * 5), number.wrapping_mul(47), 255])
        .collect();
    let png = Bitmap::new(WIDTH, HEIGHT, rgba).and_then(|bitmap| bitmap.png().ok());
    BASE64_STANDARD.encode(png.unwrap_or_else(|| panic!("a picture cannot be encoded")))
}
