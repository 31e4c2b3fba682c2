//! Simulators of Google's Gemini models: the developer API, Vertex AI with its tokens, and the
//! Interactions API.

mod counting;
mod embeddings;
mod images;
mod interactions;
mod refusal;
mod request;
mod speech;
mod vertex;

pub use crate::simulator::{Behaviour, Call, PromptId, Tally, fabricate};
pub use interactions::Interactions;
pub use vertex::{Vertex, service_account};

use axum::response::Response;
use serde_json::{Value, json};

use crate::simulator::{
    Asked, Ending, Setup as SimulatorSetup, Simulator, THINKING, THOUGHT, Told, Wire,
};

/// A simulator of the developer API.
pub type GeminiSimulator = Simulator<GenerateContent>;
/// The same before it starts.
pub type Setup = SimulatorSetup<GenerateContent>;
/// A simulator of Vertex AI.
pub type VertexSimulator = Simulator<Vertex>;
/// A simulator of the Interactions API.
pub type InteractionsSimulator = Simulator<Interactions>;

/// The protocol of `generateContent`.
#[derive(Clone, Copy, Debug, Default)]
pub struct GenerateContent;

impl Wire for GenerateContent {
    const BASE: &'static str = "/v1beta";

    fn read(&self, asked: &Asked) -> Result<Call, Response> {
        if asked.header("x-goog-api-key").is_none() {
            return Err(unregistered());
        }
        let path = asked.uri.path();
        let target = path.strip_prefix("/v1beta/models/").unwrap_or("");
        if let Some(read) = embeddings::read(target, &asked.body) {
            return read;
        }
        match target.strip_suffix(counting::METHOD) {
            Some(model) => counting::read(model, &asked.body),
            None => read(target, asked),
        }
    }

    fn refusal(&self, behaviour: &Behaviour, call: &Call) -> Option<Response> {
        refusal::of(behaviour, call)
    }

    fn events(&self, call: &Call, told: &Told) -> Vec<String> {
        events(call, told)
    }

    fn counted(&self, call: &Call) -> Value {
        counting::counted(call)
    }

    fn whole(&self, call: &Call, told: &Told) -> Value {
        if call.picture.is_some() {
            return images::whole(call, told);
        }
        if call.voice.is_some() {
            return speech::whole(call, told);
        }
        if let Some(embedded) = &call.embedded {
            return embeddings::whole(call, embedded, told);
        }
        let mut parts = vec![thought()];
        if told.calls.is_empty() {
            parts.push(json!({ "text": told.text() }));
        }
        parts.extend(function_calls(told));
        chunk(call, told, &parts.into(), told.pieces.len(), true)
    }

    fn failure(&self) -> String {
        failure()
    }
}

/// A caller without a key.
fn unregistered() -> Response {
    refusal::error(
        403,
        "PERMISSION_DENIED",
        "Method doesn't allow unregistered callers.",
        &json!([]),
    )
}

/// The call to `MODEL:METHOD`.
#[expect(clippy::result_large_err, reason = "for tests only")]
fn read(target: &str, asked: &Asked) -> Result<Call, Response> {
    let (model, method) = target.split_once(':').unwrap_or((target, ""));
    let stream = match method {
        "streamGenerateContent" => true,
        "generateContent" => false,
        _ => {
            let message = "Requested entity was not found.";
            return Err(refusal::error(404, "NOT_FOUND", message, &json!([])));
        }
    };
    let call = request::read(model, &asked.body)
        .map_err(|complaint| refusal::error(400, "INVALID_ARGUMENT", &complaint, &json!([])))?;
    Ok(Call { stream, ..call })
}

fn thought() -> Value {
    json!({ "text": THOUGHT, "thought": true })
}

/// The text in pieces; a thought comes first, as with every thinking model.
fn events(call: &Call, told: &Told) -> Vec<String> {
    let last = told.pieces.len().saturating_sub(1);
    let texts = told.pieces.iter().enumerate().map(|(index, piece)| {
        chunk(
            call,
            told,
            &json!([{ "text": piece }]),
            index + 1,
            index == last,
        )
    });
    let thinking = json!({ "candidates": [{ "index": 0, "content": { "role": "model", "parts": [thought()] } }], "modelVersion": call.model });
    let chunks: Vec<Value> = if told.pieces.is_empty() {
        vec![chunk(call, told, &function_calls(told).into(), 0, true)]
    } else {
        std::iter::once(thinking).chain(texts).collect()
    };
    chunks.iter().map(frame).collect()
}

/// The calls as parts of an answer, each whole and signed by what the model thought.
fn function_calls(told: &Told) -> Vec<Value> {
    let part = |(index, (name, arguments)): (usize, &(&str, &str))| {
        let args: Value = serde_json::from_str(arguments).unwrap_or_default();
        json!({ "functionCall": { "id": format!("call-{index}"), "name": name, "args": args }, "thoughtSignature": "c2ln" })
    };
    told.calls.iter().enumerate().map(part).collect()
}

fn frame(chunk: &Value) -> String {
    format!("data: {chunk}\r\n\r\n")
}

/// What is said after so many pieces.
fn chunk(call: &Call, told: &Told, parts: &Value, pieces: usize, last: bool) -> Value {
    let (prompt, answer) = (call.tokens(), told.tokens(pieces));
    let usage = json!({ "promptTokenCount": prompt, "candidatesTokenCount": answer, "thoughtsTokenCount": THINKING, "totalTokenCount": prompt + answer + THINKING });
    let rest = |mut chunk: Value| {
        if let Some(chunk) = chunk.as_object_mut() {
            chunk.insert("usageMetadata".into(), usage.clone());
            chunk.insert("modelVersion".into(), call.model.clone().into());
            chunk.insert("responseId".into(), "simulated".into());
            chunk.insert("createTime".into(), "2026-11-23T10:00:00Z".into());
        }
        chunk
    };
    let rating =
        json!([{ "category": "HARM_CATEGORY_HARASSMENT", "probability": "HIGH", "blocked": true }]);
    match (last, told.ending) {
        (_, Ending::PromptBlocked) => {
            rest(json!({ "promptFeedback": { "blockReason": "SAFETY" } }))
        }
        // Google tells a model that declines and a filter not apart.
        (_, Ending::AnswerBlocked | Ending::Declined) => rest(
            json!({ "candidates": [{ "index": 0, "finishReason": "SAFETY", "safetyRatings": rating }] }),
        ),
        // Google sees itself that nobody offered what was called.
        (_, Ending::CalledTool) if call.functions.is_empty() => {
            rest(json!({ "candidates": [{ "index": 0, "finishReason": "UNEXPECTED_TOOL_CALL" }] }))
        }
        (false, _) => rest(
            json!({ "candidates": [{ "index": 0, "content": { "role": "model", "parts": parts } }] }),
        ),
        (true, ending) => {
            let reason = if ending == Ending::MaxTokens {
                "MAX_TOKENS"
            } else {
                "STOP"
            };
            rest(
                json!({ "candidates": [{ "index": 0, "content": { "role": "model", "parts": parts }, "finishReason": reason }] }),
            )
        }
    }
}

fn failure() -> String {
    frame(
        &json!({ "error": { "code": 503, "message": "The service is currently unavailable.", "status": "UNAVAILABLE" } }),
    )
}
