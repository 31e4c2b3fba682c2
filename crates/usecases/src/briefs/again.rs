//! Using an old brief again.

use domain::{
    access::{Actor, Permission, authorize},
    ids::BriefId,
    problem::Problem,
    views::BriefView,
};
use storage::briefs;

use super::write::create;
use crate::{Result, Services};

/// Saves a new brief with the fields of another, submitted or not; its days are moved on.
pub async fn duplicate(services: &Services, actor: &Actor, id: BriefId) -> Result<BriefView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().read(actor.org).await?;
    let record = briefs::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("brief"))?;
    drop(tx);
    create(services, actor, record.draft.again(services.now().day())).await
}
