//! Databases for tests: each its own, gone when it is dropped.
//!
//! This file names only `storage` and `sqlx`, so that `storage`'s own tests can include it without
//! depending on what is built on top of them.

use std::{
    hash::BuildHasher as _,
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use storage::{Config, Db};

/// Where the tests find a PostgreSQL server; the role there makes and drops databases, and is no
/// superuser.
pub const POSTGRES_URL: &str = "HANDBILL_TEST_POSTGRES_URL";

/// An empty database with every table, for one test.
#[derive(Debug)]
pub struct TestDb {
    db: Db,
    url: String,
    home: Home,
}

#[derive(Debug)]
enum Home {
    Folder(PathBuf),
    Database { server: String, name: String },
}

impl TestDb {
    /// On SQLite, in a temporary folder.
    ///
    /// # Panics
    /// When the file cannot be made.
    pub async fn sqlite() -> Self {
        let folder = std::env::temp_dir().join(unique_name());
        let url = format!("sqlite:{}", folder.join("handbill.db").display());
        Self::open(url, Home::Folder(folder)).await
    }

    /// On PostgreSQL, in a database of its own on the server that `HANDBILL_TEST_POSTGRES_URL`
    /// names.
    ///
    /// # Panics
    /// When the variable is missing or the server refuses.
    pub async fn postgres() -> Self {
        let server = server();
        let name = unique_name();
        admin(
            &server,
            format!("CREATE DATABASE {name} TEMPLATE template0"),
        )
        .await;
        let (start, _) = server.rsplit_once('/').unwrap_or((&server, ""));
        let url = format!("{start}/{name}");
        Self::open(url, Home::Database { server, name }).await
    }

    async fn open(url: String, home: Home) -> Self {
        let config = Config {
            url: url.clone(),
            max_connections: 16,
        };
        let db = Db::open(&config)
            .await
            .unwrap_or_else(|error| panic!("{url} cannot be opened: {error:?}"));
        db.migrate()
            .await
            .unwrap_or_else(|error| panic!("{url} cannot be migrated: {error:?}"));
        Self { db, url, home }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Its address, to open it once more as another process would.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        match &self.home {
            // What is left in the temporary folder hurts nobody.
            Home::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            Home::Database { server, name } => {
                let (server, name) = (server.clone(), name.clone());
                // A thread of its own: a runtime cannot be entered from within another.
                let dropped = std::thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread()
                        .enable_all()
                        .build();
                    let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                    runtime.map(|runtime| runtime.block_on(admin(&server, statement)))
                });
                drop(dropped.join());
            }
        }
    }
}

fn server() -> String {
    match std::env::var(POSTGRES_URL) {
        Ok(url) if !url.is_empty() => url,
        _ => panic!(
            "{POSTGRES_URL} is not set, so nothing can be tested on PostgreSQL. Run `make test`, which starts a server, \
             or `scripts/postgres run -- cargo nextest run`."
        ),
    }
}

async fn admin(server: &str, statement: String) {
    let mut connection = PgConnection::connect(server).await.unwrap_or_else(|error| {
        panic!("the PostgreSQL server of {POSTGRES_URL} does not answer: {error}")
    });
    if let Err(error) = connection
        .execute(sqlx::raw_sql(AssertSqlSafe(statement.clone())))
        .await
    {
        panic!("{statement}: {error}");
    }
}

fn unique_name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let process = std::process::id();
    let random = std::hash::RandomState::new().hash_one(process);
    format!(
        "handbill_test_{process}_{}_{random:x}",
        COUNT.fetch_add(1, Ordering::Relaxed)
    )
}
