//! Words and terms in a text, compared without regard to case.

use std::ops::Range;

/// A character that belongs to a word: letters, digits, marks on letters, underscore.
pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36F}')
}

/// Scripts that put no space between words, where a term can begin anywhere.
fn is_unspaced(c: char) -> bool {
    c.is_alphanumeric()
        && matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{FAFF}' | '\u{20000}'..)
}

/// Byte ranges of the words in `text`.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (start, is_word_char(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|from| from..text.len()));
    found
}

/// Whether two texts are the same but for case.
pub(crate) fn same_but_case(a: &str, b: &str) -> bool {
    a.chars()
        .flat_map(char::to_lowercase)
        .eq(b.chars().flat_map(char::to_lowercase))
}

/// Every place where `term` stands in `text` as whole words, without overlaps.
pub(crate) fn find_term(text: &str, term: &str) -> Vec<Range<usize>> {
    let term = term.trim();
    let term_words: Vec<&str> = words(term)
        .into_iter()
        .filter_map(|range| term.get(range))
        .collect();
    if term_words.is_empty() || term.chars().any(is_unspaced) {
        return if term.is_empty() {
            Vec::new()
        } else {
            text.match_indices(term)
                .map(|(at, found)| at..at + found.len())
                .collect()
        };
    }
    let places = words(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for window in places.windows(term_words.len()) {
        let (Some(first), Some(last)) = (window.first(), window.last()) else {
            continue;
        };
        let overlaps = found
            .last()
            .is_some_and(|previous| previous.end > first.start);
        if !overlaps && matches_words(text, window, &term_words) {
            found.push(first.start..last.end);
        }
    }
    found
}

fn matches_words(text: &str, places: &[Range<usize>], term: &[&str]) -> bool {
    let word = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let same = places
        .iter()
        .zip(term)
        .all(|(place, wanted)| same_but_case(word(place), wanted));
    same && places.windows(2).all(|pair| match pair {
        [left, right] => text
            .get(left.end..right.start)
            .is_some_and(|gap| gap.chars().all(joins_words)),
        _ => false,
    })
}

/// Characters between the words of one term; a full stop or a new line ends it.
fn joins_words(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{A0}' | '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\'' | '’' | '/' | '&'
    )
}

/// `text` without any occurrence of `term`, spaces tidied; `None` if nothing readable is left or
/// the term keeps coming back.
pub(super) fn without_term(text: &str, term: &str) -> Option<String> {
    let mut text = text.to_owned();
    for _ in 0..4 {
        let places = find_term(&text, term);
        if places.is_empty() {
            return words(&text).first().map(|_| text.trim().to_owned());
        }
        text = cut(&text, &places);
    }
    None
}

fn cut(text: &str, places: &[Range<usize>]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for place in places {
        kept.push_str(text.get(from..place.start).unwrap_or_default());
        let rest = text.get(place.end..).unwrap_or_default();
        let closes = rest
            .chars()
            .next()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?'));
        if closes && kept.ends_with(' ') {
            kept.pop();
        }
        let starts = kept.is_empty() || kept.ends_with('\n');
        from = place.end + usize::from(starts && rest.starts_with(' '));
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_found_as_whole_words_in_any_case() {
        let found = |text: &str, term: &str| find_term(text, term).len();
        assert_eq!(found("Cheap, cheaper, CHEAP!", "cheap"), 2);
        assert_eq!(found("Free-shipping and free shipping", "Free Shipping"), 2);
        assert_eq!(found("It is free. Shipping costs", "free shipping"), 0);
        assert_eq!(found("CAFÉ Müller", "café"), 1);
        assert_eq!(found("とても安いです", "安い"), 1);
        assert_eq!(found("Hot 🔥 deal", "🔥"), 1);
        assert_eq!(found("anything", "  "), 0);
    }

    #[test]
    fn removing_a_term_leaves_no_gap() {
        assert_eq!(
            without_term("A cheap, cheap deal.", "cheap").as_deref(),
            Some("A, deal.")
        );
        assert_eq!(
            without_term("Cheap bread today", "cheap").as_deref(),
            Some("bread today")
        );
        assert_eq!(
            without_term("Bread is cheap.", "cheap").as_deref(),
            Some("Bread is.")
        );
        assert_eq!(without_term("Cheap!", "cheap"), None);
    }
}
