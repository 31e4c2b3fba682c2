//! A recreated line next to its source.

use super::{
    Remark,
    texts::{invented, lost_placeholders},
};
use crate::{
    brief::Language,
    channel::{
        Severity,
        words::{same_but_case, words},
    },
    tools::{
        Address, Conventions, TargetLine, Term, ToolInput,
        kept::{addresses, has, names, numbers},
        market::other_address,
    },
};

/// Marks that quote in one language or another.
const QUOTES: &str = "“”„‚‘«»‹›「」『』\"";
/// A line of more words than this is not the same in two languages by chance.
const SAME_WORDS: usize = 3;

/// What there is to say about a line.
pub(super) fn about(input: &ToolInput, line: &TargetLine, terms: &[Term]) -> Vec<Remark> {
    let Some(language) = input.target else {
        return Vec::new();
    };
    let (source, target) = (line.source.as_str(), line.target.as_str());
    let mut remarks = invented(source, target);
    remarks.extend(lost(source, target));
    remarks.extend(lost_placeholders(source, target));
    remarks.extend(lost_names(input, source, target));
    let concerned = terms.iter().filter(|term| term.concerns(source, language));
    remarks.extend(
        concerned
            .filter_map(|term| term.breach(target))
            .map(|sentence| Remark::new("terms.breach", Severity::Warning, sentence)),
    );
    if let Some(conventions) = Conventions::of(language, input.market) {
        remarks.extend(foreign_quotes(&conventions, target));
        remarks.extend(foreign_decimals(&conventions, target));
    }
    remarks.extend(
        input
            .address
            .and_then(|address| misaddressed(language, address, target)),
    );
    let is_same = same_but_case(source, target) && words(source).len() > SAME_WORDS;
    if is_same && input.language != input.target {
        remarks.push(Remark::new(
            "lines.untranslated",
            Severity::Warning,
            "It is the same as the source. Was it forgotten?",
        ));
    }
    remarks
}

fn lost(source: &str, target: &str) -> Vec<Remark> {
    let there = numbers(target);
    let lost = numbers(source)
        .into_iter()
        .filter(|number| !there.contains(number));
    let numbers = lost.map(|number| {
        Remark::new(
            "lines.number_lost",
            Severity::Warning,
            format!("The number “{number}” is not in the target."),
        )
    });
    let there = addresses(target);
    let lost = addresses(source)
        .into_iter()
        .filter(|address| !there.contains(address));
    let links = lost.map(|address| {
        Remark::new(
            "lines.link_lost",
            Severity::Blocker,
            format!("The link “{address}” is not in the target."),
        )
    });
    numbers.chain(links).collect()
}

/// Names stay in scripts that write them the same.
fn lost_names(input: &ToolInput, source: &str, target: &str) -> Vec<Remark> {
    let latin = |text: &str| text.chars().any(|c| c.is_ascii_alphabetic());
    if !latin(target) {
        return Vec::new();
    }
    let is_german = input
        .language
        .is_some_and(|language| language.code() == "de");
    names(source, is_german)
        .into_iter()
        .filter(|name| !has(target, name))
        .map(|name| {
            Remark::new(
                "lines.name_lost",
                Severity::Advice,
                format!("“{name}” looks like a name and is not in the target."),
            )
        })
        .collect()
}

fn foreign_quotes(conventions: &Conventions, target: &str) -> Option<Remark> {
    let own = |c: &char| conventions.quotes.contains(*c) || conventions.inner_quotes.contains(*c);
    let foreign = target.chars().find(|c| QUOTES.contains(*c) && !own(c))?;
    let mut marks = conventions.quotes.chars();
    let (open, close) = (marks.next()?, marks.next()?);
    Some(Remark::new(
        "lines.quotes",
        Severity::Advice,
        format!("Readers there expect {open}…{close} around quotations, not {foreign}."),
    ))
}

/// Two decimals behind the other mark: three digits behind it may be a group.
fn foreign_decimals(conventions: &Conventions, target: &str) -> Option<Remark> {
    let own = conventions.decimal_mark();
    let other = match own {
        ',' => '.',
        '.' => ',',
        _ => return None,
    };
    let chars: Vec<char> = target.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let found = (1..chars.len()).any(|at| {
        let ends = digit(at + 1) && digit(at + 2) && !digit(at + 3);
        // A time or a date has the same form: those have no more digits in front than two.
        let before = (at.saturating_sub(3)..at).filter(|at| digit(*at)).count();
        let money = chars.iter().any(|c| "€$£¥₩₹₪₺".contains(*c));
        chars.get(at) == Some(&other) && digit(at - 1) && ends && (before == 3 || money)
    });
    found.then(|| {
        Remark::new(
            "lines.decimals",
            Severity::Warning,
            format!(
                "Readers there write decimals with “{own}”, as in {}.",
                conventions.number
            ),
        )
    })
}

fn misaddressed(language: Language, address: Address, target: &str) -> Option<Remark> {
    let others = other_address(language, address)?;
    let places = words(target);
    let found = places.iter().enumerate().find_map(|(at, place)| {
        let word = target.get(place.clone())?;
        let before = at.checked_sub(1).and_then(|at| places.get(at));
        let from = before.map_or(0, |before| before.end);
        let between = target.get(from..place.start).unwrap_or_default();
        let starts = before.is_none() || between.contains(['.', '!', '?', ':', '\n']);
        others.iter().find(|other| {
            // “Sie” is “you” by its capital alone, which a sentence begins with as well.
            if other.starts_with(char::is_uppercase) {
                word == **other && !starts
            } else {
                same_but_case(word, other)
            }
        })
    });
    // Chinese puts no space between words.
    let found = found.or_else(|| {
        let unspaced = language.code() == "zh";
        let mut others = others.iter();
        others.find(|other| unspaced && target.contains(**other))
    })?;
    Some(Remark::new(
        "lines.address",
        Severity::Warning,
        format!(
            "“{found}” speaks to readers in the {} way, and the other one was asked for.",
            match address {
                Address::Formal => "informal",
                Address::Informal => "formal",
            }
        ),
    ))
}
