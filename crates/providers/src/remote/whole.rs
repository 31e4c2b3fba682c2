//! Answers that come in one piece: pictures, speech and vectors.

use courier::Delivery;
use domain::{
    spending::BilledTokens,
    time::Day,
    usage::{Cost, Tokens},
};
use serde_json::Value;

use super::{
    Link, Refusal,
    gathering::day_of_headers,
    reply::{Reason, whole_body},
};
use crate::{Account, Cause, ProviderError, Spent};

/// What a call consumed whose answer was lost.
pub(super) const UNKNOWN: Spent = Spent {
    tokens: Tokens {
        input: 0,
        output: 0,
    },
    cost: None,
};

impl Link {
    /// What `model` answers in one piece, as `read` reads it, and the day of the call by the
    /// vendor's clock. Dropping the future closes the connection, which is how a vendor is told to
    /// stop.
    ///
    /// # Errors
    /// What `refusal` makes of a refused call; [`Cause::Cut`] and [`Cause::MalformedAnswer`], where
    /// nobody knows what was consumed.
    pub(super) async fn ask_whole<T>(
        &self,
        address: &str,
        body: &Value,
        model: &str,
        delivery: &Delivery,
        refusal: impl FnOnce(u16, &[u8]) -> Refusal,
        read: impl FnOnce(&[u8]) -> Result<T, serde_json::Error>,
    ) -> Result<(T, Option<Day>), ProviderError> {
        let reply = self.send(address, body, delivery).await?;
        if !reply.status().is_success() {
            let (refusal, _) = Self::refused(reply, refusal).await;
            return Err(self.vendor.error(refusal, model));
        }
        let day = day_of_headers(reply.headers());
        let lost = |cause, error: Reason| {
            let failure = self.vendor.failure(cause, model).because(error);
            failure.having_spent(UNKNOWN)
        };
        let body = whole_body(reply)
            .await
            .map_err(|error| lost(Cause::Cut, error))?;
        let answer = read(&body).map_err(|error| lost(Cause::MalformedAnswer, error.into()))?;
        Ok((answer, day))
    }

    /// What an answer is billed as at the price of the first of `models` that has one. Without a
    /// word of the vendor nobody can say.
    pub(super) fn spent<'a>(
        &self,
        billed: Option<BilledTokens>,
        models: impl IntoIterator<Item = &'a str>,
        day: Option<Day>,
        account: &Account,
    ) -> Spent {
        let cost = |billed| account.cost(models, day, billed);
        Spent {
            cost: if self.vendor.free {
                Some(Cost(0))
            } else {
                billed.and_then(cost)
            },
            tokens: billed.map_or(UNKNOWN.tokens, |billed| Tokens {
                input: billed.input,
                output: billed.output,
            }),
        }
    }
}
