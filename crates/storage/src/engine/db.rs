//! The database as the program sees it.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use domain::ids::{CampaignId, OrgId};
use sqlx::PgPool;
use tokio::{sync::broadcast, task::JoinHandle};

use super::{
    Error, OrgTx, SystemTx, Wakes,
    dialect::{Scope, postgres, sqlite},
    tx::{Inner, Tx},
    wake::Hub,
};

/// Where the data is kept.
#[derive(Clone, Debug)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// The most connections at a time; on SQLite the most readers, beside the one writer.
    pub max_connections: u32,
}

enum Pool {
    Sqlite(sqlite::Pools),
    Postgres(PgPool),
}

pub(super) struct Shared {
    pool: Pool,
    pub(super) hub: Hub,
    pub(super) statements: AtomicU64,
    listener: Mutex<Option<JoinHandle<()>>>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.stop_listening();
    }
}

impl Shared {
    fn stop_listening(&self) {
        let mut listener = self.listener.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(task) = listener.take() {
            task.abort();
        }
    }
}

/// The database. Cloning it is cheap and gives the same one.
#[derive(Clone)]
pub struct Db {
    shared: Arc<Shared>,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_sqlite() {
            "Db(sqlite)"
        } else {
            "Db(postgres)"
        })
    }
}

impl Db {
    /// Opens the database; a SQLite file is made if there is none, readable by its owner alone.
    ///
    /// # Errors
    /// [`Error::Address`] when the address is of neither engine, [`Error::Superuser`] when the
    /// PostgreSQL role goes round row-level security, [`Error::Unavailable`] when it is not there.
    pub async fn open(config: &Config) -> Result<Self, Error> {
        let url = config.url.as_str();
        let pool = match url.split_once(':') {
            Some(("sqlite", path)) => Pool::Sqlite(
                sqlite::Pools::open(path, config.max_connections, sqlite::Patience::default())
                    .await?,
            ),
            Some(("postgres" | "postgresql", _)) => {
                Pool::Postgres(postgres::open(url, config.max_connections).await?)
            }
            _ => return Err(Error::Address("it begins with sqlite: or postgres:".into())),
        };
        Ok(Self::over(pool))
    }

    fn over(pool: Pool) -> Self {
        let shared = Shared {
            pool,
            hub: Hub::new(),
            statements: AtomicU64::new(0),
            listener: Mutex::new(None),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Brings the tables up to date, then begins to hear other processes.
    ///
    /// # Errors
    /// [`Error::Migration`] with the cause; what was done before it stands, each migration whole.
    pub async fn migrate(&self) -> Result<(), Error> {
        match &self.shared.pool {
            Pool::Sqlite(pools) => {
                sqlx::migrate!("../../migrations/sqlite")
                    .run(&pools.writer)
                    .await?;
            }
            Pool::Postgres(pool) => {
                let mut connection = postgres::patient(pool).await?;
                sqlx::migrate!("../../migrations/postgres")
                    .run(&mut connection)
                    .await?;
                self.start_listening(pool).await?;
            }
        }
        Ok(())
    }

    async fn start_listening(&self, pool: &PgPool) -> Result<(), Error> {
        let ear = postgres::ear(pool).await?;
        let mut listener = self
            .shared
            .listener
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if listener.is_none() {
            let task = postgres::listen(ear, pool.clone(), Arc::downgrade(&self.shared));
            *listener = Some(tokio::spawn(task));
        }
        Ok(())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// Why it does not.
    pub async fn ping(&self) -> Result<(), Error> {
        let mut tx = self.system_read().await?;
        tx.sql("SELECT CAST(1 AS BIGINT) AS one")
            .value::<i64>("one")
            .await
            .map(|_| ())
    }

    /// Whether it is a SQLite file, which one process uses.
    pub fn is_sqlite(&self) -> bool {
        matches!(self.shared.pool, Pool::Sqlite(_))
    }

    /// Waits for transactions under way and closes every connection.
    pub async fn close(&self) {
        self.shared.stop_listening();
        match &self.shared.pool {
            Pool::Sqlite(pools) => pools.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }

    /// A transaction that reads one state of `org`'s data and may not change it.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn read(&self, org: OrgId) -> Result<OrgTx, Error> {
        Ok(OrgTx::new(self.begin(Scope::Org(org), false).await?, org))
    }

    /// A transaction that may change `org`'s data. On SQLite it waits for its turn to write.
    ///
    /// # Errors
    /// When its turn does not come, or no connection is to be had.
    pub async fn write(&self, org: OrgId) -> Result<OrgTx, Error> {
        Ok(OrgTx::new(self.begin(Scope::Org(org), true).await?, org))
    }

    /// A transaction for what precedes an organization, which may change data.
    ///
    /// # Errors
    /// As for [`Db::write`].
    pub async fn system(&self) -> Result<SystemTx, Error> {
        Ok(SystemTx::new(self.begin(Scope::System, true).await?))
    }

    /// A transaction for what precedes an organization, which only reads.
    ///
    /// # Errors
    /// As for [`Db::read`].
    pub async fn system_read(&self) -> Result<SystemTx, Error> {
        Ok(SystemTx::new(self.begin(Scope::System, false).await?))
    }

    async fn begin(&self, scope: Scope, write: bool) -> Result<Tx, Error> {
        let inner = match (&self.shared.pool, write) {
            (Pool::Sqlite(pools), true) => Inner::Sqlite(pools.write().await?),
            (Pool::Sqlite(pools), false) => Inner::Sqlite(pools.read().await?),
            (Pool::Postgres(pool), write) => {
                Inner::Postgres(postgres::begin(pool, scope, write).await?)
            }
        };
        Ok(Tx::new(inner, self.shared.clone()))
    }

    /// What wakes a worker from now on.
    pub fn wakes(&self) -> Wakes {
        self.shared.hub.wakes()
    }

    /// The campaigns that get events, as they are committed, by this process or another. Whoever
    /// lags behind looks into the database instead.
    pub fn subscribe(&self) -> broadcast::Receiver<CampaignId> {
        self.shared.hub.subscribe()
    }

    /// How many statements were sent so far, begin and commit left out.
    pub fn statements(&self) -> u64 {
        self.shared.statements.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests;
