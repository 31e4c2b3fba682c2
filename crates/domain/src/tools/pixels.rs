//! How wide a text is in a list of search results.
//!
//! Google publishes no limit: it cuts what does not fit. What is measured are Arial's advance
//! widths (the same as Helvetica's in Adobe's metrics of the core 14 fonts, 2 August 1997) at 20
//! pixels for titles and 14 for descriptions. The limits are those that measuring tools use for the
//! desktop: 600 pixels a title, 920 two lines of description (Screaming Frog, "Page title and meta
//! description by pixel width", www.screamingfrog.co.uk, and iProspect, "Google results page looks
//! different", read on 30 November 2026). Marks on Latin letters do not change their width; other
//! scripts are not in Arial's table here and are taken as full squares (Chinese, Japanese, Korean,
//! emoji) or as 0.55 of one, which is an estimate.

use unicode_normalization::UnicodeNormalization as _;

/// Pixels of a title that are shown.
pub const TITLE_PIXELS: u32 = 600;
/// Pixels of a description that are shown.
pub const DESCRIPTION_PIXELS: u32 = 920;
/// Size of a title's letters in pixels.
pub const TITLE_SIZE: u32 = 20;
/// Size of a description's letters in pixels.
pub const DESCRIPTION_SIZE: u32 = 14;

/// Widths of the printable ASCII characters from the space on, in thousandths of the size.
const ASCII: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Width of a text in whole pixels, rounded up, with letters of `size` pixels.
pub fn pixel_width(text: &str, size: u32) -> u32 {
    let thousandths: u64 = text.nfd().map(width).sum();
    let pixels = thousandths.saturating_mul(u64::from(size)).div_ceil(1_000);
    u32::try_from(pixels).unwrap_or(u32::MAX)
}

/// As many whole words of the text as are shown within `pixels`.
pub fn within_pixels(text: &str, size: u32, pixels: u32) -> String {
    let mut kept = String::new();
    for word in text.split_whitespace() {
        let longer = if kept.is_empty() {
            word.to_owned()
        } else {
            format!("{kept} {word}")
        };
        if pixel_width(&longer, size) > pixels {
            break;
        }
        kept = longer;
    }
    kept
}

/// Width of a character of a text in canonical decomposition, in thousandths of the size.
fn width(c: char) -> u64 {
    let known = usize::try_from(u32::from(c))
        .ok()
        .and_then(|code| code.checked_sub(32))
        .and_then(|at| ASCII.get(at));
    if let Some(width) = known {
        return u64::from(*width);
    }
    match c {
        // Marks that were taken off their letters, and characters without a width.
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' => 0,
        '\u{A0}' | '\u{202F}' | '·' | 'ı' => 278,
        '‘' | '’' | '‚' | 'ł' => 222,
        '“' | '”' | '„' | '¡' | '‹' | '›' => 333,
        '•' => 350,
        '«' | '»' | '–' | '€' | '£' | '¥' | 'đ' | 'þ' => 556,
        'ß' | 'ø' | '¿' => 611,
        'Ø' => 778,
        'Ð' | 'Đ' => 722,
        'æ' => 889,
        'œ' => 944,
        '—'
        | '…'
        | 'Æ'
        | 'Œ'
        | '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{1F000}'.. => 1_000,
        _ => 550,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_are_as_wide_as_arial_has_them() {
        assert_eq!(pixel_width("W", 1_000), 944);
        assert_eq!(pixel_width("i", 1_000), 222);
        assert_eq!(pixel_width("~", 1_000), 584);
        assert_eq!(pixel_width("Illinois", 20), 56);
        assert_eq!(pixel_width("", 20), 0);
    }

    #[test]
    fn a_mark_on_a_letter_does_not_make_it_wider() {
        assert_eq!(
            pixel_width("Öfen für Café", 20),
            pixel_width("Ofen fur Cafe", 20)
        );
        assert_eq!(pixel_width("e\u{301}", 20), pixel_width("é", 20));
    }

    #[test]
    fn a_japanese_title_holds_thirty_characters() {
        let title = "焼".repeat(30);
        assert_eq!(pixel_width(&title, TITLE_SIZE), TITLE_PIXELS);
    }

    proptest! {
        #[test]
        fn what_is_kept_fits_and_is_a_beginning(text in "[a-zA-Z ]{0,120}") {
            let kept = within_pixels(&text, TITLE_SIZE, 200);
            prop_assert!(pixel_width(&kept, TITLE_SIZE) <= 200);
            let words: Vec<_> = text.split_whitespace().collect();
            prop_assert!(words.join(" ").starts_with(&kept));
        }
    }
}
