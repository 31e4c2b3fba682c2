//! Texts read aloud, by `generateContent` of a speech model.

use serde::Deserialize;
use serde_json::{Value, json};

use super::images::Modality;
use crate::simulator::{Call, Ending, Told};

const VOICES: [&str; 4] = ["Kore", "Puck", "Charon", "Zephyr"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct SpeechConfig {
    voice_config: VoiceConfig,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct VoiceConfig {
    prebuilt_voice_config: Prebuilt,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Prebuilt {
    voice_name: String,
}

/// The voice that is asked for; `None` when no speech is.
pub(super) fn asked(
    model: &str,
    modalities: &[Modality],
    config: Option<SpeechConfig>,
) -> Result<Option<String>, String> {
    let speaks = model.contains("-tts");
    let aloud = modalities.contains(&Modality::Audio);
    let voice = config.map(|config| config.voice_config.prebuilt_voice_config.voice_name);
    match (speaks, aloud, voice) {
        (false, false, None) => Ok(None),
        (true, true, Some(voice)) if VOICES.contains(&voice.as_str()) => Ok(Some(voice)),
        (true, true, Some(voice)) => Err(format!("Voice name {voice} is not supported")),
        (true, ..) => Err("The model only supports AUDIO output with a voice".into()),
        (false, ..) => {
            Err("Model does not support the requested response modalities: audio".into())
        }
    }
}

/// The answer: raw samples, 25 tokens a second of them.
pub(super) fn whole(call: &Call, told: &Told) -> Value {
    let audio = told.text();
    let (prompt, spoken) = (call.tokens(), audio.len() / 4 * 3 * 25 / 48_000);
    let candidate = match told.ending {
        Ending::Whole => {
            json!({ "index": 0, "finishReason": "STOP", "content": { "role": "model", "parts": [{ "inlineData": { "mimeType": "audio/L16;codec=pcm;rate=24000", "data": audio } }] } })
        }
        Ending::MaxTokens => json!({ "index": 0, "finishReason": "MAX_TOKENS" }),
        _ => json!({ "index": 0, "finishReason": "PROHIBITED_CONTENT" }),
    };
    let mut answer = json!({
        "usageMetadata": {
            "promptTokenCount": prompt, "candidatesTokenCount": spoken, "totalTokenCount": prompt + spoken,
            "candidatesTokensDetails": [{ "modality": "AUDIO", "tokenCount": spoken }],
        },
        "modelVersion": call.model, "responseId": "simulated", "createTime": "2026-11-23T10:00:00Z",
    });
    let (name, value) = if told.ending == Ending::PromptBlocked {
        (
            "promptFeedback",
            json!({ "blockReason": "PROHIBITED_CONTENT" }),
        )
    } else {
        ("candidates", json!([candidate]))
    };
    if let Some(answer) = answer.as_object_mut() {
        answer.insert(name.into(), value);
    }
    answer
}
