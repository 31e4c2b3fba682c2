//! What becomes of a made film.

use domain::{
    access::{Actor, Permission, authorize},
    event::Happening,
    ids::AssetId,
    problem::Problem,
};
use storage::{assets, events, posts, videos};

use crate::{Result, Services};

/// Deletes a made film for good, with its file.
pub async fn delete(services: &Services, actor: &Actor, id: AssetId) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let made = videos::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("film"))?;
    let asset = assets::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("film"))?;
    let post = posts::get(&mut tx, made.post)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    videos::delete(&mut tx, id).await?;
    let happening = Happening::Post { post: post.id };
    events::append(&mut tx, post.campaign, &happening, services.now()).await?;
    tx.commit().await?;
    services.files().delete(&asset.path).await?;
    Ok(())
}
