//! The way every model call takes: route, budget, ledger, retries, timeouts and cancelling in one
//! place.

mod account;
mod asking;
mod booked;
mod breaker;
mod candidates;
mod counting;
mod hedge;
mod keyed;
mod put;
mod retry;
mod videos;

pub use account::{Account, Closing, Ledger, LedgerError, Numbers, Opening};
pub use keyed::KeyedProvider;
pub use retry::RetryPolicy;

use std::{collections::BTreeMap, sync::Arc};

use courier::Courier;
use domain::{
    brief::Language,
    spending::{BilledTokens, TaskKind},
    usage::Cost,
};

use crate::{
    Answer, Asked, Call, Cause, EmbedAnswer, EmbedRequest, Embedder, ImageAnswer, ImageRequest,
    Provider, ProviderError, Request, SpeechAnswer, SpeechRequest,
};
use asking::Expected;
use breaker::Breakers;
use candidates::Candidate;

/// The AI gateway. Which models answer, and in which order, a call's [`Account`] says. The built-in
/// provider never answers in the place of a model unless a route names it, because a post that a
/// person believes to be written by a model must be.
#[derive(Clone)]
pub struct Gateway {
    providers: Vec<Arc<dyn Provider>>,
    keyed: Arc<[KeyedProvider]>,
    policy: RetryPolicy,
    courier: Option<Courier>,
    ledger: Option<Arc<dyn Ledger>>,
    regions: Arc<BTreeMap<String, String>>,
    breakers: Arc<Breakers>,
}

impl Gateway {
    /// A gateway over `providers`, in the order in which they are asked where no route says
    /// otherwise.
    pub fn new(providers: Vec<Arc<dyn Provider>>, policy: RetryPolicy) -> Self {
        Self {
            providers,
            keyed: Arc::default(),
            policy,
            courier: None,
            ledger: None,
            regions: Arc::default(),
            breakers: Arc::default(),
        }
    }

    /// Name and model of the provider that is asked first where no route says otherwise; `none`
    /// when there is none.
    pub fn active(&self) -> (&str, &str) {
        self.providers.first().map_or(("none", "none"), |provider| {
            (provider.name(), provider.model())
        })
    }

    /// Whether the provider that is asked first where no route says otherwise writes `language`.
    pub fn writes(&self, language: Language) -> bool {
        let first = self.providers.first();
        first.is_none_or(|provider| provider.writes(language))
    }

    /// Every provider that is set up, in the order in which they are asked where no route says
    /// otherwise.
    pub fn providers(&self) -> impl Iterator<Item = &dyn Provider> {
        self.providers.iter().map(AsRef::as_ref)
    }

    /// Who is asked first on `account`.
    ///
    /// # Errors
    /// When no model may answer.
    pub fn first(&self, request: &Request, account: &Account) -> Result<Asked, ProviderError> {
        let candidates = self.candidates(request, account)?;
        candidates
            .first()
            .map(Candidate::asked)
            .ok_or_else(no_provider)
    }

    /// Who would be asked first on `account` for an answer in `language`, and what a call that
    /// takes `tokens` would cost there; no cost when nobody knows.
    ///
    /// # Errors
    /// When no model may answer.
    pub fn expected(
        &self,
        account: &Account,
        language: Language,
        tokens: BilledTokens,
    ) -> Result<(Asked, Option<Cost>), ProviderError> {
        let request = Expected { language, tokens };
        let candidates = self.candidates(&request, account)?;
        let first = candidates.first().ok_or_else(no_provider)?;
        Ok((first.asked(), first.most))
    }

    /// The most that one call costs, whichever model of `account` answers it; `None` when nobody
    /// knows.
    ///
    /// # Errors
    /// When no model may answer.
    pub fn most(
        &self,
        request: &Request,
        account: &Account,
    ) -> Result<Option<Cost>, ProviderError> {
        Ok(self.offer(request, account)?.1)
    }

    /// With the courier that the providers send their calls by.
    #[must_use]
    pub fn with_courier(mut self, courier: Courier) -> Self {
        self.courier = Some(courier);
        self
    }

    /// With the book that calls are entered in.
    #[must_use]
    pub fn with_ledger(mut self, ledger: Arc<dyn Ledger>) -> Self {
        self.ledger = Some(ledger);
        self
    }

    /// With where providers process texts, by their names, as the operator says.
    #[must_use]
    pub fn with_regions(mut self, regions: BTreeMap<String, String>) -> Self {
        self.regions = Arc::new(regions);
        self
    }

    /// Where a provider processes texts; `None` when nobody has said.
    pub fn region<'a>(&'a self, provider: &'a dyn Provider) -> Option<&'a str> {
        self.regions
            .get(provider.name())
            .map(String::as_str)
            .or_else(|| provider.region())
    }

    /// The work `id` is stored, or given up: its answers need not be kept any longer.
    pub async fn forget(&self, id: &str) {
        if let Some(courier) = &self.courier {
            courier.forget(id).await;
        }
    }

    /// The process is about to end: calls that are dropped from now on are not cancelled, but
    /// their answers kept for the next start.
    pub fn leave(&self) {
        if let Some(courier) = &self.courier {
            courier.leave();
        }
    }

    /// Asks one model after the other until there is an answer, the cause forbids another attempt,
    /// or the call is cancelled, which ends it at once. The answer's text comes as it is written;
    /// after a retry, and with another model, it begins anew.
    ///
    /// # Errors
    /// Why the last model did not answer, with what all of them consumed.
    pub async fn answer(&self, request: &Request, call: &Call) -> Result<Answer, ProviderError> {
        self.put(request, call).await
    }

    /// Has one image model after the other make the picture, by the same rules.
    ///
    /// # Errors
    /// Why the last model made none, with what all of them consumed.
    pub async fn image(
        &self,
        request: &ImageRequest,
        call: &Call,
    ) -> Result<ImageAnswer, ProviderError> {
        self.put(request, call).await
    }

    /// Who makes a picture first on `account`, and the most that one may cost by whichever model
    /// makes it; `None` when nobody knows.
    ///
    /// # Errors
    /// When no image model may answer.
    pub fn image_offer(
        &self,
        request: &ImageRequest,
        account: &Account,
    ) -> Result<(Asked, Option<Cost>), ProviderError> {
        self.offer(request, account)
    }

    /// Has one speech model after the other read a text aloud, by the same rules.
    ///
    /// # Errors
    /// Why the last model did not, with what all of them consumed.
    pub async fn speech(
        &self,
        request: &SpeechRequest,
        call: &Call,
    ) -> Result<SpeechAnswer, ProviderError> {
        self.put(request, call).await
    }

    /// Who reads a text aloud first on `account`, and the most that it may cost by whichever model
    /// reads it; `None` when nobody knows.
    ///
    /// # Errors
    /// When no speech model may answer.
    pub fn speech_offer(
        &self,
        request: &SpeechRequest,
        account: &Account,
    ) -> Result<(Asked, Option<Cost>), ProviderError> {
        self.offer(request, account)
    }

    /// Has one embedding model after the other turn texts into vectors, by the same rules.
    ///
    /// # Errors
    /// Why the last model did not, with what all of them consumed.
    pub async fn embed(
        &self,
        request: &EmbedRequest,
        call: &Call,
    ) -> Result<EmbedAnswer, ProviderError> {
        self.put(request, call).await
    }

    /// Who turns texts into vectors first on `account`, and the most that it may cost by whichever
    /// model does; `None` when nobody knows.
    ///
    /// # Errors
    /// When no embedding model may answer.
    pub fn embed_offer(
        &self,
        request: &EmbedRequest,
        account: &Account,
    ) -> Result<(Asked, Option<Cost>), ProviderError> {
        self.offer(request, account)
    }

    /// How many texts of `language` every embedding model that may answer on `account` takes at
    /// once.
    ///
    /// # Errors
    /// When none may answer.
    pub fn embed_batch(
        &self,
        language: Option<Language>,
        account: &Account,
    ) -> Result<usize, ProviderError> {
        let request = EmbedRequest {
            texts: Vec::new(),
            language,
        };
        let candidates = self.candidates(&request, account)?;
        let batches = candidates.iter().filter_map(|by| {
            let embedder: &dyn Embedder = by.provider.embeddings()?;
            Some(embedder.batch(&by.model))
        });
        batches.min().ok_or_else(no_provider)
    }

    /// Enters in the ledger that a question of `account` needed nobody to be asked, because
    /// `asked` had answered it before.
    ///
    /// # Errors
    /// When it cannot be entered.
    pub async fn reused(
        &self,
        task: TaskKind,
        account: &Account,
        asked: Asked,
    ) -> Result<(), ProviderError> {
        let (Some(ledger), Some(payer)) = (&self.ledger, account.payer) else {
            return Ok(());
        };
        let opening = Opening {
            payer,
            number: account.numbers.next(),
            task,
            provider: asked.provider,
            model: asked.model,
            attempt: 1,
            most: Some(Cost(0)),
        };
        let call = ledger.open(&opening).await?;
        ledger.close(&payer, call, &Closing::REUSED).await?;
        Ok(())
    }
}

fn no_provider() -> ProviderError {
    ProviderError::new(
        Cause::Other,
        "No model provider is set up. Start the server with the built-in provider or a key, then retry the step.",
    )
}

fn no_routed_model() -> ProviderError {
    ProviderError::new(
        Cause::NoModel,
        "No model of this task's route may answer: each is not set up, too expensive, or not meant for this language or length. Change the route under Settings, Models, then retry the step.",
    )
}
