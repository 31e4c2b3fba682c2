//! Days as people write them, in the languages of the product.

use time::{Date, Month};

use crate::{text, time::Day};

/// Months by what their names begin with, January first. Arabic and Japanese names stand whole.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "janeiro", "يناير"],
    &["february", "feb", "februar", "février", "févr", "febrero", "fevereiro", "fev", "فبراير"],
    &["march", "mar", "märz", "mars", "marzo", "março", "مارس"],
    &["april", "apr", "avril", "avr", "abril", "abr", "أبريل", "ابريل"],
    &["may", "mai", "mayo", "maio", "مايو"],
    &["june", "jun", "juni", "juin", "junio", "junho", "يونيو"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "julho", "يوليو"],
    &["august", "aug", "août", "agosto", "ago", "أغسطس"],
    &["september", "sep", "sept", "septembre", "septiembre", "setembro", "set", "سبتمبر"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "outubro", "out", "أكتوبر"],
    &["november", "nov", "novembre", "noviembre", "novembro", "نوفمبر"],
    &["december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "dezembro", "ديسمبر"],
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Number(u16),
    /// A number with a slash behind it: which of two is the month is not known.
    Slashed(u16),
    Year(u16),
    Month(u8),
    /// A word that no date has.
    Word,
}

/// The days that a text names, in its order. A day without a year is the next one after `today`;
/// 4/5/2026 names no day, because nobody knows which.
pub fn days_in(words: &str, today: Day) -> Vec<Day> {
    let parts = parts(words);
    let mut rest = parts.as_slice();
    let mut days = Vec::new();
    while !rest.is_empty() {
        let (found, length) = first(rest, today);
        days.extend(found);
        rest = rest.get(length..).unwrap_or_default();
    }
    days
}

/// The days with which `parts` begin, and how many parts they take; at least one.
fn first(parts: &[Part], today: Day) -> (Vec<Day>, usize) {
    use Part::{Month as M, Number as N, Slashed as S, Year as Y};
    let small = |number: u16| u8::try_from(number).unwrap_or_default();
    let (found, length): (Vec<(Option<u16>, u8, u16)>, usize) = match *parts {
        [Y(year), N(month) | S(month), N(day) | S(day), ..] => {
            (vec![(Some(year), small(month), day)], 3)
        }
        [N(from), M(month), N(to), M(later), Y(year), ..]
        | [M(month), N(from), M(later), N(to), Y(year), ..] => {
            (vec![(Some(year), month, from), (Some(year), later, to)], 5)
        }
        [N(from), N(to), M(month), Y(year), ..] | [M(month), N(from), N(to), Y(year), ..] => {
            (vec![(Some(year), month, from), (Some(year), month, to)], 4)
        }
        [N(from), M(month), Y(year), ..] | [M(month), N(from), Y(year), ..] => {
            (vec![(Some(year), month, from)], 3)
        }
        [N(from), N(month), N(to), N(later), Y(year), ..] => (
            vec![
                (Some(year), small(month), from),
                (Some(year), small(later), to),
            ],
            5,
        ),
        [N(from), N(to), N(month), Y(year), ..] => (
            vec![
                (Some(year), small(month), from),
                (Some(year), small(month), to),
            ],
            4,
        ),
        [N(from), N(month), Y(year), ..] => (vec![(Some(year), small(month), from)], 3),
        [S(from), S(to) | N(to), Y(year), ..] => match (from, to) {
            (day, month) if day > 12 || day == month => (vec![(Some(year), small(month), day)], 3),
            (month, day) if day > 12 => (vec![(Some(year), small(month), day)], 3),
            _ => (Vec::new(), 3),
        },
        [N(from), N(to), M(month), ..] | [M(month), N(from), N(to), ..] => {
            (vec![(None, month, from), (None, month, to)], 3)
        }
        [N(from), M(month), ..] | [M(month), N(from), ..] => (vec![(None, month, from)], 2),
        _ => (Vec::new(), 1),
    };
    let days = found.into_iter().filter_map(|(year, month, day)| {
        let this_year = u16::try_from(today.0.year()).unwrap_or_default();
        let named = day_of(year.unwrap_or(this_year), month, day)?;
        if year.is_none() && named < today {
            return day_of(this_year + 1, month, day);
        }
        Some(named)
    });
    (days.collect(), length)
}

fn day_of(year: u16, month: u8, day: u16) -> Option<Day> {
    let month = Month::try_from(month).ok()?;
    let day = u8::try_from(day).ok()?;
    Date::from_calendar_date(i32::from(year), month, day)
        .ok()
        .map(Day)
}

/// Numbers, years and months, without what only stands between them.
fn parts(words: &str) -> Vec<Part> {
    const BETWEEN: [&str; 22] = [
        "to", "until", "till", "from", "and", "of", "the", "bis", "vom", "von", "und", "au", "du",
        "le", "et", "de", "del", "al", "a", "até", "إلى", "من",
    ];
    let folded = text::folded(words);
    let mut parts = Vec::new();
    let mut rest = folded.as_str();
    while let Some(next) = rest.chars().next() {
        let is_digit = next.is_ascii_digit();
        let same = |c: char| {
            if is_digit {
                c.is_ascii_digit()
            } else {
                c.is_alphabetic() && !"年月日から".contains(c)
            }
        };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        if end == 0 {
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
            continue;
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        if is_digit {
            parts.push(match word.parse::<u16>() {
                Ok(year) if word.len() == 4 => Part::Year(year),
                Ok(number) if after.starts_with('/') => Part::Slashed(number),
                Ok(number) if word.len() < 3 => Part::Number(number),
                _ => Part::Word,
            });
        } else if let Some(month) = month(word) {
            parts.push(Part::Month(month));
        } else if !BETWEEN.contains(&word) && !["st", "nd", "rd", "th", "er", "º"].contains(&word)
        {
            parts.push(Part::Word);
        }
    }
    parts
}

fn month(word: &str) -> Option<u8> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(words: &str) -> Vec<String> {
        let today = "2026-11-25".parse().unwrap();
        days_in(words, today)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn a_day_is_read_in_seven_languages() {
        for words in [
            "2026-12-05",
            "on 5 December 2026",
            "December 5th, 2026",
            "5. Dezember 2026",
            "05.12.2026",
            "le 5 décembre 2026",
            "5 de diciembre de 2026",
            "5 de dezembro de 2026",
            "2026年12月5日",
            "５ ديسمبر 2026",
            "Sat, Dec 5",
        ] {
            assert_eq!(days(words), ["2026-12-05"], "{words}");
        }
    }

    #[test]
    fn a_span_gives_both_its_ends() {
        for words in [
            "5–20 December 2026",
            "5.–20.12.2026",
            "5.12. bis 20.12.2026",
            "vom 5. bis 20. Dezember 2026",
            "du 5 au 20 décembre 2026",
            "del 5 al 20 de diciembre de 2026",
            "December 5 to December 20, 2026",
            "2026/12/05〜2026/12/20",
            "5 to 20 December",
        ] {
            assert_eq!(days(words), ["2026-12-05", "2026-12-20"], "{words}");
        }
        assert_eq!(days("1 January to 3 March"), ["2027-01-01", "2027-03-03"]);
    }

    #[test]
    fn what_may_be_two_days_or_none_is_no_day() {
        assert_eq!(days("4/5/2026"), [""; 0]);
        assert_eq!(days("12/24/2026"), ["2026-12-24"]);
        assert_eq!(days("24/12/2026"), ["2026-12-24"]);
        assert_eq!(days("31.2.2026, 200 guests, 3 rooms in 2026"), [""; 0]);
    }
}
