//! Gemini on Vertex AI: the same protocol at an address of the project's own, paid by an account of
//! Google Cloud.

use std::sync::Arc;

use courier::Courier;
use domain::time::Timestamp;
use reqwest::header::HeaderMap;
use secrecy::SecretString;

use super::{
    DEFAULT_IMAGE_MODEL, DEFAULT_MODEL, Gemini,
    embedding::VertexEmbed,
    images::GoogleImages,
    tokens::{Account, Clock, Tokens},
    videos::VeoOnVertex,
    wire::GenerateContent,
};
use crate::{
    ProviderError,
    remote::{Cinema, Credentials, EmbeddingModel, Link, MODEL, Remote, Studio, Vendor, trimmed},
};

/// The video model that answers when none is configured.
pub const DEFAULT_VIDEO_MODEL: &str = "veo-3.1-fast-generate-001";
/// The embedding model that answers when none is configured. The later one takes a call for each text
/// as well, and costs more.
pub const DEFAULT_EMBEDDING_MODEL: &str = "gemini-embedding-001";
/// Where models are asked when no location is configured.
pub const DEFAULT_LOCATION: &str = "global";

pub(super) static VENDOR: Vendor = Vendor {
    name: "vertex",
    title: "Vertex AI",
    key: "GOOGLE_APPLICATION_CREDENTIALS",
    console: "the Google Cloud console",
    model: "HANDBILL_VERTEX_MODEL",
    address: "HANDBILL_VERTEX_LOCATION and HANDBILL_VERTEX_PROJECT",
    reach: "Check HANDBILL_VERTEX_LOCATION and the server's connection to the internet",
    free: false,
};

/// How to reach Gemini on Vertex AI.
pub struct VertexConfig {
    /// The content of a service account's key file; without one the metadata server of the machine
    /// or of its workload identity is asked for tokens.
    pub account: Option<SecretString>,
    /// Id of the project.
    pub project: String,
    /// Location such as `europe-west4`, `eu` or [`DEFAULT_LOCATION`].
    pub location: String,
    /// Id of the model, such as [`DEFAULT_MODEL`].
    pub model: String,
    /// Id of the image model: one of Gemini's, such as [`DEFAULT_IMAGE_MODEL`], or an Imagen.
    pub image_model: String,
    /// Id of the video model, such as [`DEFAULT_VIDEO_MODEL`].
    pub video_model: String,
    /// Id of the embedding model, such as [`DEFAULT_EMBEDDING_MODEL`].
    pub embedding_model: String,
    /// What time it is: assertions of an account are dated.
    pub now: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Address to use instead of the location's, and for the metadata server.
    pub instead: Option<Instead>,
}

/// Addresses other than Google's.
#[derive(Clone, Debug)]
pub struct Instead {
    /// Of Vertex AI, without version.
    pub vertex: String,
    /// Of the metadata server.
    pub metadata: String,
}

impl VertexConfig {
    /// Google's addresses, the default model and location for `project`.
    pub fn new(project: String, now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self {
            account: None,
            project,
            location: DEFAULT_LOCATION.into(),
            model: DEFAULT_MODEL.into(),
            image_model: DEFAULT_IMAGE_MODEL.into(),
            video_model: DEFAULT_VIDEO_MODEL.into(),
            embedding_model: DEFAULT_EMBEDDING_MODEL.into(),
            now: Box::new(now),
            instead: None,
        }
    }
}

/// An adapter for `config` that sends its calls by `courier`.
///
/// # Errors
/// [`crate::Cause::InvalidKey`] when the account's file cannot be used.
pub fn connect(config: VertexConfig, courier: Courier) -> Result<Gemini, ProviderError> {
    let account = config
        .account
        .as_ref()
        .map(|file| Account::read(file, &VENDOR))
        .transpose()?;
    let (host, metadata) = match config.instead {
        Some(instead) => (instead.vertex, instead.metadata),
        None => (
            host(&config.location),
            "http://metadata.google.internal".to_owned(),
        ),
    };
    let models = format!(
        "{}/v1beta1/projects/{}/locations/{}/publishers/google/models/{MODEL}",
        trimmed(&host),
        config.project,
        config.location
    );
    let tokens = match account {
        Some(account) => Tokens::of_account(account, Clock(config.now)),
        None => Tokens::of_machine(trimmed(&metadata)),
    };
    let link = Arc::new(Link {
        courier,
        vendor: &VENDOR,
        headers: HeaderMap::new(),
        credentials: Credentials::Bearer(Box::new(tokens)),
    });
    Ok(Remote {
        images: Some(Studio {
            link: Arc::clone(&link),
            protocol: Box::new(GoogleImages {
                address: models.clone(),
            }),
            model: config.image_model,
        }),
        videos: Some(Cinema {
            link: Arc::clone(&link),
            protocols: vec![Box::new(VeoOnVertex {
                address: models.clone(),
            })],
            model: config.video_model,
        }),
        speech: None,
        embeddings: Some(EmbeddingModel {
            link: Arc::clone(&link),
            protocol: Box::new(VertexEmbed {
                address: models.clone(),
            }),
            model: config.embedding_model,
        }),
        link,
        protocol: GenerateContent::Vertex,
        address: format!("{models}:streamGenerateContent?alt=sse"),
        model: config.model,
        region: Some(config.location).filter(|location| location != DEFAULT_LOCATION),
    })
}

/// Google's host for a location.
fn host(location: &str) -> String {
    match location {
        "global" => "https://aiplatform.googleapis.com".into(),
        "us" | "eu" => format!("https://aiplatform.{location}.rep.googleapis.com"),
        region => format!("https://{region}-aiplatform.googleapis.com"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_location_has_its_host() {
        assert_eq!(host("global"), "https://aiplatform.googleapis.com");
        assert_eq!(host("eu"), "https://aiplatform.eu.rep.googleapis.com");
        assert_eq!(
            host("europe-west4"),
            "https://europe-west4-aiplatform.googleapis.com"
        );
    }
}
