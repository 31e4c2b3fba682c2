//! Hashes as people and databases keep them.

use sha2::{Digest, Sha256};

/// SHA-256 of `text` as 64 lower-case hexadecimal digits.
pub(crate) fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

/// The first twelve digits: enough to tell versions apart.
pub(crate) fn short(text: &str) -> String {
    sha256(text).chars().take(12).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_everybody_else_computes() {
        assert_eq!(
            sha256("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(short("abc"), "ba7816bf8f01");
    }
}
