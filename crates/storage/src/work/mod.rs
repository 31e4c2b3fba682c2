//! From brief to plan: briefs, campaigns, runs with their steps, what happened, and
//! finding it again.

pub mod answers;
pub mod briefs;
pub mod campaigns;
pub mod events;
pub mod finder;
pub mod news;
pub mod questions;
pub mod readers;
pub mod runs;
pub mod steps;
pub mod variants;
pub mod wordings;
