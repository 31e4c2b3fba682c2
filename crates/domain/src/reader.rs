//! Readers: roles that an organization adds. Each reads the posts of a run and says what it finds;
//! one that may also says what to write instead, or writes it.

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
const INSTEAD: usize = 2_000;

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
    /// What it does about what it finds.
    #[serde(default)]
    pub mends: Mending,
}

/// What a reader does about what it finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mending {
    /// It says what is wrong.
    #[default]
    Remarks,
    /// It also says what to write instead, and a person decides.
    Suggests,
    /// It writes that into posts that a run has just written; elsewhere it suggests it.
    Mends,
}

impl Mending {
    /// Each of them, from the least to the most.
    pub const ALL: [Self; 3] = [Self::Remarks, Self::Suggests, Self::Mends];

    /// As it is stored and typed.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Remarks => "remarks",
            Self::Suggests => "suggests",
            Self::Mends => "mends",
        }
    }
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
            mends: self.mends,
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
    /// What to write in the place of those words; readers that suggest nothing are not asked for
    /// it, and it is empty where there is nothing to suggest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
}

impl RemarkAnswer {
    /// The words it is about as they stand in `content`.
    pub fn words(&self, content: &PostContent) -> Option<String> {
        let text = content.get(self.field);
        let span = place(&text, &self.quote)?;
        text.get(span.start..span.end).map(str::to_owned)
    }
}

/// What a reader found in a version of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reading {
    /// The reader's name.
    pub reader: String,
    /// What it found, worst first.
    pub findings: Vec<Finding>,
    /// What to write in the place of each finding's words, in the order of the findings; of readers
    /// that suggest nothing it is empty.
    #[serde(default)]
    pub suggestions: Vec<Option<String>>,
    /// Remarks that were dropped, because the words they quote are not in the post.
    pub dropped: u32,
}

impl Reading {
    /// What stands of `answer` about `content`.
    pub fn of(answer: ReadingAnswer, reader: &Reader, content: &PostContent) -> Self {
        let given = answer.remarks.len();
        let mut found: Vec<(Finding, Option<String>)> = answer
            .remarks
            .into_iter()
            .filter_map(|remark| {
                let message: String = remark.remark.trim().chars().take(REMARK).collect();
                let span = place(&content.get(remark.field), &remark.quote)?;
                let finding = Finding {
                    span: Some(span),
                    ..Finding::new(Reader::RULE, remark.severity, remark.field, message)
                };
                let instead = remark.instead.map(|instead| instead.trim().to_owned());
                let instead = instead
                    .filter(|instead| !instead.is_empty() && instead.chars().count() <= INSTEAD);
                (!finding.message.is_empty()).then_some((finding, instead))
            })
            .take(Reader::MOST_REMARKS)
            .collect();
        let dropped = u32::try_from(given - found.len()).unwrap_or(u32::MAX);
        found.sort_by_key(|(finding, _)| finding.severity);
        let (findings, suggestions) = found.into_iter().unzip();
        Self {
            reader: reader.name.clone(),
            findings,
            suggestions: if reader.mends == Mending::Remarks {
                Vec::new()
            } else {
                suggestions
            },
            dropped,
        }
    }

    /// What it says of `content`, the text that was read: each finding with the words it is about,
    /// and what to write instead.
    pub fn remarks<'a>(
        &'a self,
        content: &'a PostContent,
    ) -> impl Iterator<Item = (&'a Finding, String, Option<&'a str>)> {
        let suggestions = self.suggestions.iter().map(Option::as_deref);
        self.findings
            .iter()
            .zip(suggestions.chain(std::iter::repeat(None)))
            .map(|(finding, instead)| {
                let quote = quoted(content, finding).unwrap_or_default();
                (finding, quote, instead)
            })
    }
}

impl Reading {
    /// `current` with every suggestion about `read`, the text that was read, in its place: where the
    /// words still stand, outside of `locked` fields.
    pub fn mend(
        &self,
        read: &PostContent,
        current: &PostContent,
        locked: &[ContentField],
    ) -> PostContent {
        self.remarks(read)
            .filter(|(finding, ..)| !locked.contains(&finding.field))
            .fold(current.clone(), |content, (finding, quote, instead)| {
                let with =
                    instead.and_then(|instead| mended(&content, finding.field, &quote, instead));
                with.unwrap_or(content)
            })
    }
}

/// `content` with `instead` in the place of `quote` in one of its fields; `None` when the words do not
/// stand there, or only as a part of what is to be written. Where they stand more than once, the first
/// place counts at which they are no part of a longer word.
pub fn mended(
    content: &PostContent,
    field: ContentField,
    quote: &str,
    instead: &str,
) -> Option<PostContent> {
    let text = content.get(field);
    let is_written = |start: usize| {
        let mut there = text.match_indices(instead);
        there.any(|(at, _)| at <= start && start + quote.len() <= at + instead.len())
    };
    let places = || {
        let found = text.match_indices(quote).filter(|_| !quote.is_empty());
        let open = found.filter(|(start, _)| !is_written(*start));
        open.filter_map(|(start, _)| Some((text.get(..start)?, text.get(start + quote.len()..)?)))
    };
    let whole = places().find(|(before, after)| {
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    });
    // Scripts without spaces have no such place.
    let (before, after) = whole.or_else(|| places().next())?;
    let mut mended = content.clone();
    mended.set(field, &format!("{before}{instead}{after}"));
    (mended != *content).then_some(mended)
}

/// The words of `content` that a finding is about.
fn quoted(content: &PostContent, finding: &Finding) -> Option<String> {
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
            mends: Mending::Remarks,
        }
    }

    fn remark(quote: &str, severity: Severity) -> RemarkAnswer {
        RemarkAnswer {
            field: ContentField::Body,
            quote: quote.into(),
            remark: format!("“{quote}” is a promise."),
            severity,
            instead: None,
        }
    }

    #[test]
    fn what_to_write_instead_stays_with_its_finding_and_only_where_the_reader_may() {
        let mut promise = remark("guaranteed", Severity::Advice);
        promise.instead = Some(" fresh ".into());
        let answer = ReadingAnswer {
            remarks: vec![promise, remark("best bread", Severity::Blocker)],
        };
        let suggesting = Reader {
            mends: Mending::Suggests,
            ..reader()
        };
        let reading = Reading::of(answer.clone(), &suggesting, &post());
        let post = post();
        let said: Vec<_> = reading
            .remarks(&post)
            .map(|(_, quote, instead)| (quote, instead))
            .collect();
        assert_eq!(
            said,
            [
                ("best bread".to_owned(), None),
                ("guaranteed".to_owned(), Some("fresh"))
            ]
        );
        let silent = Reading::of(answer, &reader(), &post);
        assert_eq!(silent.suggestions, Vec::<Option<String>>::new());
        assert_eq!(silent.remarks(&post).count(), 2);
    }

    #[test]
    fn the_words_are_replaced_where_they_stand_and_nowhere_else() {
        let post = post();
        let better = mended(&post, ContentField::Body, "guaranteed", "every day").unwrap();
        assert_eq!(better.body, "The best bread in town — every day.");
        let gone = mended(&better, ContentField::Body, "guaranteed", "every day");
        assert_eq!(gone, None);
        assert_eq!(mended(&post, ContentField::Title, "bread", "rolls"), None);
        assert_eq!(mended(&post, ContentField::Body, "bread", "bread"), None);
        let title = |text: &str| PostContent {
            title: Some(text.into()),
            ..PostContent::default()
        };
        let art = mended(&title("Party art"), ContentField::Title, "art", "craft");
        assert_eq!(art, Some(title("Party craft")));
        let fresh = mended(
            &title("Our bread"),
            ContentField::Title,
            "bread",
            "fresh bread",
        );
        assert_eq!(fresh, Some(title("Our fresh bread")));
        let again = mended(
            &title("Our fresh bread"),
            ContentField::Title,
            "bread",
            "fresh bread",
        );
        assert_eq!(again, None, "it is written already");
        let spaceless = mended(
            &title("焼きたてのパン"),
            ContentField::Title,
            "パン",
            "食パン",
        );
        assert_eq!(spaceless, Some(title("焼きたての食パン")));
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
                ..reader()
            };
            let problems = reader.parse().unwrap_err();
            assert_eq!(problems[0].field, field);
        }
        assert_eq!(reader().parse(), Ok(reader()));
    }
}
