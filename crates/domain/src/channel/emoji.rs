//! Which clusters are emoji, without a table of all of them.

/// Whether a grapheme cluster is shown as one emoji: a base and only emoji modifiers after it.
/// A symbol that is text by default (©, ™, ↔) counts only with the emoji variation selector.
pub fn is_emoji(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let rest = chars.as_str();
    if is_keycap_base(first) {
        return rest.ends_with('\u{20E3}') && rest.chars().all(is_modifier);
    }
    if !is_base(first) || !rest.chars().all(|c| is_modifier(c) || is_base(c)) {
        return false;
    }
    !rest.is_empty() || !is_text_by_default(first)
}

fn is_keycap_base(c: char) -> bool {
    c.is_ascii_digit() || c == '#' || c == '*'
}

fn is_base(c: char) -> bool {
    matches!(c,
        '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{2194}'..='\u{21AA}' | '\u{231A}'..='\u{23FF}' | '\u{24C2}'
        | '\u{25AA}'..='\u{27BF}' | '\u{2934}' | '\u{2935}' | '\u{2B05}'..='\u{2B55}'
        | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_text_by_default(c: char) -> bool {
    matches!(c, '\u{A9}'..='\u{21AA}' | '\u{24C2}' | '\u{25AA}'..='\u{25FE}' | '\u{2934}'..='\u{2935}'
        | '\u{3030}'..='\u{3299}')
}

/// Variation selector, joiner, keycap, skin tone, tag characters of flags.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{FE0F}' | '\u{200D}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0020}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_of_every_make_are_one_emoji() {
        for emoji in [
            "😀",
            "☺️",
            "👨‍👩‍👧‍👦",
            "🙋🏽",
            "1️⃣",
            "1⃣",
            "🇫🇷",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "🏃‍♀️",
            "©️",
            "☀",
        ] {
            assert!(is_emoji(emoji), "{emoji}");
        }
    }

    #[test]
    fn letters_digits_and_plain_symbols_are_not() {
        for text in [
            "a",
            "é",
            "1",
            "#",
            "©",
            "™",
            "क",
            "क्‍ष",
            "の",
            "",
            "a\u{FE0F}",
            "☺\u{FE0E}",
        ] {
            assert!(!is_emoji(text), "{text}");
        }
    }
}
