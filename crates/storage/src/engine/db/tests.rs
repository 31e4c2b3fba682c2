//! What only shows with a database that is in somebody's way: locked, full, busy.

use std::{path::PathBuf, time::Duration};

use domain::{
    access::Role,
    ids::{BrandId, OrgId, UserId},
    time::Timestamp,
};
use sqlx::{Connection as _, Executor as _, SqliteConnection};
use uuid::Uuid;

use super::*;
use crate::{accounts, brands};

const ORG: OrgId = OrgId(Uuid::from_u128(1));
const AT: Timestamp = Timestamp(0);

/// A SQLite database that loses patience soon, and its folder.
struct Impatient {
    db: Db,
    folder: PathBuf,
}

impl Impatient {
    async fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("handbill_test_{}_{name}", std::process::id()));
        let patience = sqlite::Patience {
            file: Duration::from_millis(1),
            turn: Duration::from_secs(3),
        };
        let path = folder.join("a/b.db");
        let pools = sqlite::Pools::open(path.to_str().unwrap(), 2, patience)
            .await
            .unwrap();
        let db = Db::over(Pool::Sqlite(pools));
        db.migrate().await.unwrap();
        let mut tx = db.system().await.unwrap();
        accounts::insert_org(&mut tx, ORG, "Org", AT).await.unwrap();
        tx.commit().await.unwrap();
        Self { db, folder }
    }

    async fn pragma(&self, text: &'static str) {
        let Pool::Sqlite(pools) = &self.db.shared.pool else {
            unreachable!()
        };
        pools.writer.execute(text).await.unwrap();
    }
}

impl Drop for Impatient {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

#[tokio::test]
async fn the_file_is_readable_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let test = Impatient::new("mode").await;
    for name in ["a/b.db", "a/b.db-wal", "a/b.db-shm"] {
        let mode = std::fs::metadata(test.folder.join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn a_file_that_another_process_holds_is_busy_for_writers_and_open_to_readers() {
    let test = Impatient::new("locked").await;
    let path = test.folder.join("a/b.db");
    let mut other = SqliteConnection::connect(path.to_str().unwrap())
        .await
        .unwrap();
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    let error = test.db.write(ORG).await.map(drop).unwrap_err();
    assert!(
        matches!(error, Error::Busy(_)) && error.is_unavailable(),
        "{error:?}"
    );
    assert_eq!(
        brands::default(&mut test.db.read(ORG).await.unwrap())
            .await
            .unwrap(),
        None
    );
    other.execute("ROLLBACK").await.unwrap();
    test.db.write(ORG).await.unwrap().commit().await.unwrap();
}

#[tokio::test]
async fn a_turn_that_does_not_come_is_busy() {
    let test = Impatient::new("turn").await;
    let first = test.db.write(ORG).await.unwrap();
    let second = test.db.write(ORG).await.map(drop);
    assert!(matches!(second, Err(Error::Busy(_))), "{second:?}");
    drop(first);
}

#[tokio::test]
async fn a_full_disk_is_said_and_leaves_no_half_written_work() {
    let test = Impatient::new("full").await;
    test.pragma("PRAGMA max_page_count = 1").await;
    let mut tx = test.db.write(ORG).await.unwrap();
    brands::insert(&mut tx, BrandId(Uuid::from_u128(2)), "Fits", AT)
        .await
        .unwrap();
    let long = "x".repeat(1 << 20);
    let full = brands::insert(&mut tx, BrandId(Uuid::from_u128(3)), &long, AT).await;
    assert!(matches!(&full, Err(Error::Full(_))), "{full:?}");
    assert!(full.unwrap_err().is_unavailable());
    assert!(tx.commit().await.is_err());
    assert_eq!(
        brands::default(&mut test.db.read(ORG).await.unwrap())
            .await
            .unwrap(),
        None
    );

    test.pragma("PRAGMA max_page_count = 100000").await;
    let mut tx = test.db.write(ORG).await.unwrap();
    brands::insert(&mut tx, BrandId(Uuid::from_u128(3)), &long, AT)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn of_first_visitors_at_the_same_moment_one_becomes_owner() {
    let folder = std::env::temp_dir().join(format!("handbill_test_{}_first", std::process::id()));
    let url = format!("sqlite:{}", folder.join("x.db").display());
    let db = Db::open(&Config {
        url,
        max_connections: 4,
    })
    .await
    .unwrap();
    db.migrate().await.unwrap();
    assert!(
        !accounts::has_any(&mut db.system_read().await.unwrap())
            .await
            .unwrap()
    );
    let visitors: Vec<_> = (1..=6u128)
        .map(|number| {
            let db = db.clone();
            tokio::spawn(async move {
                let org = OrgId(Uuid::from_u128(number));
                let mut tx = db.system().await?;
                accounts::insert_org(&mut tx, org, "Org", AT).await?;
                let user = accounts::User {
                    id: UserId(org.0),
                    org,
                    email: format!("{number}@example.com"),
                    name: "V".into(),
                    role: Role::Owner,
                    password_hash: String::new(),
                };
                accounts::insert_user(&mut tx, &user, AT).await?;
                tx.commit().await
            })
        })
        .collect();
    let mut owners = 0;
    for visitor in visitors {
        match visitor.await.unwrap() {
            Ok(()) => owners += 1,
            Err(error) => assert!(matches!(error, Error::Conflict { .. }), "{error:?}"),
        }
    }
    assert_eq!(owners, 1);
    drop(std::fs::remove_dir_all(folder));
}

#[tokio::test]
async fn an_address_of_neither_engine_is_refused_in_a_sentence() {
    for url in ["mysql://x", "handbill.db", "sqlite:", "sqlite::memory:"] {
        let refused = Db::open(&Config {
            url: url.into(),
            max_connections: 1,
        })
        .await;
        assert!(
            matches!(&refused, Err(Error::Address(_))),
            "{url}: {refused:?}"
        );
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_unavailable() {
    let refused = Db::open(&Config {
        url: "sqlite:/dev/null/x.db".into(),
        max_connections: 1,
    })
    .await;
    assert!(
        matches!(&refused, Err(Error::Unavailable(_))),
        "{refused:?}"
    );
}
