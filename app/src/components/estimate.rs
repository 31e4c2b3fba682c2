//! What work will cost, in a line.

use domain::spending::RunEstimate;

use super::labels;
use crate::text::text;

/// About what it will cost, and how one knows.
pub fn estimated(estimate: &RunEstimate) -> String {
    let models = estimate.models.join(", ");
    let calls = estimate.calls;
    let cost = match estimate.cost {
        Some(cost) if cost.0 == 0 => text!(estimate.free).to_owned(),
        Some(cost) => text!(estimate.about, cost = cost.to_string()),
        None => text!(estimate.unknown).to_owned(),
    };
    let known_by = match (estimate.cost, estimate.measured) {
        (Some(cost), 0) if cost.0 > 0 => text!(estimate.usual).to_owned(),
        (Some(cost), calls) if cost.0 > 0 => {
            text!(estimate.measured, calls = labels::grouped(calls))
        }
        _ => String::new(),
    };
    let asks = text!(estimate.asks, calls = calls, models = models);
    [cost, asks, known_by]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
