//! What makes a brief strong: what agents can write good posts from, beyond what they must have.

use super::BriefDraft;

/// Something a strong brief has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The goal can be measured: it names a figure.
    MeasurableGoal,
    /// Enough is said about what is promoted, in words or on a page.
    Facts,
    /// A figure, price or date that posts can be concrete about.
    Figures,
    /// The audience is more than a word.
    VividAudience,
    /// One message, short enough to be remembered.
    OneMessage,
    /// What must or must not be said.
    GuardRails,
    /// At least as many posts as channels, so that none is left out.
    RoomForChannels,
}

/// The fewest words that tell facts about something.
const FACT_WORDS: usize = 25;
/// The fewest words that describe people.
const AUDIENCE_WORDS: usize = 8;
/// The most words that are remembered as one message.
const MESSAGE_WORDS: usize = 16;

impl Strength {
    /// Each, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::MeasurableGoal,
        Self::Facts,
        Self::Figures,
        Self::VividAudience,
        Self::OneMessage,
        Self::GuardRails,
        Self::RoomForChannels,
    ];

    /// Its name in addresses and ids.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::MeasurableGoal => "measurable-goal",
            Self::Facts => "facts",
            Self::Figures => "figures",
            Self::VividAudience => "vivid-audience",
            Self::OneMessage => "one-message",
            Self::GuardRails => "guard-rails",
            Self::RoomForChannels => "room-for-channels",
        }
    }

    /// Whether the brief has it, however unfinished it is otherwise.
    pub fn is_in(self, draft: &BriefDraft) -> bool {
        let has_page = !draft.web_address.trim().is_empty();
        match self {
            Self::MeasurableGoal => has_figure(&draft.goal),
            Self::Facts => has_page || words(&draft.promoted) >= FACT_WORDS,
            Self::Figures => has_page || has_figure(&draft.promoted),
            Self::VividAudience => words(&draft.audience) >= AUDIENCE_WORDS,
            Self::OneMessage => (1..=MESSAGE_WORDS).contains(&words(&draft.key_message)),
            Self::GuardRails => {
                !draft.mandatories.trim().is_empty() || !draft.avoid.trim().is_empty()
            }
            Self::RoomForChannels => {
                let posts = draft.post_count.trim().parse::<usize>().unwrap_or_default();
                !draft.channels.is_empty() && posts >= draft.channels.len()
            }
        }
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Digits of any script.
fn has_figure(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::{Strength as S, *};
    use crate::{brief::SAMPLES, time::Day};

    fn day() -> Day {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn every_sample_is_a_strong_brief() {
        for sample in SAMPLES {
            let draft = sample.draft(day());
            let missing: Vec<_> = Strength::ALL
                .into_iter()
                .filter(|part| !part.is_in(&draft))
                .collect();
            assert!(missing.len() <= 1, "{}: {missing:?}", sample.slug);
        }
    }

    #[test]
    fn an_empty_brief_has_no_strength_and_each_is_gained_by_its_own_field() {
        let empty = BriefDraft::starting(day());
        assert!(Strength::ALL.iter().all(|part| !part.is_in(&empty)));
        let facts = "bread ".repeat(FACT_WORDS);
        let gained = |change: fn(&mut BriefDraft, &str)| {
            let mut draft = empty.clone();
            change(&mut draft, &facts);
            Strength::ALL
                .into_iter()
                .filter(|part| part.is_in(&draft))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            gained(|draft, _| draft.goal = "200 customers".into()),
            [S::MeasurableGoal]
        );
        assert_eq!(
            gained(|draft, facts| draft.promoted = facts.into()),
            [S::Facts]
        );
        assert_eq!(
            gained(|draft, _| draft.promoted = "$6.90".into()),
            [S::Figures]
        );
        assert_eq!(
            gained(|draft, _| draft.web_address = "https://a.example".into()),
            [S::Facts, S::Figures]
        );
        assert_eq!(
            gained(|draft, facts| draft.audience = facts.into()),
            [S::VividAudience]
        );
        assert_eq!(
            gained(|draft, _| draft.key_message = "Warm at seven.".into()),
            [S::OneMessage]
        );
        assert_eq!(gained(|draft, facts| draft.key_message = facts.into()), []);
        assert_eq!(
            gained(|draft, _| draft.avoid = "cheap".into()),
            [S::GuardRails]
        );
        assert_eq!(
            gained(|draft, _| draft.channels = vec!["x".into(); 6]),
            [S::RoomForChannels]
        );
        assert_eq!(gained(|draft, _| draft.channels = vec!["x".into(); 7]), []);
    }
}
