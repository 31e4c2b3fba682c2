//! Pictures that image models made for posts: from which brief, by whom, at which cost. The file
//! itself is an asset.

use domain::{
    ids::{AssetId, PostId, StepId},
    picture::ImageBrief,
    time::Timestamp,
    usage::Cost,
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// A picture with how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeImage {
    /// Its file.
    pub asset: AssetId,
    /// The post it was made for.
    pub post: PostId,
    /// The step that had it made.
    pub step: StepId,
    /// What it was to show.
    pub brief: ImageBrief,
    /// Name of the provider.
    pub provider: String,
    /// The model that made it.
    pub model: String,
    /// What it cost; `None` when nobody knows.
    pub cost: Option<Cost>,
    /// When.
    pub made_at: Timestamp,
}

impl Record for MadeImage {
    const TABLE: &'static str = "made_images";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            asset: row.get("id")?,
            post: row.get("post_id")?,
            step: row.get("step_id")?,
            brief: row.get::<Json<_>>("brief")?.0,
            provider: row.get("provider")?,
            model: row.get("model")?,
            cost: row.get("cost")?,
            made_at: row.get("made_at")?,
        })
    }
}

/// Keeps how a picture came about.
///
/// # Errors
/// [`Error::Missing`] when file, post or step is not there.
pub async fn insert(tx: &mut OrgTx, made: &MadeImage) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO made_images (org_id, asset_id, post_id, step_id, brief, provider, model, cost, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(made.asset)
    .bind(made.post)
    .bind(made.step)
    .bind(Doc::of(&made.brief)?)
    .bind(made.provider.as_str())
    .bind(made.model.as_str())
    .bind(made.cost)
    .bind(made.made_at)
    .execute()
    .await?;
    Ok(())
}

/// How a picture came about; `None` for a file that nobody made.
pub async fn get(tx: &mut OrgTx, asset: AssetId) -> Result<Option<MadeImage>, Error> {
    tx.sql(
        "SELECT asset_id AS id, post_id, step_id, brief, provider, model, cost, made_at FROM made_images
         WHERE org_id = $1 AND asset_id = $2",
    )
    .bind(asset)
    .first()
    .await
}

/// The pictures that were made for a post, the latest first.
pub async fn of_post(tx: &mut OrgTx, post: PostId) -> Result<Vec<MadeImage>, Error> {
    tx.sql(
        "SELECT asset_id AS id, post_id, step_id, brief, provider, model, cost, made_at FROM made_images
         WHERE org_id = $1 AND post_id = $2 ORDER BY made_at DESC, asset_id",
    )
    .bind(post)
    .all()
    .await
}

/// Forgets a picture and its file; `false` when there is none.
pub async fn delete(tx: &mut OrgTx, asset: AssetId) -> Result<bool, Error> {
    let deleted = tx
        .sql("DELETE FROM made_images WHERE org_id = $1 AND asset_id = $2")
        .bind(asset)
        .changed()
        .await?;
    if deleted {
        tx.sql("DELETE FROM assets WHERE org_id = $1 AND id = $2")
            .bind(asset)
            .execute()
            .await?;
    }
    Ok(deleted)
}
