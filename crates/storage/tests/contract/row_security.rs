//! Row-level security on PostgreSQL: the second lock behind the statements' own.

use sqlx::{AssertSqlSafe, Executor as _, Row as _};

use crate::{db::TestDb, isolation::everything, raw, world::World};

#[tokio::test]
async fn on_postgres_a_forgotten_where_leaks_nothing() {
    let world = World::on(TestDb::postgres().await).await;
    everything(&world).await;
    let mut own = raw::as_org(&world, Some(world.org)).await;
    let mut other = raw::as_org(&world, Some(world.other)).await;
    let mut nobody = raw::as_org(&world, None).await;
    let tables = raw::tables(&mut own).await;
    assert!(tables.len() >= 15, "{tables:?}");
    for table in &tables {
        let column = if table == "organizations" {
            "id"
        } else {
            "org_id"
        };
        let all = || AssertSqlSafe(format!("SELECT {column} AS org FROM {table}"));
        let seen = own.fetch_all(all()).await.unwrap();
        assert!(!seen.is_empty(), "{table} has a row of ours");
        assert!(
            seen.iter()
                .all(|row| row.get::<uuid::Uuid, _>("org") == world.org.0),
            "{table}"
        );
        let seen = other.fetch_all(all()).await.unwrap();
        assert!(
            seen.iter()
                .all(|row| row.get::<uuid::Uuid, _>("org") == world.other.0),
            "{table}"
        );
        assert!(nobody.fetch_all(all()).await.unwrap().is_empty(), "{table}");
    }
    for statement in [
        "DELETE FROM events",
        "UPDATE posts SET angle = ''",
        "DELETE FROM jobs",
    ] {
        assert_eq!(
            other.execute(statement).await.unwrap().rows_affected(),
            0,
            "{statement}"
        );
    }
    let foreign = AssertSqlSafe(format!(
        "INSERT INTO brands (org_id, id, name, created_at) VALUES ('{}', '{}', 'x', now())",
        world.org, world.org
    ));
    let refused = other.execute(foreign).await.unwrap_err().to_string();
    assert!(refused.contains("row-level security"), "{refused}");
}

#[tokio::test]
async fn on_postgres_every_table_has_forced_row_level_security() {
    let world = World::on(TestDb::postgres().await).await;
    let mut connection = raw::as_org(&world, None).await;
    let open = connection
        .fetch_all(
            "SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
             AND relname <> '_sqlx_migrations' AND NOT (relrowsecurity AND relforcerowsecurity)",
        )
        .await
        .unwrap();
    let open: Vec<String> = open.iter().map(|row| row.get("name")).collect();
    assert!(open.is_empty(), "{open:?}");
}
