//! Veo as a long-running prediction: by the developer API, whose operations are looked up and whose
//! films lie at an address, and by Vertex AI, whose operations are asked for and whose films come
//! along.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::{channel::Held, usage::Cost};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{super::refusal::Failure, plain};
use crate::{
    Cause, Film, FirstFrame, VideoJob, VideoRequest,
    remote::{Letter, MODEL, Progress, Refusal, VideoProtocol},
};

const LENGTHS: &[u8] = &[4, 6, 8];

fn lengths(model: &str) -> &'static [u8] {
    if model.starts_with("veo") {
        LENGTHS
    } else {
        &[]
    }
}

/// Veo in the form of the developer API.
#[derive(Debug)]
pub struct Veo {
    /// The address with its version.
    pub base: String,
}

/// Veo on Vertex AI.
#[derive(Debug)]
pub struct VeoOnVertex {
    /// The address of a model up to its method.
    pub address: String,
}

impl VideoProtocol for Veo {
    fn lengths(&self, model: &str) -> &'static [u8] {
        lengths(model)
    }

    fn order(&self, model: &str, request: &VideoRequest, seconds: u8) -> Letter {
        Letter {
            address: format!("{}/models/{model}:predictLongRunning", self.base),
            body: Some(order(request, seconds, &json!({}))),
        }
    }

    fn operation(&self, body: &[u8]) -> Result<String, serde_json::Error> {
        operation(body)
    }

    fn look(&self, job: &VideoJob) -> Letter {
        Letter {
            address: format!("{}/{}", self.base, job.operation),
            body: None,
        }
    }

    fn progress(&self, body: &[u8]) -> Result<Progress, serde_json::Error> {
        progress(body)
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        refusal(status, body)
    }
}

impl VideoProtocol for VeoOnVertex {
    fn lengths(&self, model: &str) -> &'static [u8] {
        lengths(model)
    }

    fn order(&self, model: &str, request: &VideoRequest, seconds: u8) -> Letter {
        // The developer API takes no word about sound: its films always have it.
        let own = json!({ "generateAudio": request.audio });
        Letter {
            address: format!("{}:predictLongRunning", self.address.replace(MODEL, model)),
            body: Some(order(request, seconds, &own)),
        }
    }

    fn operation(&self, body: &[u8]) -> Result<String, serde_json::Error> {
        operation(body)
    }

    fn look(&self, job: &VideoJob) -> Letter {
        Letter {
            address: format!(
                "{}:fetchPredictOperation",
                self.address.replace(MODEL, &job.model)
            ),
            body: Some(json!({ "operationName": job.operation })),
        }
    }

    fn progress(&self, body: &[u8]) -> Result<Progress, serde_json::Error> {
        progress(body)
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        refusal(status, body)
    }
}

fn order(request: &VideoRequest, seconds: u8, own: &Value) -> Value {
    let mut instance = json!({ "prompt": request.prompt });
    let mut parameters = json!({
        "aspectRatio": request.shape.slug(),
        "durationSeconds": seconds,
        "resolution": "720p",
        "sampleCount": 1,
    });
    if let (
        Some(instance),
        Some(FirstFrame {
            content_type,
            bytes,
        }),
    ) = (instance.as_object_mut(), &request.first_frame)
    {
        let file = BASE64_STANDARD.encode(bytes);
        let image = json!({ "bytesBase64Encoded": file, "mimeType": content_type });
        instance.insert("image".into(), image);
    }
    if let (Some(parameters), Some(own)) = (parameters.as_object_mut(), own.as_object()) {
        parameters.extend(own.clone());
        if !request.avoid.is_empty() {
            parameters.insert("negativePrompt".into(), request.avoid.clone().into());
        }
    }
    json!({ "instances": [instance], "parameters": parameters })
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

fn operation(body: &[u8]) -> Result<String, serde_json::Error> {
    plain(serde_json::from_slice::<Named>(body)?.name)
}

/// A refused order for which Google names its rules was held back by its filter.
fn refusal(status: u16, body: &[u8]) -> Refusal {
    let failure = Failure::read(status, body);
    if status == 400 && is_about_rules(&failure.message) {
        return Refusal::blocked(Held::Question, [failure.message.as_str()]);
    }
    failure.into_refusal()
}

fn is_about_rules(message: &str) -> bool {
    ["usage guidelines", "Responsible AI", "sensitive words"]
        .iter()
        .any(|words| message.contains(words))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Operation {
    #[serde(default)]
    done: bool,
    response: Option<Response>,
    error: Option<RpcError>,
}

/// `google.rpc.Status`.
#[derive(Deserialize)]
struct RpcError {
    #[serde(default)]
    code: i32,
    #[serde(default)]
    message: String,
}

/// What the developer API wraps, Vertex AI says directly.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Response {
    generate_video_response: Option<Generated>,
    #[serde(flatten)]
    own: Generated,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
struct Generated {
    generated_samples: Vec<Sample>,
    videos: Vec<Video>,
    rai_media_filtered_reasons: Vec<String>,
    rai_media_filtered_count: u32,
}

#[derive(Deserialize)]
struct Sample {
    video: Video,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Video {
    uri: Option<String>,
    gcs_uri: Option<String>,
    bytes_base64_encoded: Option<String>,
}

fn progress(body: &[u8]) -> Result<Progress, serde_json::Error> {
    let operation: Operation = serde_json::from_slice(body)?;
    if !operation.done {
        return Ok(Progress::Running);
    }
    if let Some(error) = operation.error {
        return Ok(Progress::Failed(error.into_refusal(), Some(Cost(0))));
    }
    let response = operation.response.unwrap_or_default();
    response
        .generate_video_response
        .unwrap_or(response.own)
        .ended()
}

impl RpcError {
    /// By the numbers of `google.rpc.Code`.
    fn into_refusal(self) -> Refusal {
        if is_about_rules(&self.message) {
            return Refusal::blocked(Held::Question, [self.message.as_str()]);
        }
        let cause = match self.code {
            4 => Cause::Timeout,
            7 | 16 => Cause::NotAllowed,
            8 => Cause::RateLimited,
            10 | 13 | 14 => Cause::Overloaded,
            _ => Cause::Other,
        };
        Refusal::filmless(cause, self.message)
    }
}

impl Generated {
    fn ended(self) -> Result<Progress, serde_json::Error> {
        let samples = self.generated_samples.into_iter().map(|one| one.video);
        let Some(video) = samples.chain(self.videos).next() else {
            let filtered =
                self.rai_media_filtered_count > 0 || !self.rai_media_filtered_reasons.is_empty();
            let reasons = self.rai_media_filtered_reasons;
            return Ok(if filtered {
                let words = reasons.iter().map(String::as_str);
                // What the filter holds back is not billed.
                Progress::Failed(Refusal::blocked(Held::Answer, words), Some(Cost(0)))
            } else {
                let refusal = Refusal::filmless(Cause::MalformedAnswer, "an empty answer");
                Progress::Failed(refusal, None)
            });
        };
        if let Some(base64) = video.bytes_base64_encoded {
            let bytes = BASE64_STANDARD.decode(base64);
            let bytes = bytes.map_err(serde::de::Error::custom)?;
            return Ok(Progress::Done(Film::Here(bytes), None));
        }
        Ok(match (video.uri, video.gcs_uri) {
            (Some(uri), _) => Progress::Done(Film::At(uri), None),
            (None, Some(_)) => Progress::Failed(Refusal::film_elsewhere("gs://"), None),
            (None, None) => {
                let refusal = Refusal::filmless(Cause::MalformedAnswer, "a film without a place");
                Progress::Failed(refusal, None)
            }
        })
    }
}
