//! Finding the byte at which a fold cuts a text.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::channel::{
    count::count,
    emoji::is_emoji,
    fit::{is_line_break, prefix_within},
};

use super::fold::{Fold, Lines};

/// The bytes of `text` that are shown, in whole grapheme clusters; all of it when what is left
/// over would be white space.
pub(super) fn at(fold: &Fold, text: &str) -> usize {
    let by_lines = fold
        .lines
        .map_or(text.len(), |lines| end_of_lines(lines, text));
    let by_count = fold
        .max
        .map_or(text.len(), |max| prefix_within(fold.counting, max, text));
    let end = by_lines.min(by_count);
    let rest = text.get(end..).unwrap_or_default();
    if rest.trim().is_empty() {
        return text.len();
    }
    let end = if fold.whole_words {
        end_of_word(text, end)
    } else {
        end
    };
    settled(fold, text, end)
}

/// The end of the last word that is whole before `end`, without the white space after it; `end`
/// itself inside a first word.
fn end_of_word(text: &str, end: usize) -> usize {
    let (shown, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let at = if rest.starts_with(char::is_whitespace) {
        end
    } else {
        shown.rfind(char::is_whitespace).unwrap_or(end)
    };
    let kept = text.get(..at).unwrap_or_default().trim_end().len();
    if kept == 0 { end } else { kept }
}

/// `end` moved back until it stands between two clusters and what is before it still counts at
/// most what the fold allows.
fn settled(fold: &Fold, text: &str, end: usize) -> usize {
    let mut end = end;
    let mut cursor = GraphemeCursor::new(end, text.len(), true);
    if !matches!(cursor.is_boundary(text, 0), Ok(true)) {
        end = previous(&mut cursor, text);
    }
    while fold
        .max
        .is_some_and(|max| count(fold.counting, text.get(..end).unwrap_or_default()) > max)
    {
        end = previous(&mut cursor, text);
    }
    end
}

fn previous(cursor: &mut GraphemeCursor, text: &str) -> usize {
    cursor
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or_default()
}

/// Where the last line that is shown ends; the end of the text when it has no more lines than it
/// may have.
fn end_of_lines(lines: Lines, text: &str) -> usize {
    if end_of_line(lines.most, lines.columns, text) == text.len() {
        text.len()
    } else {
        end_of_line(lines.shown, lines.columns, text)
    }
}

/// Where line number `last` ends when words are set into lines of `columns`. White space hangs
/// over the end of a line; a word longer than a line is broken.
fn end_of_line(last: usize, columns: usize, text: &str) -> usize {
    let mut line = 1;
    let mut column = 0;
    let mut word = (0, 0);
    for (at, cluster) in text.grapheme_indices(true) {
        if cluster.contains(is_line_break) {
            if line == last {
                return at;
            }
            line += 1;
            column = 0;
            word = (at + cluster.len(), 0);
            continue;
        }
        let wide = width(cluster);
        if cluster.chars().all(char::is_whitespace) {
            column += wide;
            word = (at + cluster.len(), column);
            continue;
        }
        if column + wide > columns {
            let (from, before) = if word.1 > 0 { word } else { (at, column) };
            if line == last {
                return from;
            }
            line += 1;
            column -= before;
            word = (from, 0);
        }
        column += wide;
    }
    text.len()
}

/// Columns a cluster takes: two for emoji and for what Unicode calls wide (UAX #11), else one.
fn width(cluster: &str) -> usize {
    let wide = |c: char| {
        matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}'
            | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}'
            | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}')
    };
    1 + usize::from(cluster.starts_with(wide) || is_emoji(cluster))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(last: usize, columns: usize, text: &str) -> &str {
        &text[..end_of_line(last, columns, text)]
    }

    #[test]
    fn lines_break_between_words_and_at_line_breaks() {
        assert_eq!(shown(1, 10, "one two three"), "one two ");
        assert_eq!(shown(2, 10, "one two three four"), "one two three four");
        assert_eq!(shown(2, 10, "one\n\ntwo"), "one\n");
        assert_eq!(shown(3, 10, "one\r\n\r\ntwo"), "one\r\n\r\ntwo");
        assert_eq!(shown(1, 5, "Donaudampfschiff"), "Donau");
        assert_eq!(shown(2, 5, "a Donaudampfschiff"), "a Donau");
        assert_eq!(shown(1, 4, "とても安い"), "とて");
        assert_eq!(
            shown(1, 4, "👨\u{200D}👩\u{200D}👧👨\u{200D}👩\u{200D}👧!"),
            "👨\u{200D}👩\u{200D}👧👨\u{200D}👩\u{200D}👧"
        );
    }

    #[test]
    fn white_space_hangs_over_the_end_of_a_line() {
        assert_eq!(shown(1, 3, "one    two"), "one    ");
        assert_eq!(shown(1, 3, "one    "), "one    ");
    }
}
