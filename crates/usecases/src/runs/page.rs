//! Reading the web page that a brief names, with its picture.

use bytes::Bytes;
use domain::{
    brief::Brief,
    ids::AssetId,
    post::hex,
    run::{PageRead, StepOutput},
};
use sha2::{Digest as _, Sha256};
use storage::{assets::Asset, runs::Run};

use super::task::{Act, free_record};
use crate::Services;

/// Fetches the page. One that cannot be read is said so, and the run goes on without it.
pub(super) async fn read(services: &Services, run: &Run, brief: &Brief) -> Act {
    let address = brief.web_address.clone().unwrap_or_default();
    let read = match services.pages().fetch(&address).await {
        Ok(fetched) => PageRead {
            page: Some(fetched.page),
            unavailable: None,
        },
        Err(refusal) => PageRead {
            page: None,
            unavailable: Some(refusal.to_string()),
        },
    };
    let asset = match read
        .page
        .as_ref()
        .and_then(|page| page.social_image.clone())
    {
        Some(image) => social_image(services, run, &image).await,
        None => None,
    };
    Act {
        record: free_record(StepOutput::Page(read)),
        asset,
        made: None,
    }
}

/// Stores the page's own picture. It is an extra: without it the run is whole.
async fn social_image(services: &Services, run: &Run, address: &str) -> Option<Asset> {
    let image = match services.pages().fetch_image(address).await {
        Ok(image) => image,
        Err(refusal) => {
            tracing::info!(%refusal, "the page's picture was left out");
            return None;
        }
    };
    // One that cannot be read as a picture is kept for the archive, but not offered as a photo.
    let bitmap = crate::pictures::decoded(services, &image.bytes).await.ok();
    let sha256 = hex(&Sha256::digest(&image.bytes));
    let path = format!("{sha256}.{}", image.extension);
    let bytes = i64::try_from(image.bytes.len()).unwrap_or(i64::MAX);
    if let Err(error) = services.files().put(&path, Bytes::from(image.bytes)).await {
        tracing::warn!(%error, "the page's picture could not be stored");
        return None;
    }
    Some(Asset {
        id: AssetId(uuid::Uuid::new_v5(&run.id.0, sha256.as_bytes())),
        campaign: run.campaign,
        content_type: image.content_type.to_owned(),
        file_name: format!("page-picture.{}", image.extension),
        path,
        bytes,
        sha256,
        source: Some(address.to_owned()),
        alt: None,
        size: bitmap.map(|bitmap| (bitmap.width(), bitmap.height())),
    })
}
