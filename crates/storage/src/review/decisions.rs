//! Decisions of reviewers, each about the version they saw. A decision is never changed; a later
//! one takes its place.

use domain::{
    ids::{DecisionId, PostId, UserId, VersionId},
    post::{ContentHash, Verdict},
    time::Timestamp,
};

use crate::engine::{Error, OrgTx, Record, Row};

/// A decision of a reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// The post.
    pub post: PostId,
    /// The version it is about.
    pub version: VersionId,
    /// That version's number.
    pub version_number: u32,
    /// That version's hash, as the reviewer saw it.
    pub version_hash: ContentHash,
    /// What the reviewer said.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<String>,
    /// Who decided.
    pub user: UserId,
    /// Their name at that time.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl Record for Decision {
    const TABLE: &'static str = "decisions";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            post: row.get("post_id")?,
            version: row.get("version_id")?,
            version_number: row.get("version_number")?,
            version_hash: row.get("version_hash")?,
            verdict: row.get("verdict")?,
            reason: row.get("reason")?,
            user: row.get("user_id")?,
            by_name: row.get("by_name")?,
            at: row.get("at")?,
        })
    }
}

/// Keeps a decision.
///
/// # Errors
/// [`Error::Missing`] when post, version or person is not there.
pub async fn insert(tx: &mut OrgTx, decision: &Decision) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO decisions
             (org_id, id, post_id, version_id, version_number, version_hash, verdict, reason, user_id, by_name, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(decision.id)
    .bind(decision.post)
    .bind(decision.version)
    .bind(decision.version_number)
    .bind(decision.version_hash.clone())
    .bind(decision.verdict)
    .bind(decision.reason.clone())
    .bind(decision.user)
    .bind(decision.by_name.as_str())
    .bind(decision.at)
    .execute()
    .await?;
    Ok(())
}

/// A post's decisions, newest first.
pub async fn list(tx: &mut OrgTx, post: PostId) -> Result<Vec<Decision>, Error> {
    tx.sql(
        "SELECT id, post_id, version_id, version_number, version_hash, verdict, reason, user_id, by_name, at
         FROM decisions WHERE org_id = $1 AND post_id = $2 ORDER BY at DESC, id DESC",
    )
    .bind(post)
    .all()
    .await
}
