//! SQLite: one file, one writer, many readers.

use std::{
    future::ready,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
    time::Duration,
};

use sqlx::{
    Connection as _, Sqlite, SqliteConnection, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::super::Error;

/// How long is waited before the answer is "busy".
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Patience {
    /// For another process, such as a backup, to let go of the file.
    pub(in super::super) file: Duration,
    /// For the turn within this process.
    pub(in super::super) turn: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            file: Duration::from_secs(5),
            turn: Duration::from_secs(10),
        }
    }
}

/// The pools of one file.
#[derive(Clone, Debug)]
pub(in super::super) struct Pools {
    /// One connection: SQLite has one writer, and whoever waits for it here gets no `SQLITE_BUSY`.
    pub(in super::super) writer: SqlitePool,
    /// Connections that may not write.
    pub(in super::super) readers: SqlitePool,
}

impl Pools {
    /// Opens the file at `path`; makes it, and the folders above it, if there is none.
    pub(in super::super) async fn open(
        path: &str,
        readers: u32,
        patience: Patience,
    ) -> Result<Self, Error> {
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path.contains(":memory:") {
            return Err(Error::Address(
                "give the path of a file, such as sqlite:data/handbill.db".into(),
            ));
        }
        make_private(Path::new(path))?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .foreign_keys(true)
            .busy_timeout(patience.file)
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-8192");
        let write = options
            .clone()
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .pragma("journal_size_limit", "67108864")
            .optimize_on_close(true, 400);
        let pool = SqlitePoolOptions::new()
            .acquire_timeout(patience.turn)
            .idle_timeout(None)
            .max_lifetime(None);
        let pool = pool
            .test_before_acquire(false)
            .before_acquire(|connection, _| Box::pin(ready(Ok(is_usable(connection)))));
        // The writer first: it makes the file a WAL database before anybody reads it.
        let writer = pool
            .clone()
            .max_connections(1)
            .min_connections(1)
            .connect_with(write)
            .await?;
        let readers = pool
            .max_connections(readers.max(1))
            .connect_lazy_with(options.pragma("query_only", "on"));
        Ok(Self { writer, readers })
    }

    pub(in super::super) async fn read(&self) -> Result<Transaction<'static, Sqlite>, Error> {
        Ok(self.readers.begin().await?)
    }

    pub(in super::super) async fn write(&self) -> Result<Transaction<'static, Sqlite>, Error> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    pub(in super::super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// SQLite itself rolls a transaction back when the disk is full, and then refuses the ROLLBACK that
/// follows, so that the driver believes for ever that the transaction goes on. Such a connection is
/// thrown away.
fn is_usable(connection: &SqliteConnection) -> bool {
    !connection.is_in_transaction()
}

/// Makes the file readable by its owner alone; SQLite gives its side files the same mode.
fn make_private(path: &Path) -> Result<(), Error> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    match std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
    {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
}
