//! Which character set a page is written in.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page its own word about its character set is looked for.
const PRESCAN: usize = 4096;

/// The text of `bytes`: in the character set of the byte order mark, else of the header, else the
/// one the page names itself, else UTF-8 if it is that, else windows-1252. An unknown name counts
/// as none, and a byte that has no meaning becomes U+FFFD.
pub(super) fn decode(bytes: &[u8], content_type: &str) -> String {
    let named = || label_in(content_type.as_bytes()).or_else(|| page_label(bytes));
    let (encoding, mark) =
        Encoding::for_bom(bytes).map_or_else(|| (named(), 0), |(found, mark)| (Some(found), mark));
    let bytes = bytes.get(mark..).unwrap_or_default();
    let guess = || {
        if std::str::from_utf8(bytes).is_ok() {
            UTF_8
        } else {
            WINDOWS_1252
        }
    };
    encoding
        .unwrap_or_else(guess)
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}

/// The character set that a page's `meta` or XML declaration names.
fn page_label(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..PRESCAN).unwrap_or(bytes).to_ascii_lowercase();
    let mut rest = start.as_slice();
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = rest.get(at + 1..)?;
        let tag = rest.split(|byte| *byte == b'>').next().unwrap_or_default();
        let found = if tag.starts_with(b"meta") {
            label_in(tag)
        } else if tag.starts_with(b"?xml") {
            label_after(tag, b"encoding")
        } else {
            None
        };
        if let Some(encoding) = found {
            // A page that can be read as ASCII so far is not in UTF-16, whatever it says.
            return Some(if encoding == UTF_16LE || encoding == UTF_16BE {
                UTF_8
            } else {
                encoding
            });
        }
    }
    None
}

fn label_in(text: &[u8]) -> Option<&'static Encoding> {
    label_after(&text.to_ascii_lowercase(), b"charset")
}

fn label_after(text: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    let at = text.windows(key.len()).position(|window| window == key)?;
    let value = text
        .get(at + key.len()..)?
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    let value = value
        .strip_prefix(b"\"")
        .or_else(|| value.strip_prefix(b"'"))
        .unwrap_or(value);
    let ends =
        |byte: &u8| matches!(byte, b'"' | b'\'' | b';' | b'/' | b'?') || byte.is_ascii_whitespace();
    Encoding::for_label(value.split(ends).next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_wins_over_the_header_and_the_header_over_the_page() {
        assert_eq!(
            decode(b"\xef\xbb\xbf\xc3\xa9", "text/html; charset=iso-8859-1"),
            "é"
        );
        assert_eq!(decode(b"\xff\xfee\0", "text/html"), "e");
        assert_eq!(
            decode(
                b"<meta charset=utf-8>\xe9",
                "text/html; charset=\"ISO-8859-1\""
            ),
            "<meta charset=utf-8>é"
        );
        assert!(decode(b"<meta charset='windows-1251'>\xcf", "text/html").ends_with('П'));
        assert!(decode(b"<?xml version='1.0' encoding='shift_jis'?>\x83\x70", "").ends_with('パ'));
    }

    #[test]
    fn an_unknown_character_set_counts_as_none() {
        assert_eq!(decode("é".as_bytes(), "text/html; charset=klingon"), "é");
        assert_eq!(decode(b"\xe9", "text/html; charset=klingon"), "é");
    }

    #[test]
    fn bytes_without_meaning_are_replaced_and_nothing_panics() {
        assert_eq!(decode(b"a\xffb", "text/html; charset=utf-8"), "a\u{fffd}b");
        assert_eq!(decode(b"<meta charset", ""), "<meta charset");
        assert_eq!(
            decode(b"<meta charset=\"utf-16\">x", ""),
            "<meta charset=\"utf-16\">x"
        );
    }
}
