//! The JSON that goes to Gemini and comes back, as far as we need it. Unknown fields are ignored:
//! the vendor adds some every month.

use domain::channel::Held;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::refusal::Failure;
use crate::{
    Cause, Function, InputPicture, Request,
    remote::{CallPiece, Counting, Piece, Protocol, Refusal, Usage, day_of_text},
};

/// The protocol of `generateContent`, which differs only in how tokens are counted.
#[derive(Clone, Copy, Debug)]
pub enum GenerateContent {
    /// As the developer API speaks it.
    Developer,
    /// As Vertex AI speaks it.
    Vertex,
}

impl Protocol for GenerateContent {
    fn body(&self, request: &Request, model: &str) -> Value {
        body(request, model)
    }

    fn sight(&self, model: &str) -> Option<u64> {
        sight(model)
    }

    fn calls_functions(&self, model: &str) -> bool {
        calls_functions(model)
    }

    fn counting(&self) -> Option<&dyn Counting> {
        Some(self)
    }

    fn piece(&self, data: &str) -> Result<Piece, serde_json::Error> {
        serde_json::from_str(data).map(Chunk::into_piece)
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        Failure::read(status, body).into_refusal()
    }
}

impl Counting for GenerateContent {
    fn address(&self, answers: &str) -> String {
        let (model, _) = answers.rsplit_once(':').unwrap_or((answers, ""));
        format!("{model}:countTokens")
    }

    fn body(&self, request: &Request, model: &str) -> Value {
        match self {
            Self::Developer => counted(request, model),
            Self::Vertex => body(request, model),
        }
    }
}

/// The body of `countTokens` in the developer API, which takes the whole question only wrapped (Google,
/// “Counting tokens”, `generateContentRequest`, read 2026-11-23).
pub(super) fn counted(request: &Request, model: &str) -> Value {
    let mut question = body(request, model);
    if let Some(question) = question.as_object_mut() {
        question.insert("model".into(), format!("models/{model}").into());
    }
    json!({ "generateContentRequest": question })
}

/// Tokens of a picture: `MEDIA_RESOLUTION_HIGH`, the default from Gemini 3 on; older models count 258
/// a tile of 768 pixels, four at the most here (ai.google.dev, “Media resolution”, read 2026-11-30).
const PICTURE: u64 = 1_120;

/// Every model sees but those that only speak, paint or embed.
pub(super) fn sight(model: &str) -> Option<u64> {
    let blind = ["-tts", "-image", "embedding", "imagen"];
    (!blind.iter().any(|kind| model.contains(kind))).then_some(PICTURE)
}

/// Before Gemini 3 functions and answers in JSON exclude each other (ai.google.dev, “Structured
/// output”, read 2026-12-01).
pub(super) fn calls_functions(model: &str) -> bool {
    !["gemini-1", "gemini-2"]
        .iter()
        .any(|old| model.starts_with(old))
}

/// What is asked, with what is to be looked at in front.
fn parts(request: &Request) -> Value {
    let picture = |picture: &InputPicture| json!({ "inlineData": { "mimeType": InputPicture::MEDIA_TYPE, "data": picture.base64() } });
    let pictures = request.pictures.iter().map(picture);
    pictures
        .chain([json!({ "text": request.prompt.user })])
        .collect()
}

/// The body of `generateContent` and `streamGenerateContent`.
fn body(request: &Request, model: &str) -> Value {
    let mut config = json!({
        "candidateCount": 1,
        "maxOutputTokens": request.max_output_tokens,
        "responseMimeType": "application/json",
        "responseJsonSchema": request.schema,
        // The vendor's seed is a signed 32-bit number.
        "seed": request.seed & 0x7fff_ffff,
    });
    // Older models know budgets, not levels.
    if !model.starts_with("gemini-2")
        && let Some(config) = config.as_object_mut()
    {
        config.insert("thinkingConfig".into(), json!({ "thinkingLevel": "LOW" }));
    }
    let mut body = json!({
        "systemInstruction": { "parts": [{ "text": request.prompt.system }] },
        "contents": [{ "role": "user", "parts": parts(request) }],
        "generationConfig": config,
    });
    if !request.functions.is_empty()
        && let Some(body) = body.as_object_mut()
    {
        let declared = |function: &Function| json!({ "name": function.name, "description": function.description, "parametersJsonSchema": function.parameters });
        let declared: Vec<_> = request.functions.iter().map(declared).collect();
        body.insert(
            "tools".into(),
            json!([{ "functionDeclarations": declared }]),
        );
    }
    body
}

/// One piece of a streamed answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Chunk {
    candidates: Vec<Candidate>,
    prompt_feedback: Option<PromptFeedback>,
    usage_metadata: Option<UsageMetadata>,
    model_version: Option<String>,
    create_time: Option<String>,
    /// A failure after the stream had begun.
    error: Option<Failure>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Candidate {
    content: Content,
    finish_reason: Option<String>,
    safety_ratings: Vec<Rating>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Rating {
    category: String,
    blocked: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Content {
    parts: Vec<Part>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Part {
    text: String,
    /// The model's thinking, which is no part of the answer.
    thought: bool,
    #[serde(rename = "functionCall")]
    function_call: Option<Called>,
}

/// A function call, which comes whole.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Called {
    name: String,
    args: Map<String, Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct PromptFeedback {
    pub block_reason: Option<String>,
    pub safety_ratings: Vec<Rating>,
}

/// Counts of the answer so far; each chunk's replace the ones before.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub(super) struct UsageMetadata {
    prompt_token_count: u64,
    cached_content_token_count: u64,
    pub candidates_token_count: u64,
    thoughts_token_count: u64,
    tool_use_prompt_token_count: u64,
}

impl Chunk {
    fn into_piece(self) -> Piece {
        // We ask for one candidate; a second would be noise.
        let candidate = self.candidates.into_iter().next().unwrap_or_default();
        let blocked = self
            .prompt_feedback
            .and_then(|feedback| Some((feedback.block_reason?, feedback.safety_ratings)));
        let ended = match (self.error, candidate.finish_reason, blocked) {
            (Some(failure), _, _) => Some(Err(failure.into_refusal())),
            (_, Some(reason), _) => Some(ending(&reason, &candidate.safety_ratings)),
            (_, _, Some((reason, ratings))) => Some(Err(Refusal::blocked(
                Held::Question,
                struck(&reason, &ratings),
            ))),
            _ => None,
        };
        let (mut text, mut calls) = (String::new(), Vec::new());
        for part in candidate.content.parts {
            if let Some(called) = part.function_call {
                calls.push(CallPiece {
                    index: None,
                    name: called.name,
                    arguments: Value::Object(called.args).to_string(),
                });
            } else if !part.thought {
                text += &part.text;
            }
        }
        Piece {
            text,
            calls,
            model: self.model_version,
            day: self.create_time.as_deref().and_then(day_of_text),
            usage: self.usage_metadata.map(Usage::from).unwrap_or_default(),
            ended,
        }
    }
}

/// The filter's word and the categories that struck.
fn struck<'a>(reason: &'a str, ratings: &'a [Rating]) -> impl Iterator<Item = &'a str> {
    let ratings = ratings.iter().filter(|rating| rating.blocked);
    std::iter::once(reason).chain(ratings.map(|rating| rating.category.as_str()))
}

fn ending(reason: &str, ratings: &[Rating]) -> Result<(), Refusal> {
    let cause = match reason {
        "STOP" => return Ok(()),
        "SAFETY" | "RECITATION" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII" | "MODEL_ARMOR" => {
            return Err(Refusal::blocked(Held::Answer, struck(reason, ratings)));
        }
        "MAX_TOKENS" => Cause::TooLong,
        "MALFORMED_RESPONSE" => Cause::MalformedAnswer,
        "MALFORMED_FUNCTION_CALL" | "UNEXPECTED_TOOL_CALL" => {
            return Err(Refusal::called_a_tool(reason));
        }
        "LANGUAGE" => Cause::UnsupportedLanguage,
        _ => {
            return Err(Refusal::stopped(reason));
        }
    };
    Err(Refusal::new(cause, reason))
}

impl From<UsageMetadata> for Usage {
    fn from(usage: UsageMetadata) -> Self {
        Self {
            input: Some(usage.prompt_token_count + usage.tool_use_prompt_token_count),
            cached: Some(usage.cached_content_token_count),
            output: Some(usage.candidates_token_count + usage.thoughts_token_count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinking_is_billed_as_output_and_tool_prompts_as_input() {
        let usage = Usage::from(UsageMetadata {
            prompt_token_count: 10,
            cached_content_token_count: 4,
            candidates_token_count: 5,
            thoughts_token_count: 20,
            tool_use_prompt_token_count: 1,
        });
        assert_eq!(
            (usage.input, usage.cached, usage.output),
            (Some(11), Some(4), Some(25))
        );
    }
}
