//! What a vendor's content filter held back, and why, as findings.

use super::{Finding, Severity};
use crate::post::ContentField;

/// What rules about filters begin with.
const RULE: &str = "filter.";

/// What a filter held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// What was asked.
    Question,
    /// What was answered.
    Answer,
}

impl Held {
    /// As a sentence names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Answer => "answer",
        }
    }
}

/// Why a filter held something back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterCategory {
    /// Hate against a group of people.
    Hate,
    /// Harassment of somebody.
    Harassment,
    /// Sexual content.
    Sexual,
    /// Violence.
    Violence,
    /// Harm to oneself.
    SelfHarm,
    /// Something dangerous.
    Dangerous,
    /// An attempt to get around the model's rules.
    Jailbreak,
    /// Personal data.
    PersonalData,
    /// Somebody else's text.
    ProtectedText,
    /// A word of a list that the account keeps.
    Blocklist,
    /// Content that the vendor prohibits.
    Prohibited,
    /// The model itself declined.
    Declined,
    /// The vendor does not say.
    Unnamed,
}

impl FilterCategory {
    /// The category as rules name it.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Hate => "hate",
            Self::Harassment => "harassment",
            Self::Sexual => "sexual",
            Self::Violence => "violence",
            Self::SelfHarm => "self_harm",
            Self::Dangerous => "dangerous",
            Self::Jailbreak => "jailbreak",
            Self::PersonalData => "personal_data",
            Self::ProtectedText => "protected_text",
            Self::Blocklist => "blocklist",
            Self::Prohibited => "prohibited",
            Self::Declined => "declined",
            Self::Unnamed => "unnamed",
        }
    }

    /// The category in plain words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hate => "hate",
            Self::Harassment => "harassment",
            Self::Sexual => "sexual content",
            Self::Violence => "violence",
            Self::SelfHarm => "self-harm",
            Self::Dangerous => "dangerous content",
            Self::Jailbreak => "an attempt to get around the model’s rules",
            Self::PersonalData => "personal data",
            Self::ProtectedText => "somebody else’s text",
            Self::Blocklist => "a word of your block list",
            Self::Prohibited => "prohibited content",
            Self::Declined => "the model declined",
            Self::Unnamed => "no reason given",
        }
    }
}

/// What a filter said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What it held back.
    pub held: Held,
    /// Why; never empty.
    pub categories: Vec<FilterCategory>,
}

impl Verdict {
    /// Why, in plain words.
    pub fn why(&self) -> String {
        let names: Vec<_> = self
            .categories
            .iter()
            .map(|category| category.name())
            .collect();
        names.join(", ")
    }

    /// The verdict as a finding, told in `sentence`.
    pub fn finding(&self, sentence: &str) -> Finding {
        let slugs: Vec<_> = self
            .categories
            .iter()
            .map(|category| category.slug())
            .collect();
        let rule = format!("{RULE}{}", slugs.join("."));
        Finding::new(rule, Severity::Warning, ContentField::Body, sentence)
    }
}

impl Finding {
    /// Whether a vendor's filter said it, and no rule of ours.
    pub fn is_of_filter(&self) -> bool {
        self.rule.starts_with(RULE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_becomes_a_finding_that_names_its_categories() {
        let verdict = Verdict {
            held: Held::Answer,
            categories: vec![FilterCategory::Hate, FilterCategory::SelfHarm],
        };
        assert_eq!(verdict.why(), "hate, self-harm");
        let finding = verdict.finding("Gemini held it back.");
        assert_eq!(
            (finding.rule.as_str(), finding.message.as_str()),
            ("filter.hate.self_harm", "Gemini held it back.")
        );
        assert!(finding.is_of_filter());
    }
}
