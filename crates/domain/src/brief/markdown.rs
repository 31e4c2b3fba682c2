//! A brief as a file: Markdown that people write and JSON that programs write.

use super::BriefDraft;

/// Why a file could not be read as a brief.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BriefFileError {
    /// It begins like JSON but is none.
    #[error("This is not a brief in JSON: {0}. Check the file, or import it as Markdown.")]
    Json(String),
    /// No heading that names a field.
    #[error(
        "No field of a brief was found. Use headings such as “## Goal” and “## Audience”, or export a brief to see the form."
    )]
    NoFields,
}

/// Headings and the fields they stand for. The first name is the one we write.
const HEADINGS: [(&str, &[&str]); 14] = [
    ("goal", &["goal", "objective", "objectives", "goals"]),
    (
        "promoted",
        &["what is promoted", "product", "promoted", "offer"],
    ),
    ("web_address", &["web address", "website", "link", "url"]),
    ("audience", &["audience", "target audience", "target group"]),
    ("key_message", &["key message", "message", "main message"]),
    ("mandatories", &["mandatories", "must include", "mandatory"]),
    ("avoid", &["things to avoid", "avoid", "must not include"]),
    ("tone", &["tone", "tone of voice"]),
    ("channels", &["channels", "channel"]),
    ("market", &["market", "country"]),
    ("language", &["language"]),
    ("post_count", &["number of posts", "posts"]),
    ("starts_on", &["first day", "start", "start date"]),
    ("ends_on", &["last day", "end", "end date"]),
];

const LISTS: [&str; 3] = ["mandatories", "avoid", "channels"];

impl BriefDraft {
    /// The draft in a file's text: JSON if it begins with `{`, Markdown otherwise. Fields the
    /// file does not name are taken from `defaults`.
    pub fn from_file(text: &str, defaults: Self) -> Result<Self, BriefFileError> {
        if text.trim_start().starts_with('{') {
            let overlay = serde_json::from_str(text)
                .map_err(|error| BriefFileError::Json(error.to_string()))?;
            return merge_json(defaults, overlay);
        }
        Self::from_markdown(text, defaults)
    }

    fn from_markdown(text: &str, mut draft: Self) -> Result<Self, BriefFileError> {
        let mut found = false;
        for (heading, body) in sections(text) {
            match heading {
                Heading::Title(title) => {
                    draft.title = title;
                    found = true;
                }
                Heading::Field(field) => {
                    draft.set(field, &body);
                    found = true;
                }
                Heading::Unknown => {}
            }
        }
        if found {
            Ok(draft)
        } else {
            Err(BriefFileError::NoFields)
        }
    }

    fn set(&mut self, field: &str, body: &str) {
        let value = if field == "channels" {
            crate::text::lines(&body.replace(',', "\n").to_lowercase()).join("\n")
        } else if LISTS.contains(&field) {
            crate::text::lines(body).join("\n")
        } else {
            body.to_owned()
        };
        self.type_into(field, &value);
    }

    fn value(&self, field: &str) -> String {
        let value = self.typed(field);
        if LISTS.contains(&field) {
            bullets(&crate::text::lines(&value))
        } else {
            value
        }
    }

    /// The draft as Markdown: the title as first heading, then a section a field.
    pub fn to_markdown(&self) -> String {
        let mut text = format!("# {}\n", self.title.replace('\n', " "));
        for (field, names) in HEADINGS {
            let value = self.value(field);
            if !value.trim().is_empty() {
                let heading = names.first().copied().unwrap_or(field);
                let (first, rest) = heading.split_at(1);
                // A line of the text that looks like a heading would otherwise begin a section.
                let value = value
                    .trim()
                    .lines()
                    .map(escape_heading)
                    .collect::<Vec<_>>()
                    .join("\n");
                text.extend(["\n## ", &first.to_uppercase(), rest, "\n\n", &value, "\n"]);
            }
        }
        text
    }
}

fn bullets(items: &[String]) -> String {
    items
        .iter()
        .map(|item| format!("- {item}"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn escape_heading(line: &str) -> String {
    if line.starts_with('#') || line.starts_with('\\') {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}

fn unescape_heading(line: &str) -> &str {
    match line.strip_prefix('\\') {
        Some(rest) if rest.starts_with(['#', '\\']) => rest,
        _ => line,
    }
}

enum Heading {
    Title(String),
    Field(&'static str),
    Unknown,
}

fn sections(text: &str) -> Vec<(Heading, String)> {
    let mut sections: Vec<(Heading, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        if line.starts_with('#') {
            sections.push((heading(line), Vec::new()));
        } else if let Some((_, body)) = sections.last_mut() {
            body.push(unescape_heading(line));
        }
    }
    sections
        .into_iter()
        .map(|(heading, body)| (heading, body.join("\n").trim().to_owned()))
        .collect()
}

fn heading(line: &str) -> Heading {
    let name = line.trim_start_matches('#').trim();
    let lower = name.trim_end_matches(':').to_lowercase();
    match HEADINGS
        .iter()
        .find(|(_, names)| names.contains(&lower.as_str()))
    {
        Some((field, _)) => Heading::Field(field),
        None if line.starts_with("# ") => Heading::Title(name.to_owned()),
        None => Heading::Unknown,
    }
}

/// Takes the fields that the file names; numbers are accepted where people write them.
fn merge_json(
    defaults: BriefDraft,
    overlay: serde_json::Value,
) -> Result<BriefDraft, BriefFileError> {
    let json = |error: serde_json::Error| BriefFileError::Json(error.to_string());
    let mut merged = serde_json::to_value(defaults).map_err(json)?;
    let (Some(target), serde_json::Value::Object(fields)) = (merged.as_object_mut(), overlay)
    else {
        return Err(BriefFileError::NoFields);
    };
    let mut found = false;
    for (name, value) in fields {
        if let Some(slot) = target.get_mut(&name) {
            found = true;
            *slot = match value {
                serde_json::Value::Number(number) => number.to_string().into(),
                serde_json::Value::Null => String::new().into(),
                serde_json::Value::Array(items) if name != "channels" => items
                    .iter()
                    .filter_map(|item| item.as_str())
                    .collect::<Vec<_>>()
                    .join("\n")
                    .into(),
                other => other,
            };
        }
    }
    if !found {
        return Err(BriefFileError::NoFields);
    }
    serde_json::from_value(merged).map_err(json)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::brief::SAMPLES;

    #[test]
    fn every_sample_survives_markdown_and_json() {
        for sample in SAMPLES {
            let draft = sample.draft("2026-11-23".parse().unwrap());
            let brief = draft.parse().unwrap();
            for file in [draft.to_markdown(), serde_json::to_string(&draft).unwrap()] {
                let read = BriefDraft::from_file(&file, BriefDraft::default()).unwrap();
                assert_eq!(read.parse().unwrap(), brief);
            }
        }
    }

    #[test]
    fn a_parsed_brief_in_json_is_read_too() {
        let brief = SAMPLES[1]
            .draft("2026-11-23".parse().unwrap())
            .parse()
            .unwrap();
        let json = serde_json::to_string(&brief).unwrap();
        let read = BriefDraft::from_file(&json, BriefDraft::default()).unwrap();
        assert_eq!(read.parse().unwrap(), brief);
    }

    #[test]
    fn a_letter_without_headings_is_refused_with_an_example() {
        let error = BriefDraft::from_file("Dear agency,\nplease sell more.", BriefDraft::default())
            .unwrap_err();
        assert!(error.to_string().contains("## Goal"));
    }

    proptest! {
        #[test]
        fn text_that_looks_like_markdown_comes_back_as_it_went_in(goal in "[#\\\\a \n*-]{0,40}") {
            let draft = BriefDraft { title: "T".into(), goal: goal.clone(), ..BriefDraft::default() };
            let read = BriefDraft::from_file(&draft.to_markdown(), BriefDraft::default()).unwrap();
            prop_assert_eq!(read.goal, goal.trim());
        }
    }
}
