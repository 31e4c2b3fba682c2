//! Style guides: sentences that say how a brand writes, taken at their word.

mod words;

use self::words::{FORBIDS, INSTEAD, MARKS, PLACES, SAYS, SPARINGLY, STRUCTURE, TRAITS, VERBS};
use super::{Amount, Measure, Passage, Rule, RuleKind, RuleSource, Sample, prose::Prose};

/// How sure a rule is that somebody wrote down.
const WRITTEN: u8 = 90;
/// The most words of a term without quotation marks.
const TERM_WORDS: usize = 4;

/// The rules that a style guide states, each with its sentence.
pub(super) fn rules(sample: &Sample) -> Vec<Rule> {
    let prose = Prose::of(&sample.text);
    prose
        .sentences
        .iter()
        .flat_map(|range| {
            let sentence = prose.slice(range);
            let passage = Passage {
                sample: sample.id,
                quote: sentence.to_owned(),
            };
            stated(sentence).into_iter().map(move |kind| Rule {
                kind,
                evidence: vec![passage.clone()],
                confidence: WRITTEN,
                source: RuleSource::Counted,
                seen: None,
            })
        })
        .collect()
}

/// What a sentence of a style guide orders.
fn stated(sentence: &str) -> Vec<RuleKind> {
    let sentence = sentence
        .trim_start_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_digit() || "#-*•.)".contains(c)
        })
        .trim_end_matches(['.', '!', ' ']);
    let plain: String = sentence.replace('’', "'");
    // Lower-casing keeps the bytes of the letters that orders are written with; where it does not,
    // the sentence is not read.
    let lower = plain.to_lowercase();
    if lower.len() != plain.len() {
        return Vec::new();
    }
    if let Some(kind) = length(&lower) {
        return vec![kind];
    }
    if let Some(kind) = preferred(&plain, &lower) {
        return vec![kind];
    }
    if let Some(rest) = after_any(&plain, &lower, FORBIDS) {
        return forbidden(sentence, rest);
    }
    if let Some(rest) = after_any(&plain, &lower, SAYS)
        && let Some(measure) = mark(rest)
    {
        let seldom = SPARINGLY.iter().any(|word| lower.contains(word));
        let amount = if seldom {
            Amount::Seldom
        } else {
            Amount::Often
        };
        return vec![RuleKind::Habit { measure, amount }];
    }
    described(sentence, &lower)
}

fn described(sentence: &str, lower: &str) -> Vec<RuleKind> {
    let whole = || format!("{sentence}.");
    if PLACES.iter().any(|word| lower.starts_with(word))
        && let Some((place, text)) = sentence.split_once([',', ':'])
        && place.split_whitespace().count() <= 6
    {
        let context = place
            .split_once(' ')
            .map_or(place, |(_, rest)| rest)
            .trim()
            .to_owned();
        let text = format!("{}.", text.trim());
        return vec![RuleKind::Tone { context, text }];
    }
    if TRAITS.iter().any(|word| lower.starts_with(word)) {
        return vec![RuleKind::Trait { text: whole() }];
    }
    if STRUCTURE.iter().any(|word| lower.starts_with(word)) {
        return vec![RuleKind::Structure { text: whole() }];
    }
    Vec::new()
}

/// What follows the first of `starts` that the sentence begins with; the longest counts.
fn after_any<'a>(plain: &'a str, lower: &str, starts: &[&str]) -> Option<&'a str> {
    let start = starts
        .iter()
        .filter(|start| {
            let rest = lower.strip_prefix(**start);
            rest.is_some_and(|rest| rest.starts_with([' ', ':']))
        })
        .max_by_key(|start| start.len())?;
    plain
        .get(start.len()..)
        .map(|rest| rest.trim_start_matches([' ', ':']))
}

fn mark(words: &str) -> Option<Measure> {
    let lower = words.to_lowercase();
    let mut marks = MARKS.iter();
    marks
        .find(|(_, names)| names.iter().any(|name| lower.contains(name)))
        .map(|(measure, _)| *measure)
}

/// Terms, marks, or an order that cannot be tested.
fn forbidden(sentence: &str, rest: &str) -> Vec<RuleKind> {
    let exact = quoted(rest);
    if !exact.is_empty() {
        return exact
            .into_iter()
            .map(|term| RuleKind::Ban { term })
            .collect();
    }
    if let Some(measure) = mark(rest) {
        let amount = Amount::Never;
        return vec![RuleKind::Habit { measure, amount }];
    }
    let terms: Vec<String> = listed(without_verbs(rest));
    if !terms.is_empty()
        && terms
            .iter()
            .all(|term| term.split_whitespace().count() <= TERM_WORDS)
    {
        return terms
            .into_iter()
            .map(|term| RuleKind::Ban { term })
            .collect();
    }
    let text = format!("{sentence}.");
    vec![RuleKind::Structure { text }]
}

fn preferred(plain: &str, lower: &str) -> Option<RuleKind> {
    let rest = after_any(plain, lower, SAYS)?;
    let rest_lower = rest.to_lowercase();
    let (at, divider) = INSTEAD
        .iter()
        .filter_map(|divider| rest_lower.find(divider).map(|at| (at, divider)))
        .min()?;
    let (term, others) = (rest.get(..at)?, rest.get(at + divider.len()..)?);
    let exact = |text: &str| {
        let exact = quoted(text);
        if exact.is_empty() {
            listed(without_verbs(text))
        } else {
            exact
        }
    };
    let (terms, instead_of) = (exact(term), exact(others));
    let short = |term: &String| term.split_whitespace().count() <= TERM_WORDS;
    let [term] = terms.as_slice() else {
        return None;
    };
    (short(term) && !instead_of.is_empty() && instead_of.iter().all(short)).then(|| {
        RuleKind::Prefer {
            term: term.clone(),
            instead_of: instead_of.clone(),
        }
    })
}

/// “Keep sentences under 20 words”.
fn length(lower: &str) -> Option<RuleKind> {
    const BELOW: &[&str] = &[
        "under",
        "fewer",
        "at most",
        "no more",
        "max",
        "up to",
        "shorter",
        "below",
        "höchstens",
        "unter",
        "moins de",
        "menos de",
        "máximo",
    ];
    let about = ["sentence", "satz", "sätze", "phrase", "frase", "oracion"];
    if !about.iter().any(|word| lower.contains(word))
        || !BELOW.iter().any(|word| lower.contains(word))
    {
        return None;
    }
    let mut numbers = lower
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty());
    let most: u16 = numbers.next()?.parse().ok()?;
    (3..=60)
        .contains(&most)
        .then_some(RuleKind::SentenceLength { least: 1, most })
}

fn without_verbs(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some(after) = VERBS.iter().find_map(|verb| {
        let start = rest.get(..verb.len())?;
        let after = rest.get(verb.len()..)?;
        (start.to_lowercase() == **verb && after.starts_with(' ')).then_some(after)
    }) {
        rest = after.trim_start();
    }
    rest
}

fn listed(text: &str) -> Vec<String> {
    text.split([',', ';', '/'])
        .flat_map(|part| part.split(" or "))
        .flat_map(|part| part.split(" oder "))
        .map(|part| {
            part.trim()
                .trim_matches(['.', '"', '(', ')'])
                .trim()
                .to_owned()
        })
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .collect()
}

/// The parts in quotation marks.
fn quoted(text: &str) -> Vec<String> {
    let mut parts = text.split(['"', '“', '”', '„', '«', '»']);
    let mut inside = Vec::new();
    while let (Some(_), Some(part)) = (parts.next(), parts.next()) {
        let part = part.trim().trim_end_matches([',', '.', ';']);
        if part.chars().any(char::is_alphanumeric) {
            inside.push(part.to_owned());
        }
    }
    inside
}

#[cfg(test)]
mod tests;
