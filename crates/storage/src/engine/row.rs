//! A row of either engine.

use sqlx::{
    ColumnIndex, Decode, Postgres, Row as _, Sqlite, Type, ValueRef as _, postgres::PgRow,
    sqlite::SqliteRow,
};
use uuid::Uuid;

use super::{Error, value::Field};

/// Something that is read from rows of one table.
pub(crate) trait Record: Sized {
    /// The table, for the message when a row cannot be read.
    const TABLE: &'static str;

    /// The record in `row`.
    fn read(row: &Row) -> Result<Self, Error>;
}

/// A row, with the table it came from.
pub(crate) enum Row {
    /// From SQLite.
    Sqlite(SqliteRow, &'static str),
    /// From PostgreSQL.
    Postgres(PgRow, &'static str),
}

impl Row {
    /// The value in `column`.
    pub(crate) fn get<T: Field>(&self, column: &'static str) -> Result<T, Error> {
        T::read(self, column).map_err(|detail| Error::Corrupt {
            table: self.table(),
            column,
            row: self.id(),
            detail,
        })
    }

    fn table(&self) -> &'static str {
        match self {
            Self::Sqlite(_, table) | Self::Postgres(_, table) => table,
        }
    }

    fn id(&self) -> String {
        self.native::<Uuid>("id")
            .map_or_else(|_| "without id".into(), |id| id.to_string())
    }

    pub(super) fn is_null(&self, column: &str) -> Result<bool, String> {
        let null = match self {
            Self::Sqlite(row, _) => row.try_get_raw(column).map(|value| value.is_null()),
            Self::Postgres(row, _) => row.try_get_raw(column).map(|value| value.is_null()),
        };
        null.map_err(|error| error.to_string())
    }

    pub(super) fn native<T>(&self, column: &str) -> Result<T, String>
    where
        T: for<'r> Decode<'r, Sqlite>
            + Type<Sqlite>
            + for<'r> Decode<'r, Postgres>
            + Type<Postgres>,
        for<'c> &'c str: ColumnIndex<SqliteRow> + ColumnIndex<PgRow>,
    {
        match self {
            Self::Sqlite(row, _) => row.try_get(column),
            Self::Postgres(row, _) => row.try_get(column),
        }
        .map_err(|error| error.to_string())
    }
}
