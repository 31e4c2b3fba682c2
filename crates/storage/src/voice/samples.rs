//! Texts that voices are read from.

use domain::{
    ids::{BrandId, SampleId, UserId},
    time::Timestamp,
    voice::Sample,
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// A sample with who brought it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSample {
    /// The sample.
    pub sample: Sample,
    /// The brand it is of.
    pub brand: BrandId,
    /// Who brought it.
    pub user: UserId,
    /// Their name at that time.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl Record for StoredSample {
    const TABLE: &'static str = "voice_samples";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            sample: Sample {
                id: row.get("id")?,
                kind: row.get("kind")?,
                origin: row.get::<Json<_>>("origin")?.0,
                context: row.get("context")?,
                text: row.get("text")?,
            },
            brand: row.get("brand_id")?,
            user: row.get("user_id")?,
            by_name: row.get("by_name")?,
            at: row.get("at")?,
        })
    }
}

/// Keeps a sample.
///
/// # Errors
/// [`Error::Missing`] when brand or person is not there.
pub async fn insert(tx: &mut OrgTx, stored: &StoredSample) -> Result<(), Error> {
    let sample = &stored.sample;
    tx.sql(
        "INSERT INTO voice_samples (org_id, id, brand_id, kind, origin, context, text, user_id, by_name, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(sample.id)
    .bind(stored.brand)
    .bind(sample.kind)
    .bind(Doc::of(&sample.origin)?)
    .bind(sample.context.as_str())
    .bind(sample.text.as_str())
    .bind(stored.user)
    .bind(stored.by_name.as_str())
    .bind(stored.at)
    .execute()
    .await?;
    Ok(())
}

/// A sample.
pub async fn get(tx: &mut OrgTx, sample: SampleId) -> Result<Option<StoredSample>, Error> {
    tx.sql(
        "SELECT id, brand_id, kind, origin, context, text, user_id, by_name, at FROM voice_samples
         WHERE org_id = $1 AND id = $2",
    )
    .bind(sample)
    .first()
    .await
}

/// A brand's samples, oldest first.
pub async fn list(tx: &mut OrgTx, brand: BrandId) -> Result<Vec<StoredSample>, Error> {
    tx.sql(
        "SELECT id, brand_id, kind, origin, context, text, user_id, by_name, at FROM voice_samples
         WHERE org_id = $1 AND brand_id = $2 ORDER BY at, id",
    )
    .bind(brand)
    .all()
    .await
}

/// Deletes a sample; `false` when there is none.
pub async fn delete(tx: &mut OrgTx, sample: SampleId) -> Result<bool, Error> {
    tx.sql("DELETE FROM voice_samples WHERE org_id = $1 AND id = $2")
        .bind(sample)
        .changed()
        .await
}
