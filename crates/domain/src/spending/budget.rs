//! Budgets: what may be spent, on what, and how long. They refuse before money is spent.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{time::Day, usage::Cost};

/// What a budget holds for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BudgetScope {
    /// Everything the organization does.
    Organization,
    /// One brand.
    Brand,
    /// One campaign.
    Campaign,
    /// What one person asked for.
    Person,
}

impl BudgetScope {
    /// Every scope, the widest first.
    pub const ALL: &'static [Self] = &[
        Self::Organization,
        Self::Brand,
        Self::Campaign,
        Self::Person,
    ];

    /// The scope as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Brand => "brand",
            Self::Campaign => "campaign",
            Self::Person => "person",
        }
    }
}

impl std::str::FromStr for BudgetScope {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|scope| scope.slug() == slug)
            .ok_or(())
    }
}

/// How long a budget lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A calendar month in UTC; what was spent in an earlier one does not count.
    Month,
    /// Once for all.
    Whole,
}

impl Period {
    /// Every period.
    pub const ALL: &'static [Self] = &[Self::Month, Self::Whole];

    /// The period as it is stored and sent.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Whole => "whole",
        }
    }

    /// The number of the period that `day` lies in: months since the year 0, or always the same.
    pub fn number(self, day: Day) -> i64 {
        match self {
            Self::Month => i64::from(day.0.year()) * 12 + i64::from(u8::from(day.0.month())) - 1,
            Self::Whole => 0,
        }
    }
}

impl std::str::FromStr for Period {
    type Err = ();

    fn from_str(slug: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|period| period.slug() == slug)
            .ok_or(())
    }
}

/// How a budget stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What may be spent.
    pub amount: Cost,
    /// What was spent in the period.
    pub spent: Cost,
    /// The most that calls under way may cost.
    pub reserved: Cost,
}

/// Why a budget does not let a call through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The call may cost more than is left.
    TooLittle {
        /// What is left.
        left: Cost,
        /// The most the call may cost.
        needed: Cost,
    },
    /// What the call costs is not known, so no budget can hold.
    Unpriced,
}

impl Budget {
    /// What can still be given out.
    pub fn left(&self) -> Cost {
        Cost((self.amount.0 - self.spent.0 - self.reserved.0).max(0))
    }

    /// Sets aside the most that a call may cost.
    ///
    /// # Errors
    /// When it may cost more than is left, or nobody knows what it costs.
    pub fn reserve(&mut self, most: Option<Cost>) -> Result<(), Refused> {
        let needed = most.ok_or(Refused::Unpriced)?;
        let left = self.left();
        if needed > left {
            return Err(Refused::TooLittle { left, needed });
        }
        self.reserved.0 += needed.0;
        Ok(())
    }

    /// Puts what a call did cost in the place of what was set aside for it. A cost that nobody
    /// knows counts as the most it may have been.
    pub fn settle(&mut self, reserved: Cost, cost: Option<Cost>) {
        self.reserved.0 = (self.reserved.0 - reserved.0).max(0);
        self.spent.0 += cost.unwrap_or(reserved).0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_month_follows_the_calendar_and_a_whole_budget_does_not() {
        let number = |period: Period, day: &str| period.number(day.parse().unwrap());
        assert_ne!(
            number(Period::Month, "2026-11-30"),
            number(Period::Month, "2026-12-01")
        );
        assert_eq!(
            number(Period::Month, "2026-12-31") + 1,
            number(Period::Month, "2027-01-01")
        );
        assert_eq!(
            number(Period::Whole, "2026-11-30"),
            number(Period::Whole, "2031-01-01")
        );
    }

    #[test]
    fn a_call_of_unknown_cost_is_refused_and_one_that_ends_so_counts_as_the_most() {
        let mut budget = Budget {
            amount: Cost(100),
            spent: Cost(0),
            reserved: Cost(0),
        };
        assert_eq!(budget.reserve(None), Err(Refused::Unpriced));
        budget.reserve(Some(Cost(60))).unwrap();
        assert_eq!(
            budget.reserve(Some(Cost(41))),
            Err(Refused::TooLittle {
                left: Cost(40),
                needed: Cost(41)
            })
        );
        budget.settle(Cost(60), None);
        assert_eq!((budget.spent, budget.reserved), (Cost(60), Cost(0)));
    }

    proptest! {
        #[test]
        fn whatever_calls_come_and_go_no_more_is_spent_than_allowed(
            amount in 0_i64..10_000,
            calls in prop::collection::vec((0_i64..500, 0_i64..=100, any::<bool>()), 0..60),
        ) {
            let mut budget = Budget { amount: Cost(amount), spent: Cost(0), reserved: Cost(0) };
            let mut open = Vec::new();
            for (most, share, settle_one) in calls {
                if budget.reserve(Some(Cost(most))).is_ok() {
                    open.push((Cost(most), Cost(most * share / 100)));
                }
                if settle_one && let Some((most, cost)) = open.pop() {
                    budget.settle(most, Some(cost));
                }
                prop_assert!(budget.spent.0 + budget.reserved.0 <= amount);
            }
            for (most, cost) in open {
                budget.settle(most, Some(cost));
            }
            prop_assert!(budget.spent.0 <= amount && budget.reserved == Cost(0));
        }
    }
}
