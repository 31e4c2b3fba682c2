//! Texts that people approved or rejected, by which a brand's voice is tested.

use domain::{
    ids::{BrandId, GoldenId, PostId, UserId},
    time::Timestamp,
    voice::Decided,
};

use crate::engine::{Error, OrgTx, Record, Row};

/// A text of a golden set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldenText {
    /// The text and what was decided.
    pub decided: Decided,
    /// The brand.
    pub brand: BrandId,
    /// The post it is, if it was one.
    pub post: Option<PostId>,
    /// Who put it in.
    pub user: UserId,
    /// Their name at that time.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl Record for GoldenText {
    const TABLE: &'static str = "golden_texts";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            decided: Decided {
                id: row.get("id")?,
                approved: row.get("approved")?,
                text: row.get("text")?,
            },
            brand: row.get("brand_id")?,
            post: row.get("post_id")?,
            user: row.get("user_id")?,
            by_name: row.get("by_name")?,
            at: row.get("at")?,
        })
    }
}

/// Keeps a text. One of the same post gives way to it.
///
/// # Errors
/// [`Error::Missing`] when brand, post or person is not there.
pub async fn put(tx: &mut OrgTx, golden: &GoldenText) -> Result<(), Error> {
    if let Some(post) = golden.post {
        tx.sql("DELETE FROM golden_texts WHERE org_id = $1 AND brand_id = $2 AND post_id = $3")
            .bind(golden.brand)
            .bind(post)
            .execute()
            .await?;
    }
    tx.sql(
        "INSERT INTO golden_texts (org_id, id, brand_id, approved, text, post_id, user_id, by_name, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(golden.decided.id)
    .bind(golden.brand)
    .bind(golden.decided.approved)
    .bind(golden.decided.text.as_str())
    .bind(golden.post)
    .bind(golden.user)
    .bind(golden.by_name.as_str())
    .bind(golden.at)
    .execute()
    .await?;
    Ok(())
}

/// A brand's golden set, newest first.
pub async fn list(tx: &mut OrgTx, brand: BrandId) -> Result<Vec<GoldenText>, Error> {
    tx.sql(
        "SELECT id, brand_id, approved, text, post_id, user_id, by_name, at FROM golden_texts
         WHERE org_id = $1 AND brand_id = $2 ORDER BY at DESC, id DESC",
    )
    .bind(brand)
    .all()
    .await
}

/// Takes a text out; `false` when there is none.
pub async fn delete(tx: &mut OrgTx, golden: GoldenId) -> Result<bool, Error> {
    tx.sql("DELETE FROM golden_texts WHERE org_id = $1 AND id = $2")
        .bind(golden)
        .changed()
        .await
}
