//! `POST /audio/speech`, answered as events.

use serde::Deserialize;
use serde_json::json;

use crate::simulator::{Call, Ending, Told};

/// Characters of base64 that one event carries.
const PIECE: usize = 16_384;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    model: String,
    input: String,
    voice: String,
    #[serde(default, rename = "instructions")]
    _instructions: Option<String>,
    #[serde(rename = "response_format")]
    _format: Format,
    #[serde(rename = "stream_format")]
    _stream: Stream,
}

/// Samples alone: files of other kinds are not made here.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    Pcm,
}

/// Events alone: only they say what is billed.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Stream {
    Sse,
}

/// The call in a request's body, or the vendor's complaint about it.
pub(super) fn read(body: &[u8]) -> Result<Call, String> {
    let body: Body = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    if !body.model.contains("tts") || body.model.starts_with("tts-1") {
        return Err("stream_format 'sse' is not supported with this model.".into());
    }
    if body.input.is_empty() || body.input.chars().count() > 4_096 {
        return Err("Invalid 'input': between 1 and 4096 characters are taken.".into());
    }
    Ok(Call {
        model: body.model,
        user: body.input,
        voice: Some(body.voice),
        stream: true,
        ..Call::default()
    })
}

/// The answer in pieces, 20 tokens a second of them.
pub(super) fn events(call: &Call, told: &Told) -> Vec<String> {
    let audio = told.text();
    let pieces = audio.as_bytes().chunks(PIECE).map(String::from_utf8_lossy);
    let mut events: Vec<_> = pieces
        .map(|piece| json!({ "type": "speech.audio.delta", "audio": piece }))
        .collect();
    let (input, spoken) = (call.tokens(), audio.len() / 4 * 3 * 20 / 48_000);
    events.push(match told.ending {
        Ending::Whole => json!({ "type": "speech.audio.done", "usage": { "input_tokens": input, "output_tokens": spoken, "total_tokens": input + spoken } }),
        _ => json!({ "type": "error", "error": { "message": "The content was held back.", "type": "invalid_request_error", "code": "content_filter" } }),
    });
    let frames = events.iter();
    frames.map(|event| format!("data: {event}\n\n")).collect()
}
