//! Google's Gemini models over the developer API: streaming, JSON by schema, errors in words.

mod failure;
mod gathering;
mod wire;

use async_trait::async_trait;
use courier::{Courier, Delivery, Reply, SendError};
use futures::{StreamExt, TryStreamExt};
use reqwest::header::{DATE, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use sse_stream::SseByteStream;

use crate::{Answer, Call, Cause, DeltaSink, Provider, ProviderError, Request};
use gathering::Gathering;

/// The address of Google's developer API.
pub const DEFAULT_BASE_URL: &str = "https://generativelanguage.googleapis.com/v1beta";
/// The model that answers when none is configured.
pub const DEFAULT_MODEL: &str = "gemini-3.8-flash";
/// The most bytes of one answer that are read: many times what a model's output limit allows.
const MAX_ANSWER_BYTES: usize = 8 * 1024 * 1024;

/// How to reach Gemini.
#[derive(Clone, Debug)]
pub struct GeminiConfig {
    /// The key, from Google AI Studio.
    pub api_key: SecretString,
    /// Address with version, such as [`DEFAULT_BASE_URL`].
    pub base_url: String,
    /// Id of the model, such as [`DEFAULT_MODEL`].
    pub model: String,
}

impl GeminiConfig {
    /// The vendor's address and the default model with `api_key`.
    pub fn new(api_key: SecretString) -> Self {
        Self {
            api_key,
            base_url: DEFAULT_BASE_URL.into(),
            model: DEFAULT_MODEL.into(),
        }
    }
}

/// Gemini as a [`Provider`].
#[derive(Debug)]
pub struct Gemini {
    courier: Courier,
    key: HeaderValue,
    address: String,
    model: String,
}

impl Gemini {
    /// An adapter for `config` that sends its calls by `courier`.
    ///
    /// # Errors
    /// [`Cause::InvalidKey`] when the key holds characters that no key has.
    pub fn new(config: &GeminiConfig, courier: Courier) -> Result<Self, ProviderError> {
        let mut key = HeaderValue::from_str(config.api_key.expose_secret().trim())
            .map_err(|_| ProviderError::new(Cause::InvalidKey, failure::INVALID_KEY))?;
        key.set_sensitive(true);
        let address = format!(
            "{}/models/{}:streamGenerateContent?alt=sse",
            config.base_url.trim_end_matches('/'),
            config.model
        );
        Ok(Self {
            courier,
            key,
            address,
            model: config.model.clone(),
        })
    }

    async fn send(&self, request: &Request, delivery: &Delivery) -> Result<Reply, ProviderError> {
        let question = self
            .courier
            .post(&self.address)
            .header("x-goog-api-key", self.key.clone())
            .json(&wire::body(request, &self.model))
            .build()
            .map_err(failure::of_question)?;
        self.courier
            .send(delivery, question)
            .await
            .map_err(failure::of_transport)
    }

    async fn gather(&self, reply: Reply, deltas: &DeltaSink) -> Result<Answer, ProviderError> {
        let mut gathering = Gathering::new(&self.model, reply.headers().get(DATE));
        let mut room = MAX_ANSWER_BYTES;
        let bytes = reply
            .into_body()
            .map_err(BodyError::Transport)
            .map(move |piece| {
                let piece = piece?;
                room = room.checked_sub(piece.len()).ok_or(BodyError::TooLarge)?;
                Ok::<_, BodyError>(piece)
            });
        let mut events = std::pin::pin!(SseByteStream::new(bytes));
        while let Some(event) = events.next().await {
            match event {
                Ok(event) => gathering.take(event.data.as_deref().unwrap_or_default(), deltas)?,
                Err(sse_stream::Error::Body(error))
                    if error.downcast_ref().is_some_and(BodyError::is_too_large) =>
                {
                    return Err(gathering.malformed().because(error));
                }
                Err(error) => return Err(gathering.cut(error)),
            }
        }
        gathering.finish()
    }
}

#[async_trait]
impl Provider for Gemini {
    fn name(&self) -> &'static str {
        "gemini"
    }

    fn model(&self) -> &str {
        &self.model
    }

    /// Dropping the future closes the connection, which is how Gemini is told to stop.
    async fn answer(&self, request: &Request, call: &Call) -> Result<Answer, ProviderError> {
        let reply = self.send(request, &call.delivery).await?;
        if reply.status().is_success() {
            self.gather(reply, &call.deltas).await
        } else {
            Err(failure::of_reply(reply, &self.model).await)
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum BodyError {
    #[error("the connection broke")]
    Transport(#[source] SendError),
    #[error("the answer is larger than {MAX_ANSWER_BYTES} bytes")]
    TooLarge,
}

impl BodyError {
    const fn is_too_large(&self) -> bool {
        matches!(self, Self::TooLarge)
    }
}
