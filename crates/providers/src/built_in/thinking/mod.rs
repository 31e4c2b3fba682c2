//! Strategy and plan from what brief and page say.

pub(super) mod plan;
pub(super) mod strategy;
