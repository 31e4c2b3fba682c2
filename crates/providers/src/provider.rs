//! What every adapter does.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use courier::Delivery;
use domain::{
    brief::Language,
    usage::{Cost, Tokens},
};
use tokio_util::sync::CancellationToken;

use crate::{
    Account, Embedder, FunctionCall, ImageMaker, ProviderError, Request, Speaker, VideoMaker,
};

/// An AI backend.
#[async_trait]
pub trait Provider: Send + Sync {
    /// Its name, such as `gemini` or `built-in`.
    fn name(&self) -> &'static str;

    /// The id of the model that answers when no other is asked for.
    fn model(&self) -> &str;

    /// Whether its answers cost nothing.
    fn is_free(&self) -> bool {
        false
    }

    /// Where it processes texts as far as it knows: a region such as `eu`, or `local` for this
    /// machine.
    fn region(&self) -> Option<&str> {
        None
    }

    /// Whether no model answers but the program itself.
    fn is_built_in(&self) -> bool {
        false
    }

    /// Whether a model answers inside this process. It is asked only where no other is set up or a
    /// route names it, because it is a small one, and it is waited for as long as it takes.
    fn is_in_process(&self) -> bool {
        false
    }

    /// Whether it writes `language`, as far as it knows itself.
    fn writes(&self, _language: Language) -> bool {
        true
    }

    /// The most tokens that `model` counts one picture of a question as, by what its vendor
    /// documents for pictures up to [`crate::LONGEST_SIDE`]; `None` when it cannot see.
    fn sight(&self, _model: &str) -> Option<u64> {
        None
    }

    /// Whether `model` may be offered functions next to the form of its answer.
    fn calls_functions(&self, _model: &str) -> bool {
        false
    }

    /// Who makes its pictures, if it makes any.
    fn images(&self) -> Option<&dyn ImageMaker> {
        None
    }

    /// Who makes its films, if it makes any.
    fn videos(&self) -> Option<&dyn VideoMaker> {
        None
    }

    /// Who reads its texts aloud, if anybody does.
    fn speech(&self) -> Option<&dyn Speaker> {
        None
    }

    /// Who turns its texts into vectors, if anybody does.
    fn embeddings(&self) -> Option<&dyn Embedder> {
        None
    }

    /// Whether it counts the tokens of a question before it is asked.
    fn counts_tokens(&self) -> bool {
        false
    }

    /// What `model` counts `request` as, with its pictures and its schema, without answering it;
    /// `None` when its vendor does not count. A count costs nothing.
    ///
    /// # Errors
    /// Why there is no count.
    async fn count_tokens(
        &self,
        _model: &str,
        _request: &Request,
        _call: &Call,
    ) -> Result<Option<u64>, ProviderError> {
        Ok(None)
    }

    /// Has `model` answer once, without retrying; the [`crate::Gateway`] does that.
    ///
    /// The gateway drops the future when the caller cancels, which must end the work; an adapter
    /// that works outside its future watches [`Call::cancel`].
    ///
    /// # Errors
    /// The cause, in words for people, and what the failed call consumed.
    async fn answer(
        &self,
        model: &str,
        request: &Request,
        call: &Call,
    ) -> Result<Answer, ProviderError>;
}

/// What goes with a question: who watches it, who may end it, and whose work it is.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// Where the answer's text goes as it comes.
    pub deltas: DeltaSink,
    /// Ends the call.
    pub cancel: CancellationToken,
    /// The work under whose name the answer is kept until the work is stored.
    pub delivery: Delivery,
    /// On whose account it goes.
    pub account: Arc<Account>,
}

/// What a provider answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The answer; not yet held against the schema. Null when it asks for something first.
    pub json: serde_json::Value,
    /// What it asks for before it answers.
    pub calls: Vec<FunctionCall>,
    /// Name of the provider.
    pub provider: String,
    /// The model that answered, as the provider names it.
    pub model: String,
    /// Tokens consumed.
    pub tokens: Tokens,
    /// What that costs; `None` when the model's price is not known.
    pub cost: Option<Cost>,
}

type Listener = dyn Fn(&str) + Send + Sync;

/// Where streamed text goes while an answer is being written. After a retry the text begins anew,
/// which an empty piece says.
#[derive(Clone, Default)]
pub struct DeltaSink(Option<Arc<Listener>>);

impl DeltaSink {
    /// A sink that calls `listener` with each new piece of text.
    pub fn new(listener: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    /// Hands on a new piece of text.
    pub fn send(&self, text: &str) {
        if let Some(listener) = &self.0 {
            listener(text);
        }
    }
}

impl fmt::Debug for DeltaSink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DeltaSink").field(&self.0.is_some()).finish()
    }
}
