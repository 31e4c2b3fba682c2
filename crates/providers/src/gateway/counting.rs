//! Where what a call may cost decides whether a model is asked, and a guess is not good enough, its
//! vendor counts the question first.

use std::time::Duration;

use domain::{
    spending::{Choice, ceiling_tokens},
    usage::Cost,
};
use tokio::time::{sleep, timeout};

use super::{asking::Asking, candidates::Candidate};
use crate::{Account, Call, Provider, Request};

/// The most bytes of a text that a token stands for on average: English has four to five, Russian and
/// Arabic twice that.
const BYTES_A_TOKEN: usize = 12;
/// A count is given up after so long: it is only asked for to spare a model from being passed over.
const PATIENCE: Duration = Duration::from_secs(10);

/// What an answer costs at the least by a provider that counts; `None` where nothing is counted or
/// nobody knows.
pub(super) fn least(
    request: &Request,
    provider: &dyn Provider,
    model: &str,
    account: &Account,
) -> Option<Cost> {
    if !provider.counts_tokens() {
        return None;
    }
    let least = request.bytes() / BYTES_A_TOKEN;
    account.cost(
        [model],
        None,
        ceiling_tokens(least, request.max_output_tokens),
    )
}

/// The most that an answer may cost by what the vendor counts; `None` when it does not.
pub(super) async fn most(
    request: &Request,
    provider: &dyn Provider,
    model: &str,
    call: &Call,
) -> Option<Cost> {
    let counting = timeout(PATIENCE, provider.count_tokens(model, request, call));
    let counted = tokio::select! {
        biased;
        () = call.cancel.cancelled() => return None,
        counted = counting => counted.unwrap_or(Ok(None)),
    };
    let tokens = counted.unwrap_or_else(|error| {
        tracing::warn!(provider = provider.name(), %model, cause = ?error.cause, "a question was not counted");
        None
    })?;
    // Vendors call their counts estimates: what they add for the form is set aside as well.
    let most = ceiling_tokens(usize::try_from(tokens).ok()?, request.max_output_tokens);
    call.account.cost([model], None, most)
}

impl Candidate<'_> {
    /// This candidate for a `choice` that admits it only if it has fewer tokens than bytes.
    ///
    /// What it may cost is reckoned with a token a byte. So no count is asked for where that is
    /// cheap enough, nor where even the fewest tokens that the text can have are not.
    pub(super) fn uncounted(self, choice: &Choice) -> Self {
        Self {
            most: choice.at_most,
            uncounted: true,
            ..self
        }
    }

    /// This candidate when it may be asked. Where that has to be counted, it may not without a count.
    pub(super) async fn admitted<Q: Asking>(&self, request: &Q, call: &Call) -> Option<Self> {
        if !self.uncounted {
            return Some(self.clone());
        }
        let most = request.counted(self.provider, &self.model, call).await?;
        (Some(most) <= self.most).then(|| Self {
            most: Some(most),
            uncounted: false,
            ..self.clone()
        })
    }

    /// The same once so much time has passed.
    pub(super) async fn admitted_after<Q: Asking>(
        &self,
        after: Duration,
        request: &Q,
        call: &Call,
    ) -> Option<Self> {
        sleep(after).await;
        self.admitted(request, call).await
    }
}
