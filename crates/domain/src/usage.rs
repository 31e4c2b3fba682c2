//! What a model call consumed: tokens and money.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Tokens a provider reported for one or more calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tokens {
    /// Tokens of the prompt, cached ones included.
    pub input: u64,
    /// Tokens of the answer, thinking included, as they are billed.
    pub output: u64,
}

impl std::ops::AddAssign for Tokens {
    fn add_assign(&mut self, other: Self) {
        self.input += other.input;
        self.output += other.output;
    }
}

/// Money in millionths of a US dollar. `None` where a [`Cost`] is optional means unknown, which
/// is never shown as zero.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(transparent)]
pub struct Cost(pub i64);

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let micros = self.0.unsigned_abs();
        write!(
            f,
            "{sign}${}.{:04}",
            micros / 1_000_000,
            micros % 1_000_000 / 100
        )
    }
}

/// The sum of the costs, unknown as soon as one of them is.
pub fn total(costs: impl IntoIterator<Item = Option<Cost>>) -> Option<Cost> {
    costs
        .into_iter()
        .try_fold(Cost(0), |sum, cost| Some(Cost(sum.0 + cost?.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unknown_cost_makes_the_total_unknown() {
        assert_eq!(total([Some(Cost(5)), None]), None);
        assert_eq!(total([Some(Cost(5)), Some(Cost(7))]), Some(Cost(12)));
        assert_eq!(total([]), Some(Cost(0)));
    }

    #[test]
    fn a_cost_reads_as_dollars() {
        assert_eq!(Cost(1_234_567).to_string(), "$1.2345");
        assert_eq!(Cost(0).to_string(), "$0.0000");
    }
}
