//! A film's file and its captions, as browsers ask for them.

use std::ops::Range;

use bytes::Bytes;
use domain::{
    access::{Actor, Permission, authorize},
    ids::AssetId,
    problem::Problem,
};
use storage::{OrgTx, assets, videos};

use crate::{Result, Services};

/// A part of a film's file.
#[derive(Clone, Debug)]
pub struct Part {
    /// Which bytes it is; all of them where no other were asked for.
    pub range: Range<u64>,
    /// How many the file has.
    pub whole: u64,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// The bytes.
    pub bytes: Bytes,
}

/// The bytes of a film that `wanted` asks for, given how many there are; `None` when it asks for
/// none that are there.
pub async fn file(
    services: &Services,
    actor: &Actor,
    id: AssetId,
    wanted: impl FnOnce(u64) -> Option<Range<u64>>,
) -> Result<Option<Part>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    found(&mut tx, id).await?;
    let asset = assets::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("film"))?;
    drop(tx);
    let whole = u64::try_from(asset.bytes).unwrap_or_default();
    let Some(range) = wanted(whole) else {
        return Ok(None);
    };
    let bytes = services.files().part(&asset.path, range.clone()).await?;
    Ok(Some(Part {
        range,
        whole,
        sha256: asset.sha256,
        bytes,
    }))
}

/// A film's captions as a `WebVTT` file.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] for a film in which nobody speaks, too.
pub async fn captions(services: &Services, actor: &Actor, id: AssetId) -> Result<String> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let made = found(&mut tx, id).await?;
    let captions = domain::video::captions(&made.storyboard, made.millis);
    Ok(captions.ok_or_else(|| Problem::not_found("captions file"))?)
}

async fn found(tx: &mut OrgTx, id: AssetId) -> Result<videos::MadeVideo> {
    let made = videos::get(tx, id).await?;
    Ok(made.ok_or_else(|| Problem::not_found("film"))?)
}
