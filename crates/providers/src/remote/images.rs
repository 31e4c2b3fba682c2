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

use super::{Link, Refusal, whole::UNKNOWN};
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
    /// The same in words about a picture.
    fn told(refusal: Refusal, model: &str) -> Refusal {
        match refusal.cause {
            Cause::Blocked => refusal.no_picture(),
            Cause::UnknownModel => Refusal::no_image_model(model, &refusal.reason),
            _ => refusal,
        }
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

#[async_trait]
impl ImageMaker for Studio {
    fn model(&self) -> &str {
        &self.model
    }

    fn most(&self, model: &str, prompt_bytes: usize) -> BilledImage {
        self.protocol.most(model, prompt_bytes)
    }

    async fn make(
        &self,
        model: &str,
        request: &ImageRequest,
        call: &Call,
    ) -> Result<ImageAnswer, ProviderError> {
        let (vendor, protocol) = (self.link.vendor, &self.protocol);
        let refused = |status, body: &[u8]| Self::told(protocol.refusal(status, body), model);
        let (drawn, day) = self
            .link
            .ask_whole(
                &protocol.address(model),
                &protocol.body(request, model),
                model,
                &call.delivery,
                refused,
                |body| protocol.drawn(body),
            )
            .await?;
        let spent = self.spent(&drawn, model, day, &call.account);
        let base64 = drawn.image.map_err(|refusal| {
            let failure = vendor.error(Self::told(refusal, model), model);
            failure.having_spent(spent)
        })?;
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
