//! The ledger: one line a call to a model. A line is entered before the call is made and closed
//! when it ends, each time together with the budgets that hold for it.

mod read;

pub use read::{By, Call, Pulse, Sum, page, pulse, sums};

use domain::{
    ids::{BudgetId, CallId, OrgId, StepId},
    spending::{CallState, Payer, Refused, TaskKind},
    time::Timestamp,
    usage::{Cost, Tokens},
};

use super::budgets::{self, Kept};
use crate::engine::{Doc, Error, Json, OrgTx, Record, Row, SystemTx};

/// A call that is about to be made.
#[derive(Clone, Debug)]
pub struct NewCall {
    /// Its id, if it is new.
    pub id: CallId,
    /// Who pays. The organization is the transaction's.
    pub payer: Payer,
    /// Which call of its step it is, from 0.
    pub number: u32,
    /// What is asked.
    pub task: TaskKind,
    /// The provider that is asked.
    pub provider: String,
    /// The model that is asked.
    pub model: String,
    /// How often this model was asked the question, this time included.
    pub attempt: u32,
    /// The most it may cost; `None` when nobody knows.
    pub most: Option<Cost>,
    /// Now.
    pub at: Timestamp,
}

/// How a call ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// How.
    pub state: CallState,
    /// Why it brought no answer.
    pub cause: Option<&'static str>,
    /// The model that answered.
    pub answered_by: Option<String>,
    /// Tokens consumed.
    pub tokens: Tokens,
    /// What they cost; `None` when nobody knows.
    pub cost: Option<Cost>,
    /// Milliseconds until the first piece of the answer.
    pub first_token: Option<u64>,
    /// Milliseconds from the question to the end.
    pub took: Option<u64>,
}

impl Ended {
    /// Whoever made the call died; nobody knows what became of it.
    pub const LOST: Self = Self {
        state: CallState::Lost,
        cause: None,
        answered_by: None,
        tokens: Tokens {
            input: 0,
            output: 0,
        },
        cost: None,
        first_token: None,
        took: None,
    };
}

/// What came of entering a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It may be made, under this id: a new one, or that of the same call of a step that was
    /// interrupted.
    May(CallId),
    /// A budget does not let it through.
    MayNot(Box<Kept>, Refused),
}

/// Enters a call and sets aside the most that it may cost. A call that a budget does not let
/// through leaves nothing.
pub async fn open(tx: &mut OrgTx, call: &NewCall) -> Result<Opened, Error> {
    let mut held = budgets::lock(tx, &call.payer, call.at.day()).await?;
    let ids: Vec<BudgetId> = held.iter().map(|kept| kept.id).collect();
    let refused = held
        .iter_mut()
        .find_map(|kept| Some((kept.budget.reserve(call.most).err()?, kept.clone())));
    if let Some((why, kept)) = refused {
        // What was entered before may go on: its money is set aside already.
        return Ok(match interrupted(tx, call).await? {
            Some(id) => Opened::May(id),
            None => Opened::MayNot(Box::new(kept), why),
        });
    }
    if !insert(tx, call, &ids).await? {
        let found = interrupted(tx, call).await?;
        return found.map(Opened::May).ok_or_else(|| Error::Missing {
            constraint: "calls__step__number".into(),
        });
    }
    if let (Some(most), false) = (call.most, ids.is_empty()) {
        budgets::reserve(tx, &ids, most).await?;
    }
    Ok(Opened::May(call.id))
}

/// The same call of a step as it was entered before the step was interrupted.
async fn interrupted(tx: &mut OrgTx, call: &NewCall) -> Result<Option<CallId>, Error> {
    let Some(step) = call.payer.step else {
        return Ok(None);
    };
    tx.sql("SELECT id FROM calls WHERE org_id = $1 AND step_id = $2 AND number = $3 AND provider = $4 AND model = $5")
        .bind(step)
        .bind(call.number)
        .bind(call.provider.as_str())
        .bind(call.model.as_str())
        .value("id")
        .await
}

async fn insert(tx: &mut OrgTx, call: &NewCall, held: &[BudgetId]) -> Result<bool, Error> {
    tx.sql(
        "INSERT INTO calls (org_id, id, brand_id, campaign_id, user_id, step_id, number, task, provider, model, attempt,
                            state, most, held, begun_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', $12, $13, $14)
         ON CONFLICT (org_id, step_id, number, provider, model) DO NOTHING",
    )
    .bind(call.id)
    .bind(call.payer.brand)
    .bind(call.payer.campaign)
    .bind(call.payer.person)
    .bind(call.payer.step)
    .bind(call.payer.step.map(|_| call.number))
    .bind(call.task)
    .bind(call.provider.as_str())
    .bind(call.model.as_str())
    .bind(call.attempt)
    .bind(call.most)
    .bind(Doc::of(&held)?)
    .bind(call.at)
    .changed()
    .await
}

/// What was set aside for a call.
struct SetAside {
    most: Option<Cost>,
    held: Vec<BudgetId>,
}

impl Record for SetAside {
    const TABLE: &'static str = "calls";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            most: row.get("most")?,
            held: row.get::<Json<_>>("held")?.0,
        })
    }
}

/// Enters how a call ended, and settles its budgets; `false` when it has ended before or is not
/// there. A cost that nobody knows is held against them as the most it may have been.
pub async fn close(
    tx: &mut OrgTx,
    call: CallId,
    ended: &Ended,
    at: Timestamp,
) -> Result<bool, Error> {
    let aside: Option<SetAside> = tx
        .sql(
            "UPDATE calls SET state = $3, cause = $4, answered_by = $5, tokens_in = $6, tokens_out = $7, cost = $8,
                    first_token = $9, took = $10, ended_at = $11
             WHERE org_id = $1 AND id = $2 AND state = 'open' RETURNING most, held",
        )
        .bind(call)
        .bind(ended.state)
        .bind(ended.cause)
        .bind(ended.answered_by.clone())
        .bind(ended.tokens.input)
        .bind(ended.tokens.output)
        .bind(ended.cost)
        .bind(ended.first_token)
        .bind(ended.took)
        .bind(at)
        .first()
        .await?;
    let Some(SetAside { most, held }) = aside else {
        return Ok(false);
    };
    if !held.is_empty() {
        let most = most.unwrap_or_default();
        let cost = ended.cost.unwrap_or(most);
        budgets::settle(tx, &held, most, cost, at.day()).await?;
    }
    Ok(true)
}

/// The step is settled, or will be asked anew: calls made for it from now on are new ones. Those
/// that are still open were lost.
pub async fn settle_step(tx: &mut OrgTx, step: StepId, at: Timestamp) -> Result<(), Error> {
    let calls: Vec<(CallId, CallState)> = tx
        .sql(
            "UPDATE calls SET number = NULL WHERE org_id = $1 AND step_id = $2 AND number IS NOT NULL
             RETURNING id, state",
        )
        .bind(step)
        .all()
        .await?;
    for (call, state) in calls {
        if state == CallState::Open {
            close(tx, call, &Ended::LOST, at).await?;
        }
    }
    Ok(())
}

impl Record for (CallId, CallState) {
    const TABLE: &'static str = "calls";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok((row.get("id")?, row.get("state")?))
    }
}

impl Record for (OrgId, CallId) {
    const TABLE: &'static str = "calls";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok((row.get("org_id")?, row.get("id")?))
    }
}

/// Calls that began before `before`, have not ended, and belong to no step that may still be taken
/// up: whoever made them died.
pub async fn abandoned(
    tx: &mut SystemTx,
    before: Timestamp,
) -> Result<Vec<(OrgId, CallId)>, Error> {
    tx.sql(
        "SELECT org_id, id FROM calls c WHERE state = 'open' AND begun_at < $1 AND NOT EXISTS (
            SELECT 1 FROM steps s WHERE s.org_id = c.org_id AND s.id = c.step_id AND s.state IN ('queued', 'running'))",
    )
    .bind(before)
    .all()
    .await
}
