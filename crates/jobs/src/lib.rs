//! Runs queued work: leases jobs from the database, keeps their leases alive, hands each to its
//! handler, and puts back what may succeed later.
//!
//! To add a kind of job: a constant and a use case in `usecases`, and a line in [`dispatch`].

mod dispatch;
mod worker;

pub use worker::{Worker, WorkerConfig};
