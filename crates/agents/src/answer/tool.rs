//! Results of tools: tidy, none empty, and of a recreated text every line.

use domain::tools::{SeoPair, Suggestion, TargetLine, ToolInput, ToolKind, ToolOutput, lines_of};
use serde::Deserialize;
use serde_json::Value;

use super::{Fault, line, lines, parse};

/// Characters of a result of one line.
const LINE: usize = 300;
/// Characters of an alt text: the most that any channel takes.
const ALT: usize = 5_000;
/// Characters of a note or reason.
const NOTE: usize = 400;
/// Characters of a result of several lines.
const TEXT: usize = 40_000;
/// The most results.
const MOST: usize = 20;

#[derive(Deserialize)]
struct Items {
    items: Vec<Suggestion>,
}

#[derive(Deserialize)]
struct Pairs {
    pairs: Vec<SeoPair>,
}

#[derive(Deserialize)]
struct Lines {
    lines: Vec<NumberedLine>,
}

#[derive(Deserialize)]
struct NumberedLine {
    number: usize,
    target: String,
    back_translation: String,
    reason: String,
}

/// What a tool made of a text.
pub(crate) fn output(input: &ToolInput, json: Value) -> Result<ToolOutput, Fault> {
    let output = match input.tool {
        ToolKind::Seo => seo(parse(json)?),
        ToolKind::Transcreate => recreated(&input.text, parse(json)?)?,
        _ => suggestions(input.tool, parse(json)?),
    };
    if output.is_empty() {
        return Err(Fault("It has no result.".into()));
    }
    Ok(output)
}

fn suggestions(tool: ToolKind, answer: Items) -> ToolOutput {
    let tidied = |item: Suggestion| {
        let text = if tool.says_the_same() || tool == ToolKind::Summary {
            lines(&item.text).trim().chars().take(TEXT).collect()
        } else {
            let most = if tool == ToolKind::AltText { ALT } else { LINE };
            line(&item.text, most)
        };
        Suggestion {
            text: if tool == ToolKind::Hashtags {
                hashtag(&text)
            } else {
                text
            },
            note: line(&item.note, NOTE),
        }
    };
    let mut items: Vec<Suggestion> = answer.items.into_iter().map(tidied).collect();
    items.retain(|item| !item.text.is_empty());
    items.truncate(MOST);
    ToolOutput::Suggestions { items }
}

/// With its sign, once.
fn hashtag(text: &str) -> String {
    let tag = text.trim_start_matches(['#', ' ']);
    if tag.is_empty() {
        String::new()
    } else {
        format!("#{tag}")
    }
}

fn seo(answer: Pairs) -> ToolOutput {
    let tidied = |pair: SeoPair| SeoPair {
        title: line(&pair.title, LINE),
        description: line(&pair.description, LINE),
        note: line(&pair.note, NOTE),
    };
    let mut pairs: Vec<SeoPair> = answer.pairs.into_iter().map(tidied).collect();
    pairs.retain(|pair| !pair.title.is_empty() && !pair.description.is_empty());
    pairs.truncate(MOST);
    ToolOutput::Seo { pairs }
}

/// One line a source line: a text with a gap, or with lines in another order, is none.
fn recreated(text: &str, answer: Lines) -> Result<ToolOutput, Fault> {
    let sources = lines_of(text);
    let mut given = answer.lines;
    given.sort_by_key(|line| line.number);
    let numbers: Vec<usize> = given.iter().map(|line| line.number).collect();
    let expected: Vec<usize> = (1..=sources.len()).collect();
    if numbers != expected {
        return Err(Fault(format!(
            "It has {} lines; give one for each number from 1 to {}.",
            given.len(),
            sources.len()
        )));
    }
    let mut lines = Vec::with_capacity(sources.len());
    for (source, given) in sources.into_iter().zip(given) {
        let target = line(&given.target, TEXT);
        if target.is_empty() {
            return Err(Fault(format!("Its line {} says nothing.", given.number)));
        }
        lines.push(TargetLine {
            source: source.to_owned(),
            target,
            back_translation: line(&given.back_translation, TEXT),
            reason: line(&given.reason, NOTE),
        });
    }
    Ok(ToolOutput::Lines { lines })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sample;

    fn input(tool: ToolKind, text: &str) -> ToolInput {
        ToolInput {
            tool,
            text: text.into(),
            ..sample::tool_input()
        }
    }

    #[test]
    fn results_are_tidied_and_empty_ones_dropped() {
        let answer = json!({ "items": [
            { "text": " Warm\nbread ", "note": "Plain" }, { "text": " ", "note": "" },
        ] });
        let ToolOutput::Suggestions { items } =
            output(&input(ToolKind::Titles, "Bread"), answer).unwrap()
        else {
            panic!()
        };
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].text, "Warm bread");
        let tags =
            json!({ "items": [{ "text": "##Bread", "note": "" }, { "text": "#", "note": "" }] });
        let ToolOutput::Suggestions { items } =
            output(&input(ToolKind::Hashtags, "Bread"), tags).unwrap()
        else {
            panic!()
        };
        assert_eq!((items.len(), items[0].text.as_str()), (1, "#Bread"));
    }

    #[test]
    fn paragraphs_of_a_text_written_anew_stay() {
        let answer = json!({ "items": [{ "text": "One.\r\n\r\nTwo.", "note": "" }] });
        let read = output(&input(ToolKind::Tone, "x"), answer).unwrap();
        let ToolOutput::Suggestions { items } = read else {
            panic!()
        };
        assert_eq!(items[0].text, "One.\n\nTwo.");
    }

    #[test]
    fn nothing_is_no_answer() {
        let fault = output(&input(ToolKind::Titles, "x"), json!({ "items": [] })).unwrap_err();
        assert_eq!(fault.0, "It has no result.");
        assert!(output(&input(ToolKind::Seo, "x"), json!({ "items": [] })).is_err());
    }

    #[test]
    fn a_recreated_text_has_every_line_in_its_place() {
        let line = |number: usize, target: &str| json!({ "number": number, "target": target, "back_translation": "b", "reason": "r" });
        let read = |lines: Vec<Value>| {
            output(
                &input(ToolKind::Transcreate, "Bread\n\nWarm"),
                json!({ "lines": lines }),
            )
        };
        let ToolOutput::Lines { lines } = read(vec![line(2, "Warm!"), line(1, "Brot")]).unwrap()
        else {
            panic!()
        };
        assert_eq!(
            (lines[0].source.as_str(), lines[0].target.as_str()),
            ("Bread", "Brot")
        );
        let fault = read(vec![line(1, "Brot")]).unwrap_err().0;
        assert_eq!(
            fault,
            "It has 1 lines; give one for each number from 1 to 2."
        );
        assert!(read(vec![line(1, "Brot"), line(1, "Warm")]).is_err());
        assert!(read(vec![line(1, "Brot"), line(2, " ")]).is_err());
    }
}
