//! What should never be left in a text, and what shouts.

use std::ops::Range;

use crate::post::ContentField;

use super::{
    super::{
        finding::{Finding, Severity},
        words::{find_term, words},
    },
    PROSE, Post,
    hashtags::capitalised,
};

/// Words that writers leave where text is still to come.
const STAND_INS: [&str; 5] = ["lorem ipsum", "TODO", "TBD", "FIXME", "insert link here"];

/// A name of something to fill in is not longer than this.
const PLACEHOLDER_CHARS: usize = 60;

/// A sentence in capitals with fewer letters than this may be an abbreviation.
const CAPS_LETTERS: usize = 12;

pub(super) fn check(post: &Post<'_>, findings: &mut Vec<Finding>) {
    for field in PROSE {
        let text = post.content.get(field);
        findings.extend(
            placeholders(&text)
                .into_iter()
                .map(|range| placeholder(field, &text, range)),
        );
        if field != ContentField::AltText {
            findings.extend(capitals(field, &text));
            findings.extend(exclamations(field, &text));
        }
    }
}

fn placeholder(field: ContentField, text: &str, range: Range<usize>) -> Finding {
    let shown = text.get(range.clone()).unwrap_or_default();
    let message = format!("“{shown}” is a placeholder. Write what belongs there.");
    Finding::new("text.placeholder", Severity::Blocker, field, message).at(range.start, range.end)
}

fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [
        ("{{", "}}"),
        ("{%", "%}"),
        ("${", "}"),
        ("{", "}"),
        ("[", "]"),
        ("<", ">"),
    ] {
        let mut from = 0;
        while let Some(start) = text
            .get(from..)
            .and_then(|rest| rest.find(open))
            .map(|at| from + at)
        {
            let inner_start = start + open.len();
            let inner = text.get(inner_start..).and_then(|rest| up_to(rest, close));
            from = inner_start;
            let Some(inner) = inner else { continue };
            let end = inner_start + inner.len() + close.len();
            let overlaps = found
                .iter()
                .any(|other: &Range<usize>| other.start < end && start < other.end);
            if !overlaps && is_placeholder(open, inner, text.get(end..).unwrap_or_default()) {
                found.push(start..end);
                from = end;
            }
        }
    }
    found.extend(STAND_INS.iter().flat_map(|word| stand_ins(text, word)));
    found.sort_by_key(|range| range.start);
    found
}

/// What stands before the closing sign, if that comes soon: a long text full of opening signs must
/// not be searched to its end for each.
fn up_to<'a>(rest: &'a str, close: &str) -> Option<&'a str> {
    let near = rest
        .char_indices()
        .nth(PLACEHOLDER_CHARS + 3)
        .map_or(rest, |(at, _)| rest.get(..at).unwrap_or(rest));
    near.get(..near.find(close)?)
}

/// Whether what stands between brackets is a name for something to be filled in. A Markdown link,
/// a task box, a footnote number and [sic] are not.
fn is_placeholder(open: &str, inner: &str, after: &str) -> bool {
    let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
    let short =
        inner.chars().count() <= PLACEHOLDER_CHARS && !inner.contains(['\n', '[', '{', '<']);
    let name = short && letters >= 2;
    match open {
        "[" => name && !after.starts_with(['(', '[', ':']) && !inner.eq_ignore_ascii_case("sic"),
        "<" => {
            let first = inner.split_whitespace().next().unwrap_or_default();
            name && ["your", "insert", "name", "company", "placeholder"]
                .iter()
                .any(|word| first.eq_ignore_ascii_case(word))
        }
        "{" => {
            name && inner
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | ' ' | '.'))
        }
        _ => short && letters >= 1,
    }
}

/// Stand-in words; those in capitals count only in capitals.
fn stand_ins(text: &str, word: &str) -> Vec<Range<usize>> {
    let exact = word.chars().all(char::is_uppercase);
    find_term(text, word)
        .into_iter()
        .filter(|range| !exact || text.get(range.clone()) == Some(word))
        .collect()
}

fn capitals(field: ContentField, text: &str) -> Option<Finding> {
    let mut first = None;
    let mut calm = String::new();
    for range in sentences(text) {
        let sentence = text.get(range.clone()).unwrap_or_default();
        if is_shouted(sentence) {
            first.get_or_insert(range);
            let start = sentence.len() - sentence.trim_start().len();
            calm.push_str(sentence.get(..start).unwrap_or_default());
            calm.push_str(&capitalised(&sentence.trim_start().to_lowercase()));
        } else {
            calm.push_str(sentence);
        }
    }
    let sentence = first?;
    let message = "A whole sentence is in capitals. It reads as shouting, and screen readers may spell it out.";
    let finding = Finding::new("text.all_caps", Severity::Advice, field, message);
    Some(
        finding
            .at(sentence.start, sentence.end)
            .fix("Write it in sentence case", calm),
    )
}

/// Byte ranges of the sentences, one right after the other.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    text.split_inclusive(['.', '!', '?', '\n'])
        .map(move |part| {
            let start = from;
            from += part.len();
            start..from
        })
}

fn is_shouted(sentence: &str) -> bool {
    let upper = |c: &char| c.is_uppercase() && !c.to_lowercase().eq([*c]);
    let letters = sentence.chars().filter(upper).count();
    let real_words = words(sentence)
        .into_iter()
        .filter(|range| range.len() >= 2)
        .count();
    letters >= CAPS_LETTERS && real_words >= 3 && !sentence.chars().any(char::is_lowercase)
}

fn exclamations(field: ContentField, text: &str) -> Option<Finding> {
    let allowed = if field == ContentField::Body { 3 } else { 1 };
    let marks: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '!' | '！'))
        .collect();
    let doubled = marks.windows(2).find_map(|pair| match pair {
        [(a, c), (b, _)] if a + c.len_utf8() == *b => Some(*b),
        _ => None,
    });
    let start = doubled.or_else(|| marks.get(allowed).map(|(at, _)| *at))?;
    let end = start + text.get(start..)?.chars().next()?.len_utf8();
    let message = format!(
        "{} exclamation marks. Let the words carry it; {allowed} at most.",
        marks.len()
    );
    let calm = calmer(text, allowed);
    Some(
        Finding::new("text.exclamation", Severity::Advice, field, message)
            .at(start, end)
            .fix("Calm it down", calm),
    )
}

/// Runs of exclamation marks become one, and those beyond the allowed number a full stop.
fn calmer(text: &str, allowed: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    let mut after_mark = false;
    for c in text.chars() {
        let mark = matches!(c, '!' | '！');
        if !mark {
            out.push(c);
        } else if !after_mark {
            out.push(if kept < allowed { c } else { '.' });
            kept += 1;
        }
        after_mark = mark;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        placeholders(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn placeholders_of_every_make_are_found() {
        for (text, expected) in [
            ("Dear [Name], hello", "[Name]"),
            ("Dear {{ first_name }}!", "{{ first_name }}"),
            ("Hi ${user}", "${user}"),
            ("Hi {name}", "{name}"),
            ("{% if x %}", "{% if x %}"),
            ("From <your company>", "<your company>"),
            ("Lorem Ipsum dolor", "Lorem Ipsum"),
            ("Price: TBD", "TBD"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn markdown_and_ordinary_brackets_are_no_placeholders() {
        for text in [
            "[our menu](https://example.com)",
            "- [x] done",
            "as he said [sic]",
            "note [1]",
            "{}",
            "a < b > c",
            "todo list",
            "<strong>x</strong>",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn only_whole_sentences_in_capitals_are_shouting() {
        assert!(is_shouted("BUY OUR BREAD TODAY!"));
        assert!(!is_shouted("BUY our BREAD TODAY!"));
        assert!(!is_shouted("NASA and ESA"));
        assert!(!is_shouted("UNESCO."));
        assert!(!is_shouted("今日 は 安い です よ ね"));
    }

    #[test]
    fn exclamation_marks_are_calmed_one_by_one() {
        assert_eq!(calmer("Wow!!! Now! Go! Yes!", 3), "Wow! Now! Go! Yes.");
        assert_eq!(calmer("Sale!! On!", 1), "Sale! On.");
    }
}
