//! Asking the next model as well when one is slow to begin: whichever begins first goes on alone.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use tokio_util::sync::CancellationToken;

use super::{
    Gateway,
    asking::{Answered as _, Asking},
    candidates::Candidate,
};
use crate::{Call, Cause, DeltaSink, ProviderError, Spent};

/// Which of two models began first.
struct Race {
    first: OnceLock<Racer>,
    slow: CancellationToken,
    hedge: CancellationToken,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Racer {
    Slow,
    Hedge,
}

impl Race {
    fn new(call: &Call) -> Arc<Self> {
        Arc::new(Self {
            first: OnceLock::new(),
            slow: call.cancel.child_token(),
            hedge: call.cancel.child_token(),
        })
    }

    const fn token(&self, racer: Racer) -> &CancellationToken {
        match racer {
            Racer::Slow => &self.slow,
            Racer::Hedge => &self.hedge,
        }
    }

    /// Whether `racer` is the one whose answer counts, which it is by being the first to say so. The
    /// other one is then cancelled.
    fn begins(&self, racer: Racer) -> bool {
        let counts = *self.first.get_or_init(|| racer) == racer;
        if counts {
            let other = match racer {
                Racer::Slow => Racer::Hedge,
                Racer::Hedge => Racer::Slow,
            };
            self.token(other).cancel();
        }
        counts
    }

    /// The call as `racer` makes it: its words go nowhere unless it counts.
    fn call(self: &Arc<Self>, racer: Racer, call: &Call) -> Call {
        let (race, deltas) = (Arc::clone(self), call.deltas.clone());
        let listener = move |text: &str| {
            // That a text begins anew says nothing about who is first.
            let heard = if text.is_empty() {
                race.first.get().is_none_or(|first| *first == racer)
            } else {
                race.begins(racer)
            };
            if heard {
                deltas.send(text);
            }
        };
        Call {
            deltas: DeltaSink::new(listener),
            cancel: self.token(racer).clone(),
            ..call.clone()
        }
    }
}

/// What came of asking two models.
pub(super) struct Raced<A> {
    pub outcome: Result<A, ProviderError>,
    /// What the calls that brought nothing consumed.
    pub spent: Spent,
    /// Whether the second one failed as well, so that it need not be asked again.
    pub both: bool,
}

impl Gateway {
    /// Asks the first model, and the second as well if the first has not begun `after` that.
    pub(super) async fn race<Q: Asking>(
        &self,
        [slow, hedge]: [&Candidate<'_>; 2],
        request: &Q,
        call: &Call,
        after: Duration,
    ) -> Raced<Q::Answer> {
        let race = Race::new(call);
        let over = CancellationToken::new();
        let one = async {
            let (call, mut spent) = (race.call(Racer::Slow, call), Spent::default());
            let outcome = self.ask(slow, request, &call, false, &mut spent).await;
            if outcome.is_ok() {
                race.begins(Racer::Slow);
            }
            over.cancel();
            (outcome, spent)
        };
        let other = async {
            let hedge = tokio::select! {
                biased;
                () = over.cancelled() => return None,
                () = race.hedge.cancelled() => return None,
                hedge = hedge.admitted_after(after, request, call) => hedge?,
            };
            let (provider, model) = (hedge.provider.name(), hedge.model.as_ref());
            self.breakers.admit(provider, model).ok()?;
            let (call, mut spent) = (race.call(Racer::Hedge, call), Spent::default());
            let outcome = self.ask(&hedge, request, &call, false, &mut spent).await;
            if outcome.is_ok() {
                race.begins(Racer::Hedge);
            }
            Some((outcome, spent))
        };
        let ((one, mut spent), other) = tokio::join!(one, other);
        let Some((other, also_spent)) = other else {
            return Raced {
                outcome: one,
                spent,
                both: false,
            };
        };
        spent += also_spent;
        let slow_counts = race.first.get() == Some(&Racer::Slow);
        let outcome = match (one, other) {
            // Both were whole before either could be stopped.
            (Ok(one), Ok(other)) => {
                let (heard, unheard) = if slow_counts {
                    (one, other)
                } else {
                    (other, one)
                };
                spent += unheard.spent();
                Ok(heard)
            }
            (Ok(answer), Err(_)) | (Err(_), Ok(answer)) => Ok(answer),
            // Why the other one was stopped is no news.
            (Err(error), Err(_)) if slow_counts => Err(error),
            (Err(stopped), Err(error)) if stopped.cause == Cause::Cancelled => Err(error),
            // What may pass is told before what will not.
            (Err(one), Err(other)) => Err(if one.is_retryable() { one } else { other }),
        };
        Raced {
            outcome,
            spent,
            both: !slow_counts,
        }
    }
}
