//! Chat Completions: Azure's deployments with their filter, and servers of one's own.

use axum::response::Response;
use serde_json::{Value, json};

use super::{embeddings, images, refusal, request};
use crate::simulator::{Asked, Behaviour, Call, Ending, THINKING, Told, Wire, reply_json};

/// 2026-11-23.
const CREATED: i64 = 1_795_428_000;

/// The protocol of Azure OpenAI, dated and undated.
#[derive(Clone, Copy, Debug, Default)]
pub struct AzureWire;

/// The protocol of a server of one's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct LenientWire;

impl Wire for AzureWire {
    const BASE: &'static str = "";

    fn read(&self, asked: &Asked) -> Result<Call, Response> {
        if asked.header("api-key").is_none() {
            return Err(bad_key());
        }
        let Some(method) = method(asked) else {
            return Err(reply_json(
                404,
                json!({ "error": { "code": "404", "message": "Resource not found" } }),
            ));
        };
        if method == "images/generations" {
            return images::read(&asked.body).map_err(|complaint| request::complain(&complaint));
        }
        if method == "embeddings" {
            return embeddings::read(&asked.body);
        }
        let chat = request::chat(&asked.body).map_err(|complaint| request::complain(&complaint))?;
        if chat.old_limit {
            return Err(request::complain(
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            ));
        }
        Ok(chat.call)
    }

    fn refusal(&self, behaviour: &Behaviour, call: &Call) -> Option<Response> {
        let reply = match behaviour {
            Behaviour::BadKey => bad_key(),
            Behaviour::UnknownModel => reply_json(
                404,
                json!({ "error": { "code": "DeploymentNotFound", "message": "The API deployment for this resource does not exist." } }),
            ),
            Behaviour::PerMinute(wait) => {
                let reply = reply_json(
                    429,
                    json!({ "error": { "code": "429", "message": "Requests have exceeded the call rate limit. Please retry after 30 seconds." } }),
                );
                refusal::waiting(reply, *wait)
            }
            Behaviour::PromptBlocked => reply_json(400, filtered()),
            _ => {
                return images::moderation(behaviour, call)
                    .or_else(|| refusal::of(behaviour, call));
            }
        };
        Some(reply)
    }

    fn events(&self, call: &Call, told: &Told) -> Vec<String> {
        let verdicts = json!({ "choices": [], "created": 0, "id": "", "model": "", "object": "", "prompt_filter_results": [{ "prompt_index": 0, "content_filter_results": safe() }] });
        let mut events = vec![frame(&verdicts)];
        events.extend(chunks(call, told));
        events
    }

    fn whole(&self, call: &Call, told: &Told) -> Value {
        if call.picture.is_some() {
            return images::whole(call, told);
        }
        answer(call, told)
    }

    fn failure(&self) -> String {
        failure()
    }
}

/// What a deployment is asked for, at a dated or at the undated address.
fn method(asked: &Asked) -> Option<&str> {
    const METHODS: [&str; 3] = ["chat/completions", "embeddings", "images/generations"];
    let path = asked.uri.path();
    let dated = asked
        .uri
        .query()
        .is_some_and(|query| query.starts_with("api-version="));
    let method = match path.strip_prefix("/openai/deployments/") {
        Some(deployment) if dated => deployment.split_once('/')?.1,
        _ => path.strip_prefix("/openai/v1/")?,
    };
    METHODS.contains(&method).then_some(method)
}

impl Wire for LenientWire {
    const BASE: &'static str = "/v1";

    fn read(&self, asked: &Asked) -> Result<Call, Response> {
        if asked.uri.path() == "/v1/embeddings" {
            return embeddings::read(&asked.body);
        }
        if asked.uri.path() != "/v1/chat/completions" {
            return Err(reply_json(404, json!({ "error": "not found" })));
        }
        let chat = request::chat(&asked.body).map_err(|complaint| request::complain(&complaint))?;
        let mut call = chat.call;
        // Asked without a schema, a model reads it from its instructions.
        if chat.any_object {
            call.schema = call
                .system
                .split_once("JSON Schema:\n")
                .and_then(|(_, schema)| serde_json::from_str(schema).ok())
                .unwrap_or_default();
        }
        Ok(call)
    }

    fn refusal(&self, behaviour: &Behaviour, call: &Call) -> Option<Response> {
        match behaviour {
            Behaviour::UnknownModel => Some(reply_json(
                404,
                json!({ "error": format!("model \"{}\" not found, try pulling it first", call.model) }),
            )),
            Behaviour::Overloaded(after) => {
                let reply = reply_json(
                    503,
                    json!({ "error": { "code": 503, "message": "Loading model", "type": "unavailable_error" } }),
                );
                Some(refusal::after_seconds(reply, *after))
            }
            Behaviour::NoFunctions => Some(reply_json(
                400,
                json!({ "error": { "code": null, "message": format!("{} does not support tools", call.model), "param": null, "type": "api_error" } }),
            )),
            _ => refusal::of(behaviour, call),
        }
    }

    /// With a comment before the first event, as proxies send them to keep a connection open.
    fn events(&self, call: &Call, told: &Told) -> Vec<String> {
        let mut events = vec![": waiting\n\n".to_owned()];
        events.extend(chunks(call, told));
        events
    }

    fn whole(&self, call: &Call, told: &Told) -> Value {
        answer(call, told)
    }

    fn failure(&self) -> String {
        failure()
    }
}

fn bad_key() -> Response {
    reply_json(
        401,
        json!({ "error": { "code": "401", "message": "Access denied due to invalid subscription key or wrong API endpoint." } }),
    )
}

fn safe() -> Value {
    json!({ "hate": { "filtered": false, "severity": "safe" }, "violence": { "filtered": false, "severity": "safe" } })
}

fn struck() -> Value {
    json!({ "hate": { "filtered": true, "severity": "medium" }, "violence": { "filtered": false, "severity": "safe" } })
}

/// Azure's answer to a prompt that its filter holds back.
fn filtered() -> Value {
    json!({ "error": {
        "code": "content_filter", "message": "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
        "param": "prompt", "type": null, "status": 400,
        "innererror": { "code": "ResponsibleAIPolicyViolation", "content_filter_result": struck() },
    } })
}

fn usage(call: &Call, told: &Told) -> Value {
    let (input, output) = (call.tokens(), told.all_tokens() + THINKING);
    json!({
        "prompt_tokens": input, "completion_tokens": output, "total_tokens": input + output,
        "prompt_tokens_details": { "cached_tokens": 0 }, "completion_tokens_details": { "reasoning_tokens": THINKING },
    })
}

fn finish(told: &Told) -> &'static str {
    match told.ending {
        Ending::Whole | Ending::Declined => "stop",
        Ending::MaxTokens => "length",
        Ending::PromptBlocked | Ending::AnswerBlocked => "content_filter",
        Ending::CalledTool => "tool_calls",
    }
}

/// The calls as they stand in a message.
fn tool_calls(told: &Told) -> Value {
    let calls = told.calls.iter().enumerate();
    calls
        .map(|(index, (name, arguments))| json!({ "id": format!("call_{index}"), "type": "function", "function": { "name": name, "arguments": arguments } }))
        .collect()
}

/// The same as they are streamed: the name first, then the arguments in pieces.
fn tool_call_deltas(told: &Told) -> Vec<Value> {
    let mut deltas = Vec::new();
    for (index, (name, arguments)) in told.calls.iter().enumerate() {
        deltas.push(json!({ "tool_calls": [{ "index": index, "id": format!("call_{index}"), "type": "function", "function": { "name": name, "arguments": "" } }] }));
        deltas.extend(Told::halves(arguments).map(
            |half| json!({ "tool_calls": [{ "index": index, "function": { "arguments": half } }] }),
        ));
    }
    deltas
}

/// The pieces, the ending, and a chunk without choices that tells the tokens.
fn chunks(call: &Call, told: &Told) -> Vec<String> {
    let chunk = |choices: Value, usage: Value| json!({ "id": "chatcmpl-simulated", "object": "chat.completion.chunk", "created": CREATED, "model": call.model, "choices": choices, "usage": usage });
    let delta = |delta: Value| {
        chunk(
            json!([{ "index": 0, "delta": delta, "finish_reason": null, "content_filter_results": {} }]),
            Value::Null,
        )
    };
    let mut events = vec![delta(
        json!({ "role": "assistant", "content": "", "refusal": null }),
    )];
    events.extend(
        told.pieces
            .iter()
            .map(|piece| delta(json!({ "content": piece }))),
    );
    match told.ending {
        Ending::Declined => events.push(delta(json!({ "refusal": "I cannot help with that." }))),
        Ending::CalledTool => events.extend(tool_call_deltas(told).into_iter().map(delta)),
        _ => {}
    }
    let verdicts = if told.ending == Ending::AnswerBlocked {
        struck()
    } else {
        safe()
    };
    let last = json!([{ "index": 0, "delta": {}, "finish_reason": finish(told), "content_filter_results": verdicts }]);
    events.push(chunk(last, Value::Null));
    events.push(chunk(json!([]), usage(call, told)));
    let mut frames: Vec<String> = events.iter().map(frame).collect();
    frames.push("data: [DONE]\n\n".into());
    frames
}

/// An answer at once: vectors or words.
fn answer(call: &Call, told: &Told) -> Value {
    match &call.embedded {
        Some(embedded) => embeddings::whole(call, embedded, told),
        None => completion(call, told),
    }
}

fn completion(call: &Call, told: &Told) -> Value {
    let mut message = json!({ "role": "assistant", "content": told.text(), "refusal": null });
    if let Some(message) = message.as_object_mut() {
        match told.ending {
            Ending::Declined => {
                message.insert("refusal".into(), "I cannot help with that.".into());
            }
            Ending::CalledTool => {
                message.insert("tool_calls".into(), tool_calls(told));
            }
            _ => {}
        }
    }
    json!({
        "id": "chatcmpl-simulated", "object": "chat.completion", "created": CREATED, "model": call.model,
        "choices": [{ "index": 0, "message": message, "finish_reason": finish(told), "logprobs": null }],
        "usage": usage(call, told),
    })
}

fn frame(chunk: &Value) -> String {
    format!("data: {chunk}\n\n")
}

fn failure() -> String {
    frame(
        &json!({ "error": { "message": "The server had an error while processing your request.", "type": "server_error", "param": null, "code": null } }),
    )
}
