//! Photos that a campaign's posts can show.

use domain::{
    access::{Actor, Permission, authorize},
    ids::{AssetId, CampaignId},
    problem::Problem,
    views::PhotoView,
};
use storage::{
    assets::{self, Asset},
    campaigns,
};

use super::{
    files::{self, off_thread},
    show::{FileKind, Rendition},
};
use crate::{Error, Result, Services};

/// The largest file that is taken, in bytes.
pub const MAX_FILE: usize = 10 * 1024 * 1024;
/// A photo as it is shown for choosing where it is cut.
const SHOWN: u32 = 960;

/// A picture file that somebody gives.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    /// The name it had.
    pub file_name: String,
    /// What is in it, at most [`MAX_FILE`].
    pub bytes: Vec<u8>,
}

/// Keeps a photo for a campaign's posts: upright, without metadata.
pub async fn upload_photo(
    services: &Services,
    actor: &Actor,
    campaign: CampaignId,
    upload: Upload,
) -> Result<PhotoView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().read(actor.org).await?;
    campaigns::get(&mut tx, campaign)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    drop(tx);
    let kept = files::keep(services, upload.bytes).await?;
    let stem: String = upload
        .file_name
        .chars()
        .filter(|c| !c.is_control())
        .collect();
    let stem = stem
        .rsplit_once('.')
        .map_or(stem.as_str(), |(stem, _)| stem);
    let stem: String = stem.chars().take(80).collect();
    let asset = Asset {
        // The same photo twice is the same photo.
        id: AssetId(uuid::Uuid::new_v5(&campaign.0, kept.hash.0.as_bytes())),
        campaign,
        content_type: "image/webp".to_owned(),
        file_name: format!("{}.webp", if stem.is_empty() { "photo" } else { &stem }),
        path: kept.path,
        bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
        sha256: kept.hash.0,
        source: None,
        alt: None,
        size: Some((kept.width, kept.height)),
    };
    let mut tx = services.db().write(actor.org).await?;
    assets::insert(&mut tx, &asset).await?;
    tx.commit().await?;
    view(asset).ok_or_else(|| Error::Internal("a photo without a size".into()))
}

/// The photos that a campaign's posts can show, by name.
pub async fn photos(
    services: &Services,
    actor: &Actor,
    campaign: CampaignId,
) -> Result<Vec<PhotoView>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    campaigns::get(&mut tx, campaign)
        .await?
        .ok_or_else(|| Problem::not_found("campaign"))?;
    let assets = assets::list(&mut tx, campaign).await?;
    Ok(assets.into_iter().filter_map(view).collect())
}

fn view(asset: Asset) -> Option<PhotoView> {
    let (width, height) = asset.size?;
    Some(PhotoView {
        id: asset.id,
        name: asset.file_name,
        width,
        height,
    })
}

/// A photo whole, at most 960 pixels wide or high.
pub async fn show_photo(services: &Services, actor: &Actor, id: AssetId) -> Result<Rendition> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let asset = assets::get(&mut tx, id)
        .await?
        .filter(|asset| asset.size.is_some())
        .ok_or_else(|| Problem::not_found("photo"))?;
    drop(tx);
    let kept = files::shown_path(&asset.sha256);
    if let Some(bytes) = services.files().find(&kept).await? {
        return Ok(Rendition::new(asset.sha256, FileKind::WebP, bytes));
    }
    let file = services.files().get(&asset.path).await?;
    let bytes = off_thread(services, move || {
        let bitmap = pictures::Bitmap::decode(&file).map(|bitmap| bitmap.at_most(SHOWN));
        let bitmap = bitmap.map_err(|error| Error::Internal(error.to_string()))?;
        let file = bitmap.webp(Some(80.0));
        file.map_err(|error| Error::Internal(error.to_string()))
    })
    .await?;
    let bytes = bytes::Bytes::from(bytes);
    services.files().put(&kept, bytes.clone()).await?;
    Ok(Rendition::new(asset.sha256, FileKind::WebP, bytes))
}
