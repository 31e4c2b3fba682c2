//! Terms that no post may carry.

use crate::built_in::reading::words::has_phrase;

/// Words before the term in an entry such as "don't mention prices".
const ORDERS: &[&str] = &[
    "avoid",
    "no",
    "never",
    "don't",
    "dont",
    "do",
    "not",
    "say",
    "use",
    "using",
    "mention",
    "mentioning",
    "talk",
    "talking",
    "about",
    "the",
    "word",
    "words",
    "phrase",
    "phrases",
    "any",
    "a",
    "an",
    "of",
    "our",
    "claim",
    "claims",
    "saying",
];

/// The terms that the brief's entries mean.
#[derive(Clone, Debug, Default)]
pub(in crate::built_in) struct Avoiding(Vec<String>);

impl Avoiding {
    /// Reads the entries: quoted words as they are, else each part without its order.
    pub(in crate::built_in) fn new(entries: &[String]) -> Self {
        let mut terms: Vec<String> = entries.iter().flat_map(|entry| terms(entry)).collect();
        // The longer term first: it may hold the shorter.
        terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
        Self(terms)
    }

    /// Whether the text may be published.
    pub(in crate::built_in) fn allows(&self, text: &str) -> bool {
        self.0.is_empty()
            || !self
                .0
                .iter()
                .any(|term| has_phrase(text, term) || is_tag_of(text, term))
    }

    /// The first of the lines that may be published, beginning at `turn`.
    pub(in crate::built_in) fn pick<'a>(&self, lines: &[&'a str], turn: usize) -> Option<&'a str> {
        (0..lines.len())
            .filter_map(|more| super::dice::turn(lines, turn + more))
            .find(|line| self.allows(line))
            .copied()
    }
}

/// A hashtag writes the term's words together.
fn is_tag_of(text: &str, term: &str) -> bool {
    let together: String = term.chars().filter(|c| c.is_alphanumeric()).collect();
    !together.is_empty()
        && !text.contains(char::is_whitespace)
        && text.trim_start_matches('#').to_lowercase() == together.to_lowercase()
}

fn terms(entry: &str) -> Vec<String> {
    let quoted = quoted(entry);
    if !quoted.is_empty() {
        return quoted;
    }
    entry
        .split([',', ';', '\n'])
        .flat_map(|part| part.split(" or "))
        .map(bare_term)
        .filter(|term| !term.is_empty())
        .collect()
}

/// The parts in quotation marks.
pub(super) fn quoted(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split(['"', '“', '”', '„', '«', '»']).collect();
    // Without a closing mark the last part is not inside.
    let closed = parts.len() - usize::from(parts.len().is_multiple_of(2));
    parts
        .iter()
        .take(closed)
        .skip(1)
        .step_by(2)
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

fn bare_term(part: &str) -> String {
    let mut rest =
        part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '-' | '•' | '*'));
    while let Some((first, after)) = rest.split_once(char::is_whitespace) {
        if !ORDERS.contains(&first.replace('’', "'").to_lowercase().as_str()) {
            break;
        }
        rest = after.trim_start();
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_for_the_term_they_mean() {
        let avoiding = Avoiding::new(&[
            "Don't mention prices, cheap".into(),
            "the word \"guilt\"".into(),
            "AI-powered".into(),
        ]);
        for refused in [
            "Low prices!",
            "Not cheap.",
            "No Guilt.",
            "An AI-powered tool",
            "#AiPowered",
        ] {
            assert!(!avoiding.allows(refused), "{refused}");
        }
        assert!(avoiding.allows("Price and word and mention."));
    }
}
