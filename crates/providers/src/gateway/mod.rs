//! The way every model call takes: route, budget, ledger, retries, timeouts and cancelling in one
//! place.

mod account;
mod asking;
mod booked;
mod breaker;
mod counting;
mod hedge;
mod keyed;
mod retry;
mod videos;

pub use account::{Account, Closing, Ledger, LedgerError, Numbers, Opening};
pub use keyed::KeyedProvider;
pub use retry::RetryPolicy;

use std::{borrow::Cow, collections::BTreeMap, sync::Arc, time::Duration};

use courier::Courier;
use domain::{
    brief::Language,
    spending::{BilledTokens, Choice, TaskKind, Weight},
    usage::Cost,
};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, info_span};

use crate::{
    Answer, Asked, Call, Cause, DeltaSink, ImageAnswer, ImageRequest, Provider, ProviderError,
    Request, SpeechAnswer, SpeechRequest, Spent,
};
use asking::{Answered, Asking, Expected, Weighed};
use booked::Booked;
use breaker::Breakers;

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

/// A model that may answer a question.
#[derive(Clone)]
struct Candidate<'a> {
    provider: &'a dyn Provider,
    model: Cow<'a, str>,
    /// The most that an answer may cost; `None` when nobody knows.
    most: Option<Cost>,
    /// Whether it may only be asked when a count shows that `most` is not exceeded.
    uncounted: bool,
}

impl Candidate<'_> {
    fn asked(&self) -> Asked {
        Asked {
            provider: self.provider.name().into(),
            model: self.model.clone().into_owned(),
        }
    }
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

    /// Who is asked first on `account`, and the most that an answer may cost by whoever gives it.
    fn offer(
        &self,
        request: &impl Weighed,
        account: &Account,
    ) -> Result<(Asked, Option<Cost>), ProviderError> {
        let candidates = self.candidates(request, account)?;
        let mosts = candidates.iter().map(|by| by.most);
        let most = mosts.collect::<Option<Vec<_>>>();
        let first = candidates.first().map(Candidate::asked);
        Ok((
            first.ok_or_else(|| request.nobody())?,
            most.and_then(|most| most.into_iter().max()),
        ))
    }

    async fn put<Q: Asking>(&self, request: &Q, call: &Call) -> Result<Q::Answer, ProviderError> {
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

    /// The models that may answer, in their order.
    fn candidates<'a>(
        &'a self,
        request: &impl Weighed,
        account: &'a Account,
    ) -> Result<Vec<Candidate<'a>>, ProviderError> {
        if self.providers.is_empty() {
            return Err(no_provider());
        }
        let bytes = u64::try_from(request.bytes()).unwrap_or(u64::MAX);
        let routed = account.route.models.iter().filter_map(|choice| {
            let candidate = self.candidate(choice, request, account)?;
            let weight = |most| Weight {
                language: request.language().map(Language::code),
                bytes,
                most,
            };
            if choice.admits(weight(candidate.most)) {
                return Some(candidate);
            }
            let least = request.least(candidate.provider, &candidate.model, account);
            let admitted = choice.admits(weight(least));
            admitted.then(|| candidate.uncounted(choice))
        });
        let mut candidates: Vec<_> = if account.route.models.is_empty() {
            self.every_model(request, account).collect()
        } else {
            routed.collect()
        };
        if candidates.is_empty() && account.route.models.is_empty() {
            return Err(request.nobody());
        }
        if candidates.is_empty() {
            return Err(request.nobody_routed());
        }
        if let Some(region) = &account.region {
            candidates.retain(|candidate| {
                let processed = self.region(candidate.provider);
                processed == Some(LOCAL) || processed == Some(region)
            });
            if candidates.is_empty() {
                let message = format!(
                    "The brand's texts may only be processed in “{region}”, and no model that may answer is there. Set up one and name its region in HANDBILL_REGIONS, or change the brand's rule, then retry the step."
                );
                return Err(ProviderError::new(Cause::NoModel, message));
            }
        }
        Ok(candidates)
    }

    /// What answers where no route says otherwise: all models that are set up; where there is none,
    /// the small one inside this process; and where there is none either, the built-in provider.
    fn every_model<Q: Weighed>(
        &self,
        request: &Q,
        account: &Account,
    ) -> impl Iterator<Item = Candidate<'_>> {
        let rank =
            |provider: &Arc<dyn Provider>| (provider.is_built_in(), provider.is_in_process());
        let best = self.providers.iter().map(rank).min();
        self.providers
            .iter()
            .filter(move |provider| Some(rank(provider)) == best)
            .filter_map(|provider| {
                let (provider, usual) = (provider.as_ref(), request.usual(provider.as_ref())?);
                request.suits(provider, usual).then(|| Candidate {
                    most: request.most(provider, usual, account),
                    model: usual.into(),
                    provider,
                    uncounted: false,
                })
            })
    }

    fn candidate<'a>(
        &'a self,
        choice: &'a Choice,
        request: &impl Weighed,
        account: &Account,
    ) -> Option<Candidate<'a>> {
        let provider = self
            .providers
            .iter()
            .find(|provider| provider.name() == choice.provider)?
            .as_ref();
        let usual = request.usual(provider)?;
        let model = choice.model.as_deref().unwrap_or(usual);
        request.suits(provider, model).then(|| Candidate {
            most: request.most(provider, model, account),
            model: model.into(),
            provider,
            uncounted: false,
        })
    }

    /// Puts the question to one model, again where that may help.
    async fn ask<Q: Asking>(
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

/// Where models run that send nothing out of the organization's own machines.
const LOCAL: &str = "local";

/// What an abandoned call consumed, nobody can say.
fn too_slow(provider: &str, what: &str, limit: Duration) -> ProviderError {
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
