//! What Handbill keeps, on SQLite and on PostgreSQL, from one SQL text.
//!
//! [`Db`] opens transactions: [`Db::read`] and [`Db::write`] give an [`OrgTx`] that sees one
//! organization, [`Db::system`] a [`SystemTx`] for what comes before an organization is known
//! (sign-in, sessions, tokens, the queue). Every function takes one of the two, so none can be
//! called without saying whose data it is about. `OrgTx::sql` binds the organization as `$1` and
//! every statement compares it; row-level security on PostgreSQL is the second lock, not the first.
//!
//! `None` and `false` mean "not there, or not in this state"; an [`Error`] means that the
//! transaction is over: drop it, which rolls it back. No sqlx type leaves this crate; it may
//! import `domain` and nothing else of ours.
//!
//! To add a table: a migration of the same name for both engines under `migrations/`, with row
//! level security in PostgreSQL's; a file of functions beside its neighbours; and its place in
//! the contract suite under `tests/`, which runs each function on both engines.

mod engine;
mod identity;
mod queue;
mod review;
mod spending;
mod tools;
mod voice;
mod work;

pub use engine::{Config, Db, Error, OrgTx, Source, SystemTx, Wakes, counted};
pub use identity::{accounts, brands, sessions, tokens};
pub use queue::{idempotency, jobs};
pub use review::{assets, decisions, made_images, posts, search, vectors, versions, videos};
pub use spending::{budgets, calls, prices, provider_keys, routes};
pub use tools::{terms, tool_uses};
pub use voice::{golden, samples, trials, voices};
pub use work::{
    answers, briefs, campaigns, events, finder, news, questions, readers, runs, steps, variants,
    wordings,
};
