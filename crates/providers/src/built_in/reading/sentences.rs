//! From running text to sentences and clauses.

use super::words::{bare, is_determiner, is_helping, verb};

/// Words whose full stop does not end a sentence, in lower case without it.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "rev", "gen", "no", "vs", "e.g", "i.e", "approx", "ca",
    "cf", "fig", "vol", "inc", "ltd", "co", "corp", "est", "min", "max", "tel", "ave", "rd", "jr",
    "sr", "dept", "incl", "excl",
];

/// The sentences of a text, each tidy; bullets, headings and lines count as sentences of their own.
pub(in crate::built_in) fn sentences(text: &str) -> Vec<String> {
    blocks(text)
        .iter()
        .flat_map(|block| pieces(block))
        .map(|sentence| tidy(&sentence))
        .filter(|s| !s.is_empty())
        .collect()
}

/// Lines joined to paragraphs; a bullet or a line that ends a sentence is a block of its own.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let bullet = line.trim_start().starts_with(['-', '*', '•', '#', '·']);
        let line = line
            .trim()
            .trim_start_matches(['-', '*', '•', '#', '·', '>', ' '])
            .replace("**", "");
        let continues = line.chars().next().is_some_and(char::is_lowercase);
        match blocks.last_mut() {
            Some(last) if open && !bullet && continues => {
                last.push(' ');
                last.push_str(&line);
            }
            _ if line.is_empty() => {}
            _ => blocks.push(line.clone()),
        }
        open = !line.is_empty() && !line.ends_with(['.', '!', '?', ':', ';']);
    }
    blocks
}

/// A line cut behind each sentence. The pieces one after the other are the line.
pub(in crate::built_in) fn pieces(block: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in block.char_indices() {
        let end = at + c.len_utf8();
        let rest = block.get(end..).unwrap_or_default();
        let ends = match c {
            '。' | '！' | '？' => true,
            '!' | '?' | '…' => rest.is_empty() || rest.starts_with(char::is_whitespace),
            '.' => full_stop_ends(block.get(start..at).unwrap_or_default(), rest),
            _ => false,
        };
        if ends {
            out.extend(block.get(start..end).map(str::to_owned));
            start = end;
        }
    }
    out.extend(block.get(start..).map(str::to_owned));
    out
}

/// Whether a full stop between these two ends a sentence: not in "6.90", "e.g. rye" or "Dr. Hale".
fn full_stop_ends(before: &str, rest: &str) -> bool {
    let after = rest.trim_start_matches(['"', '”', '’', ')', ']']);
    let Some(next) = after.trim_start().chars().next() else {
        return true;
    };
    if !after.starts_with(char::is_whitespace) {
        return false;
    }
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default()
        .trim_start_matches(['(', '"', '“'])
        .to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    if word == "no" {
        return !next.is_ascii_digit();
    }
    !next.is_lowercase() && !initial && !ABBREVIATIONS.contains(&word.as_str())
}

/// One space between words, no doubled or floating punctuation, an end.
pub(in crate::built_in) fn tidy(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len() + 1);
    for c in sentence.chars() {
        let c = if c.is_whitespace() || c.is_control() {
            ' '
        } else {
            c
        };
        let last = out.chars().next_back();
        match c {
            ' ' if last.is_none_or(|last| last == ' ') => continue,
            ',' | ';' | '.' | '!' | '?' | ':' if last == Some(' ') => {
                let glued =
                    !matches!(c, '.' | ':') && out.trim_end().ends_with(char::is_alphanumeric);
                if glued {
                    out.truncate(out.trim_end().len());
                }
            }
            ',' | ';' | '.' | '!' | '?'
                if last.is_some_and(|last| matches!(last, ',' | ';' | '.' | '!' | '?' | '…')) =>
            {
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    ended(out.trim_end_matches([' ', ',', ';', ':', '-', '–', '—']))
}

/// The text with a full stop, unless it ends a sentence already.
pub(in crate::built_in) fn ended(text: &str) -> String {
    let text = text.trim();
    let closing = text.trim_end_matches(['"', '”', '’', ')', ']', '»']);
    if text.is_empty()
        || closing.ends_with(['.', '!', '?', '…', '。', '！', '？'])
        || !text.contains(char::is_alphanumeric)
    {
        return text.to_owned();
    }
    format!("{text}.")
}

/// The text without the mark that ends it.
pub(in crate::built_in) fn open_ended(text: &str) -> &str {
    text.trim().trim_end_matches(['.', '!', '?', '…', ' '])
}

/// The text with a capital at its start.
pub(in crate::built_in) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// A sentence cut where two full clauses meet: at a semicolon, or at ", and" when both sides have a
/// subject and a verb of their own. Each clause is a tidy sentence.
pub(in crate::built_in) fn clauses(sentence: &str) -> Vec<String> {
    let mut out = Vec::new();
    for part in sentence.split("; ") {
        let mut rest = part;
        while let Some((left, right)) = split_at_and(rest) {
            out.push(left);
            rest = right;
        }
        out.push(rest);
    }
    if out
        .iter()
        .any(|clause| clause.split_whitespace().count() < 3)
    {
        return vec![sentence.to_owned()];
    }
    out.into_iter()
        .map(|clause| capitalised(&tidy(clause)))
        .collect()
}

fn split_at_and(text: &str) -> Option<(&str, &str)> {
    text.match_indices(", and ").find_map(|(at, joint)| {
        let (left, right) = (text.get(..at)?, text.get(at + joint.len()..)?);
        let balanced = left.matches('(').count() == left.matches(')').count();
        let list = left.contains(", ") && !has_verb(left.rsplit(", ").next().unwrap_or_default());
        (balanced && !list && has_verb(left) && is_clause(right)).then_some((left, right))
    })
}

fn has_verb(text: &str) -> bool {
    text.split_whitespace().count() >= 4 && find_verb(text).is_some()
}

/// Whether the text has a subject of its own: it begins like a noun phrase, or its second word is
/// the verb.
fn is_clause(text: &str) -> bool {
    let first = text.split_whitespace().next().map(bare).unwrap_or_default();
    let noun_phrase =
        is_determiner(&first) || matches!(first.as_str(), "you" | "we" | "it" | "they");
    has_verb(text) && (noun_phrase || find_verb(text).is_some_and(|at| at == 1))
}

/// Index of the word that is the finite verb of a main clause; never the first word.
pub(in crate::built_in) fn find_verb(text: &str) -> Option<usize> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..words.len()).find(|at| {
        let word = words.get(*at).copied().unwrap_or_default();
        let before = words.get(at - 1).copied().unwrap_or_default();
        is_verb_here(word, before, *at)
    })
}

fn is_verb_here(word: &str, before: &str, at: usize) -> bool {
    let (lower, previous) = (bare(word), bare(before));
    if before.ends_with([',', ':'])
        || is_determiner(&previous)
        || matches!(previous.as_str(), "to" | "and" | "or" | "of" | "for" | "in")
    {
        return false;
    }
    if is_helping(&lower) {
        return true;
    }
    let starts_capital = word.starts_with(char::is_uppercase);
    match verb(&lower) {
        Some(_) if starts_capital => false,
        Some(verb) if verb.doubtful => verb.singular || (at == 1 && previous.ends_with('s')),
        Some(verb) => {
            verb.singular
                || previous.ends_with('s')
                || matches!(
                    previous.as_str(),
                    "you" | "we" | "they" | "people" | "children"
                )
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_times_and_abbreviations_do_not_end_a_sentence() {
        let text = "The shop opens at 6:30 a.m. and a bag costs $6.90. Ask Dr. Hale, e.g. by phone. It is No. 5! Really?";
        assert_eq!(
            sentences(text),
            [
                "The shop opens at 6:30 a.m. and a bag costs $6.90.",
                "Ask Dr. Hale, e.g. by phone.",
                "It is No. 5!",
                "Really?"
            ]
        );
    }

    #[test]
    fn bullets_and_broken_lines_are_read_as_they_are_meant() {
        let text = "# Facts\n- Free parking\n- Open\n  on Sundays\n\nA line that\ngoes on";
        assert_eq!(
            sentences(text),
            [
                "Facts.",
                "Free parking.",
                "Open on Sundays.",
                "A line that goes on."
            ]
        );
    }

    #[test]
    fn two_full_clauses_become_two_sentences() {
        for (sentence, expected) in [
            (
                "Tickets cost $9 for adults; children under 12 are free.",
                vec!["Tickets cost $9 for adults.", "Children under 12 are free."],
            ),
            (
                "The shop in Mill Street opens at 6:30, and the first loaves leave the oven at 6:45.",
                vec![
                    "The shop in Mill Street opens at 6:30.",
                    "The first loaves leave the oven at 6:45.",
                ],
            ),
            (
                "Every match shows the rule that made it, and auditors can follow each booking back to its source.",
                vec![
                    "Every match shows the rule that made it.",
                    "Auditors can follow each booking back to its source.",
                ],
            ),
            (
                "We sell bread, rolls, and the coffee.",
                vec!["We sell bread, rolls, and the coffee."],
            ),
            ("It is warm, and good.", vec!["It is warm, and good."]),
        ] {
            assert_eq!(clauses(sentence), expected);
        }
    }

    #[test]
    fn punctuation_is_never_doubled() {
        assert_eq!(tidy("Good  bread ,, really!!  "), "Good bread, really!");
        assert_eq!(tidy("Wait..."), "Wait.");
        assert_eq!(tidy("—"), "");
        assert_eq!(tidy("He said “yes.”"), "He said “yes.”");
    }
}
