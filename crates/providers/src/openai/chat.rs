//! Chat Completions as a stream: what OpenAI spoke first and everybody speaks since.

use domain::channel::Held;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::refusal::{self, Failure};
use crate::{
    Cause, Function, InputPicture, Request,
    remote::{CallPiece, Piece, Refusal, Usage, day_of_seconds},
};

/// The body of a question; `limit` is the name that the output limit has there.
pub(super) fn body(request: &Request, model: &str, limit: &str) -> Value {
    let mut body = json!({
        "model": model,
        "messages": messages(&request.prompt.system, request),
        limit: request.max_output_tokens,
        "response_format": {
            "type": "json_schema",
            "json_schema": { "name": request.task.kind().slug(), "strict": true, "schema": request.schema },
        },
        "stream": true,
        "stream_options": { "include_usage": true },
    });
    if !request.functions.is_empty()
        && let Some(body) = body.as_object_mut()
    {
        let declared = |function: &Function| json!({ "type": "function", "function": { "name": function.name, "description": function.description, "parameters": function.parameters } });
        let declared = request.functions.iter().map(declared);
        body.insert("tools".into(), declared.collect());
    }
    body
}

pub(super) fn messages(system: &str, request: &Request) -> Value {
    json!([
        { "role": "system", "content": system },
        { "role": "user", "content": content(request) },
    ])
}

/// What is asked, with what is to be looked at in front.
fn content(request: &Request) -> Value {
    if request.pictures.is_empty() {
        return request.prompt.user.as_str().into();
    }
    let picture = |picture: &InputPicture| json!({ "type": "image_url", "image_url": { "url": picture.data_url() } });
    let pictures = request.pictures.iter().map(picture);
    pictures
        .chain([json!({ "type": "text", "text": request.prompt.user })])
        .collect()
}

/// What one event says.
pub(super) fn piece(data: &str) -> Result<Piece, serde_json::Error> {
    if data.trim() == "[DONE]" {
        return Ok(Piece::default());
    }
    serde_json::from_str(data).map(Chunk::into_piece)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chunk {
    choices: Vec<Choice>,
    model: Option<String>,
    created: Option<i64>,
    usage: Option<Counts>,
    error: Option<Failure>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Choice {
    delta: Delta,
    finish_reason: Option<String>,
    content_filter_results: Map<String, Value>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Delta {
    content: Option<String>,
    refusal: Option<String>,
    tool_calls: Option<Vec<Called>>,
}

/// More of a function call.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Called {
    index: u64,
    function: CalledFunction,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct CalledFunction {
    name: Option<String>,
    arguments: Option<String>,
}

impl From<Called> for CallPiece {
    fn from(called: Called) -> Self {
        Self {
            index: Some(called.index),
            name: called.function.name.unwrap_or_default(),
            arguments: called.function.arguments.unwrap_or_default(),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Counts {
    prompt_tokens: u64,
    completion_tokens: u64,
    prompt_tokens_details: Option<PromptDetails>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PromptDetails {
    cached_tokens: Option<u64>,
}

impl Chunk {
    fn into_piece(self) -> Piece {
        // The first chunk of Azure and the last one with the usage have no choice.
        let choice = self.choices.into_iter().next().unwrap_or_default();
        let declined = choice.delta.refusal.filter(|words| !words.is_empty());
        let ended = match (self.error, declined, choice.finish_reason) {
            (Some(failure), ..) => Some(Err(failure.into_refusal(0))),
            (_, Some(_), _) => Some(Err(Refusal::declined())),
            (.., Some(reason)) => Some(ending(&reason, &choice.content_filter_results)),
            _ => None,
        };
        Piece {
            text: choice.delta.content.unwrap_or_default(),
            calls: choice
                .delta
                .tool_calls
                .into_iter()
                .flatten()
                .map(CallPiece::from)
                .collect(),
            // Azure's first chunk names none.
            model: self.model.filter(|model| !model.is_empty()),
            day: self.created.filter(|at| *at > 0).and_then(day_of_seconds),
            usage: self.usage.map(Usage::from).unwrap_or_default(),
            ended,
        }
    }
}

fn ending(reason: &str, verdicts: &Map<String, Value>) -> Result<(), Refusal> {
    Err(match reason {
        // What it asks for has come before.
        "stop" | "tool_calls" => return Ok(()),
        "length" => Refusal::new(Cause::TooLong, reason),
        "content_filter" => Refusal::blocked(Held::Answer, refusal::filtered(verdicts)),
        "function_call" => Refusal::called_a_tool(reason),
        _ => Refusal::stopped(reason),
    })
}

impl From<Counts> for Usage {
    fn from(counts: Counts) -> Self {
        Self {
            input: Some(counts.prompt_tokens),
            cached: counts
                .prompt_tokens_details
                .and_then(|details| details.cached_tokens),
            output: Some(counts.completion_tokens),
        }
    }
}
