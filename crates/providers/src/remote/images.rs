//! Image models on the network: the same link as the words', a whole body instead of a stream.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::{
    spending::BilledImage,
    time::Day,
    usage::{Cost, Tokens},
};
use serde_json::Value;

use super::{Link, Refusal, gathering::day_of_headers, reply::whole_body};
use crate::{Account, Call, Cause, ImageAnswer, ImageMaker, ImageRequest, ProviderError, Spent};

/// The wire format in which a vendor is asked for pictures.
pub trait ImageProtocol: fmt::Debug + Send + Sync + 'static {
    /// Where `model` is asked.
    fn address(&self, model: &str) -> String;

    /// The body of the question.
    fn body(&self, request: &ImageRequest, model: &str) -> Value;

    /// What a whole answer says.
    ///
    /// # Errors
    /// When it is not in the vendor's form.
    fn drawn(&self, body: &[u8]) -> Result<Drawn, serde_json::Error>;

    /// What a refused call means.
    fn refusal(&self, status: u16, body: &[u8]) -> Refusal;

    /// More than one picture of `model` for a prompt of so many bytes is never billed as.
    fn most(&self, model: &str, prompt_bytes: usize) -> BilledImage;
}

/// What an answer says.
#[derive(Debug)]
pub struct Drawn {
    /// The file in base64, or why there is none.
    pub image: Result<String, Refusal>,
    /// The model that answered.
    pub model: Option<String>,
    /// Day of the call by the vendor's clock.
    pub day: Option<Day>,
    /// What is billed; missing when the vendor does not say.
    pub billed: Option<BilledImage>,
}

/// An image model on the network.
#[derive(Debug)]
pub struct Studio {
    pub(crate) link: Arc<Link>,
    pub(crate) protocol: Box<dyn ImageProtocol>,
    /// The model that answers when no other is asked for.
    pub(crate) model: String,
}

impl Studio {
    fn error(&self, refusal: Refusal, model: &str) -> ProviderError {
        let refusal = match refusal.cause {
            Cause::Blocked => refusal.no_picture(),
            Cause::UnknownModel => Refusal::no_image_model(model, &refusal.reason),
            _ => refusal,
        };
        self.link.vendor.error(refusal, model)
    }

    /// What `drawn` is billed as. Without a word of the vendor nobody can say.
    fn spent(&self, drawn: &Drawn, model: &str, day: Option<Day>, account: &Account) -> Spent {
        let Some(billed) = drawn.billed else {
            return UNKNOWN;
        };
        let words = billed.words;
        let models = [drawn.model.as_deref(), Some(model)].into_iter().flatten();
        let day = drawn.day.or(day);
        let cost = if self.link.vendor.free {
            Some(Cost(0))
        } else if drawn.image.is_ok() {
            account.image_cost(models, day, billed)
        } else {
            account.cost(models, day, words)
        };
        Spent {
            tokens: Tokens {
                input: words.input,
                output: words.output + billed.tokens,
            },
            cost,
        }
    }
}

/// What a call consumed whose answer was lost.
pub(super) const UNKNOWN: Spent = Spent {
    tokens: Tokens {
        input: 0,
        output: 0,
    },
    cost: None,
};

#[async_trait]
impl ImageMaker for Studio {
    fn model(&self) -> &str {
        &self.model
    }

    fn most(&self, model: &str, prompt_bytes: usize) -> BilledImage {
        self.protocol.most(model, prompt_bytes)
    }

    /// Dropping the future closes the connection, which is how a vendor is told to stop.
    async fn make(
        &self,
        model: &str,
        request: &ImageRequest,
        call: &Call,
    ) -> Result<ImageAnswer, ProviderError> {
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
        let drawn = self
            .protocol
            .drawn(&body)
            .map_err(|error| lost(Cause::MalformedAnswer, error.into()))?;
        let spent = self.spent(&drawn, model, day, &call.account);
        let base64 = drawn
            .image
            .map_err(|refusal| self.error(refusal, model).having_spent(spent))?;
        let bytes = BASE64_STANDARD.decode(base64).map_err(|error| {
            let failure = vendor.failure(Cause::MalformedAnswer, model);
            failure.because(error).having_spent(spent)
        })?;
        Ok(ImageAnswer {
            bytes,
            provider: vendor.name.into(),
            model: drawn.model.unwrap_or_else(|| model.to_owned()),
            tokens: spent.tokens,
            cost: spent.cost,
        })
    }
}
