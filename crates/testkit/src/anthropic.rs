//! A simulator of Anthropic's Messages API.

use axum::{
    http::{HeaderValue, Method, header::RETRY_AFTER},
    response::Response,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::simulator::{
    Asked, Behaviour, Call, Ending, Seen, Simulator, THINKING, THOUGHT, Told, Wire, look,
    reply_json,
};

/// A simulator of Anthropic.
pub type AnthropicSimulator = Simulator<Messages>;

/// The protocol of the Messages API.
#[derive(Clone, Copy, Debug, Default)]
pub struct Messages;

impl Wire for Messages {
    const BASE: &'static str = "";

    fn read(&self, asked: &Asked) -> Result<Call, Response> {
        // The documentation has the first form, the vendor's own client of late the second one.
        let shown = ["x-api-key", "authorization"].map(|name| asked.header(name));
        if shown == [None, None] {
            return Err(error(
                401,
                "authentication_error",
                "x-api-key header is required",
            ));
        }
        if asked.header("anthropic-version").is_none() {
            return Err(error(
                400,
                "invalid_request_error",
                "anthropic-version: header is required",
            ));
        }
        let read = match (&asked.method, asked.uri.path()) {
            (&Method::POST, "/v1/messages") => read(&asked.body),
            (&Method::POST, "/v1/messages/count_tokens") => counting(&asked.body),
            _ => return Err(error(404, "not_found_error", "Not Found")),
        };
        read.map_err(|complaint| error(400, "invalid_request_error", &complaint))
    }

    fn refusal(&self, behaviour: &Behaviour, call: &Call) -> Option<Response> {
        let reply = match behaviour {
            Behaviour::PerMinute(wait) => {
                let reply = error(
                    429,
                    "rate_limit_error",
                    "This request would exceed your organization's rate limit.",
                );
                after(reply, wait.and_then(|wait| wait.strip_suffix('s')))
            }
            Behaviour::PerDay => error(
                402,
                "billing_error",
                "Your organization has reached its spend limit.",
            ),
            Behaviour::Overloaded(seconds) => {
                let seconds = seconds.map(|seconds| seconds.to_string());
                after(
                    error(529, "overloaded_error", "Overloaded"),
                    seconds.as_deref(),
                )
            }
            Behaviour::BadKey => error(401, "authentication_error", "invalid x-api-key"),
            Behaviour::NotAvailable => error(
                400,
                "invalid_request_error",
                "Your credit balance is too low to access the Anthropic API.",
            ),
            Behaviour::Forbidden => error(
                403,
                "permission_error",
                "Your API key does not have permission to use the specified resource.",
            ),
            Behaviour::UnknownModel => {
                error(404, "not_found_error", &format!("model: {}", call.model))
            }
            Behaviour::TooLongQuestion => error(
                400,
                "invalid_request_error",
                "prompt is too long: 2000000 tokens > 1000000 maximum",
            ),
            Behaviour::NoSchema => error(
                400,
                "invalid_request_error",
                "output_config.format: not supported by this model",
            ),
            _ => return None,
        };
        Some(reply)
    }

    fn events(&self, call: &Call, told: &Told) -> Vec<String> {
        let mut begun = self.whole(call, told);
        if let Some(begun) = begun.as_object_mut() {
            begun.insert("content".into(), json!([]));
            begun.insert("stop_reason".into(), Value::Null);
            begun.insert("stop_details".into(), Value::Null);
            begun.insert(
                "usage".into(),
                json!({ "input_tokens": call.tokens(), "output_tokens": 1 }),
            );
        }
        let mut events = vec![
            json!({ "type": "message_start", "message": begun }),
            json!({ "type": "content_block_start", "index": 0, "content_block": { "type": "thinking", "thinking": "", "signature": "" } }),
            json!({ "type": "ping" }),
            json!({ "type": "content_block_delta", "index": 0, "delta": { "type": "thinking_delta", "thinking": THOUGHT } }),
            json!({ "type": "content_block_delta", "index": 0, "delta": { "type": "signature_delta", "signature": "c2ln" } }),
            json!({ "type": "content_block_stop", "index": 0 }),
        ];
        let mut part = |index: usize, block: &Value, deltas: Vec<Value>| {
            events.push(
                json!({ "type": "content_block_start", "index": index, "content_block": block }),
            );
            events.extend(deltas.into_iter().map(
                |delta| json!({ "type": "content_block_delta", "index": index, "delta": delta }),
            ));
            events.push(json!({ "type": "content_block_stop", "index": index }));
        };
        if told.calls.is_empty() {
            let text = |piece| json!({ "type": "text_delta", "text": piece });
            let block = json!({ "type": "text", "text": "" });
            part(1, &block, told.pieces.iter().map(text).collect());
        }
        for (index, (name, arguments)) in (1..).zip(&told.calls) {
            let more = |json| json!({ "type": "input_json_delta", "partial_json": json });
            let deltas = Told::halves(arguments).map(more);
            part(index, &tool_use(index, name, &json!({})), deltas.into());
        }
        events.push(json!({ "type": "message_delta", "delta": { "stop_reason": reason(told.ending), "stop_details": details(told.ending), "stop_sequence": null }, "usage": { "output_tokens": told.all_tokens() + THINKING } }));
        events.push(json!({ "type": "message_stop" }));
        events.iter().map(frame).collect()
    }

    fn whole(&self, call: &Call, told: &Told) -> Value {
        json!({
            "id": "msg_simulated", "type": "message", "role": "assistant", "model": call.model,
            "content": content(told),
            "stop_reason": reason(told.ending), "stop_details": details(told.ending), "stop_sequence": null,
            "usage": { "input_tokens": call.tokens(), "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, "output_tokens": told.all_tokens() + THINKING, "service_tier": "standard" },
        })
    }

    fn failure(&self) -> String {
        frame(
            &json!({ "type": "error", "error": { "type": "overloaded_error", "message": "Overloaded" } }),
        )
    }
}

fn content(told: &Told) -> Value {
    if told.calls.is_empty() {
        return json!([{ "type": "text", "text": told.text() }]);
    }
    let used = (1..).zip(&told.calls).map(|(index, (name, arguments))| {
        let input: Value = serde_json::from_str(arguments).unwrap_or_default();
        tool_use(index, name, &input)
    });
    used.collect()
}

fn tool_use(index: usize, name: &str, input: &Value) -> Value {
    json!({ "type": "tool_use", "id": format!("toolu_{index}"), "name": name, "input": input })
}

fn reason(ending: Ending) -> &'static str {
    match ending {
        Ending::Whole => "end_turn",
        Ending::MaxTokens => "max_tokens",
        Ending::CalledTool => "tool_use",
        // The vendor's filter and its model are not told apart.
        Ending::PromptBlocked | Ending::AnswerBlocked | Ending::Declined => "refusal",
    }
}

fn details(ending: Ending) -> Value {
    match reason(ending) {
        "refusal" => {
            json!({ "type": "refusal", "category": "cyber", "explanation": "The model declined." })
        }
        _ => Value::Null,
    }
}

fn frame(event: &Value) -> String {
    let kind = event
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    format!("event: {kind}\ndata: {event}\n\n")
}

fn error(status: u16, kind: &str, message: &str) -> Response {
    reply_json(
        status,
        json!({ "type": "error", "error": { "type": kind, "message": message }, "request_id": "req_simulated" }),
    )
}

fn after(mut reply: Response, seconds: Option<&str>) -> Response {
    if let Some(Ok(seconds)) = seconds.map(HeaderValue::from_str) {
        reply.headers_mut().insert(RETRY_AFTER, seconds);
    }
    reply
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    model: String,
    max_tokens: u64,
    #[serde(default)]
    system: String,
    messages: Vec<Message>,
    #[serde(default)]
    output_config: OutputConfig,
    #[serde(default)]
    tools: Vec<Tool>,
    #[serde(default)]
    stream: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tool {
    name: String,
    #[serde(rename = "description")]
    _description: String,
    input_schema: Value,
}

impl Tool {
    fn name(self) -> Result<String, String> {
        if self.input_schema.get("type") == Some(&"object".into()) {
            return Ok(self.name);
        }
        Err("tools.0.custom.input_schema.type: Field required".into())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    role: String,
    content: Content,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    Blocks(Vec<Block>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "type")]
enum Block {
    Text { text: String },
    Image { source: PictureSource },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "type")]
enum PictureSource {
    Base64 { media_type: String, data: String },
}

impl Content {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Blocks(blocks) => {
                let texts = blocks.iter().filter_map(|block| match block {
                    Block::Text { text } => Some(text.as_str()),
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
            Block::Image { source } => {
                let PictureSource::Base64 { media_type, data } = source;
                Some(look(media_type, data))
            }
            Block::Text { .. } => None,
        });
        shown.collect()
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct OutputConfig {
    format: Option<Format>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Format {
    #[serde(rename = "type")]
    kind: String,
    schema: Value,
}

/// The call in a request's body, or the vendor's complaint about it.
fn read(body: &[u8]) -> Result<Call, String> {
    let body: Body = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let user = body
        .messages
        .last()
        .filter(|message| message.role == "user")
        .ok_or("messages: must end with a user turn")?;
    let schema = match body.output_config.format {
        None => Value::Null,
        Some(Format { kind, schema }) if kind == "json_schema" => {
            known_keywords(&schema)?;
            understood(schema)
        }
        Some(_) => return Err("output_config.format.type: must be json_schema".into()),
    };
    Ok(Call {
        model: body.model,
        system: body.system,
        user: user.content.text(),
        seen: user.content.seen()?,
        functions: body
            .tools
            .into_iter()
            .map(Tool::name)
            .collect::<Result<_, _>>()?,
        schema,
        seed: None,
        max_output_tokens: Some(body.max_tokens),
        stream: body.stream,
        counting: false,
        picture: None,
        voice: None,
        embedded: None,
    })
}

/// The call in the body of a count, which has neither limit nor stream.
fn counting(body: &[u8]) -> Result<Call, String> {
    let mut body: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let fields = body.as_object_mut().ok_or("Input should be an object")?;
    if let Some(extra) = ["max_tokens", "stream"]
        .into_iter()
        .find(|name| fields.contains_key(*name))
    {
        return Err(format!("{extra}: Extra inputs are not permitted"));
    }
    fields.insert("max_tokens".into(), 1.into());
    let call = read(body.to_string().as_bytes())?;
    Ok(Call {
        counting: true,
        ..call
    })
}

/// Bounds are no part of the dialect, and objects close themselves.
fn known_keywords(schema: &Value) -> Result<(), String> {
    let unknown = ["minimum", "maximum", "minLength", "maxLength", "maxItems"]
        .into_iter()
        .find(|name| schema.get(name).is_some());
    if let Some(name) = unknown {
        return Err(format!(
            "output_config.format.schema: property '{name}' is not supported"
        ));
    }
    if schema.get("minItems").and_then(Value::as_u64) > Some(1) {
        return Err(
            "output_config.format.schema: 'minItems' values other than 0 or 1 are not supported"
                .into(),
        );
    }
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        if schema.get("additionalProperties") != Some(&Value::Bool(false)) {
            return Err(
                "output_config.format.schema: 'additionalProperties' must be set to false".into(),
            );
        }
        properties.values().try_for_each(known_keywords)?;
    }
    schema.get("items").map_or(Ok(()), known_keywords)
}

/// The schema as a model reads it, which follows bounds that are told in words.
fn understood(mut schema: Value) -> Value {
    let told = schema
        .get("description")
        .and_then(Value::as_str)
        .and_then(|words| {
            words
                .split(", ")
                .find_map(|word| word.strip_prefix("minItems: "))
        })
        .and_then(|least| least.parse::<u64>().ok());
    if let (Some(least), Some(fields)) = (told, schema.as_object_mut()) {
        fields.insert("minItems".into(), least.into());
    }
    match schema {
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, understood(value)))
            .collect(),
        other => other,
    }
}
