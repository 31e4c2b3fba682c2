//! What model calls cost and how far they may go: the ledger, budgets, prices and routes.

pub mod budgets;
pub mod calls;
pub mod prices;
pub mod provider_keys;
pub mod routes;
