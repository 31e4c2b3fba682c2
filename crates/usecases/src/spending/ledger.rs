//! The ledger behind the gateway, kept in the database.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
    time::Duration,
};

use async_trait::async_trait;
use domain::{
    ids::{CallId, OrgId},
    spending::{BudgetScope, Payer, Period, Refused},
    time::Timestamp,
};
use providers::{Closing, Ledger, LedgerError, Opening};
use storage::{
    Db,
    budgets::Kept,
    calls::{self, Ended, NewCall, Opened},
};
use tokio::sync::{mpsc, oneshot};

use crate::{Clock, IdSource, Result, Services};

/// The most entries that are written together.
const MOST_TOGETHER: usize = 256;

/// The ledger in the database. Entries that wait while others are written are written together
/// afterwards: many calls at once take few transactions.
pub(crate) struct Book {
    db: Db,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
    desk: OnceLock<mpsc::UnboundedSender<Entry>>,
}

/// Something to be entered.
struct Entry {
    org: OrgId,
    act: Act,
    entered: oneshot::Sender<Entered>,
}

enum Act {
    Open(NewCall),
    Close(CallId, Ended, Timestamp),
}

/// What came of it; a call that was closed has nothing to say.
type Entered = std::result::Result<Option<Opened>, Arc<storage::Error>>;

impl Book {
    pub(crate) fn new(db: Db, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>) -> Self {
        Self {
            db,
            clock,
            ids,
            desk: OnceLock::new(),
        }
    }

    async fn enter(
        &self,
        org: OrgId,
        act: Act,
    ) -> std::result::Result<Option<Opened>, LedgerError> {
        let desk = self.desk.get_or_init(|| {
            let (desk, entries) = mpsc::unbounded_channel();
            tokio::spawn(write(self.db.clone(), entries));
            desk
        });
        let (entered, outcome) = oneshot::channel();
        // Whoever writes goes away only with its runtime; then there is no outcome either.
        let _sent = desk.send(Entry { org, act, entered });
        match outcome.await {
            Ok(Ok(opened)) => Ok(opened),
            Ok(Err(error)) => Err(LedgerError::Unwritten(Box::new(error))),
            Err(gone) => Err(LedgerError::Unwritten(Box::new(gone))),
        }
    }
}

/// Writes entries until nobody can bring any more.
async fn write(db: Db, mut entries: mpsc::UnboundedReceiver<Entry>) {
    let mut waiting = Vec::new();
    while entries.recv_many(&mut waiting, MOST_TOGETHER).await > 0 {
        let mut by_org: BTreeMap<OrgId, Vec<Entry>> = BTreeMap::new();
        for entry in waiting.drain(..) {
            by_org.entry(entry.org).or_default().push(entry);
        }
        for (org, entries) in by_org {
            let written = write_together(&db, org, &entries).await.map_err(Arc::new);
            for (at, entry) in entries.into_iter().enumerate() {
                let outcome = match &written {
                    Ok(outcomes) => Ok(outcomes.get(at).cloned().flatten()),
                    Err(error) => Err(Arc::clone(error)),
                };
                // Nobody may wait for it any more: a call that was dropped is swept.
                let _told = entry.entered.send(outcome);
            }
        }
    }
}

/// Writes entries of one organization in one transaction: all of them, or none.
async fn write_together(
    db: &Db,
    org: OrgId,
    entries: &[Entry],
) -> std::result::Result<Vec<Option<Opened>>, storage::Error> {
    let mut tx = db.write(org).await?;
    let mut outcomes = Vec::with_capacity(entries.len());
    for entry in entries {
        outcomes.push(match &entry.act {
            Act::Open(call) => Some(calls::open(&mut tx, call).await?),
            Act::Close(call, ended, at) => {
                calls::close(&mut tx, *call, ended, *at).await?;
                None
            }
        });
    }
    tx.commit().await?;
    Ok(outcomes)
}

#[async_trait]
impl Ledger for Book {
    async fn open(&self, opening: &Opening) -> std::result::Result<CallId, LedgerError> {
        let id = CallId(self.ids.id());
        let call = NewCall {
            id,
            payer: opening.payer,
            number: opening.number,
            task: opening.task,
            provider: opening.provider.clone(),
            model: opening.model.clone(),
            attempt: opening.attempt,
            most: opening.most,
            at: self.clock.now(),
        };
        match self.enter(opening.payer.org, Act::Open(call)).await? {
            Some(Opened::May(id)) => Ok(id),
            Some(Opened::MayNot(budget, why)) => Err(LedgerError::OverBudget(sentence(
                &budget,
                why,
                &opening.model,
            ))),
            None => Ok(id),
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
        let act = Act::Close(call, ended, self.clock.now());
        self.enter(payer.org, act).await.map(|_| ())
    }
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
