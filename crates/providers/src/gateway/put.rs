//! How a question is put: to one model after the other, again where that may help, within bounds of
//! time, and entered in the ledger each time.

use std::time::Duration;

use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, info_span};

use super::{
    Gateway, Opening,
    asking::{Answered, Asking},
    booked::Booked,
    candidates::Candidate,
    no_provider,
};
use crate::{Call, Cause, DeltaSink, Provider, ProviderError, Spent};

impl Gateway {
    pub(super) async fn put<Q: Asking>(
        &self,
        request: &Q,
        call: &Call,
    ) -> Result<Q::Answer, ProviderError> {
        let candidates = self.candidates(request, &call.account)?;
        let hedge_after = call.account.route.hedge_after.filter(|_| Q::MAY_BE_HEDGED);
        let mut spent = Spent::default();
        let mut resting: Option<Duration> = None;
        let mut failed: Option<ProviderError> = None;
        let mut too_dear = false;
        let mut next = 0;
        while let Some(candidate) = candidates.get(next) {
            next += 1;
            let (provider, model) = (candidate.provider.name(), candidate.model.as_ref());
            if let Err(rest) = self.breakers.admit(provider, model) {
                resting = Some(resting.map_or(rest, |earlier| earlier.min(rest)));
                continue;
            }
            let Some(candidate) = candidate.admitted(request, call).await else {
                if call.cancel.is_cancelled() {
                    return Err(ProviderError::cancelled().having_spent(spent));
                }
                too_dear = true;
                continue;
            };
            let outcome = match (hedge_after, candidates.get(next)) {
                (Some(after), Some(hedge)) => {
                    let after = Duration::from_secs(after.into());
                    let raced = self.race([&candidate, hedge], request, call, after).await;
                    spent += raced.spent;
                    next += usize::from(raced.both);
                    raced.outcome
                }
                (_, hedge) => {
                    let is_last = hedge.is_none();
                    self.ask(&candidate, request, call, is_last, &mut spent)
                        .await
                }
            };
            match outcome {
                Ok(answer) => return Ok(answer.with_earlier(spent)),
                // What may pass is told before what will not: then the step is tried again.
                Err(error) if error.cause.another_may_answer() => {
                    failed = failed.filter(ProviderError::is_retryable).or(Some(error));
                }
                Err(error) => return Err(error.having_spent(spent)),
            }
        }
        let error = failed.unwrap_or_else(|| match resting {
            None if too_dear => request.nobody_routed(),
            _ => all_rest(resting),
        });
        Err(error.having_spent(spent))
    }

    /// Puts the question to one model, again where that may help.
    pub(super) async fn ask<Q: Asking>(
        &self,
        candidate: &Candidate<'_>,
        request: &Q,
        call: &Call,
        is_last: bool,
        spent: &mut Spent,
    ) -> Result<Q::Answer, ProviderError> {
        for attempt in 1.. {
            let span = info_span!(
                "provider.answer",
                provider = candidate.provider.name(),
                model = candidate.model.as_ref(),
                task = request.task().slug(),
                attempt
            );
            let mut error = match self
                .attempt(candidate, request, call, attempt)
                .instrument(span)
                .await
            {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            *spent += error.spent;
            error.asked = Some(Box::new(candidate.asked()));
            log(candidate, attempt, &error);
            let jitter = rand::random();
            let wait = if is_last {
                self.policy.wait(attempt, &error, jitter)
            } else {
                self.policy.wait_before_next(attempt, &error, jitter)
            };
            let Some(wait) = wait else {
                return Err(error);
            };
            tokio::select! {
                biased;
                () = call.cancel.cancelled() => return Err(ProviderError::cancelled()),
                () = sleep(wait) => {}
            }
        }
        Err(no_provider())
    }

    /// One call, entered in the ledger.
    async fn attempt<Q: Asking>(
        &self,
        candidate: &Candidate<'_>,
        request: &Q,
        call: &Call,
        attempt: u32,
    ) -> Result<Q::Answer, ProviderError> {
        if call.cancel.is_cancelled() {
            return Err(ProviderError::cancelled());
        }
        let (provider, model) = (candidate.provider, candidate.model.as_ref());
        let booked = match (&self.ledger, call.account.payer) {
            (Some(ledger), Some(payer)) => {
                let opening = Opening {
                    payer,
                    number: call.account.numbers.next(),
                    task: request.task(),
                    provider: provider.name().into(),
                    model: model.into(),
                    attempt,
                    most: candidate.most,
                };
                Some(Booked::open(ledger, opening).await?)
            }
            _ => None,
        };
        // The text begins anew.
        call.deltas.send("");
        let begun = CancellationToken::new();
        let deltas = DeltaSink::new({
            let (begun, deltas) = (begun.clone(), call.deltas.clone());
            let first = booked.as_ref().map(Booked::first_token);
            move |text| {
                if !begun.is_cancelled() {
                    begun.cancel();
                    if let Some(first) = &first {
                        first.note();
                    }
                }
                deltas.send(text);
            }
        });
        let watched = Call {
            deltas,
            ..call.clone()
        };
        let outcome = self.watch(provider, model, request, &watched, &begun).await;
        let mut outcome = outcome.map_err(|error| request.failed(provider, error));
        self.breakers
            .note(provider.name(), model, outcome.as_ref().err());
        if let Some(booked) = booked {
            match outcome.as_mut().ok().and_then(Answered::open_line) {
                Some(line) => *line = booked.leave_open(),
                None => booked.close(&outcome).await,
            }
        }
        outcome
    }

    /// The provider's answer, unless it is too slow or nobody wants it any longer.
    async fn watch<Q: Asking>(
        &self,
        provider: &dyn Provider,
        model: &str,
        request: &Q,
        call: &Call,
        begun: &CancellationToken,
    ) -> Result<Q::Answer, ProviderError> {
        if provider.is_in_process() {
            // Nothing gets lost on the way, and what waits for its turn there is not late.
            return tokio::select! {
                biased;
                () = call.cancel.cancelled() => Err(cancelled_midway(provider)),
                answer = request.put(provider, model, call) => answer,
            };
        }
        let (first, whole) = request.patience(&self.policy);
        let silence = async {
            if timeout(first, begun.cancelled()).await.is_ok() {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            biased;
            () = call.cancel.cancelled() => Err(cancelled_midway(provider)),
            answer = timeout(whole, request.put(provider, model, call)) => {
                answer.unwrap_or_else(|_| Err(too_slow(provider.name(), "was not done with its answer", whole)))
            }
            () = silence => Err(too_slow(provider.name(), "did not begin to answer", first)),
        }
    }
}

/// What an abandoned call consumed, nobody can say.
pub(super) fn too_slow(provider: &str, what: &str, limit: Duration) -> ProviderError {
    let message = format!(
        "The provider “{provider}” {what} within {} seconds. Retry the step in a few minutes.",
        limit.as_secs()
    );
    ProviderError::new(Cause::Timeout, message).having_spent(Spent {
        cost: None,
        ..Spent::default()
    })
}

/// Nor what a call consumed that was cancelled under way.
fn cancelled_midway(provider: &dyn Provider) -> ProviderError {
    let mut error = ProviderError::cancelled();
    if !provider.is_free() {
        error.spent.cost = None;
    }
    error
}

/// Every model that may answer has failed again and again and is left alone for a while.
fn all_rest(rest: Option<Duration>) -> ProviderError {
    ProviderError::new(
        Cause::Overloaded,
        "Every model that may answer has failed several times in a row. It is tried again in half a minute.",
    )
    .after(rest)
}

fn log(candidate: &Candidate<'_>, attempt: u32, error: &ProviderError) {
    let (provider, model) = (candidate.provider.name(), &candidate.model);
    tracing::warn!(provider, %model, attempt, cause = ?error.cause, "a provider did not answer");
    // Vendors quote what they were asked.
    if let Some(reason) = &error.source {
        tracing::debug!(provider, %model, attempt, %reason, "what a provider said instead of an answer");
    }
}
