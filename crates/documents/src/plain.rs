//! Text and Markdown in the encodings people's programs write.

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::Refusal;

/// The text as it stands.
pub fn text(bytes: &[u8]) -> Result<String, Refusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return Ok(text.into_owned());
    }
    if is_binary(bytes) {
        return Err(Refusal::UnknownKind);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        // What is no UTF-8 and no binary is most likely text of an old Windows program.
        Err(_) => Ok(WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned()),
    }
}

/// Bytes that no text has.
fn is_binary(bytes: &[u8]) -> bool {
    bytes
        .iter()
        .any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B))
}
