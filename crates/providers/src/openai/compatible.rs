//! Servers that speak Chat Completions as OpenAI does: Ollama, vLLM, llama.cpp and many others.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use courier::Courier;
use reqwest::header::HeaderMap;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::{chat, embedding, refusal};
use crate::{
    ProviderError, Request,
    remote::{Credentials, Link, Piece, Protocol, Refusal, Remote, Vendor, trimmed},
};

/// Where Ollama listens when nobody told it otherwise.
pub const OLLAMA_ADDRESS: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 11434);
/// Its address for [`Compatible`].
pub const OLLAMA_URL: &str = "http://127.0.0.1:11434/v1";

static VENDOR: Vendor = Vendor {
    name: "compatible",
    title: "The model server",
    key: "HANDBILL_COMPATIBLE_API_KEY",
    console: "its own settings",
    model: "HANDBILL_COMPATIBLE_MODEL",
    address: "HANDBILL_COMPATIBLE_URL",
    reach: "Check that it runs and that HANDBILL_COMPATIBLE_URL is its address",
    free: false,
};

static OLLAMA: Vendor = Vendor {
    name: "ollama",
    title: "Ollama",
    key: "Ollama's own settings",
    console: "its own settings",
    model: "HANDBILL_OLLAMA_MODEL",
    address: "HANDBILL_OLLAMA_MODEL",
    reach: "Check that it runs on this machine",
    free: true,
};

/// What the names of models have that see, as their makers call them (Ollama's and Hugging Face's
/// lists, read 2026-11-30). A server tells nobody, and a model that does not see invents.
const SEEING: [&str; 16] = [
    "gpt-4o",
    "gpt-4.1",
    "gpt-5",
    "gpt-6",
    "vision",
    "-vl",
    "2.5vl",
    "llava",
    "gemma3",
    "gemma-3",
    "pixtral",
    "minicpm-v",
    "moondream",
    "internvl",
    "llama4",
    "llama-4",
];

/// How to reach such a server.
#[derive(Clone, Debug)]
pub struct CompatibleConfig {
    /// Address with version, such as `http://localhost:8000/v1`.
    pub base_url: String,
    /// The model as the server names it.
    pub model: String,
    /// The key, if the server wants one.
    pub api_key: Option<SecretString>,
}

/// Such a server as a [`crate::Provider`].
pub type Compatible = Remote<Lenient>;

/// Chat Completions as far as everybody speaks it.
#[derive(Clone, Copy, Debug)]
pub struct Lenient;

impl Compatible {
    /// An adapter for `config` that sends its calls by `courier`.
    ///
    /// # Errors
    /// [`crate::Cause::InvalidKey`] when the key holds characters that no key has.
    pub fn new(config: &CompatibleConfig, courier: Courier) -> Result<Self, ProviderError> {
        let credentials = match &config.api_key {
            None => Credentials::None,
            Some(key) => Credentials::key(&VENDOR, "authorization", "Bearer ", key)?,
        };
        Ok(Self {
            link: Arc::new(Link {
                courier,
                vendor: &VENDOR,
                headers: HeaderMap::new(),
                credentials,
            }),
            protocol: Lenient,
            address: format!("{}/chat/completions", trimmed(&config.base_url)),
            model: config.model.clone(),
            region: None,
            images: None,
            videos: None,
            speech: None,
            embeddings: None,
        })
    }

    /// An adapter for the Ollama at `base_url`, such as [`OLLAMA_URL`], whose answers cost nothing.
    pub fn ollama(base_url: &str, model: String, courier: Courier) -> Self {
        Self {
            link: Arc::new(Link {
                courier,
                vendor: &OLLAMA,
                headers: HeaderMap::new(),
                credentials: Credentials::None,
            }),
            protocol: Lenient,
            address: format!("{}/chat/completions", trimmed(base_url)),
            model,
            region: Some("local".into()),
            images: None,
            videos: None,
            speech: None,
            embeddings: None,
        }
    }

    /// The same with an embedding model that the server has.
    #[must_use]
    pub fn with_embedding_model(self, model: String) -> Self {
        embedding::beside(self, model, embedding::BATCH_OF_ONES_OWN)
    }
}

impl Protocol for Lenient {
    fn body(&self, request: &Request, model: &str) -> Value {
        // The older name of the limit is the one that all of them know.
        chat::body(request, model, "max_tokens")
    }

    fn sight(&self, model: &str) -> Option<u64> {
        let model = model.to_lowercase();
        let sees = SEEING.iter().any(|name| model.contains(name));
        sees.then_some(super::PICTURE_IN_TILES)
    }

    fn piece(&self, data: &str) -> Result<Piece, serde_json::Error> {
        chat::piece(data)
    }

    fn refusal(&self, status: u16, body: &[u8]) -> Refusal {
        refusal::of(status, body)
    }

    /// Asked anew each time rather than remembered: a refusal of one's own server takes
    /// milliseconds, and work that is done again after a crash asks the same as before.
    fn plainer(&self, request: &Request, model: &str, complaint: &[u8]) -> Option<Value> {
        let complaint = String::from_utf8_lossy(complaint).to_lowercase();
        let is_about = |words: &[&str]| words.iter().any(|word| complaint.contains(word));
        // A server that knows one of them barely knows the other well.
        let request = &request.without_functions();
        if !is_about(&["response_format", "json_schema", "schema"]) {
            return is_about(&["tool", "function"]).then(|| self.body(request, model));
        }
        let system = format!(
            "{}\n\nAnswer with one JSON object and nothing else. It must fit this JSON Schema:\n{}",
            request.prompt.system, request.schema
        );
        let mut body = self.body(request, model);
        if let Some(body) = body.as_object_mut() {
            body.insert("messages".into(), chat::messages(&system, request));
            body.insert("response_format".into(), json!({ "type": "json_object" }));
        }
        Some(body)
    }
}
