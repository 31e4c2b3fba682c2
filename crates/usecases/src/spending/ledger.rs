//! The ledger behind the gateway, kept in the database.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use domain::{
    ids::CallId,
    spending::{BudgetScope, Payer, Period, Refused},
    time::Timestamp,
};
use providers::{Closing, Ledger, LedgerError, Opening};
use storage::{
    Db,
    budgets::Kept,
    calls::{self, Ended, NewCall, Opened},
};

use crate::{Clock, IdSource, Result, Services};

/// The ledger in the database.
pub(crate) struct Book {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn IdSource>,
}

#[async_trait]
impl Ledger for Book {
    async fn open(&self, opening: &Opening) -> std::result::Result<CallId, LedgerError> {
        let call = NewCall {
            id: CallId(self.ids.id()),
            payer: opening.payer,
            number: opening.number,
            task: opening.task,
            provider: opening.provider.clone(),
            model: opening.model.clone(),
            attempt: opening.attempt,
            most: opening.most,
            at: self.clock.now(),
        };
        let entered = async {
            let mut tx = self.db.write(opening.payer.org).await?;
            let opened = calls::open(&mut tx, &call).await?;
            if matches!(opened, Opened::May(_)) {
                tx.commit().await?;
            }
            Ok(opened)
        };
        match entered.await.map_err(unwritten)? {
            Opened::May(id) => Ok(id),
            Opened::MayNot(budget, why) => Err(LedgerError::OverBudget(sentence(
                &budget,
                why,
                &opening.model,
            ))),
        }
    }

    async fn close(
        &self,
        payer: &Payer,
        call: CallId,
        closing: &Closing,
    ) -> std::result::Result<(), LedgerError> {
        let ended = Ended {
            state: closing.state,
            cause: closing.cause.map(providers::Cause::slug),
            answered_by: closing.model.clone(),
            tokens: closing.tokens,
            cost: closing.cost,
            first_token: closing.first_token.map(milliseconds),
            took: Some(milliseconds(closing.took)),
        };
        let entered = async {
            let mut tx = self.db.write(payer.org).await?;
            calls::close(&mut tx, call, &ended, self.clock.now()).await?;
            tx.commit().await
        };
        entered.await.map_err(unwritten)
    }
}

fn unwritten(error: storage::Error) -> LedgerError {
    LedgerError::Unwritten(Box::new(error))
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Why a budget refuses, and what to do.
fn sentence(kept: &Kept, why: Refused, model: &str) -> String {
    let budget = match (kept.scope, kept.period) {
        (BudgetScope::Organization, Period::Month) => "This month's budget of the organization",
        (BudgetScope::Organization, Period::Whole) => "The budget of the organization",
        (BudgetScope::Brand, Period::Month) => "This month's budget of the brand",
        (BudgetScope::Brand, Period::Whole) => "The budget of the brand",
        (BudgetScope::Campaign, Period::Month) => "This month's budget of the campaign",
        (BudgetScope::Campaign, Period::Whole) => "The budget of the campaign",
        (BudgetScope::Person, Period::Month) => "This month's budget of this person",
        (BudgetScope::Person, Period::Whole) => "The budget of this person",
    };
    match why {
        Refused::TooLittle { left, needed } => format!(
            "{budget} has {left} left, and this call may cost up to {needed}. Raise the budget under Settings, Budgets, then retry the step."
        ),
        Refused::Unpriced => format!(
            "{budget} cannot hold for “{model}”, whose price is not known. Add its price under Settings, Models, then retry the step."
        ),
    }
}

/// Closes what processes that died have left open: calls from before `before` that nobody will take
/// up again. How many there were.
pub async fn sweep(services: &Services, before: Timestamp) -> Result<u64> {
    let mut tx = services.db().system_read().await?;
    let abandoned = calls::abandoned(&mut tx, before).await?;
    drop(tx);
    let mut swept = 0;
    for (org, call) in abandoned {
        let mut tx = services.db().write(org).await?;
        swept += u64::from(calls::close(&mut tx, call, &Ended::LOST, services.now()).await?);
        tx.commit().await?;
    }
    Ok(swept)
}
