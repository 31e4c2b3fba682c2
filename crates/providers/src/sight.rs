//! Pictures that go with a question.

use std::{fmt, sync::Arc};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use ring::digest::{SHA256, digest};

/// The most pictures that go with one question.
pub const MOST_PICTURES: usize = 4;
/// The longest side of a picture, in pixels. The ceilings of what adapters may be billed for a
/// picture hold up to here.
pub const LONGEST_SIDE: u32 = 1_024;
/// The largest file, in bytes: in base64 it stays below 5 MB, the least that any vendor takes.
pub const MOST_BYTES: usize = 3_500_000;

/// A picture that goes with a question, as a PNG file, which every server reads.
#[derive(Clone, PartialEq, Eq)]
pub struct InputPicture {
    png: Arc<[u8]>,
    sha256: String,
}

/// Why a file goes with no question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Its first bytes are those of another format.
    #[error("the picture is no PNG file")]
    Format,
    /// It is larger than [`MOST_BYTES`] or [`LONGEST_SIDE`].
    #[error("the picture is too large to be shown to a model")]
    TooLarge,
    /// There are more than [`MOST_PICTURES`].
    #[error("more pictures than a model is shown at once")]
    TooMany,
}

impl InputPicture {
    /// The media type that it is sent with.
    pub const MEDIA_TYPE: &'static str = "image/png";

    /// A picture out of a PNG file.
    ///
    /// # Errors
    /// When it is another kind of file, or too large.
    pub fn new(png: Vec<u8>) -> Result<Self, PictureError> {
        // Width and height stand first in the first chunk, four bytes each (PNG, section 11.2.1).
        let side = |at: usize| {
            let bytes = png.get(at..at + 4)?.try_into().ok()?;
            Some(u32::from_be_bytes(bytes))
        };
        let sides = side(16).zip(side(20));
        let (width, height) = sides
            .filter(|_| png.starts_with(b"\x89PNG\r\n\x1a\n"))
            .ok_or(PictureError::Format)?;
        if png.len() > MOST_BYTES || width.max(height) > LONGEST_SIDE {
            return Err(PictureError::TooLarge);
        }
        let hash = digest(&SHA256, &png);
        let sha256 = hash.as_ref().iter().map(|byte| format!("{byte:02x}"));
        Ok(Self {
            sha256: sha256.collect(),
            png: png.into(),
        })
    }

    /// SHA-256 of the file, as 64 lower-case hexadecimal digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The file in base64.
    pub(crate) fn base64(&self) -> String {
        BASE64_STANDARD.encode(&self.png)
    }

    /// The file as an address.
    pub(crate) fn data_url(&self) -> String {
        format!("data:{};base64,{}", Self::MEDIA_TYPE, self.base64())
    }
}

/// Without the file, which may show people.
impl fmt::Debug for InputPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("InputPicture").field(&self.sha256).finish()
    }
}

/// The pictures of one question, in order: at most [`MOST_PICTURES`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputPictures(Vec<InputPicture>);

impl InputPictures {
    /// These pictures.
    ///
    /// # Errors
    /// [`PictureError::TooMany`].
    pub fn of(pictures: Vec<InputPicture>) -> Result<Self, PictureError> {
        if pictures.len() > MOST_PICTURES {
            return Err(PictureError::TooMany);
        }
        Ok(Self(pictures))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &InputPicture> {
        self.0.iter()
    }

    /// How many there are.
    pub(crate) fn count(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap_or(u64::MAX)
    }
}

impl From<InputPicture> for InputPictures {
    fn from(picture: InputPicture) -> Self {
        Self(vec![picture])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, bytes: usize) -> Vec<u8> {
        let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        file.extend(width.to_be_bytes());
        file.extend(height.to_be_bytes());
        file.resize(bytes.max(file.len()), 0);
        file
    }

    #[test]
    fn only_a_png_file_within_bounds_goes_with_a_question() {
        for (file, refused) in [
            (b"GIF89a".to_vec(), Some(PictureError::Format)),
            (b"\x89PNG\r\n\x1a\n".to_vec(), Some(PictureError::Format)),
            (png(1_025, 8, 0), Some(PictureError::TooLarge)),
            (png(8, 8, MOST_BYTES + 1), Some(PictureError::TooLarge)),
            (png(1_024, 1_024, MOST_BYTES), None),
        ] {
            assert_eq!(InputPicture::new(file).err(), refused);
        }
        let picture = InputPicture::new(png(8, 8, 0)).unwrap();
        let five = vec![picture; MOST_PICTURES + 1];
        assert_eq!(InputPictures::of(five), Err(PictureError::TooMany));
    }

    #[test]
    fn a_picture_is_printed_by_its_hash_alone() {
        let picture = InputPicture::new(png(8, 8, 0)).unwrap();
        let printed = format!("{picture:?}");
        assert_eq!(printed, format!("InputPicture(\"{}\")", picture.sha256()));
        assert_eq!(picture.sha256().len(), 64);
    }
}
