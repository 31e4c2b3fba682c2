//! What posts mean to embedding models, as vectors that can be compared.

use domain::ids::{CampaignId, PostId, VersionId};

use crate::engine::{Error, OrgTx, Record, Row};

/// The most vectors that are read at once: those of 3,072 dimensions, the longest that vendors give
/// by default (2026-12-01), are 25 MB then.
pub const MOST: usize = 2_000;

/// The vector of a post.
#[derive(Clone, Debug, PartialEq)]
pub struct PostVector {
    /// The post.
    pub post: PostId,
    /// The version whose text it is of.
    pub version: VersionId,
    /// Name of the provider.
    pub provider: String,
    /// The model, as the provider names it. Vectors of different models cannot be compared.
    pub model: String,
    /// The vector; not empty.
    pub values: Vec<f32>,
}

impl Record for PostVector {
    const TABLE: &'static str = "post_vectors";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            post: row.get("id")?,
            version: row.get("version_id")?,
            provider: row.get("provider")?,
            model: row.get("model")?,
            values: row.get("vector")?,
        })
    }
}

/// The vector of a post among those of one model.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// The post.
    pub post: PostId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The version whose text the vector is of.
    pub version: VersionId,
    /// Whether the post says that no longer, because it has a newer version.
    pub outdated: bool,
    /// The vector.
    pub values: Vec<f32>,
}

impl Record for Located {
    const TABLE: &'static str = "post_vectors";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            post: row.get("id")?,
            campaign: row.get("campaign_id")?,
            version: row.get("version_id")?,
            outdated: row.get("outdated")?,
            values: row.get("vector")?,
        })
    }
}

/// Keeps the vector of a post in the place of the one it had.
///
/// # Errors
/// [`Error::Missing`] when post or version is not there.
pub async fn keep(tx: &mut OrgTx, kept: &PostVector) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO post_vectors (org_id, post_id, version_id, provider, model, vector)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (org_id, post_id) DO UPDATE SET version_id = excluded.version_id,
             provider = excluded.provider, model = excluded.model, vector = excluded.vector",
    )
    .bind(kept.post)
    .bind(kept.version)
    .bind(kept.provider.as_str())
    .bind(kept.model.as_str())
    .bind(kept.values.clone())
    .execute()
    .await?;
    Ok(())
}

/// The vector of a post; `None` when it has none yet.
pub async fn get(tx: &mut OrgTx, post: PostId) -> Result<Option<PostVector>, Error> {
    tx.sql(
        "SELECT post_id AS id, version_id, provider, model, vector FROM post_vectors
         WHERE org_id = $1 AND post_id = $2",
    )
    .bind(post)
    .first()
    .await
}

/// The vectors of one model, those of the posts that changed last first, [`MOST`] at the most.
pub async fn of_model(tx: &mut OrgTx, provider: &str, model: &str) -> Result<Vec<Located>, Error> {
    tx.sql(
        "SELECT k.post_id AS id, p.campaign_id, k.version_id, k.version_id <> p.version_id AS outdated, k.vector
         FROM post_vectors k JOIN posts p ON p.org_id = k.org_id AND p.id = k.post_id
         WHERE k.org_id = $1 AND k.provider = $2 AND k.model = $3
         ORDER BY p.updated_at DESC, k.post_id LIMIT $4",
    )
    .bind(provider)
    .bind(model)
    .bind(MOST)
    .all()
    .await
}
