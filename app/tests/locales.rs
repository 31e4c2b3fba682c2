//! Every language says everything, with the same values in it.

#![expect(
    clippy::unwrap_used,
    reason = "what is missing here fails the test, as it should"
)]

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;

/// The texts of a language by their keys.
type Texts = BTreeMap<String, String>;

fn gather(prefix: &str, value: &Value, into: &mut Texts) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                gather(&format!("{prefix}.{key}"), value, into);
            }
        }
        other => {
            into.insert(prefix.to_owned(), other.as_str().unwrap().to_owned());
        }
    }
}

fn languages() -> BTreeMap<String, Texts> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let json = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            let mut texts = Texts::new();
            gather("", &json, &mut texts);
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                texts,
            )
        })
        .collect()
}

/// The names of the values that are put into a text.
fn values(text: &str) -> Vec<&str> {
    let mut names: Vec<_> = text
        .split("{{")
        .skip(1)
        .map(|rest| rest.split("}}").next().unwrap().trim())
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn every_language_has_every_text_with_its_values() {
    let languages = languages();
    assert_eq!(languages.len(), 7);
    let english = languages.get("en").unwrap();
    for (language, texts) in &languages {
        let missing: Vec<_> = english
            .keys()
            .filter(|key| !texts.contains_key(*key))
            .collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
        let beside: Vec<_> = texts
            .keys()
            .filter(|key| !english.contains_key(*key))
            .collect();
        assert!(
            beside.is_empty(),
            "{language} has {beside:?}, which nobody asks for"
        );
        for (key, text) in texts {
            let source = english.get(key).unwrap();
            assert_eq!(values(text), values(source), "{language} {key}: {text}");
            assert!(!text.is_empty(), "{language} {key} is empty");
        }
    }
}

#[test]
fn lists_of_names_are_whole_in_every_language() {
    for (language, texts) in languages() {
        for (key, length) in [(".date.weekdays", 7), (".date.months", 12)] {
            let names = texts.get(key).unwrap();
            assert_eq!(
                names.split(' ').count(),
                length,
                "{language} {key}: {names}"
            );
        }
    }
}

#[test]
fn a_button_is_called_what_is_written_on_it() {
    const SHORT_AND_LONG: [(&str, &str); 6] = [
        (".post.approve", ".posts.approve_one"),
        (".concept.choose", ".concept.choose_named"),
        (".tokens.revoke", ".tokens.revoke_named"),
        (".jobs.retry", ".jobs.retry_named"),
        (".variants.accept", ".variants.accept_named"),
        (".variants.dismiss", ".variants.dismiss_named"),
    ];
    for (language, texts) in languages() {
        for (short, long) in SHORT_AND_LONG {
            let (short, long) = (texts.get(short).unwrap(), texts.get(long).unwrap());
            assert!(
                long.to_lowercase().contains(&short.to_lowercase()),
                "{language}: who says “{short}” must reach “{long}”"
            );
        }
    }
}
