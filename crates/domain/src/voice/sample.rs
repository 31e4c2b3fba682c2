//! Samples: what a voice is read from.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::SampleId;

/// What a sample is good for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SampleKind {
    /// A text as the brand writes: it is counted and measured.
    #[default]
    Example,
    /// A style guide: it says how the brand writes, and is not itself an example.
    Guide,
}

impl SampleKind {
    /// Both kinds.
    pub const ALL: &'static [Self] = &[Self::Example, Self::Guide];

    /// The kind as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Guide => "guide",
        }
    }
}

impl std::str::FromStr for SampleKind {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        let mut all = Self::ALL.iter().copied();
        all.find(|kind| kind.slug() == slug).ok_or(())
    }
}

/// Where a sample came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum SampleOrigin {
    /// Somebody pasted it.
    Pasted,
    /// A document.
    File {
        /// Its name.
        name: String,
    },
    /// A web page.
    Page {
        /// Its address.
        address: String,
    },
}

/// A text that a voice is read from. It is never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Sample {
    /// Its id.
    pub id: SampleId,
    /// What it is good for.
    pub kind: SampleKind,
    /// Where it came from.
    pub origin: SampleOrigin,
    /// The place or situation it was written for, in the words of the person who brought it; empty
    /// when it stands for all.
    pub context: String,
    /// What it says.
    pub text: String,
}

/// The texts of a paste: divided by lines of three dashes or more, or else one.
pub fn divided(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in text.lines() {
        let mark = line.trim();
        let divides =
            mark.chars().count() >= 3 && mark.chars().all(|c| matches!(c, '-' | '–' | '—'));
        match parts.last_mut() {
            Some(last) if !divides => {
                last.push_str(line);
                last.push('\n');
            }
            _ => parts.push(String::new()),
        }
    }
    parts
        .iter()
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_of_several_posts_is_divided_at_lines_of_dashes() {
        assert_eq!(
            divided("One.\n\nStill one.\n---\nTwo – not a line.\n  ———\n\n---\nThree."),
            ["One.\n\nStill one.", "Two – not a line.", "Three."]
        );
        assert_eq!(
            divided("One.\n- a\n- b\n\nMore."),
            ["One.\n- a\n- b\n\nMore."]
        );
        assert!(divided(" \n---\n").is_empty());
    }
}
