//! Omni: an interaction in the background that is looked up until it has ended.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::{channel::Held, spending::BilledTokens, usage::Cost};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{super::refusal::Failure, plain};
use crate::{
    Cause, Film, FirstFrame, VideoJob, VideoRequest,
    remote::{Letter, Progress, Refusal, VideoProtocol},
};

const LENGTHS: &[u8] = &[3, 4, 5, 6, 7, 8, 9, 10];

/// Omni through the Interactions API.
#[derive(Debug)]
pub struct Omni {
    /// The address with its version.
    pub base: String,
}

impl VideoProtocol for Omni {
    fn lengths(&self, model: &str) -> &'static [u8] {
        if model.starts_with("gemini-omni") {
            LENGTHS
        } else {
            &[]
        }
    }

    fn order(&self, model: &str, request: &VideoRequest, seconds: u8) -> Letter {
        // It has no field for what is not wanted.
        let text = if request.avoid.is_empty() {
            request.prompt.clone()
        } else {
            format!("{}\n\nNot in the film: {}", request.prompt, request.avoid)
        };
        let mut input = vec![json!({ "type": "text", "text": text })];
        let mut task = "text_to_video";
        if let Some(FirstFrame {
            content_type,
            bytes,
        }) = &request.first_frame
        {
            let data = BASE64_STANDARD.encode(bytes);
            input.push(json!({ "type": "image", "mime_type": content_type, "data": data }));
            task = "image_to_video";
        }
        let body = json!({
            "model": model,
            "input": input,
            "generation_config": { "video_config": { "task": task } },
            "response_format": {
                "type": "video",
                "aspect_ratio": request.shape.slug(),
                "duration": format!("{seconds}s"),
                "resolution": "720p",
                "delivery": "uri",
            },
            "background": true,
        });
        Letter {
            address: format!("{}/interactions", self.base),
            body: Some(body),
        }
    }

    fn operation(&self, body: &[u8]) -> Result<String, serde_json::Error> {
        #[derive(Deserialize)]
        struct Begun {
            id: String,
        }
        plain(serde_json::from_slice::<Begun>(body)?.id)
    }

    fn look(&self, job: &VideoJob) -> Letter {
        Letter {
            address: format!("{}/interactions/{}", self.base, job.operation),
            body: None,
        }
    }

    fn progress(&self, body: &[u8]) -> Result<Progress, serde_json::Error> {
        serde_json::from_slice::<Interaction>(body)?.progress()
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        Failure::read(status, body).into_refusal()
    }
}

#[derive(Deserialize)]
struct Interaction {
    status: String,
    #[serde(default)]
    steps: Vec<Step>,
    usage: Option<Usage>,
    #[serde(default)]
    errors: Vec<Fault>,
}

#[derive(Deserialize)]
struct Step {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    content: Vec<Block>,
}

#[derive(Deserialize)]
struct Block {
    #[serde(rename = "type")]
    kind: String,
    uri: Option<String>,
    data: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
struct Usage {
    total_input_tokens: u64,
    total_output_tokens: u64,
    total_thought_tokens: u64,
}

/// A code in words, such as `safety`, or a number.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fault {
    code: Value,
    message: String,
}

impl Interaction {
    fn progress(self) -> Result<Progress, serde_json::Error> {
        match self.status.as_str() {
            "queued" | "in_progress" => Ok(Progress::Running),
            "completed" => self.film(),
            _ => Ok(self.failed()),
        }
    }

    fn film(self) -> Result<Progress, serde_json::Error> {
        let tokens = self.usage.map(|usage| BilledTokens {
            input: usage.total_input_tokens,
            cached: 0,
            output: usage.total_output_tokens + usage.total_thought_tokens,
        });
        let said = self.steps.into_iter().rev();
        let mut said = said.filter(|step| step.kind == "model_output");
        let blocks = said.next().map(|step| step.content).unwrap_or_default();
        let film = blocks.into_iter().rfind(|block| block.kind == "video");
        Ok(match film.map(|block| (block.uri, block.data)) {
            Some((Some(uri), _)) => Progress::Done(Film::At(uri), tokens),
            Some((None, Some(data))) => {
                let bytes = BASE64_STANDARD.decode(data);
                let bytes = bytes.map_err(serde::de::Error::custom)?;
                Progress::Done(Film::Here(bytes), tokens)
            }
            _ => {
                let refusal = Refusal::filmless(Cause::MalformedAnswer, "an empty answer");
                Progress::Failed(refusal, None)
            }
        })
    }

    /// What a filter holds back is not billed.
    fn failed(self) -> Progress {
        let fault = self.errors.into_iter().next().unwrap_or_default();
        let code = match &fault.code {
            Value::String(code) => code.clone(),
            code => code.to_string(),
        };
        if code.to_lowercase().contains("safety") {
            let refusal = Refusal::blocked(Held::Answer, [fault.message.as_str()]);
            return Progress::Failed(refusal, Some(Cost(0)));
        }
        let cause = match (self.status.as_str(), code.as_str()) {
            ("failed", "unavailable" | "internal" | "13" | "14") => Cause::Overloaded,
            _ => Cause::Other,
        };
        let reason = if fault.message.is_empty() {
            self.status
        } else {
            fault.message
        };
        Progress::Failed(Refusal::filmless(cause, reason), Some(Cost(0)))
    }
}
