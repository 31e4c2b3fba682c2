//! The server is killed at random moments of runs, and every run ends whole.
//!
//! `HANDBILL_CRASHES` sets how often (25 by default, so that every change pays for it; `make bench`
//! kills more often on each database and prints the figures).

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing here fails the test, as it should"
)]

mod ground;
mod made;
mod text;

use std::time::Duration;

/// How long simulated models think: long enough that most kills hit a call.
const THINKING: Duration = Duration::from_millis(60);
