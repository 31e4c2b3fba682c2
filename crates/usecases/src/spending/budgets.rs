//! Budgets: what may be spent, on what, how long.

use domain::{
    access::{Actor, Permission, authorize},
    ids::{BrandId, BudgetId, CampaignId, UserId},
    problem::{FieldProblem, Problem},
    spending::{BudgetScope, CallFilter, Period},
    usage::Cost,
    views::BudgetView,
};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx, accounts, brands,
    budgets::{self, NewBudget},
    calls::{self, By},
    campaigns,
};
use uuid::Uuid;

use super::micros;
use crate::{Result, Services};

/// The most that a budget may be, in dollars: what a typing mistake exceeds.
const MOST_DOLLARS: f64 = 10_000_000.0;

/// A budget that is to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BudgetRequest {
    /// What it holds for.
    pub scope: BudgetScope,
    /// Id of the campaign it holds for; elsewhere the organization, its brand or the person who
    /// asks is meant when it is missing.
    #[serde(default)]
    pub subject: Option<String>,
    /// How long it lasts.
    pub period: Period,
    /// What may be spent, in US dollars, such as `25` or `0.50`.
    pub amount: String,
}

/// Every budget as it stands, the widest first.
pub async fn budgets(services: &Services, actor: &Actor) -> Result<Vec<BudgetView>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let named = budgets::list(&mut tx, services.now().day()).await?;
    let view = |budgets::Named { kept, name }| BudgetView {
        id: kept.id,
        scope: kept.scope,
        name,
        period: kept.period,
        amount: kept.budget.amount,
        spent: kept.budget.spent,
        reserved: kept.budget.reserved,
        left: kept.budget.left(),
    };
    Ok(named.into_iter().map(view).collect())
}

/// Sets a budget. One that is there for the same subject and period keeps what it has counted; a
/// new one counts what its period has cost so far.
pub async fn set_budget(services: &Services, actor: &Actor, request: BudgetRequest) -> Result<()> {
    authorize(actor, Permission::Administer)?;
    let now = services.now();
    let mut tx = services.db().write(actor.org).await?;
    let amount = amount(&request.amount);
    let subject = subject(&mut tx, actor, &request).await?;
    let (amount, subject) = match (amount, subject) {
        (Ok(amount), Ok(subject)) => (amount, subject),
        (amount, subject) => {
            let problems = [amount.err(), subject.err()];
            return Err(Problem::fields(problems.into_iter().flatten().collect()).into());
        }
    };
    let mut filter = CallFilter::default();
    match request.scope {
        BudgetScope::Organization => {}
        BudgetScope::Brand => filter.brand = Some(BrandId(subject)),
        BudgetScope::Campaign => filter.campaign = Some(CampaignId(subject)),
        BudgetScope::Person => filter.person = Some(UserId(subject)),
    }
    if request.period == Period::Month {
        filter.from = Some(now.day().month_start(0));
    }
    let spent = calls::sums(&mut tx, &filter, By::All).await?;
    let budget = NewBudget {
        id: BudgetId(services.ids().id()),
        scope: request.scope,
        subject,
        period: request.period,
        amount,
        spent: spent.first().map_or(Cost(0), |sum| sum.cost),
    };
    budgets::set(&mut tx, &budget, now).await?;
    tx.commit().await?;
    Ok(())
}

/// An amount of dollars as it is typed, with a point or a comma.
fn amount(text: &str) -> std::result::Result<Cost, FieldProblem> {
    micros(text, MOST_DOLLARS).map(Cost).ok_or_else(|| {
        FieldProblem::new(
            "amount",
            "Give an amount in US dollars, such as 25 or 0.50.",
        )
    })
}

async fn subject(
    tx: &mut OrgTx,
    actor: &Actor,
    request: &BudgetRequest,
) -> Result<std::result::Result<Uuid, FieldProblem>> {
    let given = request.subject.as_deref().unwrap_or_default().trim();
    let refused = |sentence: &str| Ok(Err(FieldProblem::new("subject", sentence)));
    match request.scope {
        BudgetScope::Organization => Ok(Ok(actor.org.0)),
        BudgetScope::Brand => match brands::default(tx).await? {
            Some(brand) => Ok(Ok(brand.id.0)),
            None => refused("There is no brand yet."),
        },
        BudgetScope::Campaign => {
            let id = given.parse().ok();
            let found = match id {
                Some(id) => campaigns::get(tx, id).await?,
                None => None,
            };
            match found {
                Some(campaign) => Ok(Ok(campaign.id.0)),
                None => refused("Choose one of the campaigns."),
            }
        }
        BudgetScope::Person => {
            let person = if given.is_empty() {
                Some(actor.user)
            } else {
                given.parse().ok()
            };
            match person {
                Some(person) if accounts::is_member(tx, person).await? => Ok(Ok(person.0)),
                _ => refused("Choose one of the people."),
            }
        }
    }
}

/// Takes a budget away: from now on nothing is refused because of it.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when there is none of this id.
pub async fn delete_budget(services: &Services, actor: &Actor, id: BudgetId) -> Result<()> {
    authorize(actor, Permission::Administer)?;
    let mut tx = services.db().write(actor.org).await?;
    if !budgets::delete(&mut tx, id).await? {
        return Err(Problem::not_found("budget").into());
    }
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_people_type_it() {
        for (text, micros) in [
            ("25", 25_000_000),
            ("0.50", 500_000),
            (" $1,5 ", 1_500_000),
            ("0", 0),
            ("0.000001", 1),
        ] {
            assert_eq!(amount(text).unwrap(), Cost(micros), "{text}");
        }
        for text in ["", "ten", "-1", "NaN", "1e12", "inf", "1.000,50"] {
            assert!(amount(text).is_err(), "{text}");
        }
    }
}
