//! What is the same for every model on the network: a question goes out by the courier, the answer
//! comes back as a stream of events within bounds, and failures become sentences. An adapter adds
//! its [`Protocol`], its [`Vendor`] and its credentials.

mod counting;
mod credentials;
mod embedding;
mod filter;
mod gathering;
mod images;
mod refusal;
mod reply;
mod speech;
mod vendor;
mod videos;
mod whole;

pub use counting::Counting;
pub use credentials::{BearerSource, Credentials};
pub use embedding::{EmbedReply, EmbeddingModel, EmbeddingProtocol};
pub use gathering::{CallPiece, Piece, Usage};
pub use images::{Drawn, ImageProtocol, Studio};
pub use refusal::Refusal;
pub use speech::{Booth, Heard, SpeechProtocol};
pub use vendor::Vendor;
pub use videos::{Cinema, Letter, Progress, VideoProtocol};

pub(crate) use counting::without;
pub(crate) use gathering::{day_of_seconds, day_of_text};
pub(crate) use reply::{Spoken, limited_body, retry_after, seconds_of};

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use courier::{Courier, Delivery, Reply};
use reqwest::header::HeaderMap;
use serde_json::Value;

use crate::{
    Answer, Call, Embedder, ImageMaker, Provider, ProviderError, Request, Speaker, VideoMaker,
};
use gathering::Gathering;

/// The wire format of a vendor.
pub trait Protocol: fmt::Debug + Send + Sync + 'static {
    /// The body of a question that is answered as a stream.
    fn body(&self, request: &Request, model: &str) -> Value;

    /// The most tokens that `model` counts one picture of a question as; `None` when it cannot see.
    fn sight(&self, model: &str) -> Option<u64>;

    /// Whether `model` may be offered functions next to the form of its answer.
    fn calls_functions(&self, _model: &str) -> bool {
        true
    }

    /// How the vendor counts a question's tokens, if it does.
    fn counting(&self) -> Option<&dyn Counting> {
        None
    }

    /// What one event of the stream says.
    ///
    /// # Errors
    /// When it is not in the vendor's form.
    fn piece(&self, data: &str) -> Result<Piece, serde_json::Error>;

    /// What a refused call means.
    fn refusal(&self, status: u16, body: &[u8]) -> Refusal;

    /// The same question without what the server said it cannot do; `None` when the refusal is
    /// about something else.
    fn plainer(&self, _request: &Request, _model: &str, _complaint: &[u8]) -> Option<Value> {
        None
    }
}

/// A model on the network, spoken to in the protocol `P`.
#[derive(Debug)]
pub struct Remote<P> {
    pub(crate) link: Arc<Link>,
    pub(crate) protocol: P,
    /// Where questions are posted, with `{model}` where the model's name belongs.
    pub(crate) address: String,
    /// The model that answers when no other is asked for.
    pub(crate) model: String,
    /// Where it processes texts.
    pub(crate) region: Option<String>,
    /// Who makes its pictures.
    pub(crate) images: Option<Studio>,
    /// Who makes its films.
    pub(crate) videos: Option<Cinema>,
    /// Who reads its texts aloud.
    pub(crate) speech: Option<Booth>,
    /// Who turns its texts into vectors.
    pub(crate) embeddings: Option<EmbeddingModel>,
}

/// How a vendor is reached, for words, pictures, films, speech and vectors alike.
#[derive(Debug)]
pub struct Link {
    pub(crate) courier: Courier,
    pub(crate) vendor: &'static Vendor,
    pub(crate) headers: HeaderMap,
    pub(crate) credentials: Credentials,
}

impl Link {
    async fn send(
        &self,
        address: &str,
        body: &Value,
        delivery: &Delivery,
    ) -> Result<Reply, ProviderError> {
        let question = self.courier.post(address).headers(self.headers.clone());
        let question = question.json(body).build();
        let mut question = question.map_err(|error| self.vendor.unusable_address(error))?;
        self.sign(&mut question).await?;
        self.courier
            .send(delivery, question)
            .await
            .map_err(|error| self.vendor.unreachable(error))
    }

    /// What is at an address, asked for with the key or without.
    async fn get(&self, address: &str, with_key: bool) -> Result<Reply, ProviderError> {
        let question = self.courier.get(address).build();
        let mut question = question.map_err(|error| self.vendor.unusable_address(error))?;
        if with_key {
            self.sign(&mut question).await?;
        }
        self.courier
            .send(&Delivery::default(), question)
            .await
            .map_err(|error| self.vendor.unreachable(error))
    }

    /// Puts the key into a question.
    async fn sign(&self, question: &mut reqwest::Request) -> Result<(), ProviderError> {
        let (name, value) = match &self.credentials {
            Credentials::None => (None, None),
            Credentials::Header(name, value) => (Some(name.clone()), Some(value.clone())),
            Credentials::Bearer(source) => {
                let bearer = source.bearer(&self.courier, self.vendor).await?;
                (Some(reqwest::header::AUTHORIZATION), Some(bearer))
            }
        };
        if let (Some(name), Some(value)) = (name, value) {
            question.headers_mut().insert(name, value);
        }
        Ok(())
    }

    /// What a reply that is a refusal means by `read`, and its body.
    async fn refused(reply: Reply, read: impl FnOnce(u16, &[u8]) -> Refusal) -> (Refusal, Vec<u8>) {
        let (status, asked) = (reply.status().as_u16(), retry_after(reply.headers()));
        let body = limited_body(reply).await;
        let mut refusal = read(status, &body);
        refusal.retry_after = refusal.retry_after.or(asked);
        (refusal, body)
    }
}

impl<P: Protocol> Remote<P> {
    async fn send(
        &self,
        model: &str,
        body: &Value,
        delivery: &Delivery,
    ) -> Result<Reply, ProviderError> {
        let address = self.address.replace(MODEL, model);
        self.link.send(&address, body, delivery).await
    }

    /// The reply, after asking more plainly where the server cannot do all that was asked.
    async fn ask(
        &self,
        model: &str,
        request: &Request,
        delivery: &Delivery,
    ) -> Result<Reply, ProviderError> {
        let body = self.protocol.body(request, model);
        let reply = self.send(model, &body, delivery).await?;
        let (failed, complaint) = match self.accepted(model, reply).await {
            Ok(reply) => return Ok(reply),
            Err(failed) => failed,
        };
        let Some(plainer) = self.protocol.plainer(request, model, &complaint) else {
            return Err(failed);
        };
        let reply = self.send(model, &plainer, delivery).await?;
        self.accepted(model, reply)
            .await
            .map_err(|(failed, _)| failed)
    }

    async fn accepted(&self, model: &str, reply: Reply) -> Result<Reply, (ProviderError, Vec<u8>)> {
        if reply.status().is_success() {
            return Ok(reply);
        }
        let read = |status, body: &[u8]| self.protocol.refusal(status, body);
        let (refusal, body) = Link::refused(reply, read).await;
        Err((self.link.vendor.error(refusal, model), body))
    }

    async fn gather(
        &self,
        model: &str,
        reply: Reply,
        call: &Call,
        offered: bool,
    ) -> Result<Answer, ProviderError> {
        let mut gathering = Gathering::new(
            self.link.vendor,
            model,
            reply.headers(),
            &call.account,
            offered,
        );
        let mut events = std::pin::pin!(reply::events(reply));
        while let Some(said) = futures::StreamExt::next(&mut events).await {
            match said {
                Spoken::Event(data) => match self.protocol.piece(&data) {
                    Ok(piece) => gathering.take(piece, &call.deltas),
                    // The error itself may quote the answer.
                    Err(error) => return gathering.cut(unreadable(&error)),
                },
                Spoken::TooMuch(error) => return Err(gathering.malformed().because(error)),
                Spoken::Broken(error) => return gathering.cut(error),
            }
        }
        gathering.finish()
    }
}

#[async_trait]
impl<P: Protocol> Provider for Remote<P> {
    fn name(&self) -> &'static str {
        self.link.vendor.name
    }

    fn model(&self) -> &str {
        &self.model
    }

    fn is_free(&self) -> bool {
        self.link.vendor.free
    }

    fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    fn sight(&self, model: &str) -> Option<u64> {
        self.protocol.sight(model)
    }

    fn images(&self) -> Option<&dyn ImageMaker> {
        self.images.as_ref().map(|studio| studio as &dyn ImageMaker)
    }

    fn videos(&self) -> Option<&dyn VideoMaker> {
        self.videos.as_ref().map(|cinema| cinema as &dyn VideoMaker)
    }

    fn speech(&self) -> Option<&dyn Speaker> {
        self.speech.as_ref().map(|booth| booth as &dyn Speaker)
    }

    fn calls_functions(&self, model: &str) -> bool {
        self.protocol.calls_functions(model)
    }

    fn embeddings(&self) -> Option<&dyn Embedder> {
        self.embeddings.as_ref().map(|model| model as &dyn Embedder)
    }

    fn counts_tokens(&self) -> bool {
        self.protocol.counting().is_some()
    }

    async fn count_tokens(
        &self,
        model: &str,
        request: &Request,
        call: &Call,
    ) -> Result<Option<u64>, ProviderError> {
        match self.protocol.counting() {
            Some(counting) => self.count(counting, model, request, call).await.map(Some),
            None => Ok(None),
        }
    }

    /// Dropping the future closes the connection, which is how a vendor is told to stop.
    async fn answer(
        &self,
        model: &str,
        request: &Request,
        call: &Call,
    ) -> Result<Answer, ProviderError> {
        let reply = self.ask(model, request, &call.delivery).await?;
        self.gather(model, reply, call, !request.functions.is_empty())
            .await
    }
}

/// What is wrong with an event, without what it says.
fn unreadable(error: &serde_json::Error) -> String {
    format!(
        "an event is not in the vendor's form: {:?} error at column {}",
        error.classify(),
        error.column()
    )
}

/// Where an address has the model's name.
pub(crate) const MODEL: &str = "{model}";

/// An address without the slash that people leave at its end.
pub(crate) fn trimmed(address: &str) -> &str {
    address.trim_end_matches('/')
}
