//! `countTokens`: in the developer API the whole question is wrapped, on Vertex AI it is not.

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{refusal, request};
use crate::simulator::Call;

/// What the path of a count ends with, behind the model.
pub(super) const METHOD: &str = ":countTokens";

/// The call in the body of a count in the developer API.
#[expect(clippy::result_large_err, reason = "for tests only")]
pub(super) fn read(model: &str, body: &[u8]) -> Result<Call, Response> {
    read_on_vertex(model, &question(model, body)?)
}

/// What is answered.
pub(super) fn counted(call: &Call) -> Value {
    let tokens = call.tokens();
    json!({ "totalTokens": tokens, "promptTokensDetails": [{ "modality": "TEXT", "tokenCount": tokens }] })
}

/// The same on Vertex AI.
#[expect(clippy::result_large_err, reason = "for tests only")]
pub(super) fn read_on_vertex(model: &str, body: &[u8]) -> Result<Call, Response> {
    let call = request::read(model, body).map_err(|complaint| complain(&complaint))?;
    Ok(Call {
        counting: true,
        ..call
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Body {
    contents: Option<Value>,
    generate_content_request: Option<Value>,
}

/// The question that is wrapped, or one of contents alone.
#[expect(clippy::result_large_err, reason = "for tests only")]
fn question(model: &str, body: &[u8]) -> Result<Vec<u8>, Response> {
    let body: Body = serde_json::from_slice(body)
        .map_err(|error| complain(&format!("Invalid JSON payload received. {error}")))?;
    let question = match (body.contents, body.generate_content_request) {
        (Some(contents), None) => json!({ "contents": contents }),
        (None, Some(mut question)) => {
            let named = question
                .as_object_mut()
                .and_then(|question| question.remove("model"));
            if named != Some(format!("models/{model}").into()) {
                return Err(complain("The model of the question is another one."));
            }
            question
        }
        _ => {
            return Err(complain(
                "Exactly one of contents and generateContentRequest must be set.",
            ));
        }
    };
    Ok(question.to_string().into_bytes())
}

fn complain(complaint: &str) -> Response {
    refusal::error(400, "INVALID_ARGUMENT", complaint, &json!([]))
}
