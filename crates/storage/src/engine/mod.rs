//! Connections, transactions, values and errors: everything that knows there are two engines.

mod count;
mod db;
mod dialect;
mod error;
mod row;
mod statement;
mod tx;
mod value;
mod wake;

pub use count::counted;
pub use db::{Config, Db};
pub(crate) use dialect::{Dialect, placeholders};
pub use error::{Error, Source};
pub(crate) use row::{Record, Row};
pub(crate) use statement::Statement;
pub use tx::{OrgTx, SystemTx};
pub(crate) use value::{Doc, Json};
pub use wake::Wakes;
