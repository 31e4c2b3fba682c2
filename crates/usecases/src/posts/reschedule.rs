//! Moving a post to another day. The day is part of the plan and not of what was approved, so an
//! approval stays.

use domain::{
    access::{Actor, Permission, authorize},
    event::Happening,
    ids::PostId,
    post,
    problem::Problem,
    time::Day,
    views::PostView,
};
use storage::{events, posts};

use crate::{Result, Services};

/// Plans a post for another day.
///
/// # Errors
/// [`domain::problem::Code::InvalidInput`] for a day that has passed or lies too far ahead.
pub async fn reschedule(
    services: &Services,
    actor: &Actor,
    id: PostId,
    day: Day,
) -> Result<PostView> {
    plan(services, actor, id, |_| day).await?;
    super::get(services, actor, id).await
}

/// Plans a post for the day that `day` makes of the one it is planned for, and says whether that
/// is another. A day that stays is not judged: an overdue post may remain where it is.
pub(super) async fn plan(
    services: &Services,
    actor: &Actor,
    id: PostId,
    day: impl FnOnce(Day) -> Day,
) -> Result<bool> {
    authorize(actor, Permission::Write)?;
    let now = services.now();
    let mut tx = services.db().write(actor.org).await?;
    let found = posts::lock(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let day = day(found.slot.publish_on);
    if day == found.slot.publish_on {
        return Ok(false);
    }
    let day = post::reschedule(day, now.day())?;
    posts::set_day(&mut tx, id, day, now).await?;
    events::append(&mut tx, found.campaign, &Happening::Post { post: id }, now).await?;
    tx.commit().await?;
    Ok(true)
}
