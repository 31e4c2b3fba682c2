//! What readers of a language expect: quotation marks, numbers, money, dates, times, and how they
//! are spoken to.
//!
//! Marks and formats are those of the Unicode CLDR 48 (cldr-json, read on 30 November 2026), with
//! four-digit years; inner marks of French and Dutch, where CLDR repeats the outer ones, are the
//! usual double ones. Where style authorities of a country say otherwise, they count: « » in
//! Switzerland (Federal Chancellery, "Weisungen zur Schreibung") and Spain (Real Academia Española,
//! "Ortografía", 2010). Forms of address: the languages with a choice by "Politeness distinctions in
//! pronouns", World Atlas of Language Structures, chapter 45 (wals.info), and the usual grammars.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::brief::{Language, Market};

/// How readers are spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Address {
    /// With distance: Sie, vous, usted.
    Formal,
    /// As one speaks to friends: du, tu, tú.
    Informal,
}

impl Address {
    /// Both, in the order shown.
    pub const ALL: &'static [Self] = &[Self::Formal, Self::Informal];

    /// The form as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Formal => "formal",
            Self::Informal => "informal",
        }
    }
}

impl std::str::FromStr for Address {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.iter().copied();
        all.find(|address| address.slug() == slug).ok_or(())
    }
}

/// What readers of a language expect in a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conventions {
    /// Opening and closing quotation mark.
    pub quotes: &'static str,
    /// The same inside a quotation.
    pub inner_quotes: &'static str,
    /// A number with groups and decimals.
    pub number: &'static str,
    /// An amount of money.
    pub money: &'static str,
    /// Christmas Eve in digits.
    pub short_date: &'static str,
    /// The same with the month's name.
    pub long_date: &'static str,
    /// Half past five in the afternoon.
    pub time: &'static str,
    /// Formal pronoun; empty where there is no choice.
    pub formal: &'static str,
    /// Informal pronoun.
    pub informal: &'static str,
}

/// A line for each language and country (empty where it holds everywhere else): these two, then the
/// fields of [`Conventions`] in their order.
const TABLE: &str = include_str!("conventions.txt");

/// Words that show how readers are spoken to, in languages where a word alone tells: formal, then
/// informal. Formal ones are compared with their capitals where these are what tells.
const SPOKEN: &[(&str, &str, &str)] = &[
    (
        "de",
        "Sie Ihnen",
        "du dich dir dein deine deinen deinem deiner euch euer eure",
    ),
    ("fr", "vous votre vos", "tu te toi ton ta tes"),
    ("es", "usted ustedes", "tú ti contigo vos"),
    ("it", "Lei", "tu te ti tuo tua tuoi tue"),
    ("nl", "u uw", "je jij jou jouw jullie"),
    ("da", "De Dem Deres", "du dig din dit dine"),
    ("no", "De Dem Deres", "du deg din ditt dine"),
    ("zh", "您", "你"),
    ("tr", "siz sizin size", "sen senin sana"),
    ("id", "Anda", "kamu kau"),
    ("ro", "dumneavoastră", "tu tine tău ta tăi tale"),
];

impl Conventions {
    /// What readers of `language` expect in `market`.
    pub fn of(language: Language, market: Option<Market>) -> Option<Self> {
        let there = market.map_or("", Market::code);
        let mut rows = rows().filter(|[code, ..]| *code == language.code());
        let [
            _,
            _,
            quotes,
            inner_quotes,
            number,
            money,
            short_date,
            long_date,
            time,
            formal,
            informal,
        ] = rows
            .clone()
            .find(|[_, market, ..]| *market == there)
            .or_else(|| rows.find(|[_, market, ..]| market.is_empty()))?;
        Some(Self {
            quotes,
            inner_quotes,
            number,
            money,
            short_date,
            long_date,
            time,
            formal,
            informal,
        })
    }

    /// The mark in front of decimals.
    pub fn decimal_mark(&self) -> char {
        let mark = self.number.chars().rev().find(|c| !c.is_numeric());
        mark.unwrap_or('.')
    }

    /// The pronoun of a form of address; `None` where the language has no choice.
    pub fn pronoun(&self, address: Address) -> Option<&'static str> {
        let pronoun = match address {
            Address::Formal => self.formal,
            Address::Informal => self.informal,
        };
        Some(pronoun).filter(|pronoun| !pronoun.is_empty())
    }
}

fn rows() -> impl Iterator<Item = [&'static str; 11]> + Clone {
    TABLE.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        cells.try_into().ok()
    })
}

/// Words that speak to readers otherwise than `address` in a language where a word alone tells.
pub(super) fn other_address(language: Language, address: Address) -> Option<Vec<&'static str>> {
    let (_, formal, informal) = SPOKEN.iter().find(|(code, ..)| *code == language.code())?;
    let words = match address {
        Address::Formal => informal,
        Address::Informal => formal,
    };
    Some(words.split(' ').collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::MARKETS;

    #[test]
    fn every_language_has_conventions_and_no_row_is_of_an_unknown_one() {
        for (code, _) in Language::ALL {
            let language: Language = code.parse().unwrap();
            assert!(Conventions::of(language, None).is_some(), "{code}");
        }
        assert_eq!(rows().count(), TABLE.lines().count(), "every line is whole");
        for [code, market, quotes, ..] in rows() {
            assert!(
                Language::ALL.iter().any(|(known, _)| *known == code),
                "{code}"
            );
            let known = MARKETS.iter().any(|(known, _)| *known == market);
            assert!(known || market.is_empty(), "{market}");
            assert_eq!(quotes.chars().count(), 2, "{code}");
        }
    }

    #[test]
    fn a_country_has_its_own_where_it_differs() {
        let german: Language = "de".parse().unwrap();
        let swiss = Conventions::of(german, "CH".parse().ok()).unwrap();
        assert_eq!((swiss.quotes, swiss.decimal_mark()), ("«»", '.'));
        let german = Conventions::of(german, "DE".parse().ok()).unwrap();
        assert_eq!((german.quotes, german.decimal_mark()), ("„“", ','));
        assert_eq!(german.pronoun(Address::Formal), Some("Sie"));
        let english = Conventions::of("en".parse().unwrap(), None).unwrap();
        assert_eq!(english.pronoun(Address::Informal), None);
    }

    #[test]
    fn words_that_tell_the_form_of_address_are_of_one_form_alone() {
        for (code, formal, informal) in SPOKEN {
            let language: Language = code.parse().unwrap();
            let conventions = Conventions::of(language, None).unwrap();
            assert!(conventions.pronoun(Address::Formal).is_some(), "{code}");
            let both = formal
                .split(' ')
                .any(|word| informal.split(' ').any(|other| other == word));
            assert!(!both, "{code}");
        }
    }
}
