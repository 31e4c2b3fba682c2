//! Names and notes of the compiler, taken out of a WASM module without reading anything else.

/// The first byte of a section that the program does not need.
const CUSTOM: u8 = 0;
/// Magic number and version.
const HEADER: usize = 8;

/// The module without its custom sections; `None` when it is no WASM module.
pub fn strip(module: &[u8]) -> Option<Vec<u8>> {
    let (header, mut rest) = module.split_at_checked(HEADER)?;
    let mut kept = header.to_vec();
    while let Some((kind, after)) = rest.split_first() {
        let (size, body) = number(after)?;
        let length = rest.len() - body.len() + size;
        let (section, next) = rest.split_at_checked(length)?;
        if *kind != CUSTOM {
            kept.extend_from_slice(section);
        }
        rest = next;
    }
    Some(kept)
}

/// Reads a number of seven bits a byte, and gives what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    let mut rest = bytes;
    for place in 0..5 {
        let (byte, next) = rest.split_first()?;
        value |= usize::from(byte & 0x7f) << (7 * place);
        rest = next;
        if *byte < 0x80 {
            return Some((value, rest));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn only_custom_sections_go() {
        let module = b"\0asm\x01\0\0\0\x01\x01\0\0\x05\x04name\x03\x02\x01\0";
        let stripped = b"\0asm\x01\0\0\0\x01\x01\0\x03\x02\x01\0";
        assert_eq!(strip(module).unwrap(), stripped);
    }

    #[test]
    fn a_cut_module_is_refused() {
        assert!(strip(b"\0asm").is_none());
        assert!(strip(b"\0asm\x01\0\0\0\x01\x09\0").is_none());
    }
}
