//! `POST /embeddings`.

use axum::response::Response;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{refusal, request::complain};
use crate::simulator::{Call, Embedded, Told, VectorForm, vectors_told};

/// The most texts that are taken at once.
const MOST: usize = 2_048;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    /// A dated address of Azure names the deployment itself.
    #[serde(default)]
    model: String,
    input: Input,
    #[serde(default)]
    encoding_format: Encoding,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Input {
    One(String),
    Many(Vec<String>),
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Encoding {
    #[default]
    Float,
    Base64,
}

/// The call in a request's body, or the vendor's complaint about it.
#[expect(clippy::result_large_err, reason = "for tests only")]
pub(super) fn read(body: &[u8]) -> Result<Call, Response> {
    let body: Body = serde_json::from_slice(body).map_err(|error| complain(&error.to_string()))?;
    let texts = match body.input {
        Input::One(text) => vec![text],
        Input::Many(texts) => texts,
    };
    if texts.len() > MOST {
        return Err(complain(&format!(
            "Invalid 'input': array too long. Expected an array with maximum length {MOST}, but got an array with length {} instead.",
            texts.len()
        )));
    }
    if texts.is_empty() || texts.iter().any(String::is_empty) {
        return Err(complain(
            "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.",
        ));
    }
    Ok(Call {
        model: body.model,
        user: texts.join("\n"),
        embedded: Some(Embedded {
            texts,
            form: match body.encoding_format {
                Encoding::Float => VectorForm::Numbers,
                Encoding::Base64 => VectorForm::Base64,
            },
        }),
        ..Call::default()
    })
}

/// The same where the model's name tells what it is for.
#[expect(clippy::result_large_err, reason = "for tests only")]
pub(super) fn read_of_model(body: &[u8]) -> Result<Call, Response> {
    let call = read(body)?;
    if call.model.is_empty() {
        return Err(complain("you must provide a model parameter"));
    }
    if !call.model.contains("embedding") {
        let message = "You are not allowed to generate embeddings from this model";
        return Err(refusal::error(403, "invalid_request_error", None, message));
    }
    Ok(call)
}

/// The answer. The last text's vector comes first: the index says whose it is.
pub(super) fn whole(call: &Call, embedded: &Embedded, told: &Told) -> Value {
    let vectors = vectors_told(told).into_iter().enumerate().rev();
    let item = |(index, vector): (usize, Vec<f32>)| {
        let vector = match embedded.form {
            VectorForm::Base64 => {
                let bytes: Vec<u8> = vector.into_iter().flat_map(f32::to_le_bytes).collect();
                json!(BASE64_STANDARD.encode(bytes))
            }
            _ => json!(vector),
        };
        json!({ "object": "embedding", "index": index, "embedding": vector })
    };
    let tokens = call.tokens();
    json!({
        "object": "list", "model": call.model, "data": vectors.map(item).collect::<Vec<_>>(),
        "usage": { "prompt_tokens": tokens, "total_tokens": tokens },
    })
}
