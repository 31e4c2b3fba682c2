//! Where the engines differ: how a transaction begins, how rows are locked, how other processes
//! are told, how a pool is opened.

pub(super) mod postgres;
pub(super) mod sqlite;

use domain::ids::OrgId;

/// Tells other processes; PostgreSQL only.
pub(super) const NOTIFY: &str = "SELECT pg_notify('handbill', $1)";

/// Whom a transaction is for.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    Org(OrgId),
    System,
}

/// The engine a transaction runs on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// SQLite, whose one writer needs no row locks.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Dialect {
    /// Ends a SELECT so that its rows stay as they are until the commit.
    pub(crate) fn for_update(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE",
        }
    }

    /// The UTC day of the instant in `column`, as `2026-11-27`.
    pub(crate) fn day_of(self, column: &str) -> String {
        match self {
            Self::Sqlite => format!("strftime('%Y-%m-%d', {column} / 1000000, 'unixepoch')"),
            Self::Postgres => format!("to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD')"),
        }
    }

    /// The instant `at` later by as many half seconds as `halves` says.
    pub(crate) fn plus_half_seconds(self, at: &str, halves: &str) -> String {
        match self {
            Self::Sqlite => format!("{at} + ({halves}) * 500000"),
            Self::Postgres => format!("{at} + ({halves}) * INTERVAL '0.5 seconds'"),
        }
    }

    /// Ends a SELECT that takes only rows which nobody else is taking.
    pub(crate) fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => " FOR UPDATE SKIP LOCKED",
        }
    }
}

/// `$first, …` for `count` values.
pub(crate) fn placeholders(first: usize, count: usize) -> String {
    (first..first + count)
        .map(|number| format!("${number}"))
        .collect::<Vec<_>>()
        .join(", ")
}
