//! Texts read aloud by Gemini's speech models, over `generateContent`.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::{
    channel::Held,
    spending::{BilledTokens, ceiling_tokens},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    refusal::Failure,
    wire::{PromptFeedback, UsageMetadata},
};
use crate::{
    Cause, SpeechRequest,
    remote::{Heard, MODEL, Refusal, SpeechProtocol, Usage, day_of_text},
    speech::ceiling,
};

/// The speech model that answers when none is configured.
pub const DEFAULT_SPEECH_MODEL: &str = "gemini-3.8-flash-tts";
const VOICE: &str = "Kore";
/// Tokens a second of speech is counted as (ai.google.dev, “Speech generation”).
const A_SECOND: u64 = 25;

/// The protocol of Gemini's speech models.
#[derive(Debug)]
pub(super) struct GoogleSpeech {
    /// The address of a model up to its method.
    pub address: String,
}

impl SpeechProtocol for GoogleSpeech {
    fn address(&self, model: &str) -> String {
        format!("{}:generateContent", self.address.replace(MODEL, model))
    }

    /// These models take no system instruction; what stands in front of the text is not read.
    fn body(&self, request: &SpeechRequest, _: &str) -> Value {
        let language = request
            .language
            .map(|language| format!(" in {}", language.name()))
            .unwrap_or_default();
        let told = format!(
            "Read this text aloud{language}, calmly and word for word:\n\n{}",
            request.text
        );
        json!({
            "contents": [{ "role": "user", "parts": [{ "text": told }] }],
            "generationConfig": {
                "responseModalities": ["AUDIO"],
                "speechConfig": { "voiceConfig": { "prebuiltVoiceConfig": { "voiceName": VOICE } } },
            },
        })
    }

    fn heard(&self, body: &[u8]) -> Result<Heard, serde_json::Error> {
        serde_json::from_slice(body).map(Spoken::into_heard)
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        Failure::read(status, body).into_refusal()
    }

    fn most(&self, text_bytes: usize) -> BilledTokens {
        BilledTokens {
            output: ceiling(text_bytes, A_SECOND),
            ..ceiling_tokens(text_bytes, 0)
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Spoken {
    candidates: Vec<Candidate>,
    prompt_feedback: Option<PromptFeedback>,
    usage_metadata: Option<UsageMetadata>,
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
    inline_data: Option<Blob>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Blob {
    mime_type: String,
    data: String,
}

impl Spoken {
    fn into_heard(self) -> Heard {
        // We ask for one candidate; a second would be noise.
        let candidate = self.candidates.into_iter().next().unwrap_or_default();
        let blobs = candidate.content.parts.into_iter();
        let blobs: Vec<Blob> = blobs.filter_map(|part| part.inline_data).collect();
        let blocked = self
            .prompt_feedback
            .and_then(|feedback| feedback.block_reason);
        let reason = candidate.finish_reason.as_deref().unwrap_or_default();
        let samples = match (blobs.is_empty(), blocked) {
            (true, Some(reason)) => Err(Refusal::blocked(Held::Question, [reason.as_str()])),
            (true, None) => Err(silent(reason)),
            // Half a text read aloud is none.
            (false, _) if reason == "MAX_TOKENS" => Err(Refusal::new(Cause::TooLong, reason)),
            (false, _) => samples(&blobs),
        };
        Heard {
            samples,
            model: self.model_version,
            day: self.create_time.as_deref().and_then(day_of_text),
            billed: self.usage_metadata.map(|counts| {
                let usage = Usage::from(counts);
                BilledTokens {
                    input: usage.input.unwrap_or_default(),
                    cached: usage.cached.unwrap_or_default(),
                    output: usage.output.unwrap_or_default(),
                }
            }),
        }
    }
}

/// Little-endian samples of one channel, as `audio/L16;codec=pcm;rate=24000` says.
fn samples(blobs: &[Blob]) -> Result<Vec<u8>, Refusal> {
    let mut samples = Vec::new();
    for blob in blobs {
        let known =
            blob.mime_type.starts_with("audio/L16") && blob.mime_type.contains("rate=24000");
        if !known {
            return Err(Refusal::new(Cause::MalformedAnswer, &blob.mime_type));
        }
        let piece = BASE64_STANDARD
            .decode(&blob.data)
            .map_err(|error| Refusal::new(Cause::MalformedAnswer, error.to_string()))?;
        samples.extend(piece);
    }
    Ok(samples)
}

/// Why an answer has no sound.
fn silent(reason: &str) -> Refusal {
    match reason {
        "SAFETY" | "RECITATION" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII" | "MODEL_ARMOR" => {
            Refusal::blocked(Held::Answer, [reason])
        }
        "MAX_TOKENS" => Refusal::new(Cause::TooLong, reason),
        "LANGUAGE" => Refusal::new(Cause::UnsupportedLanguage, reason),
        "" => Refusal::new(Cause::Cut, "no finish reason"),
        _ => Refusal::stopped(reason),
    }
}
