//! Pictures by Google: Gemini's image models over `generateContent`, and on Vertex AI Imagen over
//! `predict`.

use domain::{
    channel::Held,
    spending::{BilledImage, BilledTokens, ceiling_tokens},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    refusal::Failure,
    wire::{PromptFeedback, UsageMetadata},
};
use crate::{
    Cause, ImageRequest,
    image::nearest,
    remote::{Drawn, ImageProtocol, MODEL, Refusal, Usage, day_of_text},
};

/// The image model of Gemini that answers when none is configured.
pub const DEFAULT_IMAGE_MODEL: &str = "gemini-3.1-flash-image";
/// What Gemini's models may think and say around a picture, in tokens.
const WORDS: u32 = 4_096;
/// Tokens of a picture of 1K, of the model that counts most for it.
const PICTURE: u64 = 1_290;
/// Shapes that Gemini makes.
const SHAPES: &[(u16, u16)] = &[
    (1, 1),
    (2, 3),
    (3, 2),
    (3, 4),
    (4, 3),
    (4, 5),
    (5, 4),
    (9, 16),
    (16, 9),
    (21, 9),
];
/// Shapes that Imagen makes.
const IMAGEN_SHAPES: &[(u16, u16)] = &[(1, 1), (3, 4), (4, 3), (9, 16), (16, 9)];

/// Google's image models, each asked in its own way.
#[derive(Debug)]
pub(super) struct GoogleImages {
    /// The address of a model up to its method.
    pub address: String,
}

fn is_imagen(model: &str) -> bool {
    model.starts_with("imagen")
}

impl ImageProtocol for GoogleImages {
    fn address(&self, model: &str) -> String {
        let method = if is_imagen(model) {
            "predict"
        } else {
            "generateContent"
        };
        format!("{}:{method}", self.address.replace(MODEL, model))
    }

    fn body(&self, request: &ImageRequest, model: &str) -> Value {
        let shape = |known| {
            let (width, height) = nearest(request.ratio, known);
            format!("{width}:{height}")
        };
        if is_imagen(model) {
            return json!({
                "instances": [{ "prompt": request.prompt }],
                "parameters": { "sampleCount": 1, "aspectRatio": shape(IMAGEN_SHAPES), "includeRaiReason": true },
            });
        }
        let mut image = json!({ "aspectRatio": shape(SHAPES) });
        // Older models have one size and know no name for it.
        if !model.starts_with("gemini-2")
            && let Some(image) = image.as_object_mut()
        {
            image.insert("imageSize".into(), "1K".into());
        }
        json!({
            "contents": [{ "role": "user", "parts": [{ "text": request.prompt }] }],
            "generationConfig": {
                "candidateCount": 1,
                "maxOutputTokens": WORDS,
                "responseModalities": ["TEXT", "IMAGE"],
                "imageConfig": image,
            },
        })
    }

    fn drawn(&self, body: &[u8]) -> Result<Drawn, serde_json::Error> {
        serde_json::from_slice(body).map(|answer| match answer {
            Answer::Predicted { predictions } => predicted(predictions),
            Answer::Generated(generated) => generated.into_drawn(),
        })
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        Failure::read(status, body).into_refusal()
    }

    fn most(&self, model: &str, prompt_bytes: usize) -> BilledImage {
        if is_imagen(model) {
            return BilledImage::default();
        }
        BilledImage {
            words: ceiling_tokens(prompt_bytes, WORDS),
            tokens: PICTURE,
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Predicted { predictions: Vec<Prediction> },
    Generated(Box<Generated>),
}

/// A picture by Imagen, or why there is none.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Prediction {
    bytes_base64_encoded: Option<String>,
    rai_filtered_reason: Option<String>,
}

/// Imagen counts no tokens, and what its filter held back is not billed.
fn predicted(predictions: Vec<Prediction>) -> Drawn {
    let prediction = predictions.into_iter().next().unwrap_or_default();
    let image = prediction.bytes_base64_encoded.ok_or_else(|| {
        let reason = prediction.rai_filtered_reason.unwrap_or_default();
        Refusal::blocked(Held::Answer, [reason.as_str()])
    });
    Drawn {
        image,
        model: None,
        day: None,
        billed: Some(BilledImage::default()),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Generated {
    candidates: Vec<Candidate>,
    prompt_feedback: Option<PromptFeedback>,
    usage_metadata: Option<Billed>,
    model_version: Option<String>,
    create_time: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Candidate {
    content: Content,
    finish_reason: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Content {
    parts: Vec<Part>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Part {
    text: String,
    inline_data: Option<Blob>,
    /// Sketches and words on the way, which are no part of the answer.
    thought: bool,
}

#[derive(Debug, Deserialize)]
struct Blob {
    data: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Billed {
    #[serde(flatten)]
    counts: UsageMetadata,
    candidates_tokens_details: Vec<OfModality>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct OfModality {
    modality: String,
    token_count: u64,
}

impl Generated {
    fn into_drawn(self) -> Drawn {
        // We ask for one candidate; a second would be noise.
        let candidate = self.candidates.into_iter().next().unwrap_or_default();
        let said = candidate.content.parts.into_iter();
        let parts: Vec<Part> = said.filter(|part| !part.thought).collect();
        let words: String = parts.iter().map(|part| part.text.as_str()).collect();
        let file = parts
            .into_iter()
            .filter_map(|part| part.inline_data)
            .next_back();
        let blocked = self
            .prompt_feedback
            .and_then(|feedback| feedback.block_reason);
        let image = match (file, blocked) {
            (Some(blob), _) => Ok(blob.data),
            (None, Some(reason)) => Err(Refusal::blocked(Held::Question, [reason.as_str()])),
            (None, None) => Err(pictureless(
                candidate.finish_reason.as_deref().unwrap_or_default(),
                &words,
            )),
        };
        Drawn {
            billed: self.usage_metadata.map(|billed| billed.of(image.is_ok())),
            image,
            model: self.model_version,
            day: self.create_time.as_deref().and_then(day_of_text),
        }
    }
}

/// Why an answer has no picture.
fn pictureless(reason: &str, words: &str) -> Refusal {
    match reason {
        "SAFETY"
        | "RECITATION"
        | "BLOCKLIST"
        | "PROHIBITED_CONTENT"
        | "SPII"
        | "MODEL_ARMOR"
        | "IMAGE_SAFETY"
        | "IMAGE_PROHIBITED_CONTENT"
        | "IMAGE_RECITATION" => Refusal::blocked(Held::Answer, [reason]),
        "" => Refusal::new(Cause::Cut, "no finish reason"),
        _ => Refusal::words_for_a_picture(reason, words),
    }
}

impl Billed {
    /// Where the vendor does not tell words and picture apart, all of an answer is the picture.
    fn of(self, has_picture: bool) -> BilledImage {
        let answered = self.counts.candidates_token_count;
        let Usage {
            input,
            cached,
            output,
        } = self.counts.into();
        let counted = self.candidates_tokens_details.iter();
        let pictures = counted.filter(|of| of.modality == "IMAGE");
        let tokens = match (has_picture, self.candidates_tokens_details.is_empty()) {
            (false, _) => 0,
            (true, true) => answered,
            (true, false) => pictures.map(|of| of.token_count).sum(),
        };
        BilledImage {
            words: BilledTokens {
                input: input.unwrap_or_default(),
                cached: cached.unwrap_or_default(),
                output: output.unwrap_or_default().saturating_sub(tokens),
            },
            tokens,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(body: &str) -> Drawn {
        let google = GoogleImages {
            address: String::new(),
        };
        google.drawn(body.as_bytes()).unwrap()
    }

    #[test]
    fn sketches_on_the_way_are_not_the_picture_and_its_tokens_are_told_from_the_words() {
        let drawn = drawn(
            r#"{"candidates":[{"content":{"parts":[{"inlineData":{"data":"sketch"},"thought":true},{"text":"Here it is."},{"inlineData":{"mimeType":"image/png","data":"final"}}]},"finishReason":"STOP"}],
            "usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":1125,"thoughtsTokenCount":20,"candidatesTokensDetails":[{"modality":"TEXT","tokenCount":5},{"modality":"IMAGE","tokenCount":1120}]}}"#,
        );
        assert_eq!(drawn.image.unwrap(), "final");
        let billed = drawn.billed.unwrap();
        assert_eq!(
            (billed.words.input, billed.words.output, billed.tokens),
            (10, 25, 1_120)
        );
    }

    #[test]
    fn each_way_of_having_no_picture_has_its_cause() {
        for (body, cause) in [
            (
                r#"{"candidates":[{"finishReason":"IMAGE_SAFETY"}]}"#,
                Cause::Blocked,
            ),
            (
                r#"{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"}}"#,
                Cause::Blocked,
            ),
            (
                r#"{"candidates":[{"content":{"parts":[{"text":"I cannot."}]},"finishReason":"STOP"}]}"#,
                Cause::MalformedAnswer,
            ),
            (
                r#"{"candidates":[{"finishReason":"NO_IMAGE"}]}"#,
                Cause::MalformedAnswer,
            ),
            (
                r#"{"predictions":[{"raiFilteredReason":"58061214"}]}"#,
                Cause::Blocked,
            ),
            (r#"{"predictions":[]}"#, Cause::Blocked),
            (r#"{"candidates":[{"content":{"parts":[]}}]}"#, Cause::Cut),
        ] {
            assert_eq!(drawn(body).image.unwrap_err().cause, cause, "{body}");
        }
    }
}
