//! Orders, held as strictly against the wire format as the vendor does: a field it does not know is
//! refused.

use serde::Deserialize;

use super::mp4;

/// A film as it was ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ordered {
    /// The model.
    pub model: String,
    /// What it is to show.
    pub prompt: String,
    /// What must not be in it, where the form has a field for that.
    pub avoid: Option<String>,
    /// Its shape, such as `16:9`.
    pub shape: String,
    /// Its length in seconds.
    pub seconds: u8,
    /// Whether it begins with a picture.
    pub pictured: bool,
    /// Whether it is to be heard, where that was said.
    pub audio: Option<bool>,
}

impl Ordered {
    /// The film: two thirds of a frame shorter than ordered, as real ones are.
    pub(super) fn film(&self) -> Vec<u8> {
        let (width, height) = if self.shape == "9:16" {
            (720, 1280)
        } else {
            (1280, 720)
        };
        mp4(u32::from(self.seconds) * 1_000 - 42, width, height)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Prediction {
    instances: Vec<Instance>,
    parameters: Parameters,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instance {
    prompt: String,
    #[serde(default)]
    image: Option<Image>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Image {
    #[serde(rename = "bytesBase64Encoded")]
    _bytes: String,
    mime_type: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Parameters {
    #[serde(default = "wide")]
    aspect_ratio: String,
    #[serde(default = "eight")]
    duration_seconds: u8,
    #[serde(default, rename = "resolution")]
    _resolution: Option<Resolution>,
    #[serde(default)]
    negative_prompt: Option<String>,
    #[serde(default)]
    sample_count: Option<u8>,
    #[serde(default)]
    generate_audio: Option<bool>,
}

fn wide() -> String {
    "16:9".into()
}

const fn eight() -> u8 {
    8
}

#[derive(Deserialize)]
enum Resolution {
    #[serde(rename = "360p")]
    Least,
    #[serde(rename = "720p")]
    Small,
    #[serde(rename = "1080p")]
    Full,
    #[serde(rename = "4k")]
    Most,
}

/// An order of Veo; sound is a word of Vertex AI alone.
pub(super) fn prediction(model: &str, body: &[u8], vertex: bool) -> Result<Ordered, String> {
    let Prediction {
        instances,
        parameters,
    } = serde_json::from_slice(body)
        .map_err(|error| format!("Invalid JSON payload received. {error}"))?;
    if !model.starts_with("veo") {
        return Err(format!("{model} does not support predictLongRunning"));
    }
    if parameters.generate_audio.is_some() && !vertex {
        return Err("`generateAudio` isn't supported by this model.".into());
    }
    if !matches!(parameters.duration_seconds, 4 | 6 | 8) || parameters.sample_count > Some(1) {
        return Err("durationSeconds is out of bound".into());
    }
    let [Instance { prompt, image }] = <[Instance; 1]>::try_from(instances)
        .map_err(|_| "exactly one instance is taken".to_owned())?;
    ordered(Ordered {
        model: model.into(),
        prompt,
        avoid: parameters.negative_prompt,
        shape: parameters.aspect_ratio,
        seconds: parameters.duration_seconds,
        pictured: pictured(image.as_ref().map(|image| image.mime_type.as_str()))?,
        audio: parameters.generate_audio,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Interaction {
    model: String,
    input: Input,
    #[serde(default)]
    generation_config: Config,
    response_format: Format,
    #[serde(default)]
    background: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Input {
    Text(String),
    Blocks(Vec<Block>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, tag = "type", rename_all = "snake_case")]
enum Block {
    Text {
        text: String,
    },
    Image {
        mime_type: String,
        #[serde(rename = "data")]
        _data: String,
    },
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    #[serde(default)]
    video_config: Option<VideoConfig>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VideoConfig {
    task: Task,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Task {
    TextToVideo,
    ImageToVideo,
    ReferenceToVideo,
    Edit,
    Extend,
    Upscale,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Format {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default = "wide")]
    aspect_ratio: String,
    duration: String,
    #[serde(default, rename = "resolution")]
    _resolution: Option<Resolution>,
    #[serde(default, rename = "delivery")]
    _delivery: Option<Delivery>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Delivery {
    Inline,
    Uri,
}

/// An order of Omni.
pub(super) fn interaction(body: &[u8]) -> Result<Ordered, String> {
    let asked: Interaction = serde_json::from_slice(body)
        .map_err(|error| format!("Invalid JSON payload received. {error}"))?;
    if !asked.model.starts_with("gemini-omni") || asked.response_format.kind != "video" {
        return Err(format!("{} makes no videos", asked.model));
    }
    if !asked.background {
        return Err("video generation needs background".into());
    }
    let seconds = asked.response_format.duration.strip_suffix('s');
    let seconds = seconds.and_then(|seconds| seconds.parse().ok());
    let seconds = seconds.filter(|seconds| (3..=10).contains(seconds));
    let (mut prompt, mut image) = (String::new(), None);
    match asked.input {
        Input::Text(text) => prompt = text,
        Input::Blocks(blocks) => {
            for block in blocks {
                match block {
                    Block::Text { text } => prompt.push_str(&text),
                    Block::Image { mime_type, .. } => image = Some(mime_type),
                }
            }
        }
    }
    let task = asked
        .generation_config
        .video_config
        .map(|config| config.task);
    if image.is_some() != (task == Some(Task::ImageToVideo)) {
        return Err("the task does not fit the input".into());
    }
    ordered(Ordered {
        model: asked.model,
        prompt,
        avoid: None,
        shape: asked.response_format.aspect_ratio,
        seconds: seconds.ok_or("duration is out of bound")?,
        pictured: pictured(image.as_deref())?,
        audio: None,
    })
}

fn pictured(mime_type: Option<&str>) -> Result<bool, String> {
    match mime_type {
        None => Ok(false),
        Some("image/png" | "image/jpeg") => Ok(true),
        Some(other) => Err(format!("Unsupported image mime type {other}")),
    }
}

fn ordered(ordered: Ordered) -> Result<Ordered, String> {
    if ordered.prompt.trim().is_empty() {
        return Err("The prompt is empty.".into());
    }
    if !matches!(ordered.shape.as_str(), "16:9" | "9:16") {
        return Err(format!("aspect ratio {} is not supported", ordered.shape));
    }
    Ok(ordered)
}
