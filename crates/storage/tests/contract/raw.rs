//! Statements past the functions of `storage`, as a fault or an intruder might send them.

use domain::ids::OrgId;
use sqlx::{
    AssertSqlSafe, Connection as _, Executor as _, PgConnection, Row as _, SqliteConnection,
};

use crate::world::World;

/// Runs one statement for the whole system.
pub async fn run(world: &World, statement: &str) -> Result<(), sqlx::Error> {
    let statement = AssertSqlSafe(statement.to_owned());
    if let Some(path) = world.url().strip_prefix("sqlite:") {
        SqliteConnection::connect(path)
            .await?
            .execute(sqlx::raw_sql(statement))
            .await?;
    } else {
        let mut connection = PgConnection::connect(world.url()).await?;
        connection.execute("SET app.system = 'on'").await?;
        connection.execute(sqlx::raw_sql(statement)).await?;
    }
    Ok(())
}

/// PostgreSQL only: a connection that sees what `org`'s transactions see, or with `None` what one
/// sees that says nothing.
pub async fn as_org(world: &World, org: Option<OrgId>) -> PgConnection {
    let mut connection = PgConnection::connect(world.url()).await.unwrap();
    if let Some(org) = org {
        connection
            .execute(AssertSqlSafe(format!("SET app.org_id = '{org}'")))
            .await
            .unwrap();
    }
    connection
}

/// PostgreSQL only: every table of ours.
pub async fn tables(connection: &mut PgConnection) -> Vec<String> {
    let rows = connection
        .fetch_all("SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_sqlx_migrations'")
        .await
        .unwrap();
    rows.iter().map(|row| row.get("name")).collect()
}
