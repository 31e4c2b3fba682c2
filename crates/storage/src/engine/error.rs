//! What can go wrong, by what the caller can do about it.

/// The cause as the driver reported it: for the log, never for a client.
pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why a statement or a transaction failed. Whatever it was, the transaction is over.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else holds what is needed, or two transactions were in each other's way. Trying
    /// again soon makes sense.
    #[error("the database is busy")]
    Busy(#[source] Source),
    /// The disk is full, or the database may not be written to.
    #[error("the database cannot write: is the disk full?")]
    Full(#[source] Source),
    /// The database does not answer.
    #[error("the database cannot be reached")]
    Unavailable(#[source] Source),
    /// There is such a row already.
    #[error("there is one already: {constraint}")]
    Conflict {
        /// What has to be unique, as `table.column` with further columns divided by commas.
        constraint: String,
    },
    /// A row refers to one that is not there, or that belongs to another organization.
    #[error("it refers to something that is not there: {constraint}")]
    Missing {
        /// The reference as the engine names it; SQLite does not name any.
        constraint: String,
    },
    /// A row holds what cannot be read.
    #[error("row {row} of {table} cannot be read: {column}: {detail}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's id, if it has one.
        row: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The tables could not be brought up to date.
    #[error("the database's tables could not be brought up to date")]
    Migration(#[source] Source),
    /// The role goes round row-level security, so that one organization could see another's rows.
    #[error(
        "the PostgreSQL role \"{role}\" goes round row-level security, so Handbill does not connect as it. \
         Make a role of its own and put it into the address: \
         CREATE ROLE handbill LOGIN PASSWORD '…' NOSUPERUSER NOBYPASSRLS; CREATE DATABASE handbill OWNER handbill;"
    )]
    Superuser {
        /// The role's name.
        role: String,
    },
    /// The address names no database that Handbill knows.
    #[error("the database address is not understood: {0}")]
    Address(String),
    /// Anything else; a fault of ours.
    #[error("the database refused a statement")]
    Other(#[source] Source),
}

impl Error {
    /// Whether the database, rather than the request, is the reason, so that the same request may
    /// succeed later.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Busy(_) | Self::Full(_) | Self::Unavailable(_))
    }

    /// A commit was asked for after a statement had failed.
    pub(super) fn after_failure() -> Self {
        Self::Other("a statement of this transaction has failed, so nothing of it is kept".into())
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match error {
            E::Database(cause) => from_engine(cause),
            E::PoolTimedOut => Self::Busy(Box::new(E::PoolTimedOut)),
            E::Io(cause) => Self::from(cause),
            cause @ (E::PoolClosed | E::WorkerCrashed | E::Tls(_) | E::BeginFailed) => {
                Self::Unavailable(Box::new(cause))
            }
            cause => Self::Other(Box::new(cause)),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as K;
        match error.kind() {
            K::StorageFull | K::QuotaExceeded | K::ReadOnlyFilesystem => {
                Self::Full(Box::new(error))
            }
            _ => Self::Unavailable(Box::new(error)),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(cause) => match Self::from(cause) {
                unavailable if unavailable.is_unavailable() => unavailable,
                other => Self::Migration(Box::new(other)),
            },
            cause => Self::Migration(Box::new(cause)),
        }
    }
}

fn from_engine(cause: Box<dyn sqlx::error::DatabaseError>) -> Error {
    let code = cause
        .code()
        .map(std::borrow::Cow::into_owned)
        .unwrap_or_default();
    if cause
        .try_downcast_ref::<sqlx::postgres::PgDatabaseError>()
        .is_some()
    {
        from_postgres(&code, cause)
    } else {
        from_sqlite(&code, cause)
    }
}

/// By the primary result code, which is the low byte of the extended one
/// (sqlite.org/rescode.html).
fn from_sqlite(code: &str, cause: Box<dyn sqlx::error::DatabaseError>) -> Error {
    const FOREIGN_KEY: i64 = 787;
    const PRIMARY_KEY: i64 = 1555;
    const UNIQUE: i64 = 2067;
    let code: i64 = code.parse().unwrap_or_default();
    match (code, code & 0xff) {
        (PRIMARY_KEY | UNIQUE, _) => {
            let message = cause.message();
            let columns = message
                .rsplit_once("failed: ")
                .map_or(message, |(_, columns)| columns);
            Error::Conflict {
                constraint: columns.to_owned(),
            }
        }
        (FOREIGN_KEY, _) => Error::Missing {
            constraint: "a foreign key".into(),
        },
        // BUSY, LOCKED, PROTOCOL
        (_, 5 | 6 | 15) => Error::Busy(cause.into_error()),
        // READONLY, IOERR, FULL
        (_, 8 | 10 | 13) => Error::Full(cause.into_error()),
        // PERM, CORRUPT, CANTOPEN, NOTADB
        (_, 3 | 11 | 14 | 26) => Error::Unavailable(cause.into_error()),
        _ => Error::Other(cause.into_error()),
    }
}

/// By SQLSTATE (PostgreSQL's manual, appendix A).
fn from_postgres(code: &str, cause: Box<dyn sqlx::error::DatabaseError>) -> Error {
    match code {
        "23505" => Error::Conflict {
            constraint: spoken(cause.constraint()),
        },
        "23503" => Error::Missing {
            constraint: spoken(cause.constraint()),
        },
        // serialization failure, deadlock, lock timeout, cancelled by a timeout, too many clients
        "40001" | "40P01" | "55P03" | "57014" | "53300" => Error::Busy(cause.into_error()),
        // disk full, out of memory, limit exceeded, read-only
        "53100" | "53200" | "53400" | "25006" => Error::Full(cause.into_error()),
        // shutdown, crash, starting up, idle for too long; class 08: connection
        "57P01" | "57P02" | "57P03" | "57P05" | "25P03" => Error::Unavailable(cause.into_error()),
        code if code.starts_with("08") || code.starts_with("28") || code.starts_with("3D") => {
            Error::Unavailable(cause.into_error())
        }
        _ => Error::Other(cause.into_error()),
    }
}

/// A constraint's name `table__one__two` the way SQLite reports it: `table.one, table.two`.
fn spoken(constraint: Option<&str>) -> String {
    let mut parts = constraint.unwrap_or_default().split("__");
    let table = parts.next().unwrap_or_default();
    let columns: Vec<_> = parts.map(|column| format!("{table}.{column}")).collect();
    if columns.is_empty() {
        table.to_owned()
    } else {
        columns.join(", ")
    }
}
