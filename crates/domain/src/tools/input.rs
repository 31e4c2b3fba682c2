//! What is asked of which text.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Address, ToolKind, lines_of};
use crate::{
    brief::{Language, Market, Tone},
    channel::ChannelKind,
    picture::FileHash,
    problem::FieldProblem,
    text::Bounds,
    voice::language_of,
};

const TEXT: Bounds = Bounds::required("Text", 20_000);
/// What speech models read at once.
const ALOUD: Bounds = Bounds::required("Text", 4_000);
/// What stands beside a picture.
const BESIDE: Bounds = Bounds::optional("Text", 20_000);
/// The most lines that are recreated at once: what a model answers whole.
const MOST_LINES: usize = 60;

/// What is asked of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ToolInput {
    /// The tool.
    pub tool: ToolKind,
    /// The text.
    pub text: String,
    /// Language of the text; `None` when nobody said and it does not show.
    pub language: Option<Language>,
    /// Language of the result, where it is another.
    #[serde(default)]
    pub target: Option<Language>,
    /// Where its readers are.
    #[serde(default)]
    pub market: Option<Market>,
    /// How readers are spoken to, where a language has a choice.
    #[serde(default)]
    pub address: Option<Address>,
    /// The tone of the result.
    #[serde(default)]
    pub tone: Option<Tone>,
    /// The channel it is for.
    #[serde(default)]
    pub channel: Option<ChannelKind>,
    /// The picture it is about.
    #[serde(default)]
    pub picture: Option<ToolPicture>,
}

/// A picture that a tool looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ToolPicture {
    /// The file that the model was shown.
    pub file: FileHash,
    /// The post's picture as it was drawn; `None` for a picture that came as a file. When the post
    /// shows another one, this differs.
    pub drawn: Option<String>,
}

impl ToolInput {
    /// Language of the result.
    pub fn result_language(&self) -> Option<Language> {
        self.target.or(self.language)
    }
}

/// The same as it is typed into a form or sent by a program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ToolDraft {
    /// The tool, such as `titles`.
    pub tool: String,
    /// The text.
    pub text: String,
    /// Code of the text's language; left out, it is told by the text.
    pub language: String,
    /// For `transcreate`: code of the language it is for.
    pub target: String,
    /// Code of the country where its readers are.
    pub market: String,
    /// For `transcreate`: `formal` or `informal`.
    pub address: String,
    /// For `tone` and `transcreate`: the tone, such as `warm`.
    pub tone: String,
    /// The channel whose limits count, such as `instagram`.
    pub channel: String,
}

impl ToolDraft {
    /// What was meant. What the tool has no use for is left out.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn parse(&self) -> Result<ToolInput, Vec<FieldProblem>> {
        let Ok(tool) = self.tool.trim().parse::<ToolKind>() else {
            return Err(vec![FieldProblem::new("tool", "Choose a tool.")]);
        };
        let mut problems = Vec::new();
        let text = bounds_of(tool).parse(&self.text).unwrap_or_else(|refusal| {
            problems.push(FieldProblem::new("text", refusal));
            String::new()
        });
        let recreates = tool == ToolKind::Transcreate;
        let toned = recreates || tool == ToolKind::Tone;
        let mut list = Listed(&mut problems);
        let language = list.optional("language", &self.language, "language");
        let language = language.or_else(|| language_of(&text));
        if tool.needs_picture() && language.is_none() && self.language.trim().is_empty() {
            list.missing("language", "Choose the language of the alt text.");
        }
        let target = if recreates {
            list.required("target", &self.target, "Choose the language it is for.")
        } else {
            None
        };
        let market = list.optional(
            "market",
            if recreates { &self.market } else { "" },
            "country",
        );
        let tone = match (toned, tool) {
            (true, ToolKind::Tone) => list.required("tone", &self.tone, "Choose a tone."),
            (true, _) => list.optional("tone", &self.tone, "tone"),
            _ => None,
        };
        let address = if recreates { &self.address } else { "" };
        let address = list.optional("address", address, "form of address");
        let channel = if tool.is_for_a_channel() {
            &self.channel
        } else {
            ""
        };
        let channel = list.optional("channel", channel, "channel");
        if recreates && lines_of(&text).len() > MOST_LINES {
            problems.push(FieldProblem::new("text", too_many_lines()));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(ToolInput {
            tool,
            language,
            text,
            target,
            market,
            address,
            tone,
            channel,
            picture: None,
        })
    }
}

/// How long a text of this tool may be.
const fn bounds_of(tool: ToolKind) -> Bounds {
    match tool {
        ToolKind::AltText => BESIDE,
        ToolKind::ReadAloud => ALOUD,
        _ => TEXT,
    }
}

fn too_many_lines() -> String {
    format!(
        "The text has more than {MOST_LINES} lines. Recreate it in parts, so that each is done with care."
    )
}

/// Reads what is chosen from lists, and keeps what is wrong.
struct Listed<'a>(&'a mut Vec<FieldProblem>);

impl Listed<'_> {
    fn optional<T: std::str::FromStr>(&mut self, field: &str, code: &str, noun: &str) -> Option<T> {
        let code = code.trim();
        if code.is_empty() {
            return None;
        }
        let read = code.parse().ok();
        if read.is_none() {
            let sentence = format!("“{code}” is no {noun} of the list. Choose one, or none.");
            self.0.push(FieldProblem::new(field, sentence));
        }
        read
    }

    fn missing(&mut self, field: &str, sentence: &str) {
        self.0.push(FieldProblem::new(field, sentence));
    }

    fn required<T: std::str::FromStr>(
        &mut self,
        field: &str,
        code: &str,
        sentence: &str,
    ) -> Option<T> {
        let read = code.trim().parse().ok();
        if read.is_none() {
            self.missing(field, sentence);
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(tool: &str, text: &str) -> ToolDraft {
        ToolDraft {
            tool: tool.into(),
            text: text.into(),
            ..ToolDraft::default()
        }
    }

    fn wrong(draft: &ToolDraft) -> Vec<String> {
        let problems = draft.parse().unwrap_err();
        problems.into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn the_language_is_told_by_the_text_unless_somebody_says_it() {
        let text = "Wir backen unser Brot um fünf, und es ist noch warm, wenn du kommst.";
        let told = draft("titles", text).parse().unwrap();
        assert_eq!(told.language.map(Language::code), Some("de"));
        let said = ToolDraft {
            language: "nl".into(),
            ..draft("titles", text)
        };
        assert_eq!(
            said.parse().unwrap().language.map(Language::code),
            Some("nl")
        );
    }

    #[test]
    fn a_tool_says_which_of_its_fields_is_missing() {
        assert_eq!(wrong(&draft("titles", "")), ["text"]);
        assert_eq!(wrong(&draft("paint", "Bread")), ["tool"]);
        assert_eq!(wrong(&draft("tone", "Bread")), ["tone"]);
        assert_eq!(wrong(&draft("alt_text", "")), ["language"]);
        assert_eq!(wrong(&draft("read_aloud", &"a".repeat(4_001))), ["text"]);
        assert_eq!(wrong(&draft("transcreate", "Bread")), ["target"]);
        assert_eq!(
            wrong(&ToolDraft {
                target: "de".into(),
                market: "Atlantis".into(),
                ..draft("transcreate", &"Bread\n".repeat(61))
            }),
            ["market", "text"]
        );
    }

    #[test]
    fn a_picture_needs_no_text_beside_it_but_a_language() {
        let asked = ToolDraft {
            language: "de".into(),
            ..draft("alt_text", " ")
        };
        let input = asked.parse().unwrap();
        assert_eq!((input.text.as_str(), input.picture), ("", None));
        assert_eq!(input.language.map(Language::code), Some("de"));
    }

    #[test]
    fn what_a_tool_has_no_use_for_is_left_out() {
        let input = ToolDraft {
            target: "de".into(),
            tone: "warm".into(),
            channel: "x".into(),
            ..draft("titles", "Bread")
        };
        let input = input.parse().unwrap();
        assert_eq!(
            (input.target, input.tone, input.channel),
            (None, None, None)
        );
    }
}
