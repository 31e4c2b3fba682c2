//! Providers that answer or fail by script.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use domain::usage::{Cost, Tokens};
use providers::{Answer, Call, Cause, Provider, ProviderError, Request};

/// A provider that fails as its script says, and then answers.
#[derive(Default)]
pub struct Scripted {
    pub name: &'static str,
    pub built_in: bool,
    pub region: Option<&'static str>,
    /// The model that sees, and what it counts a picture as.
    pub sight: Option<(&'static str, u64)>,
    /// What it counts a question as, or why it does not; `None` when it never counts.
    pub counts: Option<Result<u64, Cause>>,
    /// How often it was asked to count.
    pub counted: Mutex<usize>,
    pub failures: Mutex<VecDeque<ProviderError>>,
    /// Never answers, once its script is at its end.
    pub silent: bool,
    /// The models that were asked.
    pub asked: Mutex<Vec<String>>,
}

impl Scripted {
    pub fn named(name: &'static str) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    pub fn failing(self, cause: Cause, times: usize) -> Self {
        let failure = || ProviderError::new(cause, "It did not work.");
        self.failing_with((0..times).map(|_| failure()))
    }

    pub fn failing_with(self, failures: impl IntoIterator<Item = ProviderError>) -> Self {
        self.failures.lock().unwrap().extend(failures);
        self
    }

    pub fn counting(self, counts: Result<u64, Cause>) -> Self {
        Self {
            counts: Some(counts),
            ..self
        }
    }

    pub fn times(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

#[async_trait]
impl Provider for Scripted {
    fn name(&self) -> &'static str {
        self.name
    }

    fn model(&self) -> &'static str {
        "usual"
    }

    fn region(&self) -> Option<&str> {
        self.region
    }

    fn sight(&self, model: &str) -> Option<u64> {
        let (seeing, tokens) = self.sight?;
        (seeing == model).then_some(tokens)
    }

    fn counts_tokens(&self) -> bool {
        self.counts.is_some()
    }

    async fn count_tokens(
        &self,
        _: &str,
        _: &Request,
        _: &Call,
    ) -> Result<Option<u64>, ProviderError> {
        *self.counted.lock().unwrap() += 1;
        match self.counts {
            Some(Err(Cause::Timeout)) => std::future::pending().await,
            Some(Err(cause)) => Err(ProviderError::new(cause, "It did not count.")),
            counts => Ok(counts.and_then(Result::ok)),
        }
    }

    fn is_built_in(&self) -> bool {
        self.built_in
    }

    async fn answer(&self, model: &str, _: &Request, call: &Call) -> Result<Answer, ProviderError> {
        self.asked.lock().unwrap().push(model.to_owned());
        let failure = self.failures.lock().unwrap().pop_front();
        if let Some(failure) = failure {
            return Err(failure);
        }
        if self.silent {
            return std::future::pending().await;
        }
        call.deltas.send(self.name);
        Ok(Answer {
            calls: Vec::new(),
            json: serde_json::json!({}),
            provider: self.name.into(),
            model: model.into(),
            tokens: Tokens {
                input: 10,
                output: 5,
            },
            cost: Some(Cost(100)),
        })
    }
}

/// The providers behind a gateway, still within reach.
pub fn shared<const N: usize>(
    providers: [Scripted; N],
) -> ([Arc<Scripted>; N], Vec<Arc<dyn Provider>>) {
    let providers = providers.map(Arc::new);
    let behind = providers
        .iter()
        .map(|provider| Arc::clone(provider) as Arc<dyn Provider>)
        .collect();
    (providers, behind)
}
