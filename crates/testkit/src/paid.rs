//! A model that costs money, for tests of what is asked and what it comes to.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::usage::{Cost, Tokens};
use providers::{
    Answer, Call, Cause, FunctionCall, Provider, ProviderError, Request, built_in::BuiltIn,
};
use usecases::Settings;

use crate::{
    db::TestDb,
    world::{Person, World},
};

/// Answers as the built-in provider does, for money.
#[derive(Default)]
pub struct Paid {
    asked: Mutex<Vec<(String, Request)>>,
    /// Never answers while it is set.
    pub silent: AtomicBool,
    /// Refuses while it is set, as a vendor's filter does.
    pub blocked: AtomicBool,
    /// What it asks for, one a call, before it answers questions that offer functions.
    pub asks: Mutex<VecDeque<FunctionCall>>,
}

impl Paid {
    /// What each answer costs: 1,000 tokens read and 200 written by `gpt-5.5`.
    pub const EACH: Cost = Cost(1_000 * 5 + 200 * 30);

    /// A world with this model, and its owner.
    pub async fn world() -> (Arc<Self>, World, Person) {
        let provider = Arc::new(Self::default());
        let world = World::with_provider(
            TestDb::sqlite().await,
            Settings::default(),
            Arc::clone(&provider) as Arc<dyn Provider>,
        );
        let owner = world.owner().await;
        (provider, world, owner)
    }

    /// How often it was asked.
    pub fn calls(&self) -> usize {
        self.lock().len()
    }

    /// The models that were asked and what each was, since the last look.
    pub fn taken(&self) -> Vec<(String, Request)> {
        std::mem::take(&mut self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(String, Request)>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait::async_trait]
impl Provider for Paid {
    fn name(&self) -> &'static str {
        "openai"
    }

    fn model(&self) -> &'static str {
        "gpt-5.5"
    }

    fn calls_functions(&self, _: &str) -> bool {
        true
    }

    async fn answer(
        &self,
        model: &str,
        request: &Request,
        call: &Call,
    ) -> Result<Answer, ProviderError> {
        self.lock().push((model.to_owned(), request.clone()));
        if self.silent.load(Ordering::SeqCst) {
            return std::future::pending().await;
        }
        if self.blocked.load(Ordering::SeqCst) {
            return Err(ProviderError::new(Cause::Blocked, "The filter said no."));
        }
        let mut calls = Vec::new();
        if !request.functions.is_empty() {
            let mut asks = self.asks.lock().unwrap_or_else(PoisonError::into_inner);
            calls.extend(asks.pop_front());
        }
        let answer = BuiltIn.answer(model, request, call).await?;
        Ok(Answer {
            calls,
            provider: self.name().into(),
            model: model.into(),
            tokens: Tokens {
                input: 1_000,
                output: 200,
            },
            cost: Some(Self::EACH),
            ..answer
        })
    }
}
