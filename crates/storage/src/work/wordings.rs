//! Versions of how an organization words a role. One at most of each role is a draft; what is
//! published never changes.

use domain::{ids::UserId, spending::TaskKind, time::Timestamp, wording::Wording};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// A version of a role's wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingVersion {
    /// Whose.
    pub task: TaskKind,
    /// Its number, from 1.
    pub number: u32,
    /// Whether it is published; a draft otherwise.
    pub published: bool,
    /// Its words; `None` for those that Handbill ships, whichever they are.
    pub wording: Option<Wording>,
    /// Version of what Handbill shipped when it was begun.
    pub shipped: String,
    /// What whoever published it says is new.
    pub note: String,
    /// Who published it; of a draft, who last changed it.
    pub user: UserId,
    /// Their name at that time.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl Record for WordingVersion {
    const TABLE: &'static str = "wordings";

    fn read(row: &Row) -> Result<Self, Error> {
        let wording: Option<Json<_>> = row.get("wording")?;
        Ok(Self {
            task: row.get("task")?,
            number: row.get("number")?,
            published: row.get::<String>("state")? == "published",
            wording: wording.map(|wording| wording.0),
            shipped: row.get("shipped")?,
            note: row.get("note")?,
            user: row.get("user_id")?,
            by_name: row.get("by_name")?,
            at: row.get("at")?,
        })
    }
}

/// Puts a version in the place of the draft of its role, or of nothing; `false` when its number is
/// published already.
///
/// # Errors
/// [`Error::Conflict`] when the role has a draft of another number.
pub async fn put(tx: &mut OrgTx, version: &WordingVersion) -> Result<bool, Error> {
    let wording = version.wording.as_ref().map(Doc::of).transpose()?;
    tx.sql(
        "INSERT INTO wordings (org_id, task, number, state, wording, shipped, note, user_id, by_name, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (org_id, task, number) DO UPDATE SET state = excluded.state, wording = excluded.wording,
            shipped = excluded.shipped, note = excluded.note, user_id = excluded.user_id,
            by_name = excluded.by_name, at = excluded.at
         WHERE wordings.state = 'draft'",
    )
    .bind(version.task)
    .bind(version.number)
    .bind(if version.published { "published" } else { "draft" })
    .bind(wording)
    .bind(version.shipped.as_str())
    .bind(version.note.as_str())
    .bind(version.user)
    .bind(version.by_name.as_str())
    .bind(version.at)
    .changed()
    .await
}

/// Gives up a role's draft; `false` when there is none.
pub async fn discard(tx: &mut OrgTx, task: TaskKind) -> Result<bool, Error> {
    tx.sql("DELETE FROM wordings WHERE org_id = $1 AND task = $2 AND state = 'draft'")
        .bind(task)
        .changed()
        .await
}

/// The version that a role is told: the last one that was published.
pub async fn in_use(tx: &mut OrgTx, task: TaskKind) -> Result<Option<WordingVersion>, Error> {
    tx.sql(
        "SELECT task, number, state, wording, shipped, note, user_id, by_name, at FROM wordings
         WHERE org_id = $1 AND task = $2 AND state = 'published' ORDER BY number DESC LIMIT 1",
    )
    .bind(task)
    .first()
    .await
}

/// A role's versions, newest first.
pub async fn list(tx: &mut OrgTx, task: TaskKind) -> Result<Vec<WordingVersion>, Error> {
    tx.sql(
        "SELECT task, number, state, wording, shipped, note, user_id, by_name, at FROM wordings
         WHERE org_id = $1 AND task = $2 ORDER BY number DESC",
    )
    .bind(task)
    .all()
    .await
}

/// The versions of every role, those of each newest first.
pub async fn all(tx: &mut OrgTx) -> Result<Vec<WordingVersion>, Error> {
    tx.sql(
        "SELECT task, number, state, wording, shipped, note, user_id, by_name, at FROM wordings
         WHERE org_id = $1 ORDER BY task, number DESC",
    )
    .all()
    .await
}
