//! Versions of the readers that organizations add. One at most of each reader is a draft; what is
//! published never changes.

use domain::{
    ids::{ReaderId, UserId},
    reader::Reader,
    time::Timestamp,
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// A version of a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderVersion {
    /// Whose.
    pub id: ReaderId,
    /// Its number, from 1.
    pub number: u32,
    /// Whether it is published; a draft otherwise.
    pub published: bool,
    /// Whether the reader reads nothing any more once this is published.
    pub retired: bool,
    /// What it is.
    pub reader: Reader,
    /// What whoever published it says is new.
    pub note: String,
    /// Who published it; of a draft, who last changed it.
    pub user: UserId,
    /// Their name at that time.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl Record for ReaderVersion {
    const TABLE: &'static str = "readers";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            number: row.get("number")?,
            published: row.get::<String>("state")? == "published",
            retired: row.get("retired")?,
            reader: row.get::<Json<_>>("reader")?.0,
            note: row.get("note")?,
            user: row.get("user_id")?,
            by_name: row.get("by_name")?,
            at: row.get("at")?,
        })
    }
}

/// Puts a version in the place of the draft of its reader, or of nothing; `false` when its number is
/// published already.
///
/// # Errors
/// [`Error::Conflict`] when the reader has a draft of another number.
pub async fn put(tx: &mut OrgTx, version: &ReaderVersion) -> Result<bool, Error> {
    tx.sql(
        "INSERT INTO readers (org_id, id, number, state, retired, reader, note, user_id, by_name, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (org_id, id, number) DO UPDATE SET state = excluded.state, retired = excluded.retired,
            reader = excluded.reader, note = excluded.note, user_id = excluded.user_id,
            by_name = excluded.by_name, at = excluded.at
         WHERE readers.state = 'draft'",
    )
    .bind(version.id)
    .bind(version.number)
    .bind(if version.published { "published" } else { "draft" })
    .bind(version.retired)
    .bind(Doc::of(&version.reader)?)
    .bind(version.note.as_str())
    .bind(version.user)
    .bind(version.by_name.as_str())
    .bind(version.at)
    .changed()
    .await
}

/// Gives up a reader's draft; `false` when there is none.
pub async fn discard(tx: &mut OrgTx, reader: ReaderId) -> Result<bool, Error> {
    tx.sql("DELETE FROM readers WHERE org_id = $1 AND id = $2 AND state = 'draft'")
        .bind(reader)
        .changed()
        .await
}

/// A reader's versions, newest first.
pub async fn list(tx: &mut OrgTx, reader: ReaderId) -> Result<Vec<ReaderVersion>, Error> {
    tx.sql(
        "SELECT id, number, state, retired, reader, note, user_id, by_name, at FROM readers
         WHERE org_id = $1 AND id = $2 ORDER BY number DESC",
    )
    .bind(reader)
    .all()
    .await
}

/// The readers that read, each in the version it was last published in.
pub async fn at_work(tx: &mut OrgTx) -> Result<Vec<ReaderVersion>, Error> {
    tx.sql(
        "SELECT id, number, state, retired, reader, note, user_id, by_name, at FROM readers
         WHERE org_id = $1 AND state = 'published' AND NOT retired AND NOT EXISTS (
            SELECT 1 FROM readers later
            WHERE later.org_id = $1 AND later.id = readers.id AND later.state = 'published'
              AND later.number > readers.number)
         ORDER BY id",
    )
    .all()
    .await
}

/// The versions of every reader, those of each newest first.
pub async fn all(tx: &mut OrgTx) -> Result<Vec<ReaderVersion>, Error> {
    tx.sql(
        "SELECT id, number, state, retired, reader, note, user_id, by_name, at FROM readers
         WHERE org_id = $1 ORDER BY id, number DESC",
    )
    .all()
    .await
}
