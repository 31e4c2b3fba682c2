//! What a database holds, row by row.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};

/// Rows as text, by the name of their table.
pub type Rows = BTreeMap<String, BTreeSet<String>>;

/// Every row of every table of the SQLite database at `url`.
pub(crate) async fn every(url: &str) -> Result<Rows, sqlx::Error> {
    let mut connection = SqliteConnection::connect(url).await?;
    let tables: Vec<(String, String)> = sqlx::query_as(
        "SELECT t.name, group_concat('quote(\"' || c.name || '\")', ' || '','' || ')
         FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' GROUP BY t.name",
    )
    .fetch_all(&mut connection)
    .await?;
    let mut found = BTreeMap::new();
    for (table, row) in tables {
        let every = AssertSqlSafe(format!("SELECT {row} FROM \"{table}\""));
        let rows: Vec<String> = sqlx::query_scalar(every).fetch_all(&mut connection).await?;
        found.insert(table, rows.into_iter().collect());
    }
    Ok(found)
}
