//! How an organization words what a campaign agent is told and asked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{problem::FieldProblem, spending::TaskKind, text::Bounds};

const INSTRUCTIONS: Bounds = Bounds::required("Instructions", Wording::MOST);
const REQUEST: Bounds = Bounds::required("Request", Wording::MOST);

/// What a role is told and asked. `{{name}}` stands where material goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Wording {
    /// Who the role is and how it works; the rules that always hold follow it.
    pub instructions: String,
    /// What it is asked, with the material.
    pub request: String,
}

impl Wording {
    /// The most characters of either part. A role's own text is what every call of it pays for.
    pub const MOST: usize = 12_000;

    /// The wording as it may be used in the place of `shipped`: all material stands in it, each in
    /// the part where it stood, and nothing that could pass for the fence around material.
    ///
    /// # Errors
    /// What is wrong with `instructions` and `request`.
    pub fn parse(&self, shipped: &Self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut part = |name, bounds: Bounds, text: &str, shipped: &str| {
            let text = bounds
                .parse(text)
                .map_err(|refusal| refusal.to_string())
                .and_then(|text| holds(&text, shipped).map(|()| text));
            text.unwrap_or_else(|message| {
                problems.push(FieldProblem::new(name, message));
                String::new()
            })
        };
        let parsed = Self {
            instructions: part(
                "instructions",
                INSTRUCTIONS,
                &self.instructions,
                &shipped.instructions,
            ),
            request: part("request", REQUEST, &self.request, &shipped.request),
        };
        if problems.is_empty() {
            Ok(parsed)
        } else {
            Err(problems)
        }
    }
}

/// A version of a role's wording that a campaign is forked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WordingChoice {
    /// Whose wording.
    pub task: TaskKind,
    /// Number of the version; 0 is the wording that Handbill ships.
    pub number: u32,
}

impl std::fmt::Display for WordingChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.task.slug(), self.number)
    }
}

impl std::str::FromStr for WordingChoice {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (task, number) = text.split_once('.').ok_or(())?;
        Ok(Self {
            task: task.parse()?,
            number: number.parse().map_err(|_| ())?,
        })
    }
}

/// A wording that a campaign was forked with, as it was then: a draft may change later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Worded {
    /// Which one.
    #[serde(flatten)]
    pub choice: WordingChoice,
    /// Its words.
    pub wording: Wording,
}

/// The names of the material in a part, in order of the alphabet.
pub fn material(part: &str) -> BTreeSet<&str> {
    let ends = part.split("{{").skip(1);
    ends.filter_map(|end| end.split_once("}}"))
        .map(|(name, _)| name)
        .collect()
}

/// Whether a part may stand in the place of `shipped`; in a sentence, why not.
fn holds(part: &str, shipped: &str) -> Result<(), String> {
    if part.contains("<<<") || part.contains(">>>") {
        return Err("“<<<” and “>>>” mark where material begins and ends, so they cannot stand in a wording. Take them out.".into());
    }
    let (here, there) = (material(part), material(shipped));
    if part.matches("{{").count() != part.matches("}}").count() {
        return Err("A “{{” or “}}” stands alone. Write names of material as {{name}}.".into());
    }
    if let Some(unknown) = here.iter().find(|name| !there.contains(*name)) {
        let known: Vec<_> = there.iter().map(|name| format!("{{{{{name}}}}}")).collect();
        let known = if known.is_empty() {
            "There is none in this part.".to_owned()
        } else {
            format!("In this part there is {}.", known.join(", "))
        };
        return Err(format!("Nothing is called {{{{{unknown}}}}} here. {known}"));
    }
    match there.iter().find(|name| !here.contains(*name)) {
        Some(missing) => Err(format!(
            "{{{{{missing}}}}} is missing: without it the role does not see what it works on. Put it back where it belongs."
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Wording {
        Wording {
            instructions: "You write in {{language}}.".into(),
            request: "Write for {{brand}}.\n\n{{brief}}".into(),
        }
    }

    fn refused(instructions: &str, request: &str) -> Vec<(String, String)> {
        let wording = Wording {
            instructions: instructions.into(),
            request: request.into(),
        };
        let problems = wording.parse(&shipped()).unwrap_err();
        problems
            .into_iter()
            .map(|problem| (problem.field, problem.message))
            .collect()
    }

    #[test]
    fn material_may_move_within_its_part_and_the_words_around_it_change() {
        let wording = Wording {
            instructions: "  Use {{language}}, and {{language}} alone.\r\n".into(),
            request: "{{brief}} for {{brand}}".into(),
        };
        let parsed = wording.parse(&shipped()).unwrap();
        assert_eq!(
            parsed.instructions,
            "Use {{language}}, and {{language}} alone."
        );
    }

    #[test]
    fn a_choice_is_read_as_it_is_written() {
        let choice = WordingChoice {
            task: TaskKind::Write,
            number: 3,
        };
        assert_eq!(choice.to_string(), "write.3");
        assert_eq!("write.3".parse(), Ok(choice));
        for none in ["write", "write.x", "image-maker.1"] {
            assert_eq!(none.parse::<WordingChoice>(), Err(()));
        }
    }

    #[test]
    fn what_is_shipped_is_itself_a_wording() {
        assert_eq!(shipped().parse(&shipped()), Ok(shipped()));
    }

    #[test]
    fn missing_material_is_named() {
        let refused = refused("Write.", "Write for {{brand}}.");
        assert_eq!(refused.len(), 2);
        assert!(refused[0].1.starts_with("{{language}} is missing"));
        assert!(refused[1].1.starts_with("{{brief}} is missing"));
    }

    #[test]
    fn material_of_the_other_part_is_unknown_and_what_there_is_is_said() {
        let refused = refused("{{language}} {{brief}}", "{{brand}} {{brief}}");
        assert_eq!(
            refused,
            [(
                "instructions".to_owned(),
                "Nothing is called {{brief}} here. In this part there is {{language}}.".to_owned()
            )]
        );
    }

    #[test]
    fn a_fence_or_half_a_name_is_refused() {
        for (instructions, start) in [
            ("{{language}} <<<data brief x", "“<<<”"),
            ("{{language}} data x>>>", "“<<<”"),
            ("{{language}} {{", "A “{{”"),
            ("", "Instructions"),
        ] {
            let refused = refused(instructions, "{{brand}} {{brief}}");
            assert!(refused[0].1.starts_with(start), "{refused:?}");
        }
    }
}
