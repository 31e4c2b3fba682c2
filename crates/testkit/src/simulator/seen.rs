//! Pictures that a model is shown: read as a vendor reads them, and looked at.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use pictures::Bitmap;

/// What a model sees of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Seen {
    /// The media type it came with.
    pub media_type: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The colour that most of it has: `red`, `green`, `blue` or `grey`.
    pub colour: &'static str,
}

impl Seen {
    /// In words, as an answer tells it.
    pub fn told(&self) -> String {
        format!("{} {}x{}", self.colour, self.width, self.height)
    }
}

/// A picture of one colour, as a PNG file.
///
/// # Panics
/// When a side is 0.
pub fn picture_of(width: u32, height: u32, [red, green, blue]: [u8; 3]) -> Vec<u8> {
    let pixels = usize::try_from(width * height).unwrap_or_default();
    let rgba = [red, green, blue, 255].repeat(pixels);
    let png = Bitmap::new(width, height, rgba).and_then(|bitmap| bitmap.png().ok());
    png.unwrap_or_else(|| panic!("a picture cannot be encoded"))
}

/// Looks at a picture in base64.
///
/// # Errors
/// What a vendor complains about: no base64, no picture, or another kind than it says.
pub(crate) fn look(media_type: &str, base64: &str) -> Result<Seen, String> {
    let bytes = BASE64_STANDARD
        .decode(base64)
        .map_err(|error| format!("Base64 decoding failed: {error}"))?;
    let begins: &[u8] = match media_type {
        "image/png" => b"\x89PNG",
        "image/jpeg" => b"\xff\xd8\xff",
        "image/webp" => b"RIFF",
        _ => return Err(format!("Unsupported MIME type: {media_type}")),
    };
    if !bytes.starts_with(begins) {
        return Err(format!("The picture is not of the type {media_type}"));
    }
    let bitmap = Bitmap::decode(&bytes).map_err(|_| "Unable to process input image".to_owned())?;
    Ok(Seen {
        media_type: media_type.to_owned(),
        width: bitmap.width(),
        height: bitmap.height(),
        colour: colour(&bitmap),
    })
}

/// Looks at a picture in an address such as `data:image/png;base64,…`.
///
/// # Errors
/// As for [`look`]; pictures elsewhere are not fetched.
pub(crate) fn look_at_url(url: &str) -> Result<Seen, String> {
    let (media_type, base64) = url
        .strip_prefix("data:")
        .and_then(|rest| rest.split_once(";base64,"))
        .ok_or("Invalid image URL: only data URLs are taken here")?;
    look(media_type, base64)
}

fn colour(bitmap: &Bitmap) -> &'static str {
    let mut sums = [0_u64; 3];
    for pixel in bitmap.rgba().chunks_exact(4) {
        for (sum, value) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(*value);
        }
    }
    let [red, green, blue] = sums;
    match red.max(green).max(blue) {
        _ if red == green && green == blue => "grey",
        most if most == red => "red",
        most if most == green => "green",
        _ => "blue",
    }
}
