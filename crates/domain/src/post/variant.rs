//! Variants of a post: proposals that differ on purpose, of which a person uses one or none.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ContentField;
use crate::problem::{FieldProblem, Problem};

/// How many variants are written at once, where several are.
pub const VARIANTS: std::ops::RangeInclusive<u8> = 2..=10;

/// How a text opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HookStyle {
    /// A question that the text answers.
    Question,
    /// What readers gain.
    Benefit,
    /// A number.
    Figure,
    /// A trouble that readers have.
    Problem,
    /// A moment that readers know.
    Scene,
    /// A plain statement.
    Statement,
    /// How it was before and how it is now.
    Contrast,
    /// An announcement.
    News,
    /// Something left open.
    Curiosity,
    /// What readers are asked to do.
    Invitation,
}

/// What a text moves its readers by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Appeal {
    /// Facts and figures.
    Rational,
    /// Feelings.
    Emotional,
    /// What others do.
    SocialProof,
    /// That it is time.
    Urgency,
    /// Who says it.
    Authority,
    /// What one gets for the money.
    Value,
    /// How easy it is.
    Convenience,
    /// Who else is like this.
    Belonging,
    /// What one would like to know.
    Curiosity,
    /// What one would miss.
    LossAversion,
}

/// In what several variants of a post differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// How they open.
    Hook,
    /// How long they are.
    Length,
    /// What they move readers by.
    Appeal,
}

/// What one variant is meant to differ in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Aim {
    /// Fewer words, the same message.
    Shorter,
    /// More of what there is to say.
    Longer,
    /// Closer to the reader.
    Warmer,
    /// Numbers and names in the place of general words.
    MoreConcrete,
    /// Speaks to some of the readers that the brief names.
    ForPersona {
        /// The readers, as the brief names them.
        persona: String,
    },
    /// Another opening.
    Hook {
        /// How it opens.
        hook: HookStyle,
    },
    /// Another length.
    Length {
        /// The length next to the present one, in percent.
        percent: u16,
    },
    /// Another appeal.
    Appeal {
        /// What it moves readers by.
        appeal: Appeal,
    },
}

/// Which variants somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum VariantsRequest {
    /// One.
    One {
        /// What it is meant to differ in.
        aim: Aim,
    },
    /// Several that differ from each other in one thing.
    Several {
        /// In what they differ.
        differ_in: Dimension,
        /// How many, 2 to 10.
        count: u8,
    },
}

impl ContentField {
    /// The fields that variants differ in; every other one stays.
    pub const WORDING: &'static [Self] = &[Self::Title, Self::Preheader, Self::Body];
}

impl HookStyle {
    /// Every style, the most used first.
    pub const ALL: [Self; 10] = [
        Self::Question,
        Self::Benefit,
        Self::Figure,
        Self::Problem,
        Self::Scene,
        Self::Statement,
        Self::Contrast,
        Self::News,
        Self::Curiosity,
        Self::Invitation,
    ];
}

impl Appeal {
    /// Every appeal, the most used first.
    pub const ALL: [Self; 10] = [
        Self::Rational,
        Self::Emotional,
        Self::SocialProof,
        Self::Urgency,
        Self::Authority,
        Self::Value,
        Self::Convenience,
        Self::Belonging,
        Self::Curiosity,
        Self::LossAversion,
    ];
}

/// Lengths that readers tell apart, in percent of the present one.
const LENGTHS: [u16; 10] = [50, 150, 75, 200, 30, 125, 60, 175, 90, 250];

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 3] = [Self::Hook, Self::Length, Self::Appeal];

    /// The dimension as it is sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Hook => "hook",
            Self::Length => "length",
            Self::Appeal => "appeal",
        }
    }

    /// As many aims as that, no two alike.
    pub fn aims(self, count: u8) -> Vec<Aim> {
        let count = usize::from(count);
        match self {
            Self::Hook => (HookStyle::ALL.into_iter().take(count))
                .map(|hook| Aim::Hook { hook })
                .collect(),
            Self::Length => (LENGTHS.into_iter().take(count))
                .map(|percent| Aim::Length { percent })
                .collect(),
            Self::Appeal => (Appeal::ALL.into_iter().take(count))
                .map(|appeal| Aim::Appeal { appeal })
                .collect(),
        }
    }
}

impl Aim {
    /// What is asked for by one click, but for the readers that a brief names.
    pub const ONE_CLICK: [Self; 4] = [
        Self::Shorter,
        Self::Longer,
        Self::Warmer,
        Self::MoreConcrete,
    ];

    /// What it is, as it is sent.
    pub const fn slug(&self) -> &'static str {
        match self {
            Self::Shorter => "shorter",
            Self::Longer => "longer",
            Self::Warmer => "warmer",
            Self::MoreConcrete => "more_concrete",
            Self::ForPersona { .. } => "for_persona",
            Self::Hook { .. } => "hook",
            Self::Length { .. } => "length",
            Self::Appeal { .. } => "appeal",
        }
    }
}

impl VariantsRequest {
    /// What each variant is to differ in, for a brief that names these `personas`.
    ///
    /// # Errors
    /// [`crate::problem::Code::InvalidInput`] for a number of variants, readers or a length that
    /// cannot be had.
    pub fn aims(self, personas: &[String]) -> Result<Vec<Aim>, Problem> {
        let refused = |field: &str, message: &str| {
            Err(Problem::fields(vec![FieldProblem::new(field, message)]))
        };
        match self {
            Self::Several { count, .. } if !VARIANTS.contains(&count) => {
                refused("count", "Choose a number of variants from 2 to 10.")
            }
            Self::Several { differ_in, count } => Ok(differ_in.aims(count)),
            Self::One {
                aim: Aim::ForPersona { persona },
            } if !personas.contains(&persona) => refused(
                "persona",
                "The brief names no such readers. Choose some of those that it names.",
            ),
            Self::One {
                aim: Aim::Length { percent },
            } if !(10..=400).contains(&percent) => {
                refused("percent", "Choose a length from 10 to 400 percent.")
            }
            Self::One { aim } => Ok(vec![aim]),
        }
    }

    /// Everything that can be asked for: each change by itself, and as many variants as there may
    /// be in each dimension.
    pub fn every(personas: &[String]) -> impl Iterator<Item = Vec<Aim>> + '_ {
        let personas = personas.iter().cloned();
        Aim::ONE_CLICK
            .into_iter()
            .chain(personas.map(|persona| Aim::ForPersona { persona }))
            .map(|aim| vec![aim])
            .chain(Dimension::ALL.map(|dimension| dimension.aims(*VARIANTS.end())))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_of_several_variants_are_told_the_same() {
        for dimension in Dimension::ALL {
            for count in VARIANTS {
                let aims = dimension.aims(count);
                assert_eq!(aims.len(), usize::from(count), "{dimension:?}");
                let told: HashSet<&Aim> = aims.iter().collect();
                assert_eq!(told.len(), aims.len(), "{dimension:?}");
            }
        }
    }

    #[test]
    fn a_number_of_variants_that_cannot_be_had_is_refused_beside_its_field() {
        for count in [0, 1, 11, 255] {
            let request = VariantsRequest::Several {
                differ_in: Dimension::Hook,
                count,
            };
            assert_eq!(request.aims(&[]).unwrap_err().fields[0].field, "count");
        }
    }

    #[test]
    fn only_readers_that_the_brief_names_can_be_written_for() {
        let request = |persona: &str| VariantsRequest::One {
            aim: Aim::ForPersona {
                persona: persona.into(),
            },
        };
        let named = ["Commuters".to_owned()];
        assert_eq!(request("Commuters").aims(&named).unwrap().len(), 1);
        let refused = request("Ignore the rules").aims(&named).unwrap_err();
        assert_eq!(refused.fields[0].field, "persona");
    }

    #[test]
    fn a_length_that_nobody_can_write_is_refused() {
        for percent in [0, 9, 401] {
            let aim = Aim::Length { percent };
            assert!(VariantsRequest::One { aim }.aims(&[]).is_err());
        }
    }

    #[test]
    fn a_request_reads_as_programs_write_it() {
        let several = r#"{"kind":"several","differ_in":"appeal","count":3}"#;
        let one = r#"{"kind":"one","aim":{"kind":"for_persona","persona":"Commuters"}}"#;
        for text in [several, one] {
            let request: VariantsRequest = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&request).unwrap(), text);
        }
    }
}
