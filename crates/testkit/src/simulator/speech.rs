//! A text read aloud as a speech model would send it: samples that last as long as the text.

use base64::{Engine as _, prelude::BASE64_STANDARD};

/// Bytes of samples for each byte of text: a fifteenth of a second at 24,000 samples of 16 bits.
pub const BYTES_A_LETTER: usize = 3_200;

/// The samples in base64: a soft buzz, and no two texts alike.
pub(super) fn samples(text: &str) -> String {
    let letters = text.bytes();
    let samples: Vec<u8> = letters
        .flat_map(|letter| {
            (0..BYTES_A_LETTER / 2).flat_map(move |at| {
                let up = (at / usize::from(letter.max(1))).is_multiple_of(2);
                let level: i16 = if up { 900 } else { -900 };
                level.to_le_bytes()
            })
        })
        .collect();
    BASE64_STANDARD.encode(samples)
}
