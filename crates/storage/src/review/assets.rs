//! Files of a campaign: what is known of them. Their bytes are in the object store.

use domain::ids::{AssetId, CampaignId};

use crate::engine::{Error, OrgTx, Record, Row};

/// A stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its id.
    pub id: AssetId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Its media type.
    pub content_type: String,
    /// The name it is saved under.
    pub file_name: String,
    /// Where the object store keeps it.
    pub path: String,
    /// Its size in bytes.
    pub bytes: i64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// The address it came from.
    pub source: Option<String>,
    /// What it shows, in words.
    pub alt: Option<String>,
    /// Width and height in pixels, of a picture that can be shown as a photo.
    pub size: Option<(u32, u32)>,
}

impl Record for Asset {
    const TABLE: &'static str = "assets";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            campaign: row.get("campaign_id")?,
            content_type: row.get("content_type")?,
            file_name: row.get("file_name")?,
            path: row.get("path")?,
            bytes: row.get("bytes")?,
            sha256: row.get("sha256")?,
            source: row.get("source")?,
            alt: row.get("alt")?,
            size: row.get::<Option<u32>>("width")?.zip(row.get("height")?),
        })
    }
}

/// Keeps what is known of a file; `false` when there is one with that id, which stays as it is.
///
/// # Errors
/// [`Error::Missing`] when there is no such campaign.
pub async fn insert(tx: &mut OrgTx, asset: &Asset) -> Result<bool, Error> {
    tx.sql(
        "INSERT INTO assets (org_id, id, campaign_id, content_type, file_name, path, bytes, sha256, source, alt,
                             width, height)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT DO NOTHING",
    )
    .bind(asset.id)
    .bind(asset.campaign)
    .bind(asset.content_type.as_str())
    .bind(asset.file_name.as_str())
    .bind(asset.path.as_str())
    .bind(asset.bytes)
    .bind(asset.sha256.as_str())
    .bind(asset.source.clone())
    .bind(asset.alt.clone())
    .bind(asset.size.map(|(width, _)| width))
    .bind(asset.size.map(|(_, height)| height))
    .changed()
    .await
}

/// A file.
pub async fn get(tx: &mut OrgTx, asset: AssetId) -> Result<Option<Asset>, Error> {
    tx.sql(
        "SELECT id, campaign_id, content_type, file_name, path, bytes, sha256, source, alt, width, height FROM assets
         WHERE org_id = $1 AND id = $2",
    )
    .bind(asset)
    .first()
    .await
}

/// A campaign's files that somebody brought or a page had, by name; not those that were made.
pub async fn brought(tx: &mut OrgTx, campaign: CampaignId) -> Result<Vec<Asset>, Error> {
    tx.sql(
        "SELECT id, campaign_id, content_type, file_name, path, bytes, sha256, source, alt, width, height FROM assets a
         WHERE org_id = $1 AND campaign_id = $2 AND NOT EXISTS (
            SELECT 1 FROM made_images m WHERE m.org_id = a.org_id AND m.asset_id = a.id
         ) AND NOT EXISTS (
            SELECT 1 FROM made_videos v WHERE v.org_id = a.org_id AND v.asset_id = a.id
         ) ORDER BY file_name, id",
    )
    .bind(campaign)
    .all()
    .await
}

/// A campaign's files by name.
pub async fn list(tx: &mut OrgTx, campaign: CampaignId) -> Result<Vec<Asset>, Error> {
    tx.sql(
        "SELECT id, campaign_id, content_type, file_name, path, bytes, sha256, source, alt, width, height FROM assets
         WHERE org_id = $1 AND campaign_id = $2 ORDER BY file_name, id",
    )
    .bind(campaign)
    .all()
    .await
}
