//! A call while it is under way, as the ledger has it.

use std::sync::{Arc, OnceLock};

use domain::{
    ids::CallId,
    spending::{CallState, Payer},
    usage::Tokens,
};
use tokio::time::Instant;

use super::{
    account::{Closing, Ledger, Opening},
    asking::Answered,
};
use crate::{Cause, ProviderError};

/// An open line of the ledger. Dropped without being closed, it is entered as cancelled, unless
/// its step is taken up again by whoever comes after: then it stays open.
pub(super) struct Booked {
    line: Option<Line>,
    begun: Instant,
    first: FirstToken,
}

struct Line {
    ledger: Arc<dyn Ledger>,
    payer: Payer,
    call: CallId,
}

impl Line {
    async fn close(self, closing: Closing) {
        if let Err(error) = self.ledger.close(&self.payer, self.call, &closing).await {
            tracing::error!(%error, call = %self.call, "a call that has ended stays open in the ledger");
        }
    }
}

/// When the first piece of the answer came.
#[derive(Clone)]
pub(super) struct FirstToken(Arc<OnceLock<Instant>>);

impl FirstToken {
    pub(super) fn note(&self) {
        self.0.get_or_init(Instant::now);
    }
}

impl Booked {
    pub(super) async fn open(
        ledger: &Arc<dyn Ledger>,
        opening: Opening,
    ) -> Result<Self, ProviderError> {
        let call = ledger.open(&opening).await?;
        Ok(Self {
            line: Some(Line {
                ledger: Arc::clone(ledger),
                payer: opening.payer,
                call,
            }),
            begun: Instant::now(),
            first: FirstToken(Arc::default()),
        })
    }

    pub(super) fn first_token(&self) -> FirstToken {
        self.first.clone()
    }

    /// The line stays open: what was begun goes on without this process.
    pub(super) fn leave_open(mut self) -> Option<CallId> {
        self.line.take().map(|line| line.call)
    }

    /// Enters how it ended. What was paid for is not thrown away because it cannot be entered: the
    /// line then stays open, with what was set aside, until it is swept.
    pub(super) async fn close(mut self, outcome: &Result<impl Answered, ProviderError>) {
        let closing = self.closing(outcome);
        if let Some(line) = self.line.take() {
            line.close(closing).await;
        }
    }

    fn closing(&self, outcome: &Result<impl Answered, ProviderError>) -> Closing {
        let (state, cause, model, spent) = match outcome {
            Ok(answer) => {
                let model = Some(answer.model().to_owned());
                (CallState::Answered, None, model, answer.spent())
            }
            Err(error) if error.cause == Cause::Cancelled => {
                (CallState::Cancelled, None, None, error.spent)
            }
            Err(error) => (CallState::Failed, Some(error.cause), None, error.spent),
        };
        let first = self.first.0.get();
        Closing {
            state,
            cause,
            model,
            tokens: spent.tokens,
            cost: spent.cost,
            first_token: first.map(|first| first.duration_since(self.begun)),
            took: self.begun.elapsed(),
        }
    }
}

impl Drop for Booked {
    fn drop(&mut self) {
        let Some(line) = self.line.take().filter(|line| line.payer.step.is_none()) else {
            return;
        };
        let closing = Closing {
            state: CallState::Cancelled,
            cause: None,
            model: None,
            tokens: Tokens::default(),
            cost: None,
            first_token: None,
            took: self.begun.elapsed(),
        };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(line.close(closing));
        }
    }
}
