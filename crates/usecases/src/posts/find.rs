//! Finding posts across campaigns: page by page, by state, and by day.

use std::collections::HashMap;

use domain::{
    access::{Actor, Permission, authorize},
    brief::Brief,
    ids::CampaignId,
    post::{PostFilter, PostOrder, PostState, PostsQuery},
    problem::{FieldProblem, Problem},
    time::{Day, Timestamp},
    views::{BoardColumn, CalendarView, CampaignTitle, FoundPost, Listing},
};
use storage::{
    OrgTx, campaigns,
    search::{self, Found, Place},
};

use super::summary;
use crate::{Result, Services};

const USUAL_PAGE: u32 = 50;
const MOST_ON_A_PAGE: u32 = 100;
const MOST_IN_A_COLUMN: usize = 30;
const MOST_ON_A_CALENDAR: usize = 200;
/// Campaigns by name, for choosing one.
const MOST_TITLES: u32 = 100;

/// The posts that `query` asks for, page by page.
///
/// # Errors
/// [`domain::problem::Code::InvalidInput`] naming each field that cannot be read.
pub async fn find(
    services: &Services,
    actor: &Actor,
    query: &PostsQuery,
) -> Result<Listing<FoundPost>> {
    authorize(actor, Permission::Read)?;
    let filter = query.parse()?;
    let after = Some(query.after.as_str())
        .filter(|cursor| !cursor.is_empty())
        .map(|cursor| parse_place(cursor, filter.order))
        .transpose()?;
    let limit = query.limit.unwrap_or(USUAL_PAGE).clamp(1, MOST_ON_A_PAGE);
    let mut tx = services.db().read(actor.org).await?;
    // One more than asked for tells whether there is a next page.
    let mut found = search::page(&mut tx, &filter, after, limit + 1).await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next = found
        .last()
        .filter(|_| more)
        .map(|last| written(Place::of(&last.post, filter.order)));
    let items = views(&mut tx, found).await?;
    Ok(Listing { items, next })
}

/// The first posts of each state that `query` asks for, or of the one state it names.
///
/// # Errors
/// As [`find`].
pub async fn board(
    services: &Services,
    actor: &Actor,
    query: &PostsQuery,
) -> Result<Vec<BoardColumn>> {
    authorize(actor, Permission::Read)?;
    let filter = query.parse()?;
    let states: Vec<PostState> = PostState::ALL
        .into_iter()
        .filter(|state| filter.state.is_none_or(|wanted| wanted == *state))
        .collect();
    let mut tx = services.db().read(actor.org).await?;
    let limit = u32::try_from(MOST_IN_A_COLUMN).unwrap_or(u32::MAX);
    let found = search::board(&mut tx, &filter, &states, limit + 1).await?;
    let mut found = views(&mut tx, found).await?;
    sort(&mut found, filter.order);
    let columns = states.into_iter().map(|state| {
        let mut posts: Vec<FoundPost> = found
            .iter()
            .filter(|found| found.post.state == state)
            .cloned()
            .collect();
        let more = posts.len() > MOST_IN_A_COLUMN;
        posts.truncate(MOST_IN_A_COLUMN);
        BoardColumn { state, posts, more }
    });
    Ok(columns.collect())
}

/// The posts that `query` asks for on the days of the month or week around `on`; around today if
/// no day is given. The query's own days and order say nothing here.
///
/// # Errors
/// As [`find`], and for an `on` that is no day.
pub async fn calendar(
    services: &Services,
    actor: &Actor,
    query: &PostsQuery,
    on: &str,
    one_week: bool,
) -> Result<CalendarView> {
    authorize(actor, Permission::Read)?;
    let today = services.now().day();
    let on = match on {
        "" => today,
        day => day.parse().map_err(|_| {
            let message = "This is no day. Write it as 2026-11-30.";
            Problem::fields(vec![FieldProblem::new("on", message)])
        })?,
    };
    let (first, weeks) = shown(on, one_week);
    let filter = PostFilter {
        from: Some(first),
        to: Some(first.plus(i64::from(weeks) * 7 - 1)),
        order: PostOrder::Date,
        ..query.parse()?
    };
    let mut tx = services.db().read(actor.org).await?;
    let limit = u32::try_from(MOST_ON_A_CALENDAR).unwrap_or(u32::MAX);
    let mut found = search::page(&mut tx, &filter, None, limit + 1).await?;
    let more = found.len() > MOST_ON_A_CALENDAR;
    found.truncate(MOST_ON_A_CALENDAR);
    let posts = views(&mut tx, found).await?;
    Ok(CalendarView {
        on,
        today,
        first,
        weeks,
        posts,
        more,
    })
}

/// The newest campaigns by name.
pub async fn campaign_titles(services: &Services, actor: &Actor) -> Result<Vec<CampaignTitle>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    Ok(campaigns::titles(&mut tx, MOST_TITLES).await?)
}

/// The Monday and the number of weeks that show the week or the whole month of `on`.
fn shown(on: Day, one_week: bool) -> (Day, u16) {
    if one_week {
        return (on.week_start(), 1);
    }
    let first = on.month_start(0).week_start();
    let last = on.month_start(1).plus(-1);
    let weeks = first.days_until(last) / 7 + 1;
    (first, u16::try_from(weeks).unwrap_or(6))
}

/// The same order as the database's, for rows whose order it did not promise.
fn sort(posts: &mut [FoundPost], order: PostOrder) {
    posts.sort_by(|a, b| {
        let by_day = || (a.post.publish_on, a.post.id).cmp(&(b.post.publish_on, b.post.id));
        match order {
            PostOrder::Date => by_day(),
            PostOrder::DateDown => by_day().reverse(),
            PostOrder::Changed => (b.updated_at, b.post.id).cmp(&(a.updated_at, a.post.id)),
        }
    });
}

/// The posts as they are shown, with their campaigns' briefs read at once.
pub(super) async fn views(tx: &mut OrgTx, found: Vec<Found>) -> Result<Vec<FoundPost>> {
    let mut ids: Vec<CampaignId> = found.iter().map(|found| found.post.campaign).collect();
    ids.sort_unstable();
    ids.dedup();
    let briefs: HashMap<CampaignId, Brief> =
        campaigns::briefs(tx, &ids).await?.into_iter().collect();
    let views = found.into_iter().filter_map(|found| {
        // One snapshot holds both, and no post is without its campaign.
        let brief = briefs.get(&found.post.campaign)?;
        Some(FoundPost {
            post: summary(&found.post, &found.version, brief, found.regenerating),
            campaign: found.post.campaign,
            campaign_title: brief.title.clone(),
            version_hash: found.version.hash,
            updated_at: found.post.updated_at,
        })
    });
    Ok(views.collect())
}

fn written(place: Place) -> String {
    match place {
        Place::Day(day, id) => format!("{day}.{id}"),
        Place::Change(at, id) => format!("{}.{id}", at.0),
    }
}

fn parse_place(cursor: &str, order: PostOrder) -> Result<Place> {
    let parsed = cursor.split_once('.').and_then(|(at, id)| {
        let id = id.parse().ok()?;
        Some(match order {
            PostOrder::Date | PostOrder::DateDown => Place::Day(at.parse().ok()?, id),
            PostOrder::Changed => Place::Change(Timestamp(at.parse().ok()?), id),
        })
    });
    let message = "This page address is damaged. Go back to the first page.";
    Ok(parsed.ok_or_else(|| Problem::fields(vec![FieldProblem::new("after", message)]))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_shown_in_whole_weeks() {
        assert_eq!(shown(day("2026-11-24"), false), (day("2026-10-26"), 6));
        assert_eq!(shown(day("2027-02-10"), false), (day("2027-02-01"), 4));
        assert_eq!(shown(day("2026-11-29"), true), (day("2026-11-23"), 1));
    }

    #[test]
    fn a_place_survives_the_address_and_a_damaged_one_is_refused() {
        let id = "00000000-0000-0000-0000-000000000001".parse().unwrap();
        for (place, order) in [
            (Place::Day(day("2026-11-23"), id), PostOrder::Date),
            (Place::Change(Timestamp(5), id), PostOrder::Changed),
        ] {
            assert_eq!(parse_place(&written(place), order).unwrap(), place);
        }
        for cursor in [
            "x",
            "2026-11-23.",
            "2026-13-01.00000000-0000-0000-0000-000000000001",
        ] {
            assert!(parse_place(cursor, PostOrder::Date).is_err(), "{cursor}");
        }
    }
}
