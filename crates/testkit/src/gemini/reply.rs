//! Replies in the vendor's form.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use futures::{Stream, StreamExt, stream};
use serde_json::{Value, json};

use super::{behaviour::Behaviour, refusal, request::Call};

/// Characters a piece of a streamed answer has at least.
const PIECE: usize = 48;
/// The most pieces a very long answer comes in.
const PIECES: usize = 256;

/// One event of a stream, or how the stream breaks.
pub(super) enum Event {
    Chunk(Value),
    Raw(&'static str),
    Break,
}

/// An answer that is to be streamed.
pub(super) struct Script {
    pub events: Vec<Event>,
    /// Wait before each event.
    pub pause: Duration,
    /// Wait before the first.
    pub latency: Duration,
    /// Whether the caller gets what it pays for.
    pub whole: bool,
}

/// The events of behaviours that begin an answer; `answer` is what a good one says.
pub(super) fn script(behaviour: &Behaviour, call: &Call, answer: &str) -> Script {
    let text = match behaviour {
        Behaviour::Text(text) => text.as_str(),
        Behaviour::HalfJson => answer.get(..answer.len() / 2).unwrap_or("{"),
        _ => answer,
    };
    let finish = if *behaviour == Behaviour::MaxTokens {
        "MAX_TOKENS"
    } else {
        "STOP"
    };
    let mut events = chunks(call, text, finish);
    let half = events.len() / 2;
    let mut whole = matches!(
        behaviour,
        Behaviour::Answer | Behaviour::Latency(_) | Behaviour::SlowDrip(_) | Behaviour::Text(_)
    );
    match behaviour {
        Behaviour::Cut => events.splice(half.., [Event::Break]).for_each(drop),
        Behaviour::EndsEarly => events.truncate(half),
        Behaviour::ErrorInStream => {
            let failure = json!({ "error": { "code": 503, "message": "The service is currently unavailable.", "status": "UNAVAILABLE" } });
            events
                .splice(half.., [Event::Chunk(failure)])
                .for_each(drop);
        }
        Behaviour::Garbage => events
            .splice(half.., [Event::Raw("{not json")])
            .for_each(drop),
        Behaviour::PromptBlocked => {
            events = vec![Event::Chunk(
                json!({ "promptFeedback": { "blockReason": "SAFETY" }, "usageMetadata": usage(call, 0), "modelVersion": call.model }),
            )];
        }
        Behaviour::AnswerBlocked => {
            events = vec![Event::Chunk(
                json!({ "candidates": [{ "index": 0, "finishReason": "SAFETY", "safetyRatings": [{ "category": "HARM_CATEGORY_HARASSMENT", "probability": "HIGH", "blocked": true }] }], "usageMetadata": usage(call, 0) }),
            )];
        }
        Behaviour::MaxTokens => whole = false,
        _ => {}
    }
    let pause = if let Behaviour::SlowDrip(pause) = behaviour {
        *pause
    } else {
        Duration::ZERO
    };
    let latency = if let Behaviour::Latency(latency) = behaviour {
        *latency
    } else {
        Duration::ZERO
    };
    Script {
        events,
        pause,
        latency,
        whole,
    }
}

/// The text in pieces; a thought comes first, as with every thinking model.
fn chunks(call: &Call, text: &str, finish: &str) -> Vec<Event> {
    let letters: Vec<char> = text.chars().collect();
    let size = PIECE.max(letters.len() / PIECES);
    let mut pieces: Vec<String> = letters
        .chunks(size)
        .map(|piece| piece.iter().collect())
        .collect();
    if pieces.is_empty() {
        pieces.push(String::new());
    }
    let thought = json!({ "candidates": [{ "index": 0, "content": { "role": "model", "parts": [{ "text": "Thinking it over.", "thought": true }] } }], "modelVersion": call.model });
    let last = pieces.len() - 1;
    let texts = pieces.into_iter().enumerate().map(|(index, piece)| {
        let mut candidate = json!({ "index": 0, "content": { "role": "model", "parts": [{ "text": piece }] } });
        if let (Some(candidate), true) = (candidate.as_object_mut(), index == last) {
            candidate.insert("finishReason".into(), finish.into());
        }
        json!({ "candidates": [candidate], "usageMetadata": usage(call, (index + 1) * size), "modelVersion": call.model, "responseId": "simulated", "createTime": "2026-11-23T10:00:00Z" })
    });
    std::iter::once(thought)
        .chain(texts)
        .map(Event::Chunk)
        .collect()
}

/// Four characters a token is near enough for a simulator; eight tokens of thinking.
fn usage(call: &Call, characters: usize) -> Value {
    let (prompt, answer) = ((call.system.len() + call.user.len()) / 4, characters / 4);
    json!({ "promptTokenCount": prompt, "candidatesTokenCount": answer, "thoughtsTokenCount": 8, "totalTokenCount": prompt + answer + 8 })
}

/// The script as a server-sent stream; `done` is called when its last piece has been taken.
pub(super) fn stream(script: Script, done: impl FnOnce() + Send + 'static) -> Response {
    let Script {
        events,
        pause,
        latency,
        whole,
    } = script;
    let wait = stream::once(tokio::time::sleep(latency)).filter_map(async |()| None);
    let end = stream::once(async move {
        if whole {
            done();
        }
    })
    .filter_map(async |()| None);
    let body = wait.chain(stream::iter(events).then(move |event| async move {
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
        match event {
            Event::Chunk(chunk) => Ok(Bytes::from(format!("data: {chunk}\r\n\r\n"))),
            Event::Raw(text) => Ok(Bytes::from(format!("data: {text}\r\n\r\n"))),
            // Lets what was said before get out, as a connection that breaks later would.
            Event::Break => {
                tokio::task::yield_now().await;
                Err(io::Error::from(io::ErrorKind::ConnectionReset))
            }
        }
    }));
    respond("text/event-stream", body.chain(end))
}

/// The script as one JSON object, for calls that don't stream.
pub(super) async fn whole(script: Script, done: impl FnOnce()) -> Response {
    tokio::time::sleep(script.latency).await;
    let mut text = String::new();
    let mut last = json!({});
    for event in script.events {
        match event {
            Event::Chunk(chunk) if chunk.get("error").is_some() => {
                return refusal::error(
                    503,
                    "UNAVAILABLE",
                    "The service is currently unavailable.",
                    &json!([]),
                );
            }
            Event::Chunk(chunk) => {
                let part = chunk.pointer("/candidates/0/content/parts/0");
                if part.is_some_and(|part| part.get("thought").is_none()) {
                    text.push_str(
                        part.and_then(|part| part.get("text"))
                            .and_then(Value::as_str)
                            .unwrap_or_default(),
                    );
                }
                last = chunk;
            }
            Event::Raw(_) | Event::Break => {
                return respond(
                    "application/json",
                    stream::iter([Err(io::Error::from(io::ErrorKind::ConnectionReset))]),
                );
            }
        }
    }
    if let Some(slot) = last.pointer_mut("/candidates/0/content/parts/0/text") {
        *slot = text.into();
    }
    if script.whole {
        done();
    }
    axum::Json(last).into_response()
}

/// A reply that never begins.
pub(super) fn silence() -> Response {
    respond("text/event-stream", stream::pending())
}

fn respond(
    kind: &'static str,
    body: impl Stream<Item = Result<Bytes, io::Error>> + Send + 'static,
) -> Response {
    ([(CONTENT_TYPE, kind)], Body::from_stream(body)).into_response()
}
