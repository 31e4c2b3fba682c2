//! Speech models on the network: the same link as the words', a whole body instead of a stream.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use domain::{spending::BilledTokens, time::Day};
use serde_json::Value;

use super::{Link, Refusal};
use crate::{Call, Cause, ProviderError, Speaker, SpeechAnswer, SpeechRequest, speech::wav};

/// The wire format in which a vendor is asked to read aloud.
pub trait SpeechProtocol: fmt::Debug + Send + Sync + 'static {
    /// Where `model` is asked.
    fn address(&self, model: &str) -> String;

    /// The body of the question.
    fn body(&self, request: &SpeechRequest, model: &str) -> Value;

    /// What a whole answer says.
    ///
    /// # Errors
    /// When it is not in the vendor's form.
    fn heard(&self, body: &[u8]) -> Result<Heard, serde_json::Error>;

    /// What a refused call means.
    fn refusal(&self, status: u16, body: &[u8]) -> Refusal;

    /// More than a text of so many bytes is never billed as.
    fn most(&self, text_bytes: usize) -> BilledTokens;
}

/// What an answer says.
#[derive(Debug)]
pub struct Heard {
    /// Samples as [`wav`] takes them, or why there are none.
    pub samples: Result<Vec<u8>, Refusal>,
    /// The model that answered.
    pub model: Option<String>,
    /// Day of the call by the vendor's clock.
    pub day: Option<Day>,
    /// What is billed; missing when the vendor does not say.
    pub billed: Option<BilledTokens>,
}

/// A speech model on the network.
#[derive(Debug)]
pub struct Booth {
    pub(crate) link: Arc<Link>,
    pub(crate) protocol: Box<dyn SpeechProtocol>,
    /// The model that answers when no other is asked for.
    pub(crate) model: String,
}

impl Booth {
    /// The same in words about a text that is read aloud.
    fn told(refusal: Refusal, model: &str) -> Refusal {
        match refusal.cause {
            Cause::Blocked => refusal.not_read(),
            Cause::UnknownModel => Refusal::no_speech_model(model, &refusal.reason),
            _ => refusal,
        }
    }
}

#[async_trait]
impl Speaker for Booth {
    fn model(&self) -> &str {
        &self.model
    }

    fn most(&self, _: &str, text_bytes: usize) -> BilledTokens {
        self.protocol.most(text_bytes)
    }

    async fn speak(
        &self,
        model: &str,
        request: &SpeechRequest,
        call: &Call,
    ) -> Result<SpeechAnswer, ProviderError> {
        let (link, protocol) = (&self.link, &self.protocol);
        let refused = |status, body: &[u8]| Self::told(protocol.refusal(status, body), model);
        let (heard, day) = link
            .ask_whole(
                &protocol.address(model),
                &protocol.body(request, model),
                model,
                &call.delivery,
                refused,
                |body| protocol.heard(body),
            )
            .await?;
        let models = heard.model.as_deref().into_iter().chain([model]);
        let spent = link.spent(heard.billed, models, heard.day.or(day), &call.account);
        let samples = heard.samples.map_err(|refusal| {
            let failure = link.vendor.error(Self::told(refusal, model), model);
            failure.having_spent(spent)
        })?;
        Ok(SpeechAnswer {
            wav: wav(&samples),
            provider: link.vendor.name.into(),
            model: heard.model.unwrap_or_else(|| model.to_owned()),
            tokens: spent.tokens,
            cost: spent.cost,
        })
    }
}
