//! How a camera was held, which is all that is read of a photo's metadata.

/// Value of the tag Orientation, from 1 (upright) to 8 (Exif 2.32, 4.6.4 A).
pub(crate) fn orientation(exif: &[u8]) -> u8 {
    read(exif.strip_prefix(b"Exif\0\0").unwrap_or(exif))
        .and_then(|value| u8::try_from(value).ok())
        .filter(|value| (1..=8).contains(value))
        .unwrap_or(1)
}

fn read(tiff: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let two = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let four = |at: usize| {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    };
    let directory = usize::try_from(four(4)?).ok()?;
    let entries = usize::from(two(directory)?);
    (0..entries)
        .map(|entry| directory.saturating_add(2 + entry * 12))
        .find(|at| two(*at) == Some(ORIENTATION))
        .and_then(|at| two(at.checked_add(8)?))
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Metadata that says nothing but how the camera was held.
    pub(crate) fn held(orientation: u8) -> Vec<u8> {
        let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
        exif
    }

    #[test]
    fn the_orientation_is_read_in_both_orders_of_bytes() {
        assert_eq!(orientation(&held(6)), 6);
        let big = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0";
        assert_eq!(orientation(big), 8);
        assert_eq!(orientation(&held(9)), 1);
        assert_eq!(orientation(b""), 1);
    }

    proptest! {
        #[test]
        fn broken_metadata_is_read_as_upright_or_some_orientation(bytes: Vec<u8>, offset: u32) {
            prop_assert!((1..=8).contains(&orientation(&bytes)));
            let mut hostile = b"II*\0".to_vec();
            hostile.extend(offset.to_le_bytes());
            hostile.extend(bytes);
            prop_assert!((1..=8).contains(&orientation(&hostile)));
        }
    }
}
