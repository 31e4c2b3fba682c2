//! The Responses API: a stream of typed events, closed by the whole response.

use domain::channel::Held;
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal::{self, Failure};
use crate::{
    Cause, Function, InputPicture, Request,
    remote::{CallPiece, Counting, Piece, Protocol, Refusal, Usage, day_of_seconds, without},
};

/// The protocol of `POST /responses`.
#[derive(Clone, Copy, Debug)]
pub struct Responses;

impl Protocol for Responses {
    fn body(&self, request: &Request, model: &str) -> Value {
        let mut body = json!({
            "model": model,
            "instructions": request.prompt.system,
            "input": input(request),
            "text": { "format": { "type": "json_schema", "name": request.task.kind().slug(), "strict": true, "schema": request.schema } },
            "max_output_tokens": request.max_output_tokens,
            // Briefs stay with us.
            "store": false,
            "stream": true,
        });
        // Older models do not think and refuse to be told how hard.
        if !model.starts_with("gpt-4")
            && let Some(body) = body.as_object_mut()
        {
            body.insert("reasoning".into(), json!({ "effort": "low" }));
        }
        if !request.functions.is_empty()
            && let Some(body) = body.as_object_mut()
        {
            let declared = |function: &Function| json!({ "type": "function", "name": function.name, "description": function.description, "parameters": function.parameters, "strict": true });
            let declared = request.functions.iter().map(declared);
            body.insert("tools".into(), declared.collect());
        }
        body
    }

    fn sight(&self, model: &str) -> Option<u64> {
        super::sight(model)
    }

    fn counting(&self) -> Option<&dyn Counting> {
        Some(self)
    }

    fn piece(&self, data: &str) -> Result<Piece, serde_json::Error> {
        serde_json::from_str(data).map(Event::into_piece)
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        refusal::of(status, body)
    }
}

/// Everything of the question but how it is answered (the client's `InputTokenCountParams`, read
/// 2026-12-01).
impl Counting for Responses {
    fn address(&self, answers: &str) -> String {
        format!("{answers}/input_tokens")
    }

    fn body(&self, request: &Request, model: &str) -> Value {
        without(
            Protocol::body(self, request, model),
            &["max_output_tokens", "store", "stream"],
        )
    }
}

/// What is asked, with what is to be looked at in front.
fn input(request: &Request) -> Value {
    if request.pictures.is_empty() {
        return request.prompt.user.as_str().into();
    }
    let picture = |picture: &InputPicture| json!({ "type": "input_image", "image_url": picture.data_url(), "detail": "auto" });
    let pictures = request.pictures.iter().map(picture);
    let content: Value = pictures
        .chain([json!({ "type": "input_text", "text": request.prompt.user })])
        .collect();
    json!([{ "role": "user", "content": content }])
}

/// The events that say something about the answer.
#[derive(Deserialize)]
#[serde(tag = "type")]
enum Event {
    #[serde(rename = "response.output_text.delta")]
    Text { delta: String },
    #[serde(rename = "response.refusal.done")]
    Declined,
    #[serde(rename = "response.completed")]
    Completed { response: Response },
    #[serde(rename = "response.incomplete")]
    Incomplete { response: Response },
    #[serde(rename = "response.failed")]
    Failed { response: Response },
    #[serde(rename = "error")]
    Error(Failure),
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Response {
    model: Option<String>,
    created_at: Option<f64>,
    output: Vec<Item>,
    error: Option<Failure>,
    incomplete_details: Option<Incomplete>,
    usage: Option<Counts>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Item {
    FunctionCall {
        name: String,
        arguments: String,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Incomplete {
    reason: String,
}

#[derive(Deserialize)]
struct Counts {
    input_tokens: u64,
    output_tokens: u64,
    #[serde(default)]
    input_tokens_details: InputDetails,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct InputDetails {
    cached_tokens: u64,
}

impl Event {
    fn into_piece(self) -> Piece {
        let ending = |ended| Piece {
            ended: Some(ended),
            ..Piece::default()
        };
        match self {
            Self::Text { delta } => Piece {
                text: delta,
                ..Piece::default()
            },
            Self::Declined => ending(Err(Refusal::declined())),
            Self::Error(failure) => ending(Err(failure.into_refusal(0))),
            Self::Completed { response } => response.into_piece(|_| Ok(())),
            Self::Incomplete { response } => response.into_piece(|response| {
                let reason = response
                    .incomplete_details
                    .as_ref()
                    .map_or("", |details| details.reason.as_str());
                Err(match reason {
                    "max_output_tokens" => Refusal::new(Cause::TooLong, reason),
                    "content_filter" => Refusal::blocked(Held::Answer, []),
                    _ => Refusal::stopped(reason),
                })
            }),
            Self::Failed { mut response } => {
                let failure = response.error.take().unwrap_or_default();
                response.into_piece(|_| Err(failure.into_refusal(0)))
            }
            Self::Other => Piece::default(),
        }
    }
}

impl Response {
    fn into_piece(self, ended: impl FnOnce(&Self) -> Result<(), Refusal>) -> Piece {
        let ended = Some(ended(&self));
        #[expect(
            clippy::cast_possible_truncation,
            reason = "whole seconds are near enough for a day"
        )]
        let day = self.created_at.and_then(|at| day_of_seconds(at as i64));
        let called = |item| match item {
            Item::FunctionCall { name, arguments } => Some(CallPiece {
                index: None,
                name,
                arguments,
            }),
            Item::Other => None,
        };
        Piece {
            calls: self.output.into_iter().filter_map(called).collect(),
            model: self.model,
            day,
            usage: self.usage.map(Usage::from).unwrap_or_default(),
            ended,
            ..Piece::default()
        }
    }
}

impl From<Counts> for Usage {
    fn from(counts: Counts) -> Self {
        Self {
            input: Some(counts.input_tokens),
            cached: Some(counts.input_tokens_details.cached_tokens),
            output: Some(counts.output_tokens),
        }
    }
}
