//! The JSON that goes to Gemini and comes back, as far as we need it. Unknown fields are ignored:
//! the vendor adds some every month.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Request, prices::BilledTokens};

/// The body of `generateContent` and `streamGenerateContent`.
pub(super) fn body(request: &Request, model: &str) -> Value {
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
    json!({
        "systemInstruction": { "parts": [{ "text": request.prompt.system }] },
        "contents": [{ "role": "user", "parts": [{ "text": request.prompt.user }] }],
        "generationConfig": config,
    })
}

/// One piece of a streamed answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Chunk {
    pub candidates: Vec<Candidate>,
    pub prompt_feedback: Option<PromptFeedback>,
    pub usage_metadata: Option<Usage>,
    pub model_version: Option<String>,
    pub create_time: Option<String>,
    /// A failure after the stream had begun.
    pub error: Option<Failure>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Candidate {
    pub content: Content,
    pub finish_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Content {
    pub parts: Vec<Part>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Part {
    pub text: String,
    /// The model's thinking, which is no part of the answer.
    pub thought: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct PromptFeedback {
    pub block_reason: Option<String>,
}

/// Counts of the answer so far; each chunk's replace the ones before.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
pub(super) struct Usage {
    pub prompt_token_count: u64,
    pub cached_content_token_count: u64,
    pub candidates_token_count: u64,
    pub thoughts_token_count: u64,
    pub tool_use_prompt_token_count: u64,
}

impl From<Usage> for BilledTokens {
    fn from(usage: Usage) -> Self {
        Self {
            input: usage.prompt_token_count + usage.tool_use_prompt_token_count,
            cached: usage.cached_content_token_count,
            output: usage.candidates_token_count + usage.thoughts_token_count,
        }
    }
}

/// The vendor's error object.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Failure {
    pub code: u16,
    pub message: String,
    pub status: String,
    pub details: Vec<Detail>,
}

/// One of `google.rpc.ErrorInfo`, `QuotaFailure` and `RetryInfo`; other details stay empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Detail {
    pub reason: String,
    pub violations: Vec<Violation>,
    /// Seconds with an `s` behind, such as `29.72s`.
    pub retry_delay: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Violation {
    pub quota_id: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum FailureBody {
    One {
        error: Failure,
    },
    /// Without `alt=sse` a stream is one array.
    Wrapped(Vec<Wrapped>),
}

#[derive(Deserialize)]
struct Wrapped {
    error: Failure,
}

impl Failure {
    /// The error in the body of a refused call; an empty one when there is none to read.
    pub(super) fn read(body: &[u8]) -> Self {
        match serde_json::from_slice(body) {
            Ok(FailureBody::One { error }) => error,
            Ok(FailureBody::Wrapped(list)) => list
                .into_iter()
                .next()
                .map(|wrapped| wrapped.error)
                .unwrap_or_default(),
            Err(_) => Self::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_read_bare_and_wrapped_in_an_array() {
        for body in [
            r#"{"error":{"code":503,"status":"UNAVAILABLE"}}"#,
            r#"[{"error":{"code":503,"status":"UNAVAILABLE"}}]"#,
        ] {
            assert_eq!(Failure::read(body.as_bytes()).status, "UNAVAILABLE");
        }
        assert_eq!(Failure::read(b"<html>502</html>").status, "");
    }

    #[test]
    fn thinking_is_billed_as_output_and_tool_prompts_as_input() {
        let usage = Usage {
            prompt_token_count: 10,
            cached_content_token_count: 4,
            candidates_token_count: 5,
            thoughts_token_count: 20,
            tool_use_prompt_token_count: 1,
        };
        assert_eq!(
            BilledTokens::from(usage),
            BilledTokens {
                input: 11,
                cached: 4,
                output: 25
            }
        );
    }
}
