//! Anthropic's Claude models over the Messages API.

mod schema;
mod wire;

use std::sync::Arc;

use courier::Courier;
use reqwest::header::{HeaderMap, HeaderValue};
use secrecy::SecretString;

use crate::{
    ProviderError,
    remote::{Credentials, Link, Remote, Vendor, trimmed},
};

/// The address of Anthropic's interface.
pub const DEFAULT_BASE_URL: &str = "https://api.anthropic.com";
/// The model that answers when none is configured.
pub const DEFAULT_MODEL: &str = "claude-sonnet-5-5";
/// The version of the interface that we speak.
const VERSION: &str = "2023-06-01";

static VENDOR: Vendor = Vendor {
    name: "anthropic",
    title: "Anthropic",
    key: "ANTHROPIC_API_KEY",
    console: "the Anthropic console",
    model: "HANDBILL_ANTHROPIC_MODEL",
    address: "HANDBILL_ANTHROPIC_URL",
    reach: "Check the server's connection to the internet",
    free: false,
};

/// How to reach Anthropic.
#[derive(Clone, Debug)]
pub struct AnthropicConfig {
    /// The key.
    pub api_key: SecretString,
    /// Address without version, such as [`DEFAULT_BASE_URL`].
    pub base_url: String,
    /// Id of the model, such as [`DEFAULT_MODEL`].
    pub model: String,
}

impl AnthropicConfig {
    /// The vendor's address and the default model with `api_key`.
    pub fn new(api_key: SecretString) -> Self {
        Self {
            api_key,
            base_url: DEFAULT_BASE_URL.into(),
            model: DEFAULT_MODEL.into(),
        }
    }
}

/// Anthropic as a [`crate::Provider`].
pub type Anthropic = Remote<wire::Messages>;

impl Anthropic {
    /// An adapter for `config` that sends its calls by `courier`.
    ///
    /// # Errors
    /// [`crate::Cause::InvalidKey`] when the key holds characters that no key has.
    pub fn new(config: &AnthropicConfig, courier: Courier) -> Result<Self, ProviderError> {
        let mut headers = HeaderMap::new();
        headers.insert("anthropic-version", HeaderValue::from_static(VERSION));
        Ok(Self {
            link: Arc::new(Link {
                courier,
                vendor: &VENDOR,
                headers,
                credentials: Credentials::key(&VENDOR, "x-api-key", "", &config.api_key)?,
            }),
            protocol: wire::Messages,
            address: format!("{}/v1/messages", trimmed(&config.base_url)),
            model: config.model.clone(),
            region: None,
            images: None,
            videos: None,
            speech: None,
            embeddings: None,
        })
    }
}
