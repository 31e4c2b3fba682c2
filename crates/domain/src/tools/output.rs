//! What came of a tool.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Readability;

/// What came of a tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToolOutput {
    /// Texts to choose from, or to use together.
    Suggestions {
        /// The texts, the best first.
        items: Vec<Suggestion>,
    },
    /// Titles and descriptions for search engines.
    Seo {
        /// The pairs, the best first.
        pairs: Vec<SeoPair>,
    },
    /// A text recreated line by line.
    Lines {
        /// Its lines, in order.
        lines: Vec<TargetLine>,
    },
    /// How easily a text is read.
    Readability {
        /// What was counted.
        reading: Readability,
    },
    /// A text read aloud; the file is fetched by the use.
    Speech {
        /// How long it lasts.
        seconds: u32,
    },
}

/// One text to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suggestion {
    /// The text.
    pub text: String,
    /// Why it, or where it came from.
    pub note: String,
}

/// Title and description for search engines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SeoPair {
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// Why these.
    pub note: String,
}

/// A line recreated in another language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TargetLine {
    /// The line.
    pub source: String,
    /// What it became.
    pub target: String,
    /// What that says, word for word, in the language of the source; empty after a person changed
    /// the target, because nobody has translated that back.
    pub back_translation: String,
    /// What was changed, and why.
    pub reason: String,
}

impl ToolOutput {
    /// How many results there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Suggestions { items } => items.len(),
            Self::Seo { pairs } => pairs.len(),
            Self::Lines { lines } => lines.len(),
            Self::Readability { .. } | Self::Speech { .. } => 1,
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The same with other targets; `None` when these are not as many as there are lines, or one
    /// says nothing.
    pub fn with_targets(&self, targets: &[String]) -> Option<Self> {
        let Self::Lines { lines } = self else {
            return None;
        };
        let said = |target: &String| !target.trim().is_empty();
        if lines.len() != targets.len() || !targets.iter().all(said) {
            return None;
        }
        let changed = |(line, target): (&TargetLine, &String)| {
            let target = target.split_whitespace().collect::<Vec<_>>().join(" ");
            let back_translation = if target == line.target {
                line.back_translation.clone()
            } else {
                String::new()
            };
            TargetLine {
                target,
                back_translation,
                ..line.clone()
            }
        };
        Some(Self::Lines {
            lines: lines.iter().zip(targets).map(changed).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> ToolOutput {
        let line = |source: &str, target: &str| TargetLine {
            source: source.into(),
            target: target.into(),
            back_translation: source.into(),
            reason: "Shorter".into(),
        };
        ToolOutput::Lines {
            lines: vec![line("Bread", "Brot"), line("Warm", "Warm")],
        }
    }

    #[test]
    fn a_line_that_a_person_changed_has_no_back_translation_any_longer() {
        let changed = lines()
            .with_targets(&["Unser  Brot\n".into(), "Warm".into()])
            .unwrap();
        let ToolOutput::Lines { lines } = changed else {
            unreachable!()
        };
        assert_eq!(
            (lines[0].target.as_str(), lines[0].back_translation.as_str()),
            ("Unser Brot", "")
        );
        assert_eq!(lines[1].back_translation, "Warm");
    }

    #[test]
    fn no_line_is_lost_or_emptied() {
        assert_eq!(lines().with_targets(&["Brot".into()]), None);
        assert_eq!(lines().with_targets(&["Brot".into(), " ".into()]), None);
        let other = ToolOutput::Suggestions { items: Vec::new() };
        assert_eq!(other.with_targets(&[]), None);
    }
}
