//! Pictures by OpenAI's image models, and by deployments of them on Azure.

use domain::spending::{BilledImage, BilledTokens, ceiling_tokens};
use serde::Deserialize;
use serde_json::{Value, json};

use super::refusal;
use crate::{
    Cause, ImageRequest,
    image::nearest,
    remote::{Drawn, ImageProtocol, MODEL, Refusal, day_of_seconds},
};

/// The image model that answers when none is configured.
pub const DEFAULT_IMAGE_MODEL: &str = "gpt-image-1";
/// The sizes that are made, by their shapes.
const SIZES: &[(u16, u16)] = &[(1024, 1024), (1536, 1024), (1024, 1536)];
/// Tokens of the largest picture of [`QUALITY`].
const PICTURE: u64 = 1_584;
const QUALITY: &str = "medium";

/// The protocol of `POST /images/generations`.
#[derive(Debug)]
pub(super) struct Generations {
    /// Where pictures are asked for.
    pub address: String,
}

impl ImageProtocol for Generations {
    fn address(&self, model: &str) -> String {
        self.address.replace(MODEL, model)
    }

    fn body(&self, request: &ImageRequest, model: &str) -> Value {
        let (width, height) = nearest(request.ratio, SIZES);
        json!({
            "model": model,
            "prompt": request.prompt,
            "n": 1,
            "size": format!("{width}x{height}"),
            "quality": QUALITY,
        })
    }

    fn drawn(&self, body: &[u8]) -> Result<Drawn, serde_json::Error> {
        serde_json::from_slice(body).map(Generated::into_drawn)
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        refusal::of(status, body)
    }

    fn most(&self, _: &str, prompt_bytes: usize) -> BilledImage {
        BilledImage {
            words: ceiling_tokens(prompt_bytes, 0),
            tokens: PICTURE,
        }
    }
}

#[derive(Deserialize)]
struct Generated {
    created: Option<i64>,
    #[serde(default)]
    data: Vec<Picture>,
    usage: Option<Counts>,
}

#[derive(Deserialize)]
struct Picture {
    b64_json: Option<String>,
}

#[derive(Deserialize)]
struct Counts {
    input_tokens: u64,
    output_tokens: u64,
}

impl Generated {
    fn into_drawn(self) -> Drawn {
        let file = self.data.into_iter().find_map(|picture| picture.b64_json);
        Drawn {
            image: file.ok_or_else(|| Refusal::new(Cause::MalformedAnswer, "no b64_json")),
            // The answer names none.
            model: None,
            day: self.created.and_then(day_of_seconds),
            billed: self.usage.map(|counts| BilledImage {
                words: BilledTokens {
                    input: counts.input_tokens,
                    ..BilledTokens::default()
                },
                tokens: counts.output_tokens,
            }),
        }
    }
}
