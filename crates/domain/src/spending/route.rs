//! Which models may do a task, in which order, under which conditions.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::TaskKind;
use crate::usage::Cost;

/// A model that may do a task.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Name of the provider, such as `gemini`.
    pub provider: String,
    /// Id of the model; the provider's own choice when missing.
    #[serde(default)]
    pub model: Option<String>,
    /// Languages of briefs it is used for, by their codes; all when empty.
    #[serde(default)]
    pub languages: Vec<String>,
    /// The most that one call may cost; no limit when missing.
    #[serde(default)]
    pub at_most: Option<Cost>,
    /// The longest question it is asked, in bytes of text; no limit when missing.
    #[serde(default)]
    pub longest: Option<u64>,
}

/// How a task is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Route {
    /// The models that may do it, the first one first. Empty: every one that is set up.
    pub models: Vec<Choice>,
    /// Whether an earlier answer to the same question is used again instead of asking; what suits
    /// the task when missing.
    pub reuse: Option<bool>,
    /// Seconds after which the next model is asked as well when one has not begun to answer;
    /// whichever begins first goes on alone. Never when missing, and only for words.
    pub hedge_after: Option<u8>,
}

impl Route {
    /// The longest that may be waited before the next model is asked as well, in seconds: an answer
    /// that has not begun by then is given up soon after.
    pub const LONGEST_HEDGE: u8 = 60;

    /// By `models`, with what suits the task otherwise.
    pub fn of(models: Vec<Choice>) -> Self {
        Self {
            models,
            ..Self::default()
        }
    }

    /// Whether an earlier answer to the same question is used again. Reading is done once; where
    /// something is written, people expect another try to be another text.
    pub fn reuses(&self, task: TaskKind) -> bool {
        self.reuse.unwrap_or(task == TaskKind::Analyse)
    }
}

/// What a route's conditions look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight<'a> {
    /// Code of the answer's language, where it has one.
    pub language: Option<&'a str>,
    /// Length of the question in bytes.
    pub bytes: u64,
    /// The most the call may cost with this model; `None` when its price is not known.
    pub most: Option<Cost>,
}

impl Choice {
    /// A choice without conditions.
    pub fn of(provider: &str, model: Option<&str>) -> Self {
        Self {
            provider: provider.to_owned(),
            model: model.map(str::to_owned),
            ..Self::default()
        }
    }

    /// Whether it is used for a question of this weight. A model whose price is not known stays
    /// under no ceiling.
    pub fn admits(&self, weight: Weight<'_>) -> bool {
        let spoken = self.languages.is_empty()
            || weight.language.is_none_or(|language| {
                self.languages
                    .iter()
                    .any(|code| code.eq_ignore_ascii_case(language))
            });
        let short = self.longest.is_none_or(|longest| weight.bytes <= longest);
        let cheap = self
            .at_most
            .is_none_or(|ceiling| weight.most.is_some_and(|most| most <= ceiling));
        spoken && short && cheap
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHT: Weight<'_> = Weight {
        language: Some("de"),
        bytes: 1_000,
        most: Some(Cost(50)),
    };

    #[test]
    fn each_condition_alone_keeps_a_model_out() {
        let free = Choice::of("gemini", None);
        assert!(free.admits(WEIGHT));
        let cases = [
            (
                Choice {
                    languages: vec!["en".into()],
                    ..free.clone()
                },
                Choice {
                    languages: vec!["en".into(), "DE".into()],
                    ..free.clone()
                },
            ),
            (
                Choice {
                    longest: Some(999),
                    ..free.clone()
                },
                Choice {
                    longest: Some(1_000),
                    ..free.clone()
                },
            ),
            (
                Choice {
                    at_most: Some(Cost(49)),
                    ..free.clone()
                },
                Choice {
                    at_most: Some(Cost(50)),
                    ..free.clone()
                },
            ),
        ];
        for (refusing, admitting) in cases {
            assert!(!refusing.admits(WEIGHT), "{refusing:?}");
            assert!(admitting.admits(WEIGHT), "{admitting:?}");
        }
    }

    #[test]
    fn a_model_of_unknown_price_is_under_no_ceiling() {
        let choice = Choice {
            at_most: Some(Cost(1_000_000)),
            ..Choice::of("compatible", None)
        };
        assert!(!choice.admits(Weight {
            most: None,
            ..WEIGHT
        }));
    }
}
