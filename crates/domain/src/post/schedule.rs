//! Moving a post to another day. The day belongs to the plan and not to the content: it is no part
//! of the hash that approvals bind to, so an approval outlives the move.

use crate::{
    problem::{FieldProblem, Problem},
    time::Day,
};

/// Days before today (UTC) that can still be chosen: somewhere it is yesterday.
const DAYS_BACK: i64 = 1;
/// Days from today that can be planned.
const DAYS_AHEAD: i64 = 730;

/// `day`, if a post can be planned for it `today`.
///
/// # Errors
/// [`crate::problem::Code::InvalidInput`] for a day that has passed or is more than two years
/// away.
pub fn reschedule(day: Day, today: Day) -> Result<Day, Problem> {
    let away = today.days_until(day);
    let message = if away < -DAYS_BACK {
        "This day has passed. Choose today or a later day."
    } else if away > DAYS_AHEAD {
        "This day is more than two years away. Choose an earlier one."
    } else {
        return Ok(day);
    };
    Err(Problem::fields(vec![FieldProblem::new(
        "publish_on",
        message,
    )]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_has_passed_or_lies_far_ahead_is_refused() {
        let today: Day = "2026-11-23".parse().unwrap();
        for (days, allowed) in [
            (-2, false),
            (-1, true),
            (0, true),
            (730, true),
            (731, false),
        ] {
            assert_eq!(
                reschedule(today.plus(days), today).is_ok(),
                allowed,
                "{days}"
            );
        }
    }
}
