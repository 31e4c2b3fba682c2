//! A model that fails again and again is left alone for a while, and then tried with one call.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::{Cause, ProviderError};

/// Failures in a row after which a model is left alone.
const FAILURES: u32 = 5;
/// For how long.
const REST: Duration = Duration::from_secs(30);

/// Which models are left alone. Each process finds out for itself.
#[derive(Debug, Default)]
pub(super) struct Breakers(Mutex<HashMap<(String, String), Breaker>>);

#[derive(Debug, Default)]
struct Breaker {
    failures: u32,
    /// Until when nobody asks it. Whoever comes first after that tries it, and moves this on.
    resting_until: Option<Instant>,
}

impl Breakers {
    /// Whether the model may be asked now.
    ///
    /// # Errors
    /// How much longer it is left alone.
    pub(super) fn admit(&self, provider: &str, model: &str) -> Result<(), Duration> {
        let now = Instant::now();
        self.with(provider, model, |breaker| match breaker.resting_until {
            Some(until) if until > now => Err(until - now),
            Some(_) => {
                breaker.resting_until = Some(now + REST);
                Ok(())
            }
            None => Ok(()),
        })
    }

    /// Takes note of how a call ended.
    pub(super) fn note(&self, provider: &str, model: &str, failure: Option<&ProviderError>) {
        self.with(provider, model, |breaker| match failure {
            Some(error) if is_illness(error.cause) => {
                breaker.failures += 1;
                if breaker.failures >= FAILURES {
                    breaker.resting_until = Some(Instant::now() + REST);
                }
            }
            // That nobody wanted the answer says nothing about the model.
            Some(error) if error.cause == Cause::Cancelled => {}
            _ => *breaker = Breaker::default(),
        });
    }

    fn with<T>(&self, provider: &str, model: &str, act: impl FnOnce(&mut Breaker) -> T) -> T {
        let mut breakers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (provider.to_owned(), model.to_owned());
        act(breakers.entry(key).or_default())
    }
}

/// Failures of the provider, not of the question or of our key.
const fn is_illness(cause: Cause) -> bool {
    matches!(
        cause,
        Cause::Overloaded | Cause::Timeout | Cause::Cut | Cause::Unreachable
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fail(breakers: &Breakers, cause: Cause, times: u32) {
        for _ in 0..times {
            breakers.note("p", "m", Some(&ProviderError::new(cause, "It failed.")));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_model_that_keeps_failing_rests_and_is_then_tried_by_one_call_at_a_time() {
        let breakers = Breakers::default();
        fail(&breakers, Cause::Overloaded, FAILURES - 1);
        assert_eq!(breakers.admit("p", "m"), Ok(()));
        fail(&breakers, Cause::Cut, 1);
        assert_eq!(breakers.admit("p", "m"), Err(REST));
        assert_eq!(breakers.admit("p", "other"), Ok(()), "each for itself");
        tokio::time::advance(REST).await;
        assert_eq!(breakers.admit("p", "m"), Ok(()), "one call tries it");
        assert!(breakers.admit("p", "m").is_err(), "and no other with it");
        breakers.note("p", "m", None);
        assert_eq!(breakers.admit("p", "m"), Ok(()));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_not_the_providers_illness_does_not_count() {
        let breakers = Breakers::default();
        for cause in [Cause::Blocked, Cause::InvalidKey, Cause::RateLimited] {
            fail(&breakers, cause, 9);
            assert_eq!(breakers.admit("p", "m"), Ok(()), "{cause:?}");
        }
        fail(&breakers, Cause::Timeout, FAILURES - 1);
        fail(&breakers, Cause::Blocked, 1);
        fail(&breakers, Cause::Timeout, 1);
        assert_eq!(breakers.admit("p", "m"), Ok(()), "an answer in between");
        fail(&breakers, Cause::Cancelled, 9);
        assert_eq!(breakers.admit("p", "m"), Ok(()));
    }
}
