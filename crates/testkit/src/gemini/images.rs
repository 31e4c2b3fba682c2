//! Pictures: by `generateContent` of an image model, and by `predict` of Imagen on Vertex AI.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::simulator::{Call, Ending, THINKING, THOUGHT, Told};

/// Tokens that a picture is counted as.
pub(super) const TOKENS: usize = 1_120;

const SHAPES: [&str; 10] = [
    "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9",
];
const IMAGEN_SHAPES: [&str; 5] = ["1:1", "3:4", "4:3", "9:16", "16:9"];

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Modality {
    Text,
    Image,
    Audio,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct ImageConfig {
    #[serde(default)]
    aspect_ratio: Option<String>,
    #[serde(default)]
    image_size: Option<Size>,
}

#[derive(Clone, Copy, Deserialize)]
enum Size {
    #[serde(rename = "512")]
    Half,
    #[serde(rename = "1K")]
    One,
    #[serde(rename = "2K")]
    Two,
    #[serde(rename = "4K")]
    Four,
}

/// The shape that is asked for; `None` when no picture is.
pub(super) fn asked(
    model: &str,
    modalities: &[Modality],
    config: Option<ImageConfig>,
) -> Result<Option<String>, String> {
    if !modalities.contains(&Modality::Image) {
        return match config {
            Some(_) => Err("image_config needs the response modality IMAGE".into()),
            None => Ok(None),
        };
    }
    if !model.contains("image") {
        return Err("Model does not support the requested response modalities: image,text".into());
    }
    let config = config.unwrap_or_default();
    if config.image_size.is_some() && model.starts_with("gemini-2") {
        return Err("image_size is not supported by this model".into());
    }
    let shape = config.aspect_ratio.unwrap_or_else(|| "1:1".into());
    if SHAPES.contains(&shape.as_str()) {
        Ok(Some(shape))
    } else {
        Err(format!("aspect_ratio {shape} is not supported"))
    }
}

/// The answer of an image model: a thought, a sentence and the picture.
pub(super) fn whole(call: &Call, told: &Told) -> Value {
    let prompt = call.tokens();
    let (candidate, words, picture) = match told.ending {
        Ending::Whole => (
            json!({ "index": 0, "finishReason": "STOP", "content": { "role": "model", "parts": [
                { "text": THOUGHT, "thought": true },
                { "text": "Here is the picture." },
                { "inlineData": { "mimeType": "image/png", "data": told.text() } },
            ] } }),
            5,
            TOKENS,
        ),
        Ending::Declined => (
            json!({ "index": 0, "finishReason": "STOP", "content": { "role": "model", "parts": [{ "text": "I cannot draw that." }] } }),
            5,
            0,
        ),
        Ending::MaxTokens => (json!({ "index": 0, "finishReason": "MAX_TOKENS" }), 0, 0),
        Ending::CalledTool => (json!({ "index": 0, "finishReason": "NO_IMAGE" }), 0, 0),
        Ending::PromptBlocked | Ending::AnswerBlocked => {
            (json!({ "index": 0, "finishReason": "IMAGE_SAFETY" }), 0, 0)
        }
    };
    let mut answer = json!({
        "usageMetadata": {
            "promptTokenCount": prompt, "candidatesTokenCount": words + picture, "thoughtsTokenCount": THINKING,
            "totalTokenCount": prompt + words + picture + THINKING,
            "candidatesTokensDetails": [{ "modality": "TEXT", "tokenCount": words }, { "modality": "IMAGE", "tokenCount": picture }],
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Predict {
    instances: Vec<Instance>,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instance {
    prompt: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Parameters {
    #[serde(default)]
    sample_count: Option<u8>,
    #[serde(default)]
    aspect_ratio: Option<String>,
    #[serde(default, rename = "includeRaiReason")]
    _include_rai_reason: Option<bool>,
}

/// The call to `predict`, as strictly as the vendor reads it.
pub(super) fn predict(model: &str, body: &[u8]) -> Result<Call, String> {
    if !model.starts_with("imagen") {
        return Err(format!("{model} does not support predict"));
    }
    let Predict {
        instances,
        parameters,
    } = serde_json::from_slice(body)
        .map_err(|error| format!("Invalid JSON payload received. {error}"))?;
    if !(1..=4).contains(&parameters.sample_count.unwrap_or(1)) {
        return Err("sampleCount must be between 1 and 4".into());
    }
    let shape = parameters.aspect_ratio.unwrap_or_else(|| "1:1".into());
    if !IMAGEN_SHAPES.contains(&shape.as_str()) {
        return Err(format!("aspectRatio {shape} is not supported"));
    }
    let [Instance { prompt }] = <[Instance; 1]>::try_from(instances)
        .map_err(|_| "exactly one instance is taken".to_owned())?;
    Ok(Call {
        model: model.to_owned(),
        user: prompt,
        picture: Some(shape),
        ..Call::default()
    })
}

/// The answer of Imagen. What its filter holds back leaves a reason, often a number.
pub(super) fn predicted(told: &Told) -> Value {
    let prediction = match told.ending {
        Ending::Whole => json!({ "mimeType": "image/png", "bytesBase64Encoded": told.text() }),
        _ => {
            json!({ "raiFilteredReason": "Unable to show generated images. Support codes: 58061214" })
        }
    };
    json!({ "predictions": [prediction] })
}
