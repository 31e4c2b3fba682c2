//! The Responses API.

use axum::{http::Method, response::Response};
use serde_json::{Value, json};

use super::{embeddings, images, refusal, request, speech};
use crate::simulator::{Asked, Behaviour, Call, Ending, THINKING, Told, Wire};

/// 2026-11-23.
const CREATED: i64 = 1_795_428_000;

/// The protocol of the Responses API.
#[derive(Clone, Copy, Debug, Default)]
pub struct Responses;

impl Wire for Responses {
    const BASE: &'static str = "/v1";

    fn read(&self, asked: &Asked) -> Result<Call, Response> {
        request::bearer(asked)?;
        let read = match (&asked.method, asked.uri.path()) {
            (&Method::POST, "/v1/responses") => request::responses(&asked.body),
            (&Method::POST, "/v1/responses/input_tokens") => request::counting(&asked.body),
            (&Method::POST, "/v1/images/generations") => images::read(&asked.body),
            (&Method::POST, "/v1/audio/speech") => speech::read(&asked.body),
            (&Method::POST, "/v1/embeddings") => return embeddings::read_of_model(&asked.body),
            _ => return Err(request::no_such_place(asked)),
        };
        read.map_err(|complaint| request::complain(&complaint))
    }

    fn refusal(&self, behaviour: &Behaviour, call: &Call) -> Option<Response> {
        images::moderation(behaviour, call).or_else(|| refusal::of(behaviour, call))
    }

    fn events(&self, call: &Call, told: &Told) -> Vec<String> {
        if call.voice.is_some() {
            return speech::events(call, told);
        }
        let begun = json!({ "id": "resp_simulated", "object": "response", "created_at": CREATED, "status": "in_progress", "model": call.model, "output": [], "usage": null });
        let item = json!({ "id": "msg_1", "type": "message", "role": "assistant", "status": "in_progress", "content": [] });
        let place = |mut event: Value| {
            if let Some(event) = event.as_object_mut() {
                event.insert("item_id".into(), "msg_1".into());
                event.insert("output_index".into(), 1.into());
                event.insert("content_index".into(), 0.into());
            }
            event
        };
        let mut events = vec![
            json!({ "type": "response.created", "response": begun }),
            json!({ "type": "response.in_progress", "response": begun }),
            json!({ "type": "response.output_item.added", "output_index": 0, "item": { "id": "rs_1", "type": "reasoning", "summary": [] } }),
            json!({ "type": "response.output_item.done", "output_index": 0, "item": { "id": "rs_1", "type": "reasoning", "summary": [] } }),
        ];
        for (index, (name, arguments)) in (1..).zip(&told.calls) {
            events.extend(call_events(index, name, arguments));
        }
        if told.calls.is_empty() {
            events.push(
                json!({ "type": "response.output_item.added", "output_index": 1, "item": item }),
            );
            events.push(place(
                json!({ "type": "response.content_part.added", "part": { "type": "output_text", "text": "", "annotations": [] } }),
            ));
        }
        events.extend(told.pieces.iter().map(|piece| {
            place(json!({ "type": "response.output_text.delta", "delta": piece, "logprobs": [], "obfuscation": "aB3" }))
        }));
        if told.ending == Ending::Declined {
            events.push(place(
                json!({ "type": "response.refusal.delta", "delta": "I cannot help with that." }),
            ));
            events.push(place(
                json!({ "type": "response.refusal.done", "refusal": "I cannot help with that." }),
            ));
        } else if told.calls.is_empty() {
            events.push(place(
                json!({ "type": "response.output_text.done", "text": told.text(), "logprobs": [] }),
            ));
        }
        let kind = match told.ending {
            Ending::Whole | Ending::Declined | Ending::CalledTool => "response.completed",
            Ending::MaxTokens | Ending::PromptBlocked | Ending::AnswerBlocked => {
                "response.incomplete"
            }
        };
        events.push(json!({ "type": kind, "response": self.whole(call, told) }));
        events
            .into_iter()
            .enumerate()
            .map(|(number, event)| frame(number, event))
            .collect()
    }

    fn counted(&self, call: &Call) -> Value {
        json!({ "object": "response.input_tokens", "input_tokens": call.tokens() })
    }

    fn whole(&self, call: &Call, told: &Told) -> Value {
        if call.picture.is_some() {
            return images::whole(call, told);
        }
        if let Some(embedded) = &call.embedded {
            return embeddings::whole(call, embedded, told);
        }
        let content = match told.ending {
            Ending::Declined => json!({ "type": "refusal", "refusal": "I cannot help with that." }),
            _ => {
                json!({ "type": "output_text", "text": told.text(), "annotations": [], "logprobs": [] })
            }
        };
        let output = match told.ending {
            Ending::CalledTool => {
                let called = (1..).zip(&told.calls);
                called
                    .map(|(index, (name, arguments))| called_item(index, name, arguments))
                    .collect()
            }
            _ => json!([
                { "id": "rs_1", "type": "reasoning", "summary": [] },
                { "id": "msg_1", "type": "message", "role": "assistant", "status": "completed", "content": [content] },
            ]),
        };
        let (status, details) = match told.ending {
            Ending::MaxTokens => ("incomplete", json!({ "reason": "max_output_tokens" })),
            Ending::PromptBlocked | Ending::AnswerBlocked => {
                ("incomplete", json!({ "reason": "content_filter" }))
            }
            _ => ("completed", Value::Null),
        };
        let (input, written) = (call.tokens(), told.all_tokens() + THINKING);
        json!({
            "id": "resp_simulated", "object": "response", "created_at": CREATED, "status": status, "error": null,
            "incomplete_details": details, "model": call.model, "output": output, "parallel_tool_calls": true, "store": false,
            "usage": {
                "input_tokens": input, "input_tokens_details": { "cached_tokens": 0, "cache_write_tokens": 0 },
                "output_tokens": written, "output_tokens_details": { "reasoning_tokens": THINKING },
                "total_tokens": input + written,
            },
        })
    }

    fn failure(&self) -> String {
        frame(
            99,
            json!({ "type": "error", "code": "server_error", "message": "The server had an error while processing your request.", "param": null }),
        )
    }
}

fn called_item(index: usize, name: &str, arguments: &str) -> Value {
    json!({ "id": format!("fc_{index}"), "type": "function_call", "call_id": format!("call_{index}"), "name": name, "arguments": arguments, "status": "completed" })
}

/// What is streamed of a function call.
fn call_events(index: usize, name: &str, arguments: &str) -> Vec<Value> {
    let id = format!("fc_{index}");
    let mut events = vec![
        json!({ "type": "response.output_item.added", "output_index": index, "item": called_item(index, name, "") }),
    ];
    events.extend(Told::halves(arguments).map(
        |half| json!({ "type": "response.function_call_arguments.delta", "item_id": id, "output_index": index, "delta": half }),
    ));
    events.push(json!({ "type": "response.function_call_arguments.done", "item_id": id, "output_index": index, "name": name, "arguments": arguments }));
    events.push(json!({ "type": "response.output_item.done", "output_index": index, "item": called_item(index, name, arguments) }));
    events
}

fn frame(number: usize, mut event: Value) -> String {
    let kind = event
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    if let Some(event) = event.as_object_mut() {
        event.insert("sequence_number".into(), number.into());
    }
    format!("event: {kind}\ndata: {event}\n\n")
}
