//! Counting a question's tokens at its vendor: the same link as the answer's, one small body.

use serde::Deserialize;
use serde_json::Value;

use super::{Link, MODEL, Protocol, Remote, reply::body_within};
use crate::{Call, Cause, ProviderError, Request};

/// The most bytes of a count that are read.
const MAX_COUNT: usize = 64 * 1024;

/// How a vendor is asked what a question counts as.
pub trait Counting: Send + Sync {
    /// Where `model` counts, which answers at `answers`; both have `{model}` where its name belongs.
    fn address(&self, answers: &str) -> String;

    /// The body of the question.
    fn body(&self, request: &Request, model: &str) -> Value;
}

/// A count, by the name that Anthropic and OpenAI give it or by Google's.
#[derive(Deserialize)]
struct Counted {
    #[serde(alias = "totalTokens")]
    input_tokens: u64,
}

/// A body without the fields that only answering has.
pub(crate) fn without(mut body: Value, fields: &[&str]) -> Value {
    if let Some(body) = body.as_object_mut() {
        body.retain(|name, _| !fields.contains(&name.as_str()));
    }
    body
}

impl<P: Protocol> Remote<P> {
    /// Kept by the courier like an answer: who may be asked depends on it, and work that is done
    /// again asks the same one.
    pub(super) async fn count(
        &self,
        counting: &dyn Counting,
        model: &str,
        request: &Request,
        call: &Call,
    ) -> Result<u64, ProviderError> {
        let vendor = self.link.vendor;
        let address = counting.address(&self.address).replace(MODEL, model);
        let body = counting.body(request, model);
        let reply = self.link.send(&address, &body, &call.delivery).await?;
        if !reply.status().is_success() {
            let read = |status, body: &[u8]| self.protocol.refusal(status, body);
            let (refusal, _) = Link::refused(reply, read).await;
            return Err(vendor.error(refusal, model));
        }
        let body = body_within(reply, MAX_COUNT)
            .await
            .map_err(|error| vendor.failure(Cause::Cut, model).because(error))?;
        serde_json::from_slice(&body)
            .map(|Counted { input_tokens }| input_tokens)
            .map_err(|error| vendor.failure(Cause::MalformedAnswer, model).because(error))
    }
}
