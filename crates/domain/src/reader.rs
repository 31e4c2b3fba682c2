//! Readers: roles that an organization adds. Each reads the posts of a run and says what it finds;
//! none changes anything.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    channel::{ChannelKind, Finding, Severity, Span},
    post::{ContentField, PostContent},
    problem::FieldProblem,
    text::Bounds,
    voice::place,
};

const NAME: Bounds = Bounds::required("Name", 60);
const INSTRUCTIONS: Bounds = Bounds::required("What it looks for", 4_000);
const REMARK: usize = 400;

/// What a reader is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reader {
    /// What it is called, such as “Compliance”.
    pub name: String,
    /// What it looks for, in a person's words.
    pub instructions: String,
    /// The channels whose posts it reads; all when empty.
    #[serde(default)]
    pub channels: Vec<ChannelKind>,
    /// Whether it may look things up in the term base and in earlier posts, which takes calls more.
    #[serde(default)]
    pub looks_up: bool,
}

impl Reader {
    /// The most readers an organization has at work: each is a call for each post.
    pub const MOST: usize = 10;
    /// The most remarks of one about one post.
    pub const MOST_REMARKS: usize = 8;
    /// The rule that its findings name.
    pub const RULE: &'static str = "reader";

    /// The reader as it can be told.
    ///
    /// # Errors
    /// What is wrong with `name` and `instructions`.
    pub fn parse(&self) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut part = |field: &str, bounds: Bounds, text: &str| {
            let text = bounds.parse(text).map_err(|refusal| refusal.to_string());
            let marks = ["<<<", ">>>", "{{", "}}"];
            let text = text.and_then(|text| match marks.iter().find(|mark| text.contains(**mark)) {
                Some(mark) => Err(format!(
                    "“{mark}” marks where material begins or ends, so it cannot stand here. Take it out."
                )),
                None => Ok(text),
            });
            text.unwrap_or_else(|message| {
                problems.push(FieldProblem::new(field, message));
                String::new()
            })
        };
        let parsed = Self {
            name: part("name", NAME, &self.name.replace(['\n', '\r'], " ")),
            instructions: part("instructions", INSTRUCTIONS, &self.instructions),
            channels: self.channels.clone(),
            looks_up: self.looks_up,
        };
        if problems.is_empty() {
            Ok(parsed)
        } else {
            Err(problems)
        }
    }

    /// Whether it reads posts of this channel.
    pub fn reads(&self, channel: ChannelKind) -> bool {
        self.channels.is_empty() || self.channels.contains(&channel)
    }
}

/// The answer of a model that read a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingAnswer {
    /// What it found, the worst first.
    pub remarks: Vec<RemarkAnswer>,
}

/// A remark as a model gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkAnswer {
    /// The field it is about.
    pub field: ContentField,
    /// The words it is about.
    pub quote: String,
    /// What is wrong and what to do.
    pub remark: String,
    /// How much it matters.
    pub severity: Severity,
}

/// What a reader found in a version of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reading {
    /// The reader's name.
    pub reader: String,
    /// What it found, worst first.
    pub findings: Vec<Finding>,
    /// Remarks that were dropped, because the words they quote are not in the post.
    pub dropped: u32,
}

impl Reading {
    /// What stands of `answer` about `content`.
    pub fn of(answer: ReadingAnswer, reader: &Reader, content: &PostContent) -> Self {
        let given = answer.remarks.len();
        let mut findings: Vec<Finding> = answer
            .remarks
            .into_iter()
            .filter_map(|remark| {
                let message: String = remark.remark.trim().chars().take(REMARK).collect();
                let span = place(&content.get(remark.field), &remark.quote)?;
                (!message.is_empty()).then(|| Finding {
                    span: Some(span),
                    ..Finding::new(Reader::RULE, remark.severity, remark.field, message)
                })
            })
            .take(Reader::MOST_REMARKS)
            .collect();
        let dropped = u32::try_from(given - findings.len()).unwrap_or(u32::MAX);
        findings.sort_by_key(|finding| finding.severity);
        Self {
            reader: reader.name.clone(),
            findings,
            dropped,
        }
    }
}

/// The words of `content` that a finding is about.
pub fn quoted(content: &PostContent, finding: &Finding) -> Option<String> {
    let Span { start, end } = finding.span?;
    content
        .get(finding.field)
        .get(start..end)
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post() -> PostContent {
        PostContent {
            body: "The best bread in town — guaranteed.".into(),
            ..PostContent::default()
        }
    }

    fn reader() -> Reader {
        Reader {
            name: "Compliance".into(),
            instructions: "Find promises.".into(),
            channels: vec![ChannelKind::X],
            looks_up: false,
        }
    }

    fn remark(quote: &str, severity: Severity) -> RemarkAnswer {
        RemarkAnswer {
            field: ContentField::Body,
            quote: quote.into(),
            remark: format!("“{quote}” is a promise."),
            severity,
        }
    }

    #[test]
    fn a_remark_counts_with_words_that_are_in_the_post_and_the_worst_is_first() {
        let answer = ReadingAnswer {
            remarks: vec![
                remark("best bread in town", Severity::Advice),
                remark("forever", Severity::Blocker),
                remark("town - guaranteed", Severity::Blocker),
            ],
        };
        let reading = Reading::of(answer, &reader(), &post());
        assert_eq!(reading.dropped, 1);
        let found: Vec<_> = reading
            .findings
            .iter()
            .map(|finding| (finding.severity, quoted(&post(), finding).unwrap()))
            .collect();
        assert_eq!(
            found,
            [
                (Severity::Blocker, "town — guaranteed".to_owned()),
                (Severity::Advice, "best bread in town".to_owned())
            ]
        );
    }

    #[test]
    fn more_remarks_than_anybody_reads_are_dropped() {
        let answer = ReadingAnswer {
            remarks: vec![remark("bread", Severity::Advice); 20],
        };
        let reading = Reading::of(answer, &reader(), &post());
        assert_eq!((reading.findings.len(), reading.dropped), (8, 12));
    }

    #[test]
    fn a_reader_without_channels_reads_them_all() {
        assert!(reader().reads(ChannelKind::X) && !reader().reads(ChannelKind::Blog));
        let everywhere = Reader {
            channels: Vec::new(),
            ..reader()
        };
        assert!(everywhere.reads(ChannelKind::Blog));
    }

    #[test]
    fn what_could_pass_for_a_fence_is_refused_by_its_field() {
        for (name, instructions, field) in [
            ("", "Find promises.", "name"),
            ("Compliance", " ", "instructions"),
            ("Compliance", "Say {{brief}}.", "instructions"),
            ("<<<data", "Find promises.", "name"),
        ] {
            let reader = Reader {
                name: name.into(),
                instructions: instructions.into(),
                channels: Vec::new(),
                looks_up: false,
            };
            let problems = reader.parse().unwrap_err();
            assert_eq!(problems[0].field, field);
        }
        assert_eq!(reader().parse(), Ok(reader()));
    }
}
