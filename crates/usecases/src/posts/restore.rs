//! Undoing: an older version becomes the newest one. What came after it stays in the history.

use domain::{
    access::{Actor, Permission, authorize},
    ids::{PostId, VersionId},
    post::ContentHash,
    problem::Problem,
    views::PostView,
};
use serde::{Deserialize, Serialize};
use storage::versions;

use super::edit::save;
use crate::{Result, Services};

/// Which version comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Restore {
    /// The version whose content comes back.
    pub version: VersionId,
    /// Hash of the current version that was on the screen.
    pub based_on: ContentHash,
}

/// Saves the content of an older version as a new one, which voids an approval as any edit does.
/// Restoring what stands already changes nothing.
///
/// # Errors
/// [`domain::problem::Code::Changed`] when another version than the one seen is current;
/// [`domain::problem::Code::NotFound`] when the post has no such version.
pub async fn restore(
    services: &Services,
    actor: &Actor,
    id: PostId,
    restore: Restore,
) -> Result<PostView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().read(actor.org).await?;
    let old = versions::get(&mut tx, restore.version)
        .await?
        .filter(|version| version.post == id)
        .ok_or_else(|| Problem::not_found("version"))?;
    drop(tx);
    save(services, actor, id, &restore.based_on, |_| Ok(old.content)).await?;
    super::get(services, actor, id).await
}
