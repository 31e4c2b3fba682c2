//! What is made of an answer: read into the domain's types, mended where the mending is plain,
//! refused with the fault otherwise.

mod addresses;
mod content;
mod plan;
mod thinking;
mod tool;

pub use plan::{ProposedSlot, normalise_plan};
pub(crate) use tool::output;

use domain::{
    reader::{Reading, ReadingAnswer},
    run::StepOutput,
};
use providers::Task;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

use crate::fence::visible;

/// What is wrong with an answer, in a sentence that a model can mend it by and a person can read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault(pub String);

/// The output that `json` is as the answer to `task`.
pub(crate) fn read(task: &Task, json: Value) -> Result<StepOutput, Fault> {
    match task {
        Task::Analyse { brief, page } => {
            thinking::analysis(parse(json)?, brief, page.is_some()).map(StepOutput::Analysis)
        }
        Task::Strategise { .. } => thinking::strategy(&parse(json)?).map(StepOutput::Strategy),
        Task::Plan {
            brief,
            analysis,
            concept,
            ..
        } => {
            let plan::Proposal { slots } = parse(json)?;
            Ok(StepOutput::Plan(normalise_plan(
                slots, brief, analysis, *concept,
            )))
        }
        Task::Write { context } | Task::Revise { context, .. } => {
            content::whole(&parse(json)?, context).map(StepOutput::Content)
        }
        Task::Regenerate {
            context,
            content,
            fields,
            ..
        } => content::parts(&parse(json)?, context, content, fields).map(StepOutput::Content),
        Task::Read {
            context,
            content,
            reader,
        } => {
            let mut answer: ReadingAnswer = parse(json)?;
            let mut mended = content.clone();
            for remark in &mut answer.remarks {
                remark.remark = line(&remark.remark, 400);
                remark.instead = content::suggestion(remark, content, &mut mended, context);
            }
            Ok(StepOutput::Reading(Reading::of(answer, reader, content)))
        }
        Task::BriefImage { .. } => thinking::image_brief(&parse(json)?).map(StepOutput::ImageBrief),
        Task::BriefVideo { .. } => thinking::storyboard(&parse(json)?).map(StepOutput::Storyboard),
        Task::ReadVoice { .. }
        | Task::JudgeVoice { .. }
        | Task::Tool { .. }
        | Task::Transcreate { .. }
        | Task::Describe { .. } => Err(Fault("No step of a run asks this.".into())),
    }
}

/// The answer as it fits its schema.
pub(crate) fn parse<T: DeserializeOwned>(json: Value) -> Result<T, Fault> {
    serde_json::from_value(json).map_err(|error| {
        let reason: String = error.to_string().chars().take(200).collect();
        Fault(format!("It does not fit the schema ({reason})."))
    })
}

/// On one line, without what nobody sees, at most `max` characters.
fn line(text: &str, max: usize) -> String {
    let words: Vec<_> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .map(visible)
        .filter(|word| !word.is_empty())
        .collect();
    words
        .join(" ")
        .graphemes(true)
        .take(max)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// Without what nobody sees: whoever approves a post has seen all of it. Lines stay.
fn lines(text: &str) -> String {
    visible(&text.replace("\r\n", "\n"))
}

/// Each on one line, without empty ones and repetitions, at most `count` of them.
fn listed(texts: Vec<String>, max: usize, count: usize) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in texts {
        let text = line(&text, max);
        if !text.is_empty() && kept.len() < count && !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}
