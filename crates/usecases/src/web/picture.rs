//! Pictures: what they are is read from their bytes, never from what the server says.

/// A picture that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchedImage {
    /// `image/png`, `image/jpeg`, `image/webp` or `image/gif`.
    pub content_type: &'static str,
    /// The file, at most 5 MiB.
    pub bytes: Vec<u8>,
    /// What a file of this type ends with, without the dot.
    pub extension: &'static str,
}

/// Content type and extension of the picture that begins like `bytes`, if it is one we take.
pub(super) fn kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(("image/png", "png")),
        [0xff, 0xd8, 0xff, ..] => Some(("image/jpeg", "jpg")),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some(("image/webp", "webp")),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(("image/gif", "gif")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_first_bytes() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n...."), Some(("image/png", "png")));
        assert_eq!(kind(b"\xff\xd8\xff\xe0"), Some(("image/jpeg", "jpg")));
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), Some(("image/webp", "webp")));
        assert_eq!(kind(b"GIF89a"), Some(("image/gif", "gif")));
        for other in [
            b"<svg onload=alert(1)>".as_slice(),
            b"<html>",
            b"",
            b"\x89PN",
            b"%PDF-1.7",
            b"BM",
        ] {
            assert_eq!(kind(other), None);
        }
    }
}
