//! What every post must carry, said as a person would say it.

use domain::brief::Brief;

use super::{avoiding::quoted, dice::turn};
use crate::built_in::reading::{
    sentences::{capitalised, ended, find_verb, tidy},
    words::{bare, has_phrase, is_stop},
};

/// Words with which an entry tells the writer what to do.
const ORDERS: &[&str] = &[
    "mention", "say", "state", "include", "add", "tell", "note", "show", "always", "please",
    "that", "also",
];

/// A phrase that every post must carry.
#[derive(Clone, Debug)]
pub(in crate::built_in) struct Mandatory {
    /// The words that must be there.
    pub phrase: String,
    /// How it is said when nothing else says it.
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    /// A sentence of its own.
    Sentence,
    /// A place, with the preposition that the brief uses.
    Place(&'static str),
    /// A name or a note that stands alone.
    Note,
    /// A hashtag.
    Tag,
}

impl Mandatory {
    /// The brief's mandatories, in its order.
    pub(in crate::built_in) fn all(brief: &Brief) -> Vec<Self> {
        brief
            .mandatories
            .iter()
            .flat_map(|entry| Self::read(entry, &brief.promoted))
            .collect()
    }

    fn read(entry: &str, material: &str) -> Vec<Self> {
        let quoted = quoted(entry);
        let phrases = if quoted.is_empty() {
            vec![without_order(entry)]
        } else {
            quoted
        };
        let made = phrases
            .into_iter()
            .filter(|phrase| phrase.contains(char::is_alphanumeric))
            .map(|phrase| {
                let form = Form::of(&phrase, material);
                Self { phrase, form }
            });
        made.collect()
    }

    /// Whether the text says it: as it stands, or all its telling words.
    pub(in crate::built_in) fn is_in(&self, text: &str) -> bool {
        has_phrase(text, tidy(&self.phrase).trim_end_matches('.'))
    }

    /// It as a sentence; `at` chooses among the ways to say it.
    pub(in crate::built_in) fn sentence(&self, at: usize) -> String {
        match self.form {
            Form::Sentence | Form::Note => ended(&capitalised(&tidy(&self.phrase))),
            Form::Tag => self.phrase.clone(),
            Form::Place(preposition) => {
                let start = turn(&["See you", "Find us", "You will find us"], at)
                    .copied()
                    .unwrap_or_default();
                ended(&format!(
                    "{start} {preposition} {}",
                    self.phrase.trim_end_matches('.')
                ))
            }
        }
    }

    /// Whether it can be said as a sentence among others.
    pub(in crate::built_in) const fn is_note(&self) -> bool {
        matches!(self.form, Form::Note | Form::Tag)
    }

    /// Whether it is a hashtag.
    pub(in crate::built_in) const fn is_tag(&self) -> bool {
        matches!(self.form, Form::Tag)
    }
}

impl Form {
    fn of(phrase: &str, material: &str) -> Self {
        let place = ["in", "at", "on", "near"].into_iter().find(|preposition| {
            ["", "the "]
                .iter()
                .any(|article| has_phrase(material, &format!("{preposition} {article}{phrase}")))
        });
        let name = phrase
            .split_whitespace()
            .filter(|word| !is_stop(&bare(word)))
            .all(|word| word.starts_with(char::is_uppercase));
        let tag = phrase.strip_prefix('#').is_some_and(|tag| {
            !tag.is_empty() && tag.chars().all(|c| c.is_alphanumeric() || c == '_')
        });
        match place {
            _ if tag => Self::Tag,
            Some(preposition) if name && looks_like_place(phrase) => Self::Place(preposition),
            _ if find_verb(phrase).is_some() => Self::Sentence,
            _ => Self::Note,
        }
    }
}

fn looks_like_place(phrase: &str) -> bool {
    const PLACES: &[&str] = &[
        "street",
        "road",
        "avenue",
        "lane",
        "square",
        "market",
        "station",
        "park",
        "quay",
        "harbour",
        "harbor",
        "hall",
        "way",
        "place",
        "drive",
        "boulevard",
        "court",
        "gardens",
        "plaza",
        "centre",
        "center",
        "bridge",
        "gate",
        "hill",
        "yard",
        "row",
        "wharf",
        "museum",
        "mall",
    ];
    phrase
        .split_whitespace()
        .next_back()
        .is_some_and(|word| PLACES.contains(&bare(word).as_str()))
}

fn without_order(entry: &str) -> String {
    let mut rest = entry.trim();
    // A single word, or a phrase that only looks like an order, stays as it is.
    while let Some((first, after)) = rest.split_once(char::is_whitespace) {
        if !ORDERS.contains(&bare(first).as_str()) {
            break;
        }
        rest = after.trim_start();
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(entry: &str) -> Vec<String> {
        Mandatory::read(entry, "The shop in Mill Street opens early.")
            .iter()
            .map(|mandatory| mandatory.sentence(0))
            .collect()
    }

    #[test]
    fn a_mandatory_is_said_as_a_person_would_say_it() {
        assert_eq!(said("Mill Street"), ["See you in Mill Street."]);
        assert_eq!(
            said("children under 12 are free"),
            ["Children under 12 are free."]
        );
        assert_eq!(said("Mention that shipping is free"), ["Shipping is free."]);
        assert_eq!(said("Say \"drink responsibly\""), ["Drink responsibly."]);
        assert_eq!(said("#GrowBristol"), ["#GrowBristol"]);
        assert_eq!(said("…"), Vec::<String>::new());
    }
}
