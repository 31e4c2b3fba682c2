//! A rule as a person types it into a form, or a program sends it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Amount, Measure, Rule, RuleKind};
use crate::{
    problem::FieldProblem,
    text::{Bounds, lines},
};

const TERM: Bounds = Bounds::required("Term", 80);
const TEXT: Bounds = Bounds::required("Text", 300);
const CONTEXT: Bounds = Bounds::required("Place or situation", 80);
const INSTEAD: Bounds = Bounds::optional("Instead of", 600);
/// The most terms that one is preferred over.
const MAX_INSTEAD: usize = 12;

/// The fields of a rule as typed. Which of them count depends on the kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct RuleDraft {
    /// `ban`, `prefer`, `habit`, `sentence_length`, `trait`, `tone` or `structure`.
    pub kind: String,
    /// The term of a ban or preference.
    pub term: String,
    /// What the preferred term stands in the place of, one a line.
    pub instead_of: String,
    /// What a habit is about, such as `exclamations`.
    pub measure: String,
    /// `never`, `seldom` or `often`.
    pub amount: String,
    /// Words of a sentence at the least.
    pub least: String,
    /// Words of a sentence at the most.
    pub most: String,
    /// Where or when a tone holds.
    pub context: String,
    /// What a trait, a tone or a rule of structure says.
    pub text: String,
}

impl RuleDraft {
    /// The rule that was meant.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn parse(&self) -> Result<RuleKind, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut read = |field: &str, bounds: Bounds, text: &str| match bounds.parse(text) {
            Ok(text) => text,
            Err(refusal) => {
                problems.push(FieldProblem::new(field, refusal));
                String::new()
            }
        };
        let kind = match self.kind.as_str() {
            "ban" => RuleKind::Ban {
                term: read("term", TERM, &self.term),
            },
            "prefer" => {
                let term = read("term", TERM, &self.term);
                let mut instead_of = lines(&read("instead_of", INSTEAD, &self.instead_of));
                instead_of.truncate(MAX_INSTEAD);
                RuleKind::Prefer { term, instead_of }
            }
            "habit" => self.habit()?,
            "sentence_length" => self.length()?,
            "trait" => RuleKind::Trait {
                text: read("text", TEXT, &self.text),
            },
            "structure" => RuleKind::Structure {
                text: read("text", TEXT, &self.text),
            },
            "tone" => RuleKind::Tone {
                context: read("context", CONTEXT, &self.context),
                text: read("text", TEXT, &self.text),
            },
            _ => return Err(one("kind", "Choose what kind of rule it is.")),
        };
        if problems.is_empty() {
            Ok(kind)
        } else {
            Err(problems)
        }
    }

    fn habit(&self) -> Result<RuleKind, Vec<FieldProblem>> {
        let measure = self.measure.parse::<Measure>().ok();
        let measure = measure
            .filter(|measure| Measure::MARKS.contains(measure))
            .ok_or_else(|| one("measure", "Choose what the rule is about."))?;
        let amount: Amount = self
            .amount
            .parse()
            .map_err(|()| one("amount", "Choose never, seldom or often."))?;
        Ok(RuleKind::Habit { measure, amount })
    }

    fn length(&self) -> Result<RuleKind, Vec<FieldProblem>> {
        let number = |field: &str, text: &str| {
            let number = text.trim().parse::<u16>().ok();
            number
                .filter(|number| (1..=100).contains(number))
                .ok_or_else(|| one(field, "Write a number of words from 1 to 100."))
        };
        let (least, most) = (number("least", &self.least)?, number("most", &self.most)?);
        if least > most {
            return Err(one("most", "The most is less than the least. Swap them."));
        }
        Ok(RuleKind::SentenceLength { least, most })
    }
}

fn one(field: &str, sentence: &str) -> Vec<FieldProblem> {
    vec![FieldProblem::new(field, sentence)]
}

impl From<&Rule> for RuleDraft {
    fn from(rule: &Rule) -> Self {
        let draft = Self {
            kind: rule.kind.slug().to_owned(),
            ..Self::default()
        };
        match rule.kind.clone() {
            RuleKind::Ban { term } => Self { term, ..draft },
            RuleKind::Prefer { term, instead_of } => Self {
                term,
                instead_of: instead_of.join("\n"),
                ..draft
            },
            RuleKind::Habit { measure, amount } => Self {
                measure: measure.slug().to_owned(),
                amount: amount.slug().to_owned(),
                ..draft
            },
            RuleKind::SentenceLength { least, most } => Self {
                least: least.to_string(),
                most: most.to_string(),
                ..draft
            },
            RuleKind::Trait { text } | RuleKind::Structure { text } => Self { text, ..draft },
            RuleKind::Tone { context, text } => Self {
                context,
                text,
                ..draft
            },
        }
    }
}
