//! Three answers that are enough for a brief.

use serde::{Deserialize, Serialize};

use super::BriefDraft;
use crate::{problem::FieldProblem, time::Day};

/// What a first campaign is asked for, exactly as typed: what is promoted, for whom and to what
/// end, where and when. Everything else of the brief follows from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// What is promoted. This or the web address is needed.
    pub promoted: String,
    /// A public page about it.
    pub web_address: String,
    /// Whom it is for.
    pub audience: String,
    /// What the campaign is to achieve.
    pub goal: String,
    /// Slugs of channels.
    pub channels: Vec<String>,
    /// Code of the market.
    pub market: String,
    /// First day of publishing.
    pub starts_on: String,
    /// Last day of publishing.
    pub ends_on: String,
}

/// The most characters of a title that is made of what is promoted.
const TITLE: usize = 60;
/// The most characters of a message that is made of what is promoted.
const MESSAGE: usize = 240;
/// More posts than this are asked for only to give every channel one.
const POSTS: usize = 8;

impl Answers {
    /// What the questions begin with for somebody who reads the language `language`.
    pub fn starting(today: Day, language: &str) -> Self {
        let draft = BriefDraft::starting(today);
        let market = match language {
            "ar" => "SA",
            "de" => "DE",
            "es" => "ES",
            "fr" => "FR",
            "ja" => "JP",
            "pt" => "BR",
            _ => return Self::with(draft),
        };
        Self {
            market: market.to_owned(),
            ..Self::with(draft)
        }
    }

    fn with(draft: BriefDraft) -> Self {
        Self {
            channels: ["instagram", "facebook", "linkedin", "email"]
                .map(str::to_owned)
                .into(),
            market: draft.market,
            starts_on: draft.starts_on,
            ends_on: draft.ends_on,
            ..Self::default()
        }
    }

    /// The brief that these answers make, written in `language`: its title and message are the
    /// first sentence of what is promoted, or else its page and the goal.
    pub fn draft(&self, today: Day, language: &str) -> BriefDraft {
        let said = first_sentence(&self.promoted);
        let (title, key_message) = if said.is_empty() {
            (host(&self.web_address), self.goal.trim())
        } else {
            (said, said)
        };
        BriefDraft {
            title: shortened(title.trim_end_matches(['.', '!', '。']), TITLE),
            goal: self.goal.clone(),
            promoted: self.promoted.clone(),
            web_address: self.web_address.clone(),
            audience: self.audience.clone(),
            key_message: shortened(key_message, MESSAGE),
            channels: self.channels.clone(),
            market: self.market.clone(),
            language: language.to_owned(),
            post_count: POSTS
                .min(self.channels.len() * 2)
                .max(self.channels.len())
                .to_string(),
            starts_on: self.starts_on.clone(),
            ends_on: self.ends_on.clone(),
            ..BriefDraft::starting(today)
        }
    }

    /// Those of the brief's problems that lie in what was asked.
    pub fn asked(problems: Vec<FieldProblem>) -> Vec<FieldProblem> {
        let derived = ["title", "key_message", "post_count"];
        let asked = |problem: &FieldProblem| !derived.contains(&problem.field.as_str());
        problems.into_iter().filter(asked).collect()
    }
}

fn first_sentence(text: &str) -> &str {
    let line = text.trim().lines().next().unwrap_or_default();
    let mut ends = line.char_indices().filter(|(at, c)| match c {
        '。' => true,
        '.' | '!' | '?' => line
            .get(at + 1..)
            .is_some_and(|rest| rest.starts_with(char::is_whitespace)),
        _ => false,
    });
    let end = ends.next().map(|(at, c)| at + c.len_utf8());
    end.and_then(|end| line.get(..end)).unwrap_or(line)
}

fn host(address: &str) -> &str {
    let rest = address.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// The text in at most `most` characters, cut between words where it has some.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let cut = text.get(..end).unwrap_or(text);
    let words = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        "2026-11-25".parse().unwrap()
    }

    fn answers() -> Answers {
        Answers {
            promoted: "Sourdough, rye rolls and 12.5 kinds of croissants, baked every night in Mill Street. Open at 6:30.".into(),
            audience: "Commuters".into(),
            goal: "200 regular customers".into(),
            ..Answers::starting(today(), "en")
        }
    }

    #[test]
    fn three_answers_make_a_whole_brief() {
        let brief = answers().draft(today(), "en").parse().unwrap();
        assert_eq!(
            brief.title,
            "Sourdough, rye rolls and 12.5 kinds of croissants, baked…"
        );
        assert_eq!(
            brief.key_message,
            "Sourdough, rye rolls and 12.5 kinds of croissants, baked every night in Mill Street."
        );
        assert_eq!((brief.channels.len(), brief.post_count), (4, 8));
    }

    #[test]
    fn an_address_alone_does_too() {
        let answers = Answers {
            promoted: String::new(),
            web_address: "https://bakery.example/bread".into(),
            ..answers()
        };
        let brief = answers.draft(today(), "de").parse().unwrap();
        assert_eq!(
            (brief.title.as_str(), brief.key_message.as_str()),
            ("bakery.example", "200 regular customers")
        );
    }

    #[test]
    fn only_what_was_asked_is_said_to_be_missing() {
        let empty = Answers::default();
        let problems = Answers::asked(empty.draft(today(), "en").parse().unwrap_err());
        let fields: Vec<_> = problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(
            fields,
            [
                "goal",
                "promoted",
                "audience",
                "channels",
                "market",
                "starts_on",
                "ends_on"
            ]
        );
    }

    #[test]
    fn every_channel_gets_a_post() {
        let count = |channels: usize| {
            let channels = crate::channel::ChannelKind::ALL[..channels]
                .iter()
                .map(|kind| kind.slug().to_owned());
            let answers = Answers {
                channels: channels.collect(),
                ..answers()
            };
            answers.draft(today(), "en").parse().unwrap().post_count
        };
        assert_eq!([1, 4, 6, 12].map(count), [2, 8, 8, 12]);
    }
}
