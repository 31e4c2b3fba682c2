//! What was asked, held as strictly against the wire format as the vendors do.

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal;
use crate::simulator::{Asked, Call, Seen, look_at_url};

/// Refuses a call without a key.
#[expect(clippy::result_large_err, reason = "for tests only")]
pub(super) fn bearer(asked: &Asked) -> Result<(), Response> {
    let there = asked
        .header("authorization")
        .is_some_and(|value| value.starts_with("Bearer ") && value.len() > "Bearer ".len());
    if there {
        return Ok(());
    }
    Err(refusal::error(
        401,
        "invalid_request_error",
        None,
        "You didn't provide an API key.",
    ))
}

pub(super) fn complain(complaint: &str) -> Response {
    refusal::error(400, "invalid_request_error", None, complaint)
}

pub(super) fn no_such_place(asked: &Asked) -> Response {
    let message = format!("Invalid URL ({} {})", asked.method, asked.uri.path());
    refusal::error(404, "invalid_request_error", None, &message)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResponsesBody {
    model: String,
    #[serde(default)]
    instructions: String,
    input: Input,
    #[serde(default)]
    text: TextOptions,
    #[serde(default)]
    max_output_tokens: Option<u64>,
    #[serde(default)]
    reasoning: Option<Reasoning>,
    #[serde(default)]
    tools: Vec<ResponsesTool>,
    #[serde(default)]
    stream: bool,
    #[serde(default, rename = "store")]
    _store: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Input {
    Text(String),
    Turns([Turn; 1]),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    #[serde(rename = "role")]
    _role: UserRole,
    content: Vec<InputPart>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum UserRole {
    User,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "type")]
enum InputPart {
    InputText {
        text: String,
    },
    InputImage {
        image_url: String,
        #[serde(default, rename = "detail")]
        _detail: Option<Detail>,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Detail {
    Low,
    High,
    Auto,
}

impl Input {
    /// Words, and what is shown.
    fn read(self) -> Result<(String, Vec<Seen>), String> {
        let [turn] = match self {
            Self::Text(text) => return Ok((text, Vec::new())),
            Self::Turns(turns) => turns,
        };
        let (mut text, mut seen) = (String::new(), Vec::new());
        for part in turn.content {
            match part {
                InputPart::InputText { text: more } => text += &more,
                InputPart::InputImage { image_url, .. } => seen.push(look_at_url(&image_url)?),
            }
        }
        Ok((text, seen))
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextOptions {
    format: Option<Named>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reasoning {
    #[serde(rename = "effort")]
    _effort: Effort,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "type")]
enum ResponsesTool {
    Function {
        #[serde(flatten)]
        function: FunctionBody,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "type")]
enum ChatTool {
    Function { function: FunctionBody },
}

#[derive(Deserialize)]
struct FunctionBody {
    name: String,
    #[serde(rename = "description")]
    _description: Option<String>,
    parameters: Value,
    #[serde(default)]
    strict: bool,
}

impl FunctionBody {
    fn name(self) -> Result<String, String> {
        if self.strict {
            strict(&self.parameters, &self.name)?;
        }
        Ok(self.name)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Effort {
    Low,
    Medium,
    High,
}

/// A schema with its name, as both protocols carry it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    #[serde(default, rename = "type")]
    _kind: String,
    name: String,
    schema: Value,
    #[serde(default)]
    strict: bool,
    #[serde(default, rename = "description")]
    _description: Option<String>,
}

impl Named {
    fn checked(self) -> Result<Value, String> {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        if self.name.is_empty() || self.name.len() > 64 || !self.name.chars().all(plain) {
            return Err(format!(
                "Invalid 'name': {:?} does not match ^[a-zA-Z0-9_-]+$",
                self.name
            ));
        }
        if self.strict {
            strict(&self.schema, &self.name)?;
        }
        Ok(self.schema)
    }
}

/// In strict mode every object closes itself and requires all it has.
fn strict(schema: &Value, name: &str) -> Result<(), String> {
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        if schema.get("additionalProperties") != Some(&Value::Bool(false)) {
            return Err(format!(
                "Invalid schema for response_format '{name}': 'additionalProperties' is required to be supplied and to be false."
            ));
        }
        let required = schema.get("required").and_then(Value::as_array);
        for (property, inner) in properties {
            if !required.is_some_and(|required| required.contains(&json!(property))) {
                return Err(format!(
                    "Invalid schema for response_format '{name}': 'required' is required to include '{property}'."
                ));
            }
            strict(inner, name)?;
        }
    }
    schema
        .get("items")
        .map_or(Ok(()), |items| strict(items, name))
}

/// The call in the body of `POST /responses`.
pub(super) fn responses(body: &[u8]) -> Result<Call, String> {
    let body: ResponsesBody = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    if body.reasoning.is_some() && body.model.starts_with("gpt-4") {
        return Err(
            "Unsupported parameter: 'reasoning.effort' is not supported with this model.".into(),
        );
    }
    let (user, seen) = body.input.read()?;
    Ok(Call {
        model: body.model,
        system: body.instructions,
        user,
        seen,
        functions: body
            .tools
            .into_iter()
            .map(|ResponsesTool::Function { function }| function.name())
            .collect::<Result<_, _>>()?,
        schema: body.text.format.map_or(Ok(Value::Null), Named::checked)?,
        seed: None,
        max_output_tokens: body.max_output_tokens,
        stream: body.stream,
        counting: false,
        picture: None,
        voice: None,
        embedded: None,
    })
}

/// The call in the body of `POST /responses/input_tokens`, which says nothing about the answer.
pub(super) fn counting(body: &[u8]) -> Result<Call, String> {
    let fields: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let answering = ["max_output_tokens", "store", "stream"];
    if let Some(unknown) = answering
        .into_iter()
        .find(|name| fields.get(name).is_some())
    {
        return Err(format!("Unknown parameter: '{unknown}'."));
    }
    Ok(Call {
        counting: true,
        ..responses(body)?
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChatBody {
    model: String,
    messages: Vec<Message>,
    #[serde(default)]
    response_format: Option<Format>,
    #[serde(default)]
    tools: Vec<ChatTool>,
    #[serde(default)]
    max_completion_tokens: Option<u64>,
    #[serde(default)]
    max_tokens: Option<u64>,
    #[serde(default)]
    stream: bool,
    #[serde(default, rename = "stream_options")]
    _stream_options: Option<StreamOptions>,
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
    Parts(Vec<Part>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "type")]
enum Part {
    Text { text: String },
    ImageUrl { image_url: ImageUrl },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ImageUrl {
    url: String,
    #[serde(default, rename = "detail")]
    _detail: Option<Detail>,
}

impl Content {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Parts(parts) => {
                let texts = parts.iter().filter_map(|part| match part {
                    Part::Text { text } => Some(text.as_str()),
                    Part::ImageUrl { .. } => None,
                });
                texts.collect()
            }
        }
    }

    fn seen(&self) -> Result<Vec<Seen>, String> {
        let Self::Parts(parts) = self else {
            return Ok(Vec::new());
        };
        let shown = parts.iter().filter_map(|part| match part {
            Part::ImageUrl { image_url } => Some(look_at_url(&image_url.url)),
            Part::Text { .. } => None,
        });
        shown.collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "type")]
enum Format {
    JsonSchema { json_schema: Named },
    JsonObject,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StreamOptions {
    #[serde(rename = "include_usage")]
    _include_usage: bool,
}

/// A question in Chat Completions, and what else the body says.
pub(super) struct Chat {
    pub call: Call,
    /// Whether only an object was asked for, without its schema.
    pub any_object: bool,
    /// Whether the older name of the limit was used.
    pub old_limit: bool,
}

/// The call in the body of `POST /chat/completions`.
pub(super) fn chat(body: &[u8]) -> Result<Chat, String> {
    let body: ChatBody = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let said_by = |roles: &[&str]| {
        body.messages
            .iter()
            .rfind(|message| roles.contains(&message.role.as_str()))
            .map(|message| &message.content)
    };
    let user = said_by(&["user"]).ok_or("messages must hold a user's")?;
    let any_object = matches!(body.response_format, Some(Format::JsonObject));
    if any_object
        && !body
            .messages
            .iter()
            .any(|message| message.content.text().contains("JSON"))
    {
        return Err("'messages' must contain the word 'json' to use 'response_format' of type 'json_object'.".into());
    }
    Ok(Chat {
        any_object,
        old_limit: body.max_tokens.is_some(),
        call: Call {
            model: body.model,
            system: said_by(&["system", "developer"])
                .map(Content::text)
                .unwrap_or_default(),
            user: user.text(),
            seen: user.seen()?,
            functions: body
                .tools
                .into_iter()
                .map(|ChatTool::Function { function }| function.name())
                .collect::<Result<_, _>>()?,
            schema: match body.response_format {
                Some(Format::JsonSchema { json_schema }) => json_schema.checked()?,
                _ => Value::Null,
            },
            seed: None,
            max_output_tokens: body.max_completion_tokens.or(body.max_tokens),
            stream: body.stream,
            counting: false,
            picture: None,
            voice: None,
            embedded: None,
        },
    })
}
