//! OpenAI's models over the Responses API, and whatever speaks its older Chat Completions: Azure
//! OpenAI, and servers of one's own such as Ollama, vLLM and llama.cpp.

mod azure;
mod chat;
mod compatible;
mod embedding;
mod images;
mod refusal;
mod responses;
mod speech;

pub use azure::{Azure, AzureConfig};
pub use compatible::{Compatible, CompatibleConfig, OLLAMA_ADDRESS, OLLAMA_URL};
pub use embedding::DEFAULT_EMBEDDING_MODEL;
pub use images::DEFAULT_IMAGE_MODEL;
pub use speech::DEFAULT_SPEECH_MODEL;

use std::sync::Arc;

use courier::Courier;
use reqwest::header::HeaderMap;
use secrecy::SecretString;

use crate::{
    ProviderError,
    remote::{Booth, Credentials, EmbeddingModel, Link, Remote, Studio, Vendor, trimmed},
};

/// The address of OpenAI's interface.
pub const DEFAULT_BASE_URL: &str = "https://api.openai.com/v1";
/// The model that answers when none is configured.
pub const DEFAULT_MODEL: &str = "gpt-6.1-terra";

/// Tokens of a picture of the model that counts most for it: 2,833 and 5,667 a tile of 512 pixels,
/// four of them here (OpenAI, “Images and vision”, as read in its clients' counters on 2026-11-30).
const PICTURE_IN_TILES: u64 = 25_501;
/// Tokens of a picture of the models that count patches of 32 pixels: 1,536 of them at the most, 2.46
/// each.
const PICTURE_IN_PATCHES: u64 = 3_779;

/// What a picture counts for a model of this name, by OpenAI's rules: `None` for the models that do
/// not see.
fn sight(model: &str) -> Option<u64> {
    let blind = [
        "gpt-3",
        "gpt-4-",
        "o1-mini",
        "o3-mini",
        "-tts",
        "gpt-image",
        "embedding",
    ];
    if blind.iter().any(|kind| model.contains(kind)) && !model.contains("gpt-4-turbo") {
        return None;
    }
    Some(if model.contains("4o-mini") {
        PICTURE_IN_TILES
    } else {
        PICTURE_IN_PATCHES
    })
}

static VENDOR: Vendor = Vendor {
    name: "openai",
    title: "OpenAI",
    key: "OPENAI_API_KEY",
    console: "OpenAI's platform settings",
    model: "HANDBILL_OPENAI_MODEL",
    address: "HANDBILL_OPENAI_URL",
    reach: "Check the server's connection to the internet",
    free: false,
};

/// How to reach OpenAI.
#[derive(Clone, Debug)]
pub struct OpenAiConfig {
    /// The key.
    pub api_key: SecretString,
    /// Address with version, such as [`DEFAULT_BASE_URL`].
    pub base_url: String,
    /// Id of the model, such as [`DEFAULT_MODEL`].
    pub model: String,
    /// Id of the image model, such as [`DEFAULT_IMAGE_MODEL`].
    pub image_model: String,
    /// Id of the speech model, such as [`DEFAULT_SPEECH_MODEL`].
    pub speech_model: String,
    /// Id of the embedding model, such as [`DEFAULT_EMBEDDING_MODEL`].
    pub embedding_model: String,
}

impl OpenAiConfig {
    /// The vendor's address and the default model with `api_key`.
    pub fn new(api_key: SecretString) -> Self {
        Self {
            api_key,
            base_url: DEFAULT_BASE_URL.into(),
            model: DEFAULT_MODEL.into(),
            image_model: DEFAULT_IMAGE_MODEL.into(),
            speech_model: DEFAULT_SPEECH_MODEL.into(),
            embedding_model: DEFAULT_EMBEDDING_MODEL.into(),
        }
    }
}

/// OpenAI as a [`crate::Provider`].
pub type OpenAi = Remote<responses::Responses>;

impl OpenAi {
    /// An adapter for `config` that sends its calls by `courier`.
    ///
    /// # Errors
    /// [`crate::Cause::InvalidKey`] when the key holds characters that no key has.
    pub fn new(config: &OpenAiConfig, courier: Courier) -> Result<Self, ProviderError> {
        let link = Arc::new(Link {
            courier,
            vendor: &VENDOR,
            headers: HeaderMap::new(),
            credentials: Credentials::key(&VENDOR, "authorization", "Bearer ", &config.api_key)?,
        });
        Ok(Self {
            images: Some(Studio {
                link: Arc::clone(&link),
                protocol: Box::new(images::Generations {
                    address: format!("{}/images/generations", trimmed(&config.base_url)),
                }),
                model: config.image_model.clone(),
            }),
            videos: None,
            speech: Some(Booth {
                link: Arc::clone(&link),
                protocol: Box::new(speech::Speech {
                    address: format!("{}/audio/speech", trimmed(&config.base_url)),
                }),
                model: config.speech_model.clone(),
            }),
            embeddings: Some(EmbeddingModel {
                link: Arc::clone(&link),
                protocol: Box::new(embedding::Embeddings {
                    address: format!("{}/embeddings", trimmed(&config.base_url)),
                    batch: embedding::BATCH,
                }),
                model: config.embedding_model.clone(),
            }),
            link,
            protocol: responses::Responses,
            address: format!("{}/responses", trimmed(&config.base_url)),
            model: config.model.clone(),
            region: None,
        })
    }
}
