//! What a rule says about a post.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::post::ContentField;

use super::spec::Source;

/// How much a finding matters, worst first.
#[derive(
    Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The platform would refuse the post, or it is plainly unfinished.
    Blocker,
    /// It would go out, but not as meant.
    Warning,
    /// It could be better.
    Advice,
}

/// One remark of one rule about one field.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Finding {
    /// The rule's id, for example `x.length`.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// The field it is about.
    pub field: ContentField,
    /// The part of the field's text it is about; `None` when it is about the whole.
    pub span: Option<Span>,
    /// A plain sentence with the numbers in it.
    pub message: String,
    /// A change that makes the finding go away, when there is an obvious one.
    pub fix: Option<Fix>,
    /// Who set the limit; `None` for rules that need no authority.
    pub source: Option<Citation>,
}

/// A part of a field's text in UTF-8 bytes, always on character boundaries. For hashtags the
/// text is what `PostContent::get` gives.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A ready change of one field.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Fix {
    /// What a button for it says.
    pub label: String,
    /// The field's whole new text, for `PostContent::set`.
    pub replacement: String,
}

/// A [`Source`] as it travels to readers.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Citation {
    /// The document's title.
    pub title: String,
    /// Its address, where it has one.
    pub url: Option<String>,
    /// The day it was read (ISO 8601).
    pub checked_on: String,
}

impl From<Source> for Citation {
    fn from(source: Source) -> Self {
        Self {
            title: source.title.to_owned(),
            url: source.url.map(str::to_owned),
            checked_on: source.checked_on.to_owned(),
        }
    }
}

impl Finding {
    pub(crate) fn new(
        rule: impl Into<String>,
        severity: Severity,
        field: ContentField,
        message: impl Into<String>,
    ) -> Self {
        Self {
            rule: rule.into(),
            severity,
            field,
            span: None,
            message: message.into(),
            fix: None,
            source: None,
        }
    }

    pub(crate) fn at(mut self, start: usize, end: usize) -> Self {
        self.span = Some(Span { start, end });
        self
    }

    pub(crate) fn fix(mut self, label: impl Into<String>, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            label: label.into(),
            replacement: replacement.into(),
        });
        self
    }

    /// Adds the fix only when there is one.
    pub(super) fn maybe_fix(self, label: &str, replacement: Option<String>) -> Self {
        match replacement {
            Some(text) => self.fix(label, text),
            None => self,
        }
    }

    pub(super) fn source(mut self, source: Source) -> Self {
        self.source = Some(source.into());
        self
    }
}

/// A number with thousands marks, as it stands in a message.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(63_206), "63,206");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }
}
