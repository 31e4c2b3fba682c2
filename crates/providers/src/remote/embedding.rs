//! Embedding models on the network: the same link as the words', a whole body instead of a stream.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use domain::spending::{BilledTokens, ceiling_tokens};
use serde_json::Value;

use super::{Link, Refusal};
use crate::{Call, Cause, EmbedAnswer, EmbedRequest, Embedder, ProviderError, embedding};

/// The wire format in which a vendor is asked for vectors.
pub trait EmbeddingProtocol: fmt::Debug + Send + Sync + 'static {
    /// Where `model` is asked.
    fn address(&self, model: &str) -> String;

    /// The body of the question.
    fn body(&self, request: &EmbedRequest, model: &str) -> Value;

    /// What a whole answer says.
    ///
    /// # Errors
    /// When it is not in the vendor's form.
    fn reply(&self, body: &[u8]) -> Result<EmbedReply, serde_json::Error>;

    /// What a refused call means.
    fn refusal(&self, status: u16, body: &[u8]) -> Refusal;

    /// How many texts `model` takes at once.
    fn batch(&self, model: &str) -> usize;

    /// More than texts of so many bytes together are never billed as.
    fn most(&self, text_bytes: usize) -> BilledTokens {
        ceiling_tokens(text_bytes, 0)
    }
}

/// What an answer says.
#[derive(Debug)]
pub struct EmbedReply {
    /// A vector a text, in the texts' order, of any length.
    pub vectors: Vec<Vec<f32>>,
    /// The model that answered.
    pub model: Option<String>,
    /// Tokens that are billed; missing when the vendor does not say.
    pub tokens: Option<u64>,
}

/// An embedding model on the network.
#[derive(Debug)]
pub struct EmbeddingModel {
    pub(crate) link: Arc<Link>,
    pub(crate) protocol: Box<dyn EmbeddingProtocol>,
    /// The model that answers when no other is asked for.
    pub(crate) model: String,
}

impl EmbeddingModel {
    /// The same in words about texts that are compared.
    fn told(refusal: Refusal, model: &str) -> Refusal {
        match refusal.cause {
            Cause::Blocked => refusal.not_compared(),
            Cause::UnknownModel => Refusal::no_embedding_model(model, &refusal.reason),
            _ => refusal,
        }
    }
}

#[async_trait]
impl Embedder for EmbeddingModel {
    fn model(&self) -> &str {
        &self.model
    }

    fn most(&self, _: &str, text_bytes: usize) -> BilledTokens {
        self.protocol.most(text_bytes)
    }

    fn batch(&self, model: &str) -> usize {
        self.protocol.batch(model)
    }

    async fn embed(
        &self,
        model: &str,
        request: &EmbedRequest,
        call: &Call,
    ) -> Result<EmbedAnswer, ProviderError> {
        let (link, protocol) = (&self.link, &self.protocol);
        let refused = |status, body: &[u8]| Self::told(protocol.refusal(status, body), model);
        let (answer, day) = link
            .ask_whole(
                &protocol.address(model),
                &protocol.body(request, model),
                model,
                &call.delivery,
                refused,
                |body| protocol.reply(body),
            )
            .await?;
        let billed = answer.tokens.map(|input| BilledTokens {
            input,
            ..BilledTokens::default()
        });
        let models = answer.model.as_deref().into_iter().chain([model]);
        let spent = link.spent(billed, models, day, &call.account);
        let vectors = embedding::all(answer.vectors, request.texts.len());
        let vectors = vectors.ok_or_else(|| {
            let failure = link.vendor.failure(Cause::MalformedAnswer, model);
            failure
                .because("not one vector a text, or not of one dimension")
                .having_spent(spent)
        })?;
        Ok(EmbedAnswer {
            vectors,
            provider: link.vendor.name.into(),
            model: answer.model.unwrap_or_else(|| model.to_owned()),
            tokens: spent.tokens,
            cost: spent.cost,
        })
    }
}
