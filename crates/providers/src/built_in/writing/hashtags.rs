//! Hashtags from names and phrases of the input.

use domain::channel::ChannelKind;

use super::{form::Form, material::Material};
use crate::built_in::reading::{
    phrases::{hashtag, runs},
    words::{bare, has_phrase, is_picturable},
};

/// Hashtags for a post with this text: the brand, what the text speaks of, then the campaign's other
/// phrases in turn.
pub(super) fn hashtags(
    material: &Material,
    kind: ChannelKind,
    text: &str,
    turn: usize,
) -> Vec<String> {
    let mut tags: Vec<String> = material.tags.clone();
    let mut phrases: Vec<String> = runs(text)
        .into_iter()
        .filter(|phrase| is_telling(phrase) && is_said(material, phrase))
        .collect();
    let mut others: Vec<String> = material
        .phrases
        .iter()
        .filter(|phrase| is_telling(phrase))
        .cloned()
        .collect();
    let by = turn.checked_rem(others.len()).unwrap_or_default();
    others.rotate_left(by);
    phrases.extend(others);
    let named = [
        material.brand.clone(),
        material
            .subject
            .trim_start_matches("the ")
            .trim_start_matches("our ")
            .to_owned(),
    ];
    for phrase in named.iter().chain(&phrases) {
        if tags.len() >= Form::of(kind).hashtags {
            break;
        }
        let Some(tag) = hashtag(phrase) else { continue };
        let lower = tag.to_lowercase();
        let known = tags.iter().any(|other| {
            other.to_lowercase().contains(&lower) || lower.contains(&other.to_lowercase())
        });
        if !known && material.avoiding.allows(&tag) && material.avoiding.allows(phrase) {
            tags.push(tag);
        }
    }
    tags.truncate(Form::of(kind).hashtags.max(material.tags.len()));
    tags
}

/// Whether people would look for it: several words, a name, or a thing.
fn is_telling(phrase: &str) -> bool {
    let words: Vec<&str> = phrase.split(' ').collect();
    let last = words.last().map(|word| bare(word)).unwrap_or_default();
    match words.as_slice() {
        [one] => is_picturable(&last) && one.len() > 3,
        _ => words.iter().all(|word| word.len() > 2),
    }
}

/// Whether the phrase comes from the input, not from the words around it.
fn is_said(material: &Material, phrase: &str) -> bool {
    let texts = material
        .points
        .iter()
        .map(|point| &point.text)
        .chain([&material.message]);
    texts
        .chain(
            material
                .mandatories
                .iter()
                .map(|mandatory| &mandatory.phrase),
        )
        .any(|text| has_phrase(text, phrase))
}
