//! Reading briefs.

use domain::{
    access::{Actor, Permission, authorize},
    ids::BriefId,
    problem::Problem,
    views::{BriefSummary, BriefView},
};
use storage::briefs::{self, BriefRecord};

use crate::{Result, Services};

/// A brief with what is still missing.
pub async fn get(services: &Services, actor: &Actor, id: BriefId) -> Result<BriefView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let record = briefs::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("brief"))?;
    Ok(view(record))
}

/// The briefs that have not been submitted, last saved first; at most 50.
pub async fn list_open(services: &Services, actor: &Actor) -> Result<Vec<BriefSummary>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    Ok(briefs::list_open(&mut tx, 50).await?)
}

pub(super) fn view(record: BriefRecord) -> BriefView {
    let BriefRecord {
        id,
        draft,
        campaign,
        fill,
        pasted,
        created_at: _,
        updated_at,
    } = record;
    BriefView {
        id,
        problems: draft.parse().err().unwrap_or_default(),
        draft,
        campaign,
        fill,
        pasted,
        updated_at,
    }
}
