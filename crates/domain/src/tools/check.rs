//! What can be said of a result without asking a model.

mod alt;
mod lines;
mod seo;
mod texts;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Term, ToolInput, ToolKind, ToolOutput};
use crate::channel::{Citation, Finding, Severity};

/// One remark about one result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Remark {
    /// The rule's id, for example `seo.title_cut`.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// A plain sentence with the numbers in it.
    pub message: String,
    /// Who set the limit; `None` for rules that need no authority.
    pub source: Option<Citation>,
}

impl Remark {
    fn new(rule: &str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            rule: rule.to_owned(),
            severity,
            message: message.into(),
            source: None,
        }
    }
}

impl From<Finding> for Remark {
    fn from(finding: Finding) -> Self {
        Self {
            rule: finding.rule,
            severity: finding.severity,
            message: finding.message,
            source: finding.source,
        }
    }
}

/// What results are held against besides the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Against<'a> {
    /// The term base.
    pub terms: &'a [Term],
    /// Titles that other posts of the organization have.
    pub taken: &'a [String],
}

/// What was found about results, worst first each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Checked {
    /// About each result, in their order.
    pub each: Vec<Vec<Remark>>,
    /// About all of them together.
    pub together: Vec<Remark>,
}

/// Holds results against the text they were made of, the limits of where they go, the titles that
/// are taken and the term base.
pub fn check(input: &ToolInput, output: &ToolOutput, against: Against<'_>) -> Checked {
    let mut checked = match output {
        ToolOutput::Suggestions { items } if input.tool == ToolKind::Hashtags => {
            texts::hashtags(input, items)
        }
        ToolOutput::Suggestions { items } => Checked {
            each: texts::each(input, items, against.taken),
            together: Vec::new(),
        },
        ToolOutput::Seo { pairs } => Checked {
            each: seo::each(input, pairs, against.taken),
            together: Vec::new(),
        },
        ToolOutput::Lines { lines } => Checked {
            each: lines
                .iter()
                .map(|line| lines::about(input, line, against.terms))
                .collect(),
            together: Vec::new(),
        },
        ToolOutput::Readability { .. } | ToolOutput::Speech { .. } => Checked {
            each: vec![Vec::new()],
            together: Vec::new(),
        },
    };
    for remarks in &mut checked.each {
        remarks.sort_by_key(|remark| remark.severity);
    }
    checked
}

#[cfg(test)]
mod tests;
