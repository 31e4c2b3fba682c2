//! Speech models on the network: the same link as the words', a whole body instead of a stream.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use domain::{
    spending::BilledTokens,
    time::Day,
    usage::{Cost, Tokens},
};
use serde_json::Value;

use super::{Link, Refusal, gathering::day_of_headers, images::UNKNOWN, reply::whole_body};
use crate::{
    Account, Call, Cause, ProviderError, Speaker, SpeechAnswer, SpeechRequest, Spent, speech::wav,
};

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
    fn error(&self, refusal: Refusal, model: &str) -> ProviderError {
        let refusal = match refusal.cause {
            Cause::Blocked => refusal.not_read(),
            Cause::UnknownModel => Refusal::no_speech_model(model, &refusal.reason),
            _ => refusal,
        };
        self.link.vendor.error(refusal, model)
    }

    /// What an answer is billed as. Without a word of the vendor nobody can say.
    fn spent(&self, heard: &Heard, model: &str, day: Option<Day>, account: &Account) -> Spent {
        let Some(billed) = heard.billed else {
            return UNKNOWN;
        };
        let models = [heard.model.as_deref(), Some(model)].into_iter().flatten();
        Spent {
            tokens: Tokens {
                input: billed.input,
                output: billed.output,
            },
            cost: if self.link.vendor.free {
                Some(Cost(0))
            } else {
                account.cost(models, heard.day.or(day), billed)
            },
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

    /// Dropping the future closes the connection, which is how a vendor is told to stop.
    async fn speak(
        &self,
        model: &str,
        request: &SpeechRequest,
        call: &Call,
    ) -> Result<SpeechAnswer, ProviderError> {
        let (link, vendor) = (&self.link, self.link.vendor);
        let body = self.protocol.body(request, model);
        let address = self.protocol.address(model);
        let reply = link.send(&address, &body, &call.delivery).await?;
        if !reply.status().is_success() {
            let (refusal, _) =
                Link::refused(reply, |status, body| self.protocol.refusal(status, body)).await;
            return Err(self.error(refusal, model));
        }
        let day = day_of_headers(reply.headers());
        let lost = |cause, error: Box<dyn std::error::Error + Send + Sync>| {
            let failure = vendor.failure(cause, model).because(error);
            failure.having_spent(UNKNOWN)
        };
        let body = whole_body(reply)
            .await
            .map_err(|error| lost(Cause::Cut, error))?;
        let heard = self
            .protocol
            .heard(&body)
            .map_err(|error| lost(Cause::MalformedAnswer, error.into()))?;
        let spent = self.spent(&heard, model, day, &call.account);
        let samples = heard
            .samples
            .map_err(|refusal| self.error(refusal, model).having_spent(spent))?;
        Ok(SpeechAnswer {
            wav: wav(&samples),
            provider: vendor.name.into(),
            model: heard.model.unwrap_or_else(|| model.to_owned()),
            tokens: spent.tokens,
            cost: spent.cost,
        })
    }
}
