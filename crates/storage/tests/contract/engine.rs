//! Transactions, snapshots, instants, migrations and what passes between processes.

use std::{collections::BTreeSet, path::Path, time::Duration};

use domain::{
    brief::BriefDraft,
    event::Happening,
    ids::{BrandId, BriefId, JobId},
    run::RunState,
    time::Timestamp,
};
use proptest::{prelude::*, test_runner::TestRunner};
use sqlx::{Connection as _, Executor as _, PgConnection};
use storage::{
    Config, Db, Error, brands, briefs, campaigns, counted, events,
    jobs::{self, NewJob},
    runs,
};

use crate::{
    db::TestDb,
    on_both, raw,
    world::{START, World, after, fresh},
};

on_both!(
    nothing_of_a_dropped_transaction_is_kept,
    a_reader_sees_one_state_and_changes_nothing,
    statements_are_counted,
    migrating_twice_changes_nothing,
    a_nul_character_is_refused,
    an_open_database_answers_and_a_closed_one_does_not,
    instants_come_back_to_the_microsecond_and_in_order,
);

async fn nothing_of_a_dropped_transaction_is_kept(world: World) {
    let (campaign, _) = world.campaign().await;
    let mut tx = world.write().await;
    events::append(
        &mut tx,
        campaign,
        &Happening::Run {
            state: RunState::Done,
        },
        START,
    )
    .await
    .unwrap();
    drop(tx);
    assert!(
        events::after(&mut world.read().await, campaign, 0, 9)
            .await
            .unwrap()
            .is_empty()
    );
}

async fn a_reader_sees_one_state_and_changes_nothing(world: World) {
    let (campaign, _) = world.campaign().await;
    let mut reader = world.read().await;
    assert_eq!(reader.org(), world.org);
    assert_eq!(
        campaigns::get(&mut reader, campaign)
            .await
            .unwrap()
            .unwrap()
            .last_event,
        0
    );
    let mut tx = world.write().await;
    events::append(
        &mut tx,
        campaign,
        &Happening::Run {
            state: RunState::Done,
        },
        START,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        campaigns::get(&mut reader, campaign)
            .await
            .unwrap()
            .unwrap()
            .last_event,
        0
    );
    assert!(
        campaigns::touch(&mut reader, campaign, after(1))
            .await
            .is_err()
    );
    assert_eq!(
        campaigns::get(&mut world.read().await, campaign)
            .await
            .unwrap()
            .unwrap()
            .last_event,
        1
    );
}

async fn statements_are_counted(world: World) {
    let before = world.db().statements();
    let ((), statements) = counted(async {
        let mut tx = world.read().await;
        campaigns::list(&mut tx, None, 9).await.unwrap();
        brands::default(&mut tx).await.unwrap();
    })
    .await;
    assert_eq!((statements, world.db().statements() - before), (2, 2));
}

async fn migrating_twice_changes_nothing(world: World) {
    world.db().migrate().await.unwrap();
    let again = Db::open(&Config {
        url: world.url().into(),
        max_connections: 2,
    })
    .await
    .unwrap();
    again.migrate().await.unwrap();
    again.close().await;
}

async fn a_nul_character_is_refused(world: World) {
    let draft = BriefDraft {
        goal: "a\0b".into(),
        ..BriefDraft::default()
    };
    let mut tx = world.write().await;
    let refused = briefs::insert(&mut tx, BriefId(fresh()), world.user, &draft, START).await;
    assert!(matches!(refused, Err(Error::Other(_))), "{refused:?}");
}

async fn an_open_database_answers_and_a_closed_one_does_not(world: World) {
    world.db().ping().await.unwrap();
    world.db().close().await;
    assert!(world.db().ping().await.unwrap_err().is_unavailable());
}

/// From year 1 to year 9999, which is what both engines and the wire keep.
fn instants() -> impl Strategy<Value = Vec<i64>> {
    let near = START.0 - 2_000_000..START.0 + 2_000_000;
    let any = -62_135_596_800_000_000..=253_402_300_799_999_999i64;
    proptest::collection::vec(
        prop_oneof![near.prop_map(|at| at / 1_000 * 1_000), any],
        1..12,
    )
}

async fn instants_come_back_to_the_microsecond_and_in_order(world: World) {
    let handle = tokio::runtime::Handle::current();
    let check = move || {
        let mut runner = TestRunner::new(ProptestConfig {
            cases: 48,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        runner.run(&instants(), |instants| {
            let read = handle.block_on(async {
                let mut tx = world.write().await;
                for at in &instants {
                    let (id, draft) = (BriefId(fresh()), BriefDraft::default());
                    briefs::insert(&mut tx, id, world.user, &draft, Timestamp(*at))
                        .await
                        .unwrap();
                }
                // Rolled back, so that every case begins with none.
                briefs::list_open(&mut tx, 99).await.unwrap()
            });
            let mut expected = instants;
            expected.sort_unstable_by(|one, other| other.cmp(one));
            prop_assert_eq!(
                read.iter()
                    .map(|brief| brief.updated_at.0)
                    .collect::<Vec<_>>(),
                expected
            );
            Ok(())
        })
    };
    tokio::task::spawn_blocking(check).await.unwrap().unwrap();
}

#[test]
fn both_engines_have_the_same_migrations() {
    let names = |engine: &str| -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../migrations")
            .join(engine);
        std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect()
    };
    let sqlite = names("sqlite");
    assert_eq!(sqlite, names("postgres"));
    for name in &sqlite {
        let (stamp, words) = name.strip_suffix(".sql").unwrap().split_once('_').unwrap();
        assert!(
            stamp.len() == 14 && stamp.bytes().all(|byte| byte.is_ascii_digit()),
            "{name}"
        );
        assert!(words.split('_').count() >= 2, "{name} is verb_noun.sql");
    }
}

#[tokio::test]
async fn on_postgres_a_superuser_is_refused_with_the_statement_that_helps() {
    let world = World::on(TestDb::postgres().await).await;
    // scripts/postgres makes this role.
    let url = world.url().replacen("handbill@", "postgres@", 1);
    let refused = Db::open(&Config {
        url,
        max_connections: 2,
    })
    .await
    .unwrap_err();
    assert!(
        matches!(&refused, Error::Superuser { role } if role == "postgres"),
        "{refused:?}"
    );
    assert!(
        refused.to_string().contains("CREATE ROLE handbill LOGIN"),
        "{refused}"
    );
}

#[tokio::test]
async fn on_postgres_a_server_that_is_not_there_is_unavailable() {
    let refused = Db::open(&Config {
        url: "postgres://handbill@127.0.0.1:1/handbill".into(),
        max_connections: 2,
    })
    .await;
    assert!(refused.unwrap_err().is_unavailable());
}

async fn second_process(world: &World) -> Db {
    let db = Db::open(&Config {
        url: world.url().into(),
        max_connections: 4,
    })
    .await
    .unwrap();
    db.migrate().await.unwrap();
    db
}

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn on_postgres_processes_hear_of_each_others_events_and_jobs() {
    let world = World::on(TestDb::postgres().await).await;
    let (campaign, _) = world.campaign().await;
    let other = second_process(&world).await;
    let (mut followers, mut wakes) = (other.subscribe(), other.wakes());
    let mut tx = world.write().await;
    events::append(
        &mut tx,
        campaign,
        &Happening::Run {
            state: RunState::Done,
        },
        START,
    )
    .await
    .unwrap();
    let (id, payload) = (JobId(fresh()), serde_json::json!({}));
    let job = NewJob {
        id,
        kind: "k",
        payload,
        campaign: None,
        run_at: START,
        max_attempts: 1,
    };
    jobs::enqueue(&mut tx, &job).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        tokio::time::timeout(SOON, followers.recv())
            .await
            .unwrap()
            .unwrap(),
        campaign
    );
    tokio::time::timeout(SOON, wakes.job_queued())
        .await
        .unwrap();
    other.close().await;
}

#[tokio::test]
async fn on_postgres_hearing_goes_on_after_a_lost_connection() {
    let world = World::on(TestDb::postgres().await).await;
    let (campaign, _) = world.campaign().await;
    let other = second_process(&world).await;
    let (mut followers, mut wakes) = (other.subscribe(), other.wakes());
    let mut admin = PgConnection::connect(world.url()).await.unwrap();
    admin
        .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'")
        .await
        .unwrap();
    // It hears again once it has caught up, for which it wakes the workers.
    tokio::time::timeout(SOON, wakes.job_queued())
        .await
        .unwrap();
    let mut tx = world.write().await;
    events::append(
        &mut tx,
        campaign,
        &Happening::Run {
            state: RunState::Done,
        },
        START,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        tokio::time::timeout(SOON, followers.recv())
            .await
            .unwrap()
            .unwrap(),
        campaign
    );
    other.close().await;
}

#[tokio::test]
async fn on_postgres_of_two_in_each_others_way_one_is_told_busy() {
    let world = World::on(TestDb::postgres().await).await;
    let [(_, one), (_, two)] = [world.campaign().await, world.campaign().await];
    let [mut first, mut second] = [world.write().await, world.write().await];
    runs::lock(&mut first, one).await.unwrap();
    runs::lock(&mut second, two).await.unwrap();
    let (first, second) = tokio::join!(
        async {
            let locked = runs::lock(&mut first, two).await.map(drop);
            drop(first);
            locked
        },
        async {
            let locked = runs::lock(&mut second, one).await.map(drop);
            drop(second);
            locked
        }
    );
    let busy = [&first, &second]
        .into_iter()
        .filter(|locked| matches!(locked, Err(Error::Busy(_))))
        .count();
    assert_eq!(busy, 1, "{first:?} {second:?}");
}

#[tokio::test]
async fn on_postgres_a_row_in_use_is_not_changed_by_another() {
    let world = World::on(TestDb::postgres().await).await;
    let (_, run) = world.campaign().await;
    let mut holder = world.write().await;
    runs::lock(&mut holder, run).await.unwrap();
    let mut connection = raw::as_org(&world, Some(world.org)).await;
    connection
        .execute("SET lock_timeout = '1ms'")
        .await
        .unwrap();
    let refused = connection
        .execute("UPDATE runs SET take = 9")
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("lock timeout"), "{refused}");
    brands::insert(&mut holder, BrandId(fresh()), "x", START)
        .await
        .unwrap();
}
