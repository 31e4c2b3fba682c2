//! What happened lately, and how far a person has read.

use std::cmp::Reverse;

use domain::{
    access::{Actor, Permission, authorize},
    news::News,
    time::Timestamp,
};
use storage::news;

use crate::{Result, Services};

/// The most that is shown.
const MOST: u32 = 50;

/// The last 50 ends of runs and decisions in the organization.
pub async fn list(services: &Services, actor: &Actor) -> Result<News> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let mut items = news::ended_runs(&mut tx, MOST).await?;
    items.extend(news::decisions(&mut tx, MOST).await?);
    items.sort_by_key(|item| Reverse(item.at));
    items.truncate(MOST as usize);
    let seen_at = news::seen_at(&mut tx, actor.user).await?;
    Ok(News { items, seen_at })
}

/// How many things happened that the person has not seen.
pub async fn unseen(services: &Services, actor: &Actor) -> Result<u32> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    Ok(news::unseen(&mut tx, actor.user).await?)
}

/// Notes that the person has seen everything up to `until`, which is at most now.
pub async fn see(services: &Services, actor: &Actor, until: Timestamp) -> Result<()> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().write(actor.org).await?;
    if news::set_seen(&mut tx, actor.user, until.min(services.now())).await? {
        tx.commit().await?;
    }
    Ok(())
}
