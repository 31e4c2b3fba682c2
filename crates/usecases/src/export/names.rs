//! Names of files that every system takes.

use super::Format;

/// The most characters of a name before its extension.
const MOST: usize = 60;

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com", "lpt", "conin$", "conout$",
];

/// A name for the file of a campaign with this title: ASCII letters, digits and dashes, never
/// empty, never a path. `Rye & Co: März!` as CSV becomes `rye-co-marz.csv`.
pub fn file_name(title: &str, format: Format) -> String {
    format!("{}.{}", safe_stem(title, "campaign"), format.extension())
}

/// The `Content-Disposition` header of a download: the ASCII name for old clients and the title
/// itself as RFC 5987 encodes it.
pub fn content_disposition(title: &str, format: Format) -> String {
    let seen: String = title
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '/' | '\\' | ':'))
        .take(120)
        .collect();
    let seen = match seen.trim().trim_matches('.') {
        "" => "campaign",
        name => name,
    };
    let (plain, extension) = (file_name(title, format), format.extension());
    format!(
        "attachment; filename=\"{plain}\"; filename*=UTF-8''{}.{extension}",
        percent_encoded(seen)
    )
}

/// Everything but the `attr-char` of RFC 5987 as percent signs and hexadecimal digits.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let digit = |nibble: u8| {
                char::from_digit(u32::from(nibble), 16)
                    .unwrap_or('0')
                    .to_ascii_uppercase()
            };
            encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    encoded
}

/// `name` as lower-case ASCII letters and digits divided by dashes; `instead` if nothing is left.
pub(super) fn safe_stem(name: &str, instead: &str) -> String {
    let mut stem = String::new();
    for c in name.chars() {
        let plain = unaccented(c);
        if plain.chars().all(|c| c.is_ascii_alphanumeric()) && !plain.is_empty() {
            stem.push_str(&plain);
        } else if !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
        if stem.len() >= MOST {
            break;
        }
    }
    let stem = stem.trim_matches('-');
    let device = DEVICES.contains(&stem.trim_end_matches(|c: char| c.is_ascii_digit()));
    match stem {
        "" => instead.to_owned(),
        _ if device => format!("{instead}-{stem}"),
        _ => stem.to_owned(),
    }
}

/// The ASCII letters a letter of a European language is commonly written with.
fn unaccented(c: char) -> String {
    let lower: String = c.to_lowercase().collect();
    let plain = match lower.as_str() {
        "à" | "á" | "â" | "ã" | "å" | "ą" | "ā" | "ă" | "ä" => "a",
        "ç" | "ć" | "č" => "c",
        "ď" | "đ" | "ð" => "d",
        "è" | "é" | "ê" | "ë" | "ę" | "ě" | "ē" => "e",
        "ğ" => "g",
        "ì" | "í" | "î" | "ï" | "ı" | "ī" => "i",
        "ł" => "l",
        "ñ" | "ń" | "ň" => "n",
        "ò" | "ó" | "ô" | "õ" | "ö" | "ø" | "ő" => "o",
        "ř" => "r",
        "ś" | "š" | "ş" | "ș" => "s",
        "ť" | "ţ" | "ț" => "t",
        "ù" | "ú" | "û" | "ü" | "ů" | "ű" | "ū" => "u",
        "ý" | "ÿ" => "y",
        "ź" | "ż" | "ž" => "z",
        "ß" => "ss",
        "æ" => "ae",
        "œ" => "oe",
        "þ" => "th",
        _ => return lower,
    };
    plain.to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_takes() {
        for (title, name) in [
            ("Rye & Co: März!", "rye-co-marz.csv"),
            ("../../etc/passwd", "etc-passwd.csv"),
            ("C:\\windows\\con", "c-windows-con.csv"),
            ("CON", "campaign-con.csv"),
            ("com1", "campaign-com1.csv"),
            ("ночь", "campaign.csv"),
            ("", "campaign.csv"),
            ("Größe Straße", "grosse-strasse.csv"),
        ] {
            assert_eq!(file_name(title, Format::Csv), name);
        }
    }

    #[test]
    fn a_download_carries_its_title_in_any_script() {
        assert_eq!(
            content_disposition("Ночь \"1/2\"", Format::Zip),
            "attachment; filename=\"1-2.zip\"; filename*=UTF-8''%D0%9D%D0%BE%D1%87%D1%8C%20%2212%22.zip"
        );
        assert!(content_disposition("..", Format::Json).ends_with("''campaign.json"));
    }

    proptest! {
        #[test]
        fn every_title_gives_a_safe_name_and_header(title in any::<String>()) {
            let name = file_name(&title, Format::Markdown);
            let stem = name.strip_suffix(".md").unwrap();
            prop_assert!(!stem.is_empty() && stem.len() <= MOST + 20, "{}", name);
            prop_assert!(stem.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{}", name);
            let header = content_disposition(&title, Format::Markdown);
            prop_assert!(header.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{}", header);
            prop_assert_eq!(header.matches('"').count(), 2);
        }
    }
}
