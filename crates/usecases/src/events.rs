//! What happened to a campaign after a given event, for live updates.

use domain::{
    access::{Actor, Permission, authorize},
    event::Event,
    ids::CampaignId,
    problem::Problem,
};
use storage::{campaigns, events};

use crate::{Result, Services};

/// The most events read at once.
const PAGE: u32 = 500;

/// Events of the campaign after the one numbered `seq`, in order, at most 500.
pub async fn after(
    services: &Services,
    actor: &Actor,
    campaign: CampaignId,
    seq: i64,
) -> Result<Vec<Event>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let found = events::after(&mut tx, campaign, seq, PAGE).await?;
    if found.is_empty() && campaigns::get(&mut tx, campaign).await?.is_none() {
        return Err(Problem::not_found("campaign").into());
    }
    Ok(found)
}
