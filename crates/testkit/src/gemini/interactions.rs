//! The Interactions API.

use axum::{http::Method, response::Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{counting, refusal, unregistered};
use crate::simulator::{Asked, Behaviour, Call, Ending, Seen, THINKING, THOUGHT, Told, Wire, look};

/// The protocol of the Interactions API.
#[derive(Clone, Copy, Debug, Default)]
pub struct Interactions;

impl Wire for Interactions {
    const BASE: &'static str = "/v1beta";

    fn read(&self, asked: &Asked) -> Result<Call, Response> {
        if asked.header("x-goog-api-key").is_none() {
            return Err(unregistered());
        }
        let target = asked.uri.path().strip_prefix("/v1beta/models/");
        if let Some(model) = target.and_then(|target| target.strip_suffix(counting::METHOD)) {
            return counting::read(model, &asked.body);
        }
        if (&asked.method, asked.uri.path()) != (&Method::POST, "/v1beta/interactions") {
            let message = "Requested entity was not found.";
            return Err(refusal::error(404, "NOT_FOUND", message, &json!([])));
        }
        let complain =
            |complaint: &str| refusal::error(400, "INVALID_ARGUMENT", complaint, &json!([]));
        let body: Body = serde_json::from_slice(&asked.body)
            .map_err(|error| complain(&format!("Invalid JSON payload received. {error}")))?;
        Ok(Call {
            model: body.model,
            system: body.system_instruction,
            seen: body
                .input
                .seen()
                .map_err(|complaint| complain(&complaint))?,
            functions: body
                .tools
                .into_iter()
                .map(|Tool::Function { name, .. }| name)
                .collect(),
            user: body.input.text(),
            schema: body
                .response_format
                .map(|format| format.schema)
                .unwrap_or_default(),
            seed: None,
            max_output_tokens: body.generation_config.max_output_tokens,
            stream: body.stream,
            counting: false,
            picture: None,
            voice: None,
            embedded: None,
        })
    }

    fn refusal(&self, behaviour: &Behaviour, call: &Call) -> Option<Response> {
        refusal::of(behaviour, call)
    }

    fn events(&self, call: &Call, told: &Told) -> Vec<String> {
        let mut events = vec![
            json!({ "event_type": "interaction.created", "interaction": { "id": "simulated", "status": "in_progress", "model": call.model } }),
            json!({ "event_type": "step.start", "index": 0, "step": { "type": "thought" } }),
            json!({ "event_type": "step.delta", "index": 0, "delta": { "type": "thought_summary", "content": { "type": "text", "text": THOUGHT } } }),
            json!({ "event_type": "step.stop", "index": 0 }),
        ];
        let mut step = |index: usize, step: &Value, deltas: Vec<Value>| {
            events.push(json!({ "event_type": "step.start", "index": index, "step": step }));
            events.extend(deltas.into_iter().map(
                |delta| json!({ "event_type": "step.delta", "index": index, "delta": delta }),
            ));
            events.push(json!({ "event_type": "step.stop", "index": index }));
        };
        if told.calls.is_empty() {
            let text = |piece| json!({ "type": "text", "text": piece });
            let output = json!({ "type": "model_output" });
            step(1, &output, told.pieces.iter().map(text).collect());
        }
        for (index, (name, arguments)) in (1..).zip(&told.calls) {
            let more = |json| json!({ "type": "arguments_delta", "arguments": json });
            let call = function_call(index, name, &json!({}));
            step(index, &call, Told::halves(arguments).map(more).into());
        }
        events.push(
            json!({ "event_type": "interaction.completed", "interaction": self.whole(call, told) }),
        );
        events
            .iter()
            .enumerate()
            .map(|(id, event)| frame(id, event))
            .collect()
    }

    fn counted(&self, call: &Call) -> Value {
        counting::counted(call)
    }

    fn whole(&self, call: &Call, told: &Told) -> Value {
        let (status, errors) = match told.ending {
            Ending::Whole => ("completed", json!([])),
            Ending::MaxTokens => ("incomplete", json!([])),
            Ending::CalledTool => ("requires_action", json!([])),
            Ending::PromptBlocked | Ending::AnswerBlocked | Ending::Declined => (
                "failed",
                json!([{ "code": "safety", "message": "The content was blocked." }]),
            ),
        };
        let (input, output) = (call.tokens(), told.all_tokens());
        json!({
            "id": "simulated", "object": "interaction", "status": status, "model": call.model,
            "created": "2026-11-23T10:00:00Z", "updated": "2026-11-23T10:00:01Z",
            "steps": steps(told),
            "usage": { "total_input_tokens": input, "total_cached_tokens": 0, "total_output_tokens": output, "total_thought_tokens": THINKING, "total_tool_use_tokens": 0, "total_tokens": input + output + THINKING },
            "errors": errors,
        })
    }

    fn failure(&self) -> String {
        frame(
            99,
            &json!({ "event_type": "error", "error": { "code": "unavailable", "message": "The service is currently unavailable." } }),
        )
    }
}

fn steps(told: &Told) -> Value {
    let output =
        json!({ "type": "model_output", "content": [{ "type": "text", "text": told.text() }] });
    let calls = (1..).zip(&told.calls).map(|(index, (name, arguments))| {
        let arguments: Value = serde_json::from_str(arguments).unwrap_or_default();
        function_call(index, name, &arguments)
    });
    let said = told.calls.is_empty().then_some(output);
    std::iter::once(json!({ "type": "thought" }))
        .chain(said)
        .chain(calls)
        .collect()
}

fn function_call(index: usize, name: &str, arguments: &Value) -> Value {
    json!({ "type": "function_call", "id": format!("call-{index}"), "name": name, "arguments": arguments })
}

fn frame(id: usize, event: &Value) -> String {
    let mut event = event.clone();
    if let Some(event) = event.as_object_mut() {
        event.insert("event_id".into(), format!("event-{id}").into());
    }
    format!("data: {event}\n\n")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    model: String,
    input: Input,
    #[serde(default)]
    system_instruction: String,
    #[serde(default)]
    generation_config: Config,
    #[serde(default)]
    response_format: Option<Format>,
    #[serde(default)]
    tools: Vec<Tool>,
    #[serde(default)]
    stream: bool,
    #[serde(default, rename = "store")]
    _store: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "type")]
enum Tool {
    Function {
        name: String,
        #[serde(rename = "description")]
        _description: String,
        #[serde(rename = "parameters")]
        _parameters: Value,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Input {
    Text(String),
    Blocks(Vec<Block>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "type")]
enum Block {
    Text { text: String },
    Image { mime_type: String, data: String },
}

impl Input {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Blocks(blocks) => {
                let texts = blocks.into_iter().filter_map(|block| match block {
                    Block::Text { text } => Some(text),
                    Block::Image { .. } => None,
                });
                texts.collect()
            }
        }
    }

    fn seen(&self) -> Result<Vec<Seen>, String> {
        let Self::Blocks(blocks) = self else {
            return Ok(Vec::new());
        };
        let shown = blocks.iter().filter_map(|block| match block {
            Block::Image { mime_type, data } => Some(look(mime_type, data)),
            Block::Text { .. } => None,
        });
        shown.collect()
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    #[serde(default)]
    max_output_tokens: Option<u64>,
    #[serde(default, rename = "thinking_level")]
    _thinking_level: Option<Level>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Minimal,
    Low,
    Medium,
    High,
    Xhigh,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Format {
    #[serde(rename = "type")]
    _kind: String,
    #[serde(rename = "mime_type")]
    _mime_type: String,
    schema: Value,
}
