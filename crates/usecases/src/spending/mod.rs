//! What models cost and how far they may go: the ledger behind the gateway, budgets, prices,
//! routes, and looking at all of it.

mod account;
mod activity;
mod budgets;
mod estimate;
mod ledger;
mod models;

pub(crate) use account::{account, asking, call};
pub use activity::{MOST_LINES, activity, calls, campaign_cost, export, pulse};
pub use budgets::{BudgetRequest, budgets, delete_budget, set_budget};
pub use estimate::{estimate_brief, estimate_fork};
pub(crate) use ledger::Book;
pub use ledger::sweep;
pub(crate) use models::unless_set_up;
pub use models::{PriceRequest, add_price, delete_price, models, set_region, set_route};

/// Millionths of a dollar, of dollars as they are typed, with a point or a comma; `None` when it is
/// no amount from 0 to `most`.
fn micros(text: &str, most: f64) -> Option<i64> {
    let typed = text.trim().trim_start_matches('$').replace(',', ".");
    let dollars: f64 = typed.parse().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "millionths of what `most` is in use fit"
    )]
    (0.0..=most)
        .contains(&dollars)
        .then(|| (dollars * 1_000_000.0).round() as i64)
}
