//! What the gateway asks for: words, a picture, a film, speech or vectors. It goes the same way with all.

mod films;
mod pictures;
mod speech;
mod vectors;
mod words;

pub(super) use words::Expected;

use std::{future::Future, time::Duration};

use domain::{brief::Language, ids::CallId, spending::TaskKind, usage::Cost};

use super::RetryPolicy;
use crate::{
    Account, Answer, Call, EmbedAnswer, ImageAnswer, Provider, ProviderError, SpeechAnswer, Spent,
};

/// What is looked at to tell who may answer.
pub(super) trait Weighed: Sync {
    fn language(&self) -> Option<Language>;

    /// Length of everything a model is sent.
    fn bytes(&self) -> usize;

    /// The model of `provider` that answers when no other is asked for; `None` when it cannot
    /// answer such questions.
    fn usual<'a>(&self, provider: &'a dyn Provider) -> Option<&'a str>;

    /// Whether `model` of `provider` can answer it.
    fn suits(&self, _provider: &dyn Provider, _model: &str) -> bool {
        true
    }

    /// The most that an answer may cost; `None` when nobody knows.
    fn most(&self, provider: &dyn Provider, model: &str, account: &Account) -> Option<Cost>;

    /// What an answer costs at the least by a provider that counts its tokens before: below that,
    /// counting changes nothing. `None` where nothing is counted or nobody knows.
    fn least(&self, _provider: &dyn Provider, _model: &str, _account: &Account) -> Option<Cost> {
        None
    }

    /// That nobody is set up who could answer.
    fn nobody(&self) -> ProviderError {
        super::no_provider()
    }

    /// That nobody whom a route names may answer.
    fn nobody_routed(&self) -> ProviderError {
        super::no_routed_model()
    }
}

/// A question to a provider.
pub(super) trait Asking: Weighed {
    /// Whether another model may be asked as well when one is slow to begin.
    const MAY_BE_HEDGED: bool = false;

    type Answer: Answered;

    fn task(&self) -> TaskKind;

    /// The most that an answer may cost when `provider` has counted its tokens; `None` when it has
    /// not.
    fn counted(
        &self,
        _provider: &dyn Provider,
        _model: &str,
        _call: &Call,
    ) -> impl Future<Output = Option<Cost>> + Send {
        std::future::ready(None)
    }

    /// How long to wait for the beginning of an answer and for the whole of it.
    fn patience(&self, policy: &RetryPolicy) -> (Duration, Duration);

    fn put(
        &self,
        provider: &dyn Provider,
        model: &str,
        call: &Call,
    ) -> impl Future<Output = Result<Self::Answer, ProviderError>> + Send;

    /// What a failure means for whether it is asked again.
    fn failed(&self, _provider: &dyn Provider, error: ProviderError) -> ProviderError {
        error
    }
}

/// An answer, as far as the ledger looks at it.
pub(super) trait Answered: Send + Sync {
    /// The model that gave it.
    fn model(&self) -> &str;

    fn spent(&self) -> Spent;

    fn set_spent(&mut self, spent: Spent);

    /// Where its line of the ledger is noted if that stays open, because work goes on; `None` for
    /// an answer that is whole.
    fn open_line(&mut self) -> Option<&mut Option<CallId>> {
        None
    }

    /// The price of an answer is also the price of the attempts before it.
    fn with_earlier(mut self, mut spent: Spent) -> Self
    where
        Self: Sized,
    {
        spent += self.spent();
        self.set_spent(spent);
        self
    }
}

/// Answers that come whole, with what they cost.
macro_rules! whole_answers {
    ($($answer:ty),+) => {
        $(impl Answered for $answer {
            fn model(&self) -> &str {
                &self.model
            }

            fn spent(&self) -> Spent {
                Spent {
                    tokens: self.tokens,
                    cost: self.cost,
                }
            }

            fn set_spent(&mut self, spent: Spent) {
                self.tokens = spent.tokens;
                self.cost = spent.cost;
            }
        })+
    };
}

whole_answers!(Answer, ImageAnswer, SpeechAnswer, EmbedAnswer);
