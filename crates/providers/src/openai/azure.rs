//! Azure OpenAI: a deployment of one's own, with verdicts of Azure's content filter.

use std::sync::Arc;

use courier::Courier;
use reqwest::header::HeaderMap;
use secrecy::SecretString;
use serde_json::Value;

use super::{chat, embedding, images::Generations, refusal};
use crate::{
    ProviderError, Request,
    remote::{Credentials, Link, MODEL, Piece, Protocol, Refusal, Remote, Studio, Vendor, trimmed},
};

static VENDOR: Vendor = Vendor {
    name: "azure-openai",
    title: "Azure OpenAI",
    key: "AZURE_OPENAI_API_KEY",
    console: "the Azure portal",
    model: "AZURE_OPENAI_DEPLOYMENT",
    address: "AZURE_OPENAI_ENDPOINT",
    reach: "Check AZURE_OPENAI_ENDPOINT and the server's connection to the internet",
    free: false,
};

/// How to reach a deployment.
#[derive(Clone, Debug)]
pub struct AzureConfig {
    /// A key of the resource.
    pub api_key: SecretString,
    /// Address of the resource, such as `https://NAME.openai.azure.com`.
    pub endpoint: String,
    /// Name of the deployment.
    pub deployment: String,
    /// Name of the deployment of an image model.
    pub image_deployment: Option<String>,
    /// A dated version of the interface, such as `2024-10-21`; without one the undated `v1`.
    pub api_version: Option<String>,
}

/// Azure OpenAI as a [`crate::Provider`].
pub type Azure = Remote<Deployment>;

/// Chat Completions as a deployment speaks it.
#[derive(Clone, Copy, Debug)]
pub struct Deployment;

impl Azure {
    /// An adapter for `config` that sends its calls by `courier`.
    ///
    /// # Errors
    /// [`crate::Cause::InvalidKey`] when the key holds characters that no key has.
    pub fn new(config: &AzureConfig, courier: Courier) -> Result<Self, ProviderError> {
        // People paste the endpoint with and without the path that the portal shows.
        let resource = trimmed(&config.endpoint);
        let resource = trimmed(resource.strip_suffix("/openai/v1").unwrap_or(resource));
        let address = |method: &str| match &config.api_version {
            None => format!("{resource}/openai/v1/{method}"),
            Some(version) => {
                format!("{resource}/openai/deployments/{MODEL}/{method}?api-version={version}")
            }
        };
        let link = Arc::new(Link {
            courier,
            vendor: &VENDOR,
            headers: HeaderMap::new(),
            credentials: Credentials::key(&VENDOR, "api-key", "", &config.api_key)?,
        });
        Ok(Self {
            images: config.image_deployment.clone().map(|model| Studio {
                link: Arc::clone(&link),
                protocol: Box::new(Generations {
                    address: address("images/generations"),
                }),
                model,
            }),
            videos: None,
            speech: None,
            embeddings: None,
            link,
            protocol: Deployment,
            address: address("chat/completions"),
            model: config.deployment.clone(),
            region: None,
        })
    }

    /// The same with the deployment of an embedding model.
    #[must_use]
    pub fn with_embedding_deployment(self, deployment: String) -> Self {
        embedding::beside(self, deployment, embedding::BATCH)
    }
}

impl Protocol for Deployment {
    fn body(&self, request: &Request, model: &str) -> Value {
        chat::body(request, model, "max_completion_tokens")
    }

    /// The name of a deployment does not tell its model: all that are offered for chat today see, so
    /// the one that counts most is reckoned with.
    fn sight(&self, _: &str) -> Option<u64> {
        Some(super::PICTURE_IN_TILES)
    }

    fn piece(&self, data: &str) -> Result<Piece, serde_json::Error> {
        chat::piece(data)
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        refusal::of(status, body)
    }
}
