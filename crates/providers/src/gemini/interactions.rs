//! The Interactions API, which Google recommends for what is new: a stream of typed events, closed
//! by the whole interaction.

use courier::Courier;
use domain::channel::Held;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{GeminiConfig, refusal::Failure, wire};
use crate::{
    Cause, Function, InputPicture, ProviderError, Request,
    remote::{
        CallPiece, Counting, MODEL, Piece, Protocol, Refusal, Remote, Usage, day_of_text, trimmed,
    },
};

/// Gemini over the Interactions API as a [`crate::Provider`].
pub type GeminiInteractions = Remote<Interactions>;

/// The protocol of `POST /interactions`.
#[derive(Clone, Copy, Debug)]
pub struct Interactions;

impl GeminiInteractions {
    /// An adapter for `config` that sends its calls by `courier`.
    ///
    /// # Errors
    /// [`Cause::InvalidKey`] when the key holds characters that no key has.
    pub fn new(config: &GeminiConfig, courier: Courier) -> Result<Self, ProviderError> {
        let link = config.link(courier)?;
        Ok(Self {
            images: Some(config.studio(&link)),
            videos: Some(config.cinema(&link)),
            speech: Some(config.booth(&link)),
            embeddings: Some(config.embeddings(&link)),
            link,
            protocol: Interactions,
            address: format!("{}/interactions", trimmed(&config.base_url)),
            model: config.model.clone(),
            region: None,
        })
    }
}

impl Protocol for Interactions {
    fn body(&self, request: &Request, model: &str) -> Value {
        let mut body = json!({
            "model": model,
            "system_instruction": request.prompt.system,
            "input": input(request),
            "generation_config": {
                "max_output_tokens": request.max_output_tokens,
                "thinking_level": "low",
            },
            "response_format": { "type": "text", "mime_type": "application/json", "schema": request.schema },
            // Briefs stay with us.
            "store": false,
            "stream": true,
        });
        if !request.functions.is_empty()
            && let Some(body) = body.as_object_mut()
        {
            let declared = |function: &Function| json!({ "type": "function", "name": function.name, "description": function.description, "parameters": function.parameters });
            let declared = request.functions.iter().map(declared);
            body.insert("tools".into(), declared.collect());
        }
        body
    }

    fn sight(&self, model: &str) -> Option<u64> {
        wire::sight(model)
    }

    fn calls_functions(&self, model: &str) -> bool {
        wire::calls_functions(model)
    }

    fn counting(&self) -> Option<&dyn Counting> {
        Some(self)
    }

    fn piece(&self, data: &str) -> Result<Piece, serde_json::Error> {
        serde_json::from_str(data).map(Event::into_piece)
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        Failure::read(status, body).into_refusal()
    }
}

/// Interactions count nothing beforehand; the developer API beside them does, by the same models.
impl Counting for Interactions {
    fn address(&self, answers: &str) -> String {
        let base = answers.strip_suffix("/interactions").unwrap_or(answers);
        format!("{base}/models/{MODEL}:countTokens")
    }

    fn body(&self, request: &Request, model: &str) -> Value {
        wire::counted(request, model)
    }
}

/// What is asked, with what is to be looked at in front.
fn input(request: &Request) -> Value {
    if request.pictures.is_empty() {
        return request.prompt.user.as_str().into();
    }
    let picture = |picture: &InputPicture| json!({ "type": "image", "mime_type": InputPicture::MEDIA_TYPE, "data": picture.base64() });
    let pictures = request.pictures.iter().map(picture);
    pictures
        .chain([json!({ "type": "text", "text": request.prompt.user })])
        .collect()
}

/// The events that say something about the answer.
#[derive(Deserialize)]
#[serde(tag = "event_type")]
enum Event {
    #[serde(rename = "step.start")]
    Start { index: u64, step: Step },
    #[serde(rename = "step.delta")]
    Delta { index: u64, delta: Delta },
    #[serde(rename = "interaction.completed")]
    Completed { interaction: Interaction },
    #[serde(rename = "error")]
    Error { error: Fault },
    #[serde(other)]
    Other,
}

/// Steps that say something about the answer. A call's arguments come whole with it or in pieces
/// after it.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Step {
    FunctionCall {
        name: String,
        #[serde(default)]
        arguments: Map<String, Value>,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Delta {
    Text {
        text: String,
    },
    #[serde(rename = "arguments_delta")]
    Arguments {
        #[serde(default)]
        arguments: String,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Interaction {
    status: String,
    model: Option<String>,
    created: Option<String>,
    #[serde(default)]
    usage: Counts,
    #[serde(default)]
    errors: Vec<Fault>,
}

/// A code in words, such as `unavailable`, or a number.
#[derive(Deserialize)]
struct Fault {
    #[serde(default)]
    code: Value,
    #[serde(default)]
    message: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
struct Counts {
    total_input_tokens: Option<u64>,
    total_cached_tokens: Option<u64>,
    total_output_tokens: Option<u64>,
    total_thought_tokens: Option<u64>,
    total_tool_use_tokens: Option<u64>,
}

impl Event {
    fn into_piece(self) -> Piece {
        match self {
            Self::Start {
                index,
                step: Step::FunctionCall { name, arguments },
            } => Piece {
                calls: vec![CallPiece {
                    index: Some(index),
                    name,
                    arguments: if arguments.is_empty() {
                        String::new()
                    } else {
                        Value::Object(arguments).to_string()
                    },
                }],
                ..Piece::default()
            },
            Self::Delta {
                delta: Delta::Text { text },
                ..
            } => Piece {
                text,
                ..Piece::default()
            },
            Self::Delta {
                index,
                delta: Delta::Arguments { arguments },
            } => Piece {
                calls: vec![CallPiece {
                    index: Some(index),
                    name: String::new(),
                    arguments,
                }],
                ..Piece::default()
            },
            Self::Completed { interaction } => {
                let ended = interaction.ended();
                Piece {
                    model: interaction.model,
                    day: interaction.created.as_deref().and_then(day_of_text),
                    usage: interaction.usage.into(),
                    ended: Some(ended),
                    ..Piece::default()
                }
            }
            Self::Error { error } => Piece {
                ended: Some(Err(error.refusal())),
                ..Piece::default()
            },
            Self::Start { .. } | Self::Delta { .. } | Self::Other => Piece::default(),
        }
    }
}

impl Interaction {
    fn ended(&self) -> Result<(), Refusal> {
        Err(match (self.status.as_str(), self.errors.first()) {
            // What it asks for stands in its steps.
            ("completed", _) | ("requires_action", None) => return Ok(()),
            (_, Some(fault)) => fault.refusal(),
            ("incomplete", None) => Refusal::new(Cause::TooLong, "incomplete"),
            (status, None) => Refusal::stopped(status),
        })
    }
}

impl Fault {
    fn refusal(&self) -> Refusal {
        let code = match &self.code {
            Value::String(code) => code.to_lowercase(),
            code => code.to_string(),
        };
        let reason = format!("{code}: {}", self.message);
        let cause = match code.as_str() {
            "safety" | "blocked" | "prohibited_content" | "recitation" | "content_filtered" => {
                return Refusal::blocked(Held::Answer, [code.as_str()]);
            }
            "max_tokens" => Cause::TooLong,
            "resource_exhausted" | "rate_limit_exceeded" => Cause::RateLimited,
            "deadline_exceeded" => Cause::Timeout,
            "unavailable" | "internal" | "internal_error" => Cause::Overloaded,
            number => {
                let status = number.parse().unwrap_or_default();
                return Refusal::of_status(status, reason);
            }
        };
        Refusal::new(cause, reason)
    }
}

impl From<Counts> for Usage {
    fn from(counts: Counts) -> Self {
        let tools = counts.total_tool_use_tokens.unwrap_or_default();
        let thoughts = counts.total_thought_tokens.unwrap_or_default();
        Self {
            input: counts.total_input_tokens.map(|input| input + tools),
            cached: counts.total_cached_tokens,
            output: counts.total_output_tokens.map(|output| output + thoughts),
        }
    }
}
