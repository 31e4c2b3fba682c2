//! `POST /images/generations`.

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal;
use crate::simulator::{Behaviour, Call, Told};

/// 2026-11-23.
const CREATED: i64 = 1_795_428_000;
/// Tokens that a picture of medium quality is counted as.
const TOKENS: usize = 1_584;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    #[serde(default)]
    model: String,
    prompt: String,
    #[serde(default)]
    n: Option<u8>,
    #[serde(default)]
    size: Size,
    #[serde(default, rename = "quality")]
    _quality: Option<Quality>,
}

#[derive(Clone, Copy, Default, Deserialize)]
enum Size {
    #[default]
    #[serde(rename = "auto")]
    Auto,
    #[serde(rename = "1024x1024")]
    Square,
    #[serde(rename = "1536x1024")]
    Wide,
    #[serde(rename = "1024x1536")]
    High,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Quality {
    Low,
    Medium,
    High,
    Auto,
}

/// The call in a request's body, or the vendor's complaint about it.
pub(super) fn read(body: &[u8]) -> Result<Call, String> {
    let body: Body = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    if !(1..=10).contains(&body.n.unwrap_or(1)) {
        return Err("Invalid 'n': it must be between 1 and 10.".into());
    }
    let shape = match body.size {
        Size::Auto => "auto",
        Size::Square => "1024x1024",
        Size::Wide => "1536x1024",
        Size::High => "1024x1536",
    };
    Ok(Call {
        model: body.model,
        user: body.prompt,
        picture: Some(shape.to_owned()),
        ..Call::default()
    })
}

/// What the moderation of prompt and picture says, which is no answer here but an error.
pub(super) fn moderation(behaviour: &Behaviour, call: &Call) -> Option<Response> {
    let held = matches!(
        behaviour,
        Behaviour::PromptBlocked | Behaviour::AnswerBlocked | Behaviour::Declined
    );
    (held && call.picture.is_some()).then(|| {
        refusal::error(
            400,
            "image_generation_user_error",
            Some("moderation_blocked"),
            "Your request was rejected by the safety system. safety_violations=[violence].",
        )
    })
}

/// The answer.
pub(super) fn whole(call: &Call, told: &Told) -> Value {
    let input = call.tokens();
    json!({
        "created": CREATED, "background": "opaque", "output_format": "png", "quality": "medium", "size": call.picture,
        "data": [{ "b64_json": told.text() }],
        "usage": {
            "input_tokens": input, "output_tokens": TOKENS, "total_tokens": input + TOKENS,
            "input_tokens_details": { "text_tokens": input, "image_tokens": 0 },
        },
    })
}
