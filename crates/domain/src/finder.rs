//! Finding things by words: how texts and questions are made comparable, and what is found.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    channel::ChannelKind,
    ids::{CampaignId, PostId},
    post::PostState,
    run::RunState,
    time::Day,
    views::BriefSummary,
};

/// The most words of a question that are looked at.
const WORDS: usize = 6;
/// The most characters of a word that are looked at.
const LETTERS: usize = 40;

/// Texts as they are compared: one after the other, in lower case by Unicode's rules.
pub fn key(texts: &[&str]) -> String {
    texts.join(" ").to_lowercase()
}

/// The words of a question as they are compared, at most six; what is found has each of them
/// somewhere in its key.
pub fn words(question: &str) -> Vec<String> {
    question
        .split_whitespace()
        .map(|word| {
            word.chars()
                .take(LETTERS)
                .collect::<String>()
                .to_lowercase()
        })
        .filter(|word| !word.contains('\0'))
        .take(WORDS)
        .collect()
}

/// Whether a text has every one of the `words`.
pub fn matches(text: &str, words: &[String]) -> bool {
    let key = key(&[text]);
    words.iter().all(|word| key.contains(word.as_str()))
}

/// What was found, newest first of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Found {
    /// Campaigns with the words in their title.
    pub campaigns: Vec<FoundCampaign>,
    /// Posts of current takes with the words in channel, format, day, angle or campaign.
    pub posts: Vec<FoundPost>,
    /// Briefs that were not submitted yet, with the words in their title.
    pub briefs: Vec<BriefSummary>,
}

/// A campaign that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundCampaign {
    /// Its id.
    pub id: CampaignId,
    /// Its title.
    pub title: String,
    /// Where its run stands.
    pub run_state: RunState,
}

/// A post that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FoundPost {
    /// Its id.
    pub id: PostId,
    /// Where it is published.
    pub channel: ChannelKind,
    /// On which day.
    pub publish_on: Day,
    /// What it is to say.
    pub angle: String,
    /// Where it stands in its review.
    pub state: PostState,
    /// Its campaign's title.
    pub campaign_title: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_no_difference_in_any_script() {
        for (text, question) in [
            ("Ärger im Büro", "ÄRGER büro"),
            ("ΟΔΥΣΣΕΙΑ", "οδυσσεια"),
            ("Oven-warm by seven", "seven OVEN"),
        ] {
            assert!(matches(text, &words(question)), "{question} in {text}");
        }
        assert!(!matches("Oven-warm", &words("oven cold")));
    }

    #[test]
    fn a_question_of_any_length_is_a_few_short_words() {
        let long = format!("{} ", "ä".repeat(500)).repeat(500);
        let asked = words(&long);
        assert_eq!(asked.len(), WORDS);
        assert!(asked.iter().all(|word| word.chars().count() == LETTERS));
        assert!(words(" \n\t ").is_empty());
        assert_eq!(words("a\0b c"), ["c"]);
    }
}
