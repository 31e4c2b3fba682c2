//! Work to be done later, and requests that must not be done twice.

pub mod idempotency;
pub mod jobs;
