//! Which models may do a task.

use domain::{
    spending::{Route, TaskKind},
    time::Timestamp,
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// The route of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRoute {
    /// The task.
    pub task: TaskKind,
    /// The models that may do it.
    pub route: Route,
}

impl Record for TaskRoute {
    const TABLE: &'static str = "routes";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            task: row.get("task")?,
            route: row.get::<Json<_>>("route")?.0,
        })
    }
}

/// Puts `route` in the place of the one before.
pub async fn set(
    tx: &mut OrgTx,
    task: TaskKind,
    route: &Route,
    at: Timestamp,
) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO routes (org_id, task, route, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (org_id, task) DO UPDATE SET route = excluded.route, updated_at = excluded.updated_at",
    )
    .bind(task)
    .bind(Doc::of(route)?)
    .bind(at)
    .execute()
    .await?;
    Ok(())
}

/// The route of a task; empty when nobody has set one.
pub async fn get(tx: &mut OrgTx, task: TaskKind) -> Result<Route, Error> {
    let route = tx
        .sql("SELECT route FROM routes WHERE org_id = $1 AND task = $2")
        .bind(task)
        .value::<Json<Route>>("route")
        .await?;
    Ok(route.map(|route| route.0).unwrap_or_default())
}

/// Every route that somebody has set.
pub async fn list(tx: &mut OrgTx) -> Result<Vec<TaskRoute>, Error> {
    tx.sql("SELECT task, route FROM routes WHERE org_id = $1 ORDER BY task")
        .all()
        .await
}
