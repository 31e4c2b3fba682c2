//! What was asked, held as strictly against the wire format as the vendor does: a field it does
//! not know is refused.

use serde::Deserialize;
use serde_json::Value;

use super::{
    images::{self, ImageConfig, Modality},
    speech::{self, SpeechConfig},
};
use crate::simulator::{Call, Seen, look};

/// The call in a request's body, or the vendor's complaint about it.
pub(super) fn read(model: &str, body: &[u8]) -> Result<Call, String> {
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
    let declared = body
        .tools
        .into_iter()
        .flat_map(|tool| tool.function_declarations);
    let functions: Vec<_> = declared.map(|declaration| declaration.name).collect();
    if !functions.is_empty() && schema.is_some() && model.starts_with("gemini-2") {
        return Err(
            "Function calling with a response mime type: 'application/json' is unsupported".into(),
        );
    }
    let turn = body
        .contents
        .last()
        .filter(|content| content.role == "user")
        .ok_or("contents must end with a user turn")?;
    Ok(Call {
        model: model.to_owned(),
        system: body
            .system_instruction
            .map(|content| content.text())
            .unwrap_or_default(),
        user: turn.text(),
        seen: turn.seen()?,
        functions,
        schema: schema.unwrap_or(Value::Null),
        seed: config.seed,
        max_output_tokens: config.max_output_tokens,
        stream: false,
        counting: false,
        embedded: None,
        voice: speech::asked(model, &config.response_modalities, config.speech)?,
        picture: images::asked(model, &config.response_modalities, config.picture)?,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Body {
    contents: Vec<Content>,
    #[serde(default)]
    system_instruction: Option<Content>,
    #[serde(default)]
    generation_config: Config,
    #[serde(default)]
    tools: Vec<Tool>,
    #[serde(default, rename = "safetySettings")]
    _safety_settings: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Tool {
    function_declarations: Vec<Declaration>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Declaration {
    name: String,
    #[serde(rename = "description")]
    _description: String,
    #[serde(rename = "parametersJsonSchema")]
    _parameters: Value,
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
        let texts = self.parts.iter().filter_map(|part| match part {
            Part::Text { text } => Some(text.as_str()),
            Part::Data { .. } => None,
        });
        texts.collect()
    }

    fn seen(&self) -> Result<Vec<Seen>, String> {
        let shown = self.parts.iter().filter_map(|part| match part {
            Part::Data { inline_data } => Some(look(&inline_data.mime_type, &inline_data.data)),
            Part::Text { .. } => None,
        });
        shown.collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, untagged)]
enum Part {
    Text {
        text: String,
    },
    Data {
        #[serde(rename = "inlineData")]
        inline_data: Blob,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Blob {
    mime_type: String,
    data: String,
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
    #[serde(default)]
    response_modalities: Vec<Modality>,
    #[serde(default, rename = "speechConfig")]
    speech: Option<SpeechConfig>,
    #[serde(default, rename = "imageConfig")]
    picture: Option<ImageConfig>,
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
