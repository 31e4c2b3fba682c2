//! One statement with its values, for whichever engine the transaction runs on.

use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::{Database, PgConnection, Postgres, SqlStr, Sqlite, SqliteConnection, query::Query};

use super::{
    Error, Record, Row, count,
    value::{Field, Value},
};

type Bound<DB> = Query<'static, DB, <DB as Database>::Arguments>;

enum Kind<'t> {
    Sqlite(Bound<Sqlite>, &'t mut SqliteConnection),
    Postgres(Bound<Postgres>, &'t mut PgConnection),
}

/// Where a statement notes that it ran, and whether it failed.
pub(super) struct Ledger<'t> {
    /// Statements of this database so far.
    pub(super) statements: &'t AtomicU64,
    /// Whether the transaction can no longer be committed.
    pub(super) failed: &'t mut bool,
}

/// A statement that has not been sent yet.
#[must_use = "a statement does nothing before it is sent"]
pub(crate) struct Statement<'t> {
    kind: Kind<'t>,
    ledger: Ledger<'t>,
}

impl<'t> Statement<'t> {
    pub(super) fn sqlite(
        text: SqlStr,
        connection: &'t mut SqliteConnection,
        ledger: Ledger<'t>,
    ) -> Self {
        Self {
            kind: Kind::Sqlite(sqlx::query(text), connection),
            ledger,
        }
    }

    pub(super) fn postgres(
        text: SqlStr,
        connection: &'t mut PgConnection,
        ledger: Ledger<'t>,
    ) -> Self {
        Self {
            kind: Kind::Postgres(sqlx::query(text), connection),
            ledger,
        }
    }

    /// Binds the next value.
    pub(crate) fn bind(self, value: impl Value) -> Self {
        let kind = match self.kind {
            Kind::Sqlite(query, connection) => Kind::Sqlite(query.bind(value.sqlite()), connection),
            Kind::Postgres(query, connection) => {
                Kind::Postgres(query.bind(value.postgres()), connection)
            }
        };
        Self { kind, ..self }
    }

    /// Sends it; the number of rows it changed.
    pub(crate) async fn execute(self) -> Result<u64, Error> {
        let Self { kind, mut ledger } = self;
        let result = match kind {
            Kind::Sqlite(query, connection) => query
                .execute(connection)
                .await
                .map(|done| done.rows_affected()),
            Kind::Postgres(query, connection) => query
                .execute(connection)
                .await
                .map(|done| done.rows_affected()),
        };
        ledger.enter(result)
    }

    /// Sends it; whether it changed a row.
    pub(crate) async fn changed(self) -> Result<bool, Error> {
        self.execute().await.map(|rows| rows > 0)
    }

    /// Sends it; every row as a record.
    pub(crate) async fn all<R: Record>(self) -> Result<Vec<R>, Error> {
        self.rows(R::TABLE).await?.iter().map(R::read).collect()
    }

    /// Sends it; the first row as a record.
    pub(crate) async fn first<R: Record>(self) -> Result<Option<R>, Error> {
        self.row(R::TABLE).await?.as_ref().map(R::read).transpose()
    }

    /// Sends it; one column of the first row.
    pub(crate) async fn value<T: Field>(self, column: &'static str) -> Result<Option<T>, Error> {
        self.row("a result")
            .await?
            .map(|row| row.get(column))
            .transpose()
    }

    /// Sends it; one column of every row.
    pub(crate) async fn values<T: Field>(self, column: &'static str) -> Result<Vec<T>, Error> {
        self.rows("a result")
            .await?
            .iter()
            .map(|row| row.get(column))
            .collect()
    }

    async fn row(self, table: &'static str) -> Result<Option<Row>, Error> {
        let Self { kind, mut ledger } = self;
        let result = match kind {
            Kind::Sqlite(query, connection) => query
                .fetch_optional(connection)
                .await
                .map(|row| row.map(|row| Row::Sqlite(row, table))),
            Kind::Postgres(query, connection) => query
                .fetch_optional(connection)
                .await
                .map(|row| row.map(|row| Row::Postgres(row, table))),
        };
        ledger.enter(result)
    }

    async fn rows(self, table: &'static str) -> Result<Vec<Row>, Error> {
        let Self { kind, mut ledger } = self;
        let result = match kind {
            Kind::Sqlite(query, connection) => query.fetch_all(connection).await.map(|rows| {
                rows.into_iter()
                    .map(|row| Row::Sqlite(row, table))
                    .collect()
            }),
            Kind::Postgres(query, connection) => query.fetch_all(connection).await.map(|rows| {
                rows.into_iter()
                    .map(|row| Row::Postgres(row, table))
                    .collect()
            }),
        };
        ledger.enter(result)
    }
}

impl Ledger<'_> {
    fn enter<T>(&mut self, result: Result<T, sqlx::Error>) -> Result<T, Error> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        count::note();
        result.map_err(|error| {
            *self.failed = true;
            error.into()
        })
    }
}
