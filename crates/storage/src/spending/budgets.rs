//! Budgets: what may be spent, what was, and what is set aside for calls under way.

use domain::{
    ids::BudgetId,
    spending::{Budget, BudgetScope, Payer, Period},
    time::{Day, Timestamp},
    usage::Cost,
};
use uuid::Uuid;

use crate::engine::{Error, OrgTx, Record, Row, placeholders};

/// A budget as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: BudgetId,
    /// What it holds for.
    pub scope: BudgetScope,
    /// Id of the organization, brand, campaign or person.
    pub subject: Uuid,
    /// How long it lasts.
    pub period: Period,
    /// How it stands.
    pub budget: Budget,
}

impl Record for Kept {
    const TABLE: &'static str = "budgets";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            scope: row.get("scope")?,
            subject: row.get("subject")?,
            period: row.get("period")?,
            budget: Budget {
                amount: row.get("amount")?,
                spent: row.get("spent")?,
                reserved: row.get("reserved")?,
            },
        })
    }
}

/// A budget that is to hold from now on.
#[derive(Clone, Copy, Debug)]
pub struct NewBudget {
    /// Its id, unless there is one for the same subject and period.
    pub id: BudgetId,
    /// What it holds for.
    pub scope: BudgetScope,
    /// Id of the organization, brand, campaign or person.
    pub subject: Uuid,
    /// How long it lasts.
    pub period: Period,
    /// What may be spent.
    pub amount: Cost,
    /// What was spent in the period before the budget was there.
    pub spent: Cost,
}

/// The number of the current period, with the number of the current month as the given parameter.
macro_rules! current_period {
    ($month:literal) => {
        concat!("(CASE period WHEN 'month' THEN ", $month, " ELSE 0 END)")
    };
}

/// A budget's columns, what was spent in an earlier period left out.
macro_rules! columns {
    ($month:literal) => {
        concat!(
            "id, scope, subject, period, amount, reserved, CASE WHEN period_number = ",
            current_period!($month),
            " THEN spent ELSE 0 END AS spent"
        )
    };
}

fn month(day: Day) -> i64 {
    Period::Month.number(day)
}

/// Sets what may be spent. A budget that is there for the same subject and period keeps what it has
/// counted.
pub async fn set(tx: &mut OrgTx, budget: &NewBudget, at: Timestamp) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO budgets (org_id, id, scope, subject, period, amount, period_number, spent, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (org_id, subject, period) DO UPDATE SET amount = excluded.amount",
    )
    .bind(budget.id)
    .bind(budget.scope)
    .bind(budget.subject)
    .bind(budget.period)
    .bind(budget.amount)
    .bind(budget.period.number(at.day()))
    .bind(budget.spent)
    .bind(at)
    .execute()
    .await?;
    Ok(())
}

/// A budget with what its subject is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The budget.
    pub kept: Kept,
    /// Name of the brand, campaign or person; empty for the organization.
    pub name: String,
}

impl Record for Named {
    const TABLE: &'static str = "budgets";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            kept: Kept::read(row)?,
            name: row.get("name")?,
        })
    }
}

/// Every budget as it stands on `day`, the widest first.
pub async fn list(tx: &mut OrgTx, day: Day) -> Result<Vec<Named>, Error> {
    tx.sql(concat!(
        "SELECT ",
        columns!("$2"),
        ", COALESCE((SELECT b.name FROM brands b WHERE b.org_id = $1 AND b.id = subject),
                    (SELECT c.title FROM campaigns c WHERE c.org_id = $1 AND c.id = subject),
                    (SELECT u.name FROM users u WHERE u.org_id = $1 AND u.id = subject), '') AS name
          FROM budgets WHERE org_id = $1
          ORDER BY CASE scope WHEN 'organization' THEN 0 WHEN 'brand' THEN 1 WHEN 'campaign' THEN 2 ELSE 3 END, created_at, id"
    ))
    .bind(month(day))
    .all()
    .await
}

/// Takes a budget away; `false` when there is none of this id.
pub async fn delete(tx: &mut OrgTx, id: BudgetId) -> Result<bool, Error> {
    tx.sql("DELETE FROM budgets WHERE org_id = $1 AND id = $2")
        .bind(id)
        .changed()
        .await
}

/// The budgets that hold for `payer`, as they stand on `day`. Nobody else can change them before
/// this transaction ends.
pub async fn lock(tx: &mut OrgTx, payer: &Payer, day: Day) -> Result<Vec<Kept>, Error> {
    let text = format!(
        concat!(
            "SELECT ",
            columns!("$2"),
            " FROM budgets WHERE org_id = $1 AND subject IN ($3, $4, $5, $6) ORDER BY id{}"
        ),
        tx.dialect().for_update()
    );
    tx.composed(text)
        .bind(month(day))
        .bind(payer.org)
        .bind(payer.brand)
        .bind(payer.campaign)
        .bind(payer.person)
        .all()
        .await
}

/// Sets `most` aside in each of `budgets`, which are locked.
pub(super) async fn reserve(tx: &mut OrgTx, budgets: &[BudgetId], most: Cost) -> Result<(), Error> {
    let update = tx.composed(format!(
        "UPDATE budgets SET reserved = reserved + $2 WHERE org_id = $1 AND id IN ({})",
        placeholders(3, budgets.len())
    ));
    budgets
        .iter()
        .fold(update.bind(most), |update, id| update.bind(*id))
        .execute()
        .await?;
    Ok(())
}

/// Puts what a call did cost in the place of what was set aside for it. A budget that was taken
/// away meanwhile is left alone.
pub(super) async fn settle(
    tx: &mut OrgTx,
    budgets: &[BudgetId],
    reserved: Cost,
    cost: Cost,
    day: Day,
) -> Result<(), Error> {
    let text = format!(
        concat!(
            "UPDATE budgets SET reserved = CASE WHEN reserved > $2 THEN reserved - $2 ELSE 0 END,
                    spent = CASE WHEN period_number = ",
            current_period!("$4"),
            " THEN spent + $3 ELSE $3 END, period_number = ",
            current_period!("$4"),
            " WHERE org_id = $1 AND id IN ({})"
        ),
        placeholders(5, budgets.len())
    );
    let update = tx.composed(text).bind(reserved).bind(cost).bind(month(day));
    budgets
        .iter()
        .fold(update, |update, id| update.bind(*id))
        .execute()
        .await?;
    Ok(())
}
