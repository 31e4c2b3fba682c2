//! Google's Gemini models: over the developer API with a key, over Vertex AI with an account of
//! Google Cloud, and over the newer Interactions API.

mod embedding;
mod images;
mod interactions;
mod refusal;
mod speech;
mod tokens;
pub mod vertex;
mod videos;
mod wire;

pub use embedding::DEFAULT_EMBEDDING_MODEL;
pub use images::DEFAULT_IMAGE_MODEL;
pub use interactions::GeminiInteractions;
pub use speech::DEFAULT_SPEECH_MODEL;
pub use videos::DEFAULT_VIDEO_MODEL;

use std::sync::Arc;

use courier::Courier;
use reqwest::header::HeaderMap;
use secrecy::SecretString;

use crate::{
    ProviderError,
    remote::{
        Booth, Cinema, Credentials, EmbeddingModel, Link, MODEL, Remote, Studio, Vendor, trimmed,
    },
};

/// The address of Google's developer API.
pub const DEFAULT_BASE_URL: &str = "https://generativelanguage.googleapis.com/v1beta";
/// The model that answers when none is configured.
pub const DEFAULT_MODEL: &str = "gemini-3.8-flash";

static VENDOR: Vendor = Vendor {
    name: "gemini",
    title: "Gemini",
    key: "GEMINI_API_KEY",
    console: "Google AI Studio",
    model: "HANDBILL_GEMINI_MODEL",
    address: "HANDBILL_GEMINI_URL",
    reach: "Check the server's connection to the internet",
    free: false,
};

/// How to reach Gemini.
#[derive(Clone, Debug)]
pub struct GeminiConfig {
    /// The key, from Google AI Studio.
    pub api_key: SecretString,
    /// Address with version, such as [`DEFAULT_BASE_URL`].
    pub base_url: String,
    /// Id of the model, such as [`DEFAULT_MODEL`].
    pub model: String,
    /// Id of the image model, such as [`DEFAULT_IMAGE_MODEL`].
    pub image_model: String,
    /// Id of the video model: an Omni, such as [`DEFAULT_VIDEO_MODEL`], or a Veo.
    pub video_model: String,
    /// Id of the speech model, such as [`DEFAULT_SPEECH_MODEL`].
    pub speech_model: String,
    /// Id of the embedding model, such as [`DEFAULT_EMBEDDING_MODEL`].
    pub embedding_model: String,
}

impl GeminiConfig {
    /// The vendor's address and the default model with `api_key`.
    pub fn new(api_key: SecretString) -> Self {
        Self {
            api_key,
            base_url: DEFAULT_BASE_URL.into(),
            model: DEFAULT_MODEL.into(),
            image_model: DEFAULT_IMAGE_MODEL.into(),
            video_model: DEFAULT_VIDEO_MODEL.into(),
            speech_model: DEFAULT_SPEECH_MODEL.into(),
            embedding_model: DEFAULT_EMBEDDING_MODEL.into(),
        }
    }
}

impl GeminiConfig {
    fn link(&self, courier: Courier) -> Result<Arc<Link>, ProviderError> {
        Ok(Arc::new(Link {
            courier,
            vendor: &VENDOR,
            headers: HeaderMap::new(),
            credentials: Credentials::key(&VENDOR, "x-goog-api-key", "", &self.api_key)?,
        }))
    }

    /// Pictures come by `generateContent`, whichever protocol the words come by.
    fn studio(&self, link: &Arc<Link>) -> Studio {
        Studio {
            link: Arc::clone(link),
            protocol: Box::new(images::GoogleImages {
                address: format!("{}/models/{MODEL}", trimmed(&self.base_url)),
            }),
            model: self.image_model.clone(),
        }
    }

    /// Films come by Interactions or in Veo's older form, whichever their model speaks.
    fn cinema(&self, link: &Arc<Link>) -> Cinema {
        let base = trimmed(&self.base_url).to_owned();
        Cinema {
            link: Arc::clone(link),
            protocols: vec![
                Box::new(videos::Omni { base: base.clone() }),
                Box::new(videos::Veo { base }),
            ],
            model: self.video_model.clone(),
        }
    }

    /// Speech comes by `generateContent` as well.
    fn booth(&self, link: &Arc<Link>) -> Booth {
        Booth {
            link: Arc::clone(link),
            protocol: Box::new(speech::GoogleSpeech {
                address: format!("{}/models/{MODEL}", trimmed(&self.base_url)),
            }),
            model: self.speech_model.clone(),
        }
    }

    /// Vectors come by `batchEmbedContents`, whichever protocol the words come by.
    fn embeddings(&self, link: &Arc<Link>) -> EmbeddingModel {
        EmbeddingModel {
            link: Arc::clone(link),
            protocol: Box::new(embedding::BatchEmbed {
                address: format!("{}/models/{MODEL}", trimmed(&self.base_url)),
            }),
            model: self.embedding_model.clone(),
        }
    }
}

/// Gemini as a [`crate::Provider`].
pub type Gemini = Remote<wire::GenerateContent>;

impl Gemini {
    /// An adapter for `config` that sends its calls by `courier`.
    ///
    /// # Errors
    /// [`crate::Cause::InvalidKey`] when the key holds characters that no key has.
    pub fn new(config: &GeminiConfig, courier: Courier) -> Result<Self, ProviderError> {
        let link = config.link(courier)?;
        Ok(Self {
            images: Some(config.studio(&link)),
            videos: Some(config.cinema(&link)),
            speech: Some(config.booth(&link)),
            embeddings: Some(config.embeddings(&link)),
            link,
            protocol: wire::GenerateContent::Developer,
            address: format!(
                "{}/models/{MODEL}:streamGenerateContent?alt=sse",
                trimmed(&config.base_url)
            ),
            model: config.model.clone(),
            region: None,
        })
    }
}
