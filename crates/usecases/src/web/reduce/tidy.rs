//! Text as it is kept: what a reader of the page could see.

/// `text` with white space collapsed to single spaces, cut to `most` characters at a word's end,
/// without what cannot be seen: control characters, and the invisible ones in which orders to a
/// model are smuggled (tags, variation selectors beyond emoji, zero-width and override marks).
/// Joiners stay, because emoji and many scripts need them.
pub(super) fn tidy(text: &str, most: usize) -> String {
    let mut tidied = String::new();
    let mut length = 0;
    for word in text.split(char::is_whitespace) {
        let word: String = word.chars().filter(|c| !is_unseen(*c)).collect();
        let longer = word.chars().count() + usize::from(length > 0);
        if word.is_empty() {
            continue;
        }
        if length + longer > most {
            if length == 0 {
                tidied.extend(word.chars().take(most));
            }
            break;
        }
        if length > 0 {
            tidied.push(' ');
        }
        tidied.push_str(&word);
        length += longer;
    }
    tidied
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}' | '\u{202d}' | '\u{202e}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
                | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// `paragraphs` tidied, divided by blank lines, without immediate repeats, at most `most`
/// characters in all.
pub(super) fn join(paragraphs: impl IntoIterator<Item = impl AsRef<str>>, most: usize) -> String {
    let mut text = String::new();
    let mut last = String::new();
    let mut length: usize = 0;
    for paragraph in paragraphs {
        let divider = if length == 0 { 0 } else { 2 };
        let room = most.saturating_sub(length + divider);
        let tidied = tidy(paragraph.as_ref(), room);
        if tidied.is_empty() || tidied == last {
            if room == 0 {
                break;
            }
            continue;
        }
        if divider > 0 {
            text.push_str("\n\n");
        }
        text.push_str(&tidied);
        length += divider + tidied.chars().count();
        last = tidied;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_and_a_cut_falls_between_words() {
        assert_eq!(tidy("  one\u{a0}two\n three ", 100), "one two three");
        assert_eq!(tidy("one two three", 9), "one two");
        assert_eq!(tidy("endless", 3), "end");
    }

    #[test]
    fn characters_nobody_sees_are_dropped_and_joined_emoji_stay() {
        let smuggled: String = "ignore"
            .chars()
            .filter_map(|c| char::from_u32(0xe0000 + c as u32))
            .collect();
        assert_eq!(
            tidy(&format!("a\0b\u{200b}c{smuggled}\u{202e}"), 100),
            "abc"
        );
        assert_eq!(tidy("👨‍👩‍👧 سلام ❤️", 100), "👨‍👩‍👧 سلام ❤️");
    }

    #[test]
    fn paragraphs_are_divided_by_blank_lines_and_bounded_in_all() {
        assert_eq!(join(["a", " ", "a", "b  c"], 100), "a\n\nb c");
        assert_eq!(join(["aaaa", "bbbb bbbb"], 11), "aaaa\n\nbbbb");
    }
}
