//! Texts read aloud by OpenAI's speech models. The answer is asked for as events, because only their
//! last one says what is billed.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::spending::{BilledTokens, ceiling_tokens};
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal::{self, Failure};
use crate::{
    Cause, SpeechRequest,
    remote::{Heard, Refusal, SpeechProtocol},
    speech::ceiling,
};

/// The speech model that answers when none is configured.
pub const DEFAULT_SPEECH_MODEL: &str = "gpt-4o-mini-tts";
const VOICE: &str = "alloy";
/// Tokens a second of speech is counted as: 1.5 cents a minute at 12 dollars a million are 21.
const A_SECOND: u64 = 25;

/// The protocol of `POST /audio/speech`.
#[derive(Debug)]
pub(super) struct Speech {
    /// Where texts are read.
    pub address: String,
}

impl SpeechProtocol for Speech {
    fn address(&self, _: &str) -> String {
        self.address.clone()
    }

    fn body(&self, request: &SpeechRequest, model: &str) -> Value {
        let language = request
            .language
            .map(|language| format!(" in {}", language.name()))
            .unwrap_or_default();
        json!({
            "model": model,
            "input": request.text,
            "voice": VOICE,
            "instructions": format!("Read it aloud{language}, calmly and word for word."),
            "response_format": "pcm",
            "stream_format": "sse",
        })
    }

    fn heard(&self, body: &[u8]) -> Result<Heard, serde_json::Error> {
        let body = String::from_utf8_lossy(body);
        let events = body.lines().filter_map(|line| line.strip_prefix("data:"));
        let (mut samples, mut ended, mut billed) = (Ok(Vec::new()), false, None);
        for event in events.map(str::trim).filter(|event| event.starts_with('{')) {
            match serde_json::from_str(event)? {
                Event::Delta { audio } => match (BASE64_STANDARD.decode(audio), &mut samples) {
                    (Ok(piece), Ok(samples)) => samples.extend(piece),
                    (Err(error), Ok(_)) => {
                        samples = Err(Refusal::new(Cause::MalformedAnswer, error.to_string()));
                    }
                    (_, Err(_)) => {}
                },
                Event::Done { usage } => {
                    ended = true;
                    billed = usage.map(|usage| BilledTokens {
                        input: usage.input_tokens,
                        cached: 0,
                        output: usage.output_tokens,
                    });
                }
                Event::Error { error } => samples = Err(error.into_refusal(0)),
                Event::Other => {}
            }
        }
        if ended && samples.as_ref().is_ok_and(Vec::is_empty) {
            samples = Err(Refusal::new(Cause::MalformedAnswer, "no sound"));
        }
        if samples.is_ok() && !ended {
            samples = Err(Refusal::new(Cause::Cut, "no speech.audio.done"));
        }
        Ok(Heard {
            samples,
            // The answer names neither.
            model: None,
            day: None,
            billed,
        })
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        refusal::of(status, body)
    }

    fn most(&self, text_bytes: usize) -> BilledTokens {
        BilledTokens {
            output: ceiling(text_bytes, A_SECOND),
            ..ceiling_tokens(text_bytes, 0)
        }
    }
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Event {
    #[serde(rename = "speech.audio.delta")]
    Delta { audio: String },
    #[serde(rename = "speech.audio.done")]
    Done { usage: Option<Counts> },
    #[serde(rename = "error")]
    Error { error: Failure },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct Counts {
    input_tokens: u64,
    output_tokens: u64,
}
