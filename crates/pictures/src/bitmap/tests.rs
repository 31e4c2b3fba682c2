use proptest::prelude::*;

use super::*;
use crate::exif::tests::held;

/// Red on the left, blue on the right; taken with the camera turned to its side.
const HELD_SIDEWAYS: &[u8] = include_bytes!("../../fixtures/held_sideways.jpg");

fn corners() -> Bitmap {
    let mut rgba = Vec::new();
    for (y, x) in (0..20u8).flat_map(|y| (0..30u8).map(move |x| (y, x))) {
        rgba.extend([x * 8, y * 12, 90, 255]);
    }
    Bitmap::new(30, 20, rgba).unwrap()
}

#[test]
fn a_photo_comes_out_upright() {
    let photo = Bitmap::decode(HELD_SIDEWAYS).unwrap();
    assert_eq!((photo.width(), photo.height()), (32, 48));
    let [top, bottom] = [photo.pixel(16, 4), photo.pixel(16, 44)];
    assert!(top[0] > 150 && top[2] < 90, "{top:?}");
    assert!(bottom[2] > 150 && bottom[0] < 90, "{bottom:?}");
}

#[test]
fn turning_back_and_forth_gives_the_same_picture() {
    for (there, back) in [(2, 2), (3, 3), (4, 4), (5, 5), (6, 8), (7, 7), (8, 6)] {
        assert_eq!(corners().upright(there).upright(back), corners(), "{there}");
    }
}

#[test]
fn pictures_come_back_from_files_as_they_went_in() {
    assert_eq!(
        Bitmap::decode(&corners().png().unwrap()).unwrap(),
        corners()
    );
    assert_eq!(
        Bitmap::decode(&corners().webp(None).unwrap()).unwrap(),
        corners()
    );
    let lossy = Bitmap::decode(&corners().webp(Some(90.0)).unwrap()).unwrap();
    let exact = corners();
    let far = lossy
        .rgba
        .iter()
        .zip(&exact.rgba)
        .filter(|(one, two)| one.abs_diff(**two) > 40);
    assert!(far.count() < 30);
    let mut clear = corners();
    clear.rgba[3] = 0;
    assert_eq!(Bitmap::decode(&clear.png().unwrap()).unwrap().rgba[3], 0);
}

#[test]
fn the_orientation_of_a_webp_is_obeyed_and_no_metadata_stays() {
    let plain = corners().webp(None).unwrap();
    let mut exif = held(6);
    exif.extend(b"GPS 52.5 13.4");
    if exif.len() % 2 == 1 {
        exif.push(0);
    }
    let mut chunks = b"WEBPVP8X\x0a\0\0\0\x08\0\0\0\x1d\0\0\x13\0\0".to_vec();
    chunks.extend(&plain[12..]);
    chunks.extend(b"EXIF");
    chunks.extend(u32::try_from(exif.len()).unwrap().to_le_bytes());
    chunks.extend(&exif);
    let mut file = b"RIFF".to_vec();
    file.extend(u32::try_from(chunks.len()).unwrap().to_le_bytes());
    file.extend(chunks);
    let upright = Bitmap::decode(&file).unwrap();
    assert_eq!((upright.width(), upright.height()), (20, 30));
    let kept = upright.webp(Some(90.0)).unwrap();
    assert!(!kept.windows(3).any(|part| part == b"GPS"));
}

#[test]
fn a_small_file_that_unpacks_to_a_huge_picture_is_refused_before_it_does() {
    let mut bomb = Bitmap::new(1, 1, vec![0, 0, 0, 255])
        .unwrap()
        .png()
        .unwrap();
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    // The header's checksum has to agree, or it is refused as damaged.
    let sum = crc(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&sum);
    assert!(matches!(
        Bitmap::decode(&bomb),
        Err(DecodeError::TooLarge(60_000, 60_000))
    ));
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 * (crc & 1))
        })
    })
}

#[test]
fn other_files_are_no_pictures() {
    for file in [b"<svg/>".as_slice(), b"GIF89a", b"", b"%PDF-1.7", b"\x89PN"] {
        assert!(matches!(Bitmap::decode(file), Err(DecodeError::Format)));
    }
}

#[test]
fn a_large_photo_is_made_smaller_and_a_small_one_stays() {
    let small = corners().at_most(15);
    assert_eq!((small.width(), small.height()), (15, 10));
    assert_eq!(corners().at_most(30), corners());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn a_damaged_file_is_refused_and_never_a_crash(at in 0usize..600, value: u8, length in 0usize..900) {
        for file in [HELD_SIDEWAYS.to_vec(), corners().png().unwrap(), corners().webp(None).unwrap()] {
            let mut file = file;
            let end = file.len();
            file[at % end] = value;
            file.truncate(length.max(4));
            let _either = Bitmap::decode(&file);
        }
    }
}
