//! The words in which vendors name why their filters struck.

use domain::channel::{FilterCategory, Held, Verdict};

/// How a vendor's word begins, in lower case and without its prefix, and what it means.
const WORDS: &[(&str, FilterCategory)] = &[
    ("hate", FilterCategory::Hate),
    ("harassment", FilterCategory::Harassment),
    ("sexual", FilterCategory::Sexual),
    ("sexually_explicit", FilterCategory::Sexual),
    ("violence", FilterCategory::Violence),
    ("self_harm", FilterCategory::SelfHarm),
    ("dangerous", FilterCategory::Dangerous),
    ("bio", FilterCategory::Dangerous),
    ("cyber", FilterCategory::Dangerous),
    ("jailbreak", FilterCategory::Jailbreak),
    ("indirect_attack", FilterCategory::Jailbreak),
    ("spii", FilterCategory::PersonalData),
    ("personally_identifiable", FilterCategory::PersonalData),
    ("recitation", FilterCategory::ProtectedText),
    ("protected_material", FilterCategory::ProtectedText),
    ("blocklist", FilterCategory::Blocklist),
    ("custom_blocklist", FilterCategory::Blocklist),
    ("profanity", FilterCategory::Blocklist),
    ("prohibited_content", FilterCategory::Prohibited),
    ("civic_integrity", FilterCategory::Prohibited),
    ("model_armor", FilterCategory::Prohibited),
];

/// The verdict that names these words. Words that say no more than that a filter struck count only
/// where there is no other.
pub(super) fn verdict<'a>(held: Held, words: impl IntoIterator<Item = &'a str>) -> Verdict {
    let mut categories = Vec::new();
    for word in words {
        let category = category(word);
        if let Some(category) = category.filter(|known| !categories.contains(known)) {
            categories.push(category);
        }
    }
    if categories.is_empty() {
        categories.push(FilterCategory::Unnamed);
    }
    Verdict { held, categories }
}

fn category(word: &str) -> Option<FilterCategory> {
    let word = word.to_lowercase().replace([' ', '-', '/'], "_");
    let prefixes = ["harm_category_", "image_"];
    let bare = prefixes.iter().find_map(|prefix| word.strip_prefix(prefix));
    let word = bare.unwrap_or(&word);
    let known = WORDS.iter().find(|(start, _)| word.starts_with(start));
    known.map(|(_, category)| *category)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_vendor_have_their_category() {
        for (words, category) in [
            (vec!["HARM_CATEGORY_HARASSMENT"], FilterCategory::Harassment),
            (
                vec!["SAFETY", "HARM_CATEGORY_SEXUALLY_EXPLICIT"],
                FilterCategory::Sexual,
            ),
            (vec!["SPII"], FilterCategory::PersonalData),
            (vec!["IMAGE_PROHIBITED_CONTENT"], FilterCategory::Prohibited),
            (vec!["self_harm"], FilterCategory::SelfHarm),
            (vec!["self-harm/intent"], FilterCategory::SelfHarm),
            (
                vec!["protected_material_text"],
                FilterCategory::ProtectedText,
            ),
            (vec!["content_filtered"], FilterCategory::Unnamed),
            (vec![], FilterCategory::Unnamed),
        ] {
            assert_eq!(verdict(Held::Answer, words).categories, [category]);
        }
    }
}
