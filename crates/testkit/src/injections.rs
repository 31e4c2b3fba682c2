//! Texts that try to give orders where they are only material: what a page, a document, a person or
//! a model may say. To add one: a line in `injections.json`.
//!
//! Markup in them calls or names `injected`, and addresses lead to `trap.example`, so that a test
//! sees what took effect.

use serde::Deserialize;

/// Where the addresses in the texts lead.
pub const TRAP: &str = "https://trap.example";
/// The other brand that the texts name.
pub const OTHER_BRAND: &str = "Rivalux";

/// A text that tries to give orders.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Injection {
    /// How it tries.
    pub technique: String,
    /// BCP 47 tag of its language.
    pub language: String,
    text: String,
    #[serde(default = "once")]
    times: usize,
}

impl Injection {
    /// What it says.
    pub fn text(&self) -> String {
        self.text.repeat(self.times)
    }
}

const fn once() -> usize {
    1
}

/// Every text.
///
/// # Panics
/// When `injections.json` is not in its form.
pub fn all() -> Vec<Injection> {
    serde_json::from_str(include_str!("injections.json"))
        .unwrap_or_else(|error| panic!("injections.json: {error}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_many_texts_of_many_kinds_and_no_two_alike() {
        let all = all();
        let texts: BTreeSet<String> = all.iter().map(Injection::text).collect();
        let techniques: BTreeSet<&str> = all.iter().map(|one| one.technique.as_str()).collect();
        let languages: BTreeSet<&str> = all.iter().map(|one| one.language.as_str()).collect();
        println!(
            "{} texts, {} techniques, {} languages",
            texts.len(),
            techniques.len(),
            languages.len()
        );
        assert_eq!(texts.len(), all.len());
        assert!(texts.len() >= 150 && techniques.len() >= 30 && languages.len() >= 20);
    }
}
