//! What was asked, held as strictly against the wire format as the vendor does: a field it does
//! not know is refused.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Deserialize;
use serde_json::Value;

/// Names one question: equal questions have equal ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PromptId(pub u64);

/// One question.
#[derive(Clone, Debug)]
pub struct Call {
    /// The model's id, from the address.
    pub model: String,
    /// The system instruction's text.
    pub system: String,
    /// The last user turn's text.
    pub user: String,
    /// JSON Schema of the answer.
    pub schema: Value,
    /// The seed, if one was sent.
    pub seed: Option<i64>,
    /// The limit of the answer in tokens.
    pub max_output_tokens: Option<u64>,
}

impl Call {
    /// The question's id: of everything but the limit, so that a second try with more room counts
    /// as the same question.
    pub fn id(&self) -> PromptId {
        let mut hasher = DefaultHasher::new();
        (
            &self.model,
            &self.system,
            &self.user,
            self.schema.to_string(),
            self.seed,
        )
            .hash(&mut hasher);
        PromptId(hasher.finish())
    }

    /// The call in a request's body, or the vendor's complaint about it.
    pub(super) fn read(model: &str, body: &[u8]) -> Result<Self, String> {
        let body: Body = serde_json::from_slice(body)
            .map_err(|error| format!("Invalid JSON payload received. {error}"))?;
        let config = body.generation_config;
        if config.response_json_schema.is_some() && config.response_schema.is_some() {
            return Err("only one of response_schema and response_json_schema may be set".into());
        }
        let schema = config.response_json_schema.or(config.response_schema);
        if schema.is_some() && config.response_mime_type.as_deref() != Some("application/json") {
            return Err("a response schema needs response_mime_type application/json".into());
        }
        if config.seed.is_some_and(|seed| i32::try_from(seed).is_err()) {
            return Err("seed is not an INT32".into());
        }
        let user = body
            .contents
            .last()
            .filter(|content| content.role == "user")
            .ok_or("contents must end with a user turn")?
            .text();
        Ok(Self {
            model: model.to_owned(),
            system: body
                .system_instruction
                .map(|content| content.text())
                .unwrap_or_default(),
            user,
            schema: schema.unwrap_or(Value::Null),
            seed: config.seed,
            max_output_tokens: config.max_output_tokens,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Body {
    contents: Vec<Content>,
    #[serde(default)]
    system_instruction: Option<Content>,
    #[serde(default)]
    generation_config: Config,
    #[serde(default, rename = "safetySettings")]
    _safety_settings: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(default)]
    role: String,
    parts: Vec<Part>,
}

impl Content {
    fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    text: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Config {
    #[serde(default)]
    response_mime_type: Option<String>,
    #[serde(default)]
    response_json_schema: Option<Value>,
    #[serde(default)]
    response_schema: Option<Value>,
    #[serde(default)]
    seed: Option<i64>,
    #[serde(default)]
    max_output_tokens: Option<u64>,
    #[serde(default, rename = "candidateCount")]
    _candidate_count: Option<u32>,
    #[serde(default, rename = "thinkingConfig")]
    _thinking: Option<Thinking>,
    #[serde(default, rename = "temperature")]
    _temperature: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Thinking {
    #[serde(rename = "thinkingLevel")]
    _level: Level,
}

#[derive(Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Level {
    Low,
    Medium,
    High,
}
