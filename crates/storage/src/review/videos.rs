//! Films that video models make for posts: those that are being made, by what the vendor calls
//! them, and those that were made. The file itself is an asset.

use domain::{
    ids::{AssetId, PostId, StepId},
    time::Timestamp,
    usage::Cost,
    video::Storyboard,
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// A film that was ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderedVideo {
    /// The step that ordered it.
    pub step: StepId,
    /// What is needed to look after it.
    pub job: serde_json::Value,
    /// When it was ordered.
    pub begun_at: Timestamp,
    /// When it ended without a film.
    pub ended_at: Option<Timestamp>,
}

impl Record for OrderedVideo {
    const TABLE: &'static str = "video_jobs";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            step: row.get("id")?,
            job: row.get::<Json<_>>("job")?.0,
            begun_at: row.get("begun_at")?,
            ended_at: row.get("ended_at")?,
        })
    }
}

/// A film with how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeVideo {
    /// Its file.
    pub asset: AssetId,
    /// The post it was made for.
    pub post: PostId,
    /// The step that had it made.
    pub step: StepId,
    /// What it was to show and say.
    pub storyboard: Storyboard,
    /// The picture it begins with, which may be gone by now.
    pub first_frame: Option<AssetId>,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// How long it is, in milliseconds.
    pub millis: u32,
    /// Name of the provider.
    pub provider: String,
    /// The model that made it.
    pub model: String,
    /// What it cost; `None` when nobody knows.
    pub cost: Option<Cost>,
    /// When.
    pub made_at: Timestamp,
}

impl Record for MadeVideo {
    const TABLE: &'static str = "made_videos";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            asset: row.get("id")?,
            post: row.get("post_id")?,
            step: row.get("step_id")?,
            storyboard: row.get::<Json<_>>("storyboard")?.0,
            first_frame: row.get("first_frame")?,
            size: (row.get("width")?, row.get("height")?),
            millis: row.get("millis")?,
            provider: row.get("provider")?,
            model: row.get("model")?,
            cost: row.get("cost")?,
            made_at: row.get("made_at")?,
        })
    }
}

/// Notes that a running step has ordered a film; `false` when the step is not running, or has
/// ordered one before, and then nothing changes.
pub async fn order(
    tx: &mut OrgTx,
    step: StepId,
    job: &serde_json::Value,
    at: Timestamp,
) -> Result<bool, Error> {
    tx.sql(
        "INSERT INTO video_jobs (org_id, step_id, job, begun_at)
         SELECT s.org_id, s.id, $3, $4 FROM steps s WHERE s.org_id = $1 AND s.id = $2 AND s.state = 'running'
         ON CONFLICT DO NOTHING",
    )
    .bind(step)
    .bind(Doc::of(job)?)
    .bind(at)
    .changed()
    .await
}

/// The film that a step has ordered.
pub async fn ordered(tx: &mut OrgTx, step: StepId) -> Result<Option<OrderedVideo>, Error> {
    tx.sql("SELECT step_id AS id, job, begun_at, ended_at FROM video_jobs WHERE org_id = $1 AND step_id = $2")
        .bind(step)
        .first()
        .await
}

/// Notes that an ordered film ended without one; `false` when it is not there.
pub async fn end(tx: &mut OrgTx, step: StepId, at: Timestamp) -> Result<bool, Error> {
    tx.sql("UPDATE video_jobs SET ended_at = $3 WHERE org_id = $1 AND step_id = $2")
        .bind(step)
        .bind(at)
        .changed()
        .await
}

/// Forgets what a step has ordered; `false` when it is not there.
pub async fn forget(tx: &mut OrgTx, step: StepId) -> Result<bool, Error> {
    tx.sql("DELETE FROM video_jobs WHERE org_id = $1 AND step_id = $2")
        .bind(step)
        .changed()
        .await
}

/// Keeps how a film came about.
///
/// # Errors
/// [`Error::Missing`] when file, post or step is not there.
pub async fn insert(tx: &mut OrgTx, made: &MadeVideo) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO made_videos (org_id, asset_id, post_id, step_id, storyboard, first_frame, width, height, millis,
                                  provider, model, cost, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(made.asset)
    .bind(made.post)
    .bind(made.step)
    .bind(Doc::of(&made.storyboard)?)
    .bind(made.first_frame)
    .bind(made.size.0)
    .bind(made.size.1)
    .bind(made.millis)
    .bind(made.provider.as_str())
    .bind(made.model.as_str())
    .bind(made.cost)
    .bind(made.made_at)
    .execute()
    .await?;
    Ok(())
}

/// How a film came about; `None` for a file that is no film.
pub async fn get(tx: &mut OrgTx, asset: AssetId) -> Result<Option<MadeVideo>, Error> {
    tx.sql(
        "SELECT asset_id AS id, post_id, step_id, storyboard, first_frame, width, height, millis, provider, model, cost,
                made_at
         FROM made_videos WHERE org_id = $1 AND asset_id = $2",
    )
    .bind(asset)
    .first()
    .await
}

/// The films that were made for a post, the latest first.
pub async fn of_post(tx: &mut OrgTx, post: PostId) -> Result<Vec<MadeVideo>, Error> {
    tx.sql(
        "SELECT asset_id AS id, post_id, step_id, storyboard, first_frame, width, height, millis, provider, model, cost,
                made_at
         FROM made_videos WHERE org_id = $1 AND post_id = $2 ORDER BY made_at DESC, asset_id",
    )
    .bind(post)
    .all()
    .await
}

/// Forgets a film and its file; `false` when there is none.
pub async fn delete(tx: &mut OrgTx, asset: AssetId) -> Result<bool, Error> {
    let deleted = tx
        .sql("DELETE FROM made_videos WHERE org_id = $1 AND asset_id = $2")
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
