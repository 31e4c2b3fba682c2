//! On whose account a call goes, and the book that every call is entered in.

use std::{
    error::Error,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use async_trait::async_trait;
use domain::{
    ids::CallId,
    spending::{
        BilledImage, BilledTokens, BilledVideo, CallState, Payer, PriceList, Route, TaskKind,
    },
    time::Day,
    usage::{Cost, Tokens},
};

use crate::{Cause, ProviderError, prices};

/// On whose account calls go: who pays, which models may answer and at which prices.
#[derive(Debug)]
pub struct Account {
    /// Who pays; calls of nobody are entered in no book.
    pub payer: Option<Payer>,
    /// Which models may answer.
    pub route: Route,
    /// What they cost.
    pub prices: PriceList,
    /// The day, for vendors that do not tell it.
    pub day: Option<Day>,
    /// Where the data may be processed: providers of other regions are not asked. Missing where
    /// it may be anywhere.
    pub region: Option<String>,
    /// Numbers the calls.
    pub numbers: Numbers,
}

/// Numbers calls in their order: work that is done again numbers them as before.
#[derive(Debug, Default)]
pub struct Numbers(AtomicU32);

impl Numbers {
    pub(super) fn next(&self) -> u32 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }
}

impl Default for Account {
    fn default() -> Self {
        Self {
            payer: None,
            route: Route::default(),
            prices: prices::list(Vec::new()),
            day: None,
            region: None,
            numbers: Numbers::default(),
        }
    }
}

impl Account {
    /// Calls that `payer` pays for on `day`, by any model at the known prices.
    pub fn of(payer: Payer, day: Day) -> Self {
        Self {
            payer: Some(payer),
            day: Some(day),
            ..Self::default()
        }
    }

    /// What `tokens` of the first of `models` with a price cost.
    pub(crate) fn cost<'a>(
        &self,
        models: impl IntoIterator<Item = &'a str>,
        day: Option<Day>,
        tokens: BilledTokens,
    ) -> Option<Cost> {
        let day = day.or(self.day)?;
        models
            .into_iter()
            .find_map(|model| self.prices.cost(model, day, tokens))
    }

    /// What one picture by the first of `models` with a price costs.
    pub(crate) fn image_cost<'a>(
        &self,
        models: impl IntoIterator<Item = &'a str>,
        day: Option<Day>,
        image: BilledImage,
    ) -> Option<Cost> {
        let day = day.or(self.day)?;
        models
            .into_iter()
            .find_map(|model| self.prices.image_cost(model, day, image))
    }

    /// What a film by the first of `models` with a price costs.
    pub(crate) fn video_cost<'a>(
        &self,
        models: impl IntoIterator<Item = &'a str>,
        video: BilledVideo,
    ) -> Option<Cost> {
        let day = self.day?;
        models
            .into_iter()
            .find_map(|model| self.prices.video_cost(model, day, video))
    }
}

/// A call as it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Who pays.
    pub payer: Payer,
    /// Number of the call among those of its step, from 0.
    pub number: u32,
    /// What is asked.
    pub task: TaskKind,
    /// Name of the provider that is asked.
    pub provider: String,
    /// The model that is asked.
    pub model: String,
    /// How often this model was asked the question, this time included.
    pub attempt: u32,
    /// The most it may cost; `None` when nobody knows.
    pub most: Option<Cost>,
}

/// A call as it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// How.
    pub state: CallState,
    /// Why it brought no answer.
    pub cause: Option<Cause>,
    /// The model that answered, as it names itself.
    pub model: Option<String>,
    /// Tokens consumed.
    pub tokens: Tokens,
    /// What they cost; `None` when nobody knows.
    pub cost: Option<Cost>,
    /// Until the first piece of the answer.
    pub first_token: Option<Duration>,
    /// From the question to the end.
    pub took: Duration,
}

impl Closing {
    /// Nobody had to be asked.
    pub(super) const REUSED: Self = Self {
        state: CallState::Kept,
        cause: None,
        model: None,
        tokens: Tokens {
            input: 0,
            output: 0,
        },
        cost: Some(Cost(0)),
        first_token: None,
        took: Duration::ZERO,
    };
}

/// Why a call may not be made.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// A budget does not let it through; reads as a sentence for people.
    #[error("{0}")]
    OverBudget(String),
    /// It could not be entered.
    #[error("the ledger cannot be written")]
    Unwritten(#[source] Box<dyn Error + Send + Sync>),
}

impl From<LedgerError> for ProviderError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::OverBudget(sentence) => Self::new(Cause::OverBudget, sentence),
            LedgerError::Unwritten(source) => Self::new(
                Cause::Unbooked,
                "The call could not be entered in the ledger, so it was not made. Retry the step in a minute.",
            )
            .because(source),
        }
    }
}

/// The book of all calls, in which budgets are held. Every call is entered before it is made.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// Enters a call and sets aside the most that it may cost. A call of a step that was entered
    /// under the same number by a process that died is the same call.
    ///
    /// # Errors
    /// When a budget does not let it through, or it cannot be entered.
    async fn open(&self, opening: &Opening) -> Result<CallId, LedgerError>;

    /// Enters how a call ended, and puts what it cost in the place of what was set aside. One that
    /// has ended already stays as it is.
    ///
    /// # Errors
    /// When it cannot be entered; what was set aside then stays so until the call is swept.
    async fn close(
        &self,
        payer: &Payer,
        call: CallId,
        closing: &Closing,
    ) -> Result<(), LedgerError>;
}
