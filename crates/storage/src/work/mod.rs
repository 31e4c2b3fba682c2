//! From brief to plan: briefs, campaigns, runs with their steps, and what happened.

pub mod briefs;
pub mod campaigns;
pub mod events;
pub mod runs;
pub mod steps;
