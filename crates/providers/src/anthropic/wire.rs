//! The JSON that goes to Anthropic and comes back, as far as we need it.

use domain::channel::Held;
use serde::Deserialize;
use serde_json::{Value, json};

use super::schema;
use crate::{
    Cause, Function, InputPicture, Request,
    remote::{CallPiece, Counting, Piece, Protocol, Refusal, Usage, without},
};

/// The protocol of `POST /v1/messages`.
#[derive(Clone, Copy, Debug)]
pub struct Messages;

impl Protocol for Messages {
    fn body(&self, request: &Request, model: &str) -> Value {
        let mut body = json!({
            "model": model,
            "max_tokens": request.max_output_tokens,
            "system": request.prompt.system,
            "messages": [{ "role": "user", "content": content(request) }],
            "output_config": {
                "format": { "type": "json_schema", "schema": schema::spelt_out(&request.schema) },
            },
            "stream": true,
        });
        if !request.functions.is_empty()
            && let Some(body) = body.as_object_mut()
        {
            let declared = |function: &Function| json!({ "name": function.name, "description": function.description, "input_schema": function.parameters });
            let declared = request.functions.iter().map(declared);
            body.insert("tools".into(), declared.collect());
        }
        body
    }

    /// Every model since Claude 3 sees.
    fn sight(&self, model: &str) -> Option<u64> {
        (!model.starts_with("claude-2")).then_some(PICTURE)
    }

    fn counting(&self) -> Option<&dyn Counting> {
        Some(self)
    }

    fn piece(&self, data: &str) -> Result<Piece, serde_json::Error> {
        serde_json::from_str(data).map(Event::into_piece)
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        serde_json::from_slice::<Body>(body).map_or_else(
            |_| Refusal::of_status(status, format!("status {status}")),
            |body| body.error.into_refusal(status),
        )
    }
}

/// Everything of the question but how it is answered, which the vendor refuses here (its client's
/// `MessageCountTokensParams`, read 2026-12-01).
impl Counting for Messages {
    fn address(&self, answers: &str) -> String {
        format!("{answers}/count_tokens")
    }

    fn body(&self, request: &Request, model: &str) -> Value {
        without(
            Protocol::body(self, request, model),
            &["max_tokens", "stream"],
        )
    }
}

/// Tokens of a picture: width by height in pixels over 750, and 1,600 at the most (docs.anthropic.com,
/// “Vision”, read 2026-11-30).
const PICTURE: u64 = 1_600;

/// What is asked, with what is to be looked at in front, as the vendor advises.
fn content(request: &Request) -> Value {
    if request.pictures.is_empty() {
        return request.prompt.user.as_str().into();
    }
    let picture = |picture: &InputPicture| json!({ "type": "image", "source": { "type": "base64", "media_type": InputPicture::MEDIA_TYPE, "data": picture.base64() } });
    let pictures = request.pictures.iter().map(picture);
    pictures
        .chain([json!({ "type": "text", "text": request.prompt.user })])
        .collect()
}

#[derive(Deserialize)]
struct Body {
    error: Failure,
}

#[derive(Deserialize)]
struct Failure {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    message: String,
}

impl Failure {
    /// What it means; `status` is 0 in the middle of a stream.
    fn into_refusal(self, status: u16) -> Refusal {
        let reason = format!("{status} {}: {}", self.kind, self.message);
        let cause = match self.kind.as_str() {
            "invalid_request_error" if self.message.contains("prompt is too long") => {
                return Refusal::too_long_a_question(&reason);
            }
            "invalid_request_error" if self.message.contains("credit balance") => {
                return Refusal::no_credit(&reason);
            }
            "billing_error" => return Refusal::no_credit(&reason),
            "request_too_large" => return Refusal::too_long_a_question(&reason),
            "authentication_error" => Cause::InvalidKey,
            "permission_error" => Cause::NotAllowed,
            "not_found_error" => Cause::UnknownModel,
            "rate_limit_error" => Cause::RateLimited,
            "timeout_error" => Cause::Timeout,
            "api_error" | "overloaded_error" => Cause::Overloaded,
            _ => return Refusal::of_status(status, reason),
        };
        Refusal::new(cause, reason)
    }
}

/// The events that say something about the answer.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Event {
    MessageStart {
        message: Message,
    },
    ContentBlockStart {
        index: u64,
        content_block: Block,
    },
    ContentBlockDelta {
        index: u64,
        delta: Delta,
    },
    MessageDelta {
        delta: Ending,
        #[serde(default)]
        usage: Counts,
    },
    Error {
        error: Failure,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Message {
    model: Option<String>,
    #[serde(default)]
    usage: Counts,
}

/// A part of the answer as it begins.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Block {
    ToolUse {
        name: String,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(clippy::enum_variant_names, reason = "the vendor's names")]
enum Delta {
    TextDelta {
        text: String,
    },
    InputJsonDelta {
        partial_json: String,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Ending {
    stop_reason: Option<String>,
    stop_details: Option<StopDetails>,
}

#[derive(Deserialize)]
struct StopDetails {
    category: Option<String>,
}

/// Cumulative. The first report has the input, the last one the whole output.
#[derive(Default, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
struct Counts {
    input_tokens: Option<u64>,
    cache_creation_input_tokens: Option<u64>,
    cache_read_input_tokens: Option<u64>,
    output_tokens: Option<u64>,
}

impl Event {
    fn into_piece(self) -> Piece {
        match self {
            Self::MessageStart { message } => Piece {
                model: message.model,
                usage: message.usage.into(),
                ..Piece::default()
            },
            Self::ContentBlockStart {
                index,
                content_block: Block::ToolUse { name },
            } => Piece {
                calls: vec![CallPiece {
                    index: Some(index),
                    name,
                    arguments: String::new(),
                }],
                ..Piece::default()
            },
            Self::ContentBlockDelta {
                delta: Delta::TextDelta { text },
                ..
            } => Piece {
                text,
                ..Piece::default()
            },
            Self::ContentBlockDelta {
                index,
                delta: Delta::InputJsonDelta { partial_json },
            } => Piece {
                calls: vec![CallPiece {
                    index: Some(index),
                    name: String::new(),
                    arguments: partial_json,
                }],
                ..Piece::default()
            },
            Self::MessageDelta { delta, usage } => Piece {
                usage: usage.into(),
                ended: delta.stop_reason.as_deref().map(|reason| {
                    let details = delta.stop_details.as_ref();
                    ending(
                        reason,
                        details.and_then(|details| details.category.as_deref()),
                    )
                }),
                ..Piece::default()
            },
            Self::Error { error } => Piece {
                ended: Some(Err(error.into_refusal(0))),
                ..Piece::default()
            },
            Self::ContentBlockStart { .. } | Self::ContentBlockDelta { .. } | Self::Other => {
                Piece::default()
            }
        }
    }
}

fn ending(reason: &str, category: Option<&str>) -> Result<(), Refusal> {
    Err(match reason {
        // What it asks for has come before.
        "end_turn" | "stop_sequence" | "tool_use" => return Ok(()),
        "max_tokens" => Refusal::new(Cause::TooLong, reason),
        "model_context_window_exceeded" => Refusal::too_long_a_question(reason),
        "refusal" => match category {
            Some(category) => Refusal::blocked(Held::Answer, [category]),
            None => Refusal::declined(),
        },
        _ => Refusal::stopped(reason),
    })
}

/// The vendor's input leaves out what its cache held.
impl From<Counts> for Usage {
    fn from(counts: Counts) -> Self {
        let cached = counts.cache_read_input_tokens;
        Self {
            input: counts.input_tokens.map(|input| {
                input
                    + cached.unwrap_or_default()
                    + counts.cache_creation_input_tokens.unwrap_or_default()
            }),
            cached,
            output: counts.output_tokens,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_input_is_counted_with_what_the_cache_held() {
        let usage = Usage::from(Counts {
            input_tokens: Some(10),
            cache_creation_input_tokens: Some(2),
            cache_read_input_tokens: Some(30),
            output_tokens: None,
        });
        assert_eq!(
            (usage.input, usage.cached, usage.output),
            (Some(42), Some(30), None)
        );
    }
}
