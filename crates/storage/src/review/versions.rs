//! Versions of posts. A trigger refuses to change one: what was approved stays what it was.

use domain::{
    ids::{AssetId, CampaignId, PostId, StepId, VersionId},
    post::{Author, ContentHash, Origin, PostContent},
    time::Timestamp,
    views::VersionSummary,
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// An immutable snapshot of what a post says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub id: VersionId,
    /// Its post.
    pub post: PostId,
    /// Number within the post, from 1.
    pub number: u32,
    /// Hash of its content, which decisions bind to.
    pub hash: ContentHash,
    /// What it says.
    pub content: PostContent,
    /// Who wrote it.
    pub author: Author,
    /// How it came about.
    pub origin: Origin,
    /// The step that wrote it, unless a person did.
    pub step: Option<StepId>,
    /// When it was saved.
    pub created_at: Timestamp,
}

impl Record for Version {
    const TABLE: &'static str = "versions";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            post: row.get("post_id")?,
            number: row.get("number")?,
            hash: row.get("hash")?,
            content: row.get::<Json<_>>("content")?.0,
            author: row.get::<Json<_>>("author")?.0,
            origin: row.get("origin")?,
            step: row.get("step_id")?,
            created_at: row.get("created_at")?,
        })
    }
}

impl Record for VersionSummary {
    const TABLE: &'static str = "versions";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            number: row.get("number")?,
            hash: row.get("hash")?,
            author: row.get::<Json<_>>("author")?.0,
            origin: row.get("origin")?,
            created_at: row.get("created_at")?,
        })
    }
}

/// Keeps a new version, and what it says as what its post is found by.
///
/// # Errors
/// [`Error::Conflict`] when the post has a version of that number, [`Error::Missing`] when there
/// is no such post or step.
pub async fn insert(tx: &mut OrgTx, version: &Version) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO versions (org_id, id, post_id, number, hash, content, author, origin, step_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(version.id)
    .bind(version.post)
    .bind(version.number)
    .bind(version.hash.clone())
    .bind(Doc::of(&version.content)?)
    .bind(Doc::of(&version.author)?)
    .bind(version.origin)
    .bind(version.step)
    .bind(version.created_at)
    .execute()
    .await?;
    tx.sql("UPDATE posts SET searched = $3 WHERE org_id = $1 AND id = $2")
        .bind(version.post)
        .bind(version.content.searched())
        .execute()
        .await?;
    Ok(())
}

/// A version.
pub async fn get(tx: &mut OrgTx, version: VersionId) -> Result<Option<Version>, Error> {
    tx.sql(
        "SELECT id, post_id, number, hash, content, author, origin, step_id, created_at FROM versions
         WHERE org_id = $1 AND id = $2",
    )
    .bind(version)
    .first()
    .await
}

/// Whether any version of a campaign's posts shows the file.
pub async fn show(tx: &mut OrgTx, campaign: CampaignId, asset: AssetId) -> Result<bool, Error> {
    let shown = tx
        .sql(
            "SELECT v.id FROM versions v JOIN posts p ON p.org_id = v.org_id AND p.id = v.post_id
             WHERE v.org_id = $1 AND p.campaign_id = $2 AND CAST(v.content AS TEXT) LIKE $3 LIMIT 1",
        )
        .bind(campaign)
        .bind(format!("%{asset}%"))
        .value::<VersionId>("id")
        .await?;
    Ok(shown.is_some())
}

/// A post's versions, newest first.
pub async fn list(tx: &mut OrgTx, post: PostId) -> Result<Vec<VersionSummary>, Error> {
    tx.sql(
        "SELECT id, number, hash, author, origin, created_at FROM versions
         WHERE org_id = $1 AND post_id = $2 ORDER BY number DESC",
    )
    .bind(post)
    .all()
    .await
}

/// A post's versions up to the one numbered `last`, with their contents, oldest first; of a long
/// history only the `most` last ones.
pub async fn up_to(
    tx: &mut OrgTx,
    post: PostId,
    last: u32,
    most: u32,
) -> Result<Vec<Version>, Error> {
    let mut versions: Vec<Version> = tx
        .sql(
            "SELECT id, post_id, number, hash, content, author, origin, step_id, created_at FROM versions
             WHERE org_id = $1 AND post_id = $2 AND number <= $3 ORDER BY number DESC LIMIT $4",
        )
        .bind(post)
        .bind(last)
        .bind(most)
        .all()
        .await?;
    versions.reverse();
    Ok(versions)
}
