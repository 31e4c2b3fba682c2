//! The list of campaigns, newest first, page by page.

use domain::{
    access::{Actor, Permission, authorize},
    ids::CampaignId,
    problem::{FieldProblem, Problem},
    time::Timestamp,
    views::{CampaignSummary, Listing},
};
use storage::campaigns;

use crate::{Result, Services};

/// The most rows on a page.
pub const MAX_PAGE: u32 = 100;

/// Campaigns created before the one that `after` stands for (a [`Listing::next`]), or the newest.
pub async fn list(
    services: &Services,
    actor: &Actor,
    after: Option<&str>,
    limit: u32,
) -> Result<Listing<CampaignSummary>> {
    authorize(actor, Permission::Read)?;
    let limit = limit.clamp(1, MAX_PAGE);
    let after = after
        .filter(|cursor| !cursor.is_empty())
        .map(parse_cursor)
        .transpose()?;
    let mut tx = services.db().read(actor.org).await?;
    // One more than asked for tells whether there is a next page.
    let mut items = campaigns::list(&mut tx, after, limit + 1).await?;
    let more = items.len() > limit as usize;
    items.truncate(limit as usize);
    let next = items
        .last()
        .filter(|_| more)
        .map(|last| format!("{}.{}", last.created_at.0, last.id));
    Ok(Listing { items, next })
}

fn parse_cursor(cursor: &str) -> Result<(Timestamp, CampaignId)> {
    let parsed = cursor
        .split_once('.')
        .and_then(|(at, id)| Some((Timestamp(at.parse().ok()?), id.parse().ok()?)));
    let message = "This page address is damaged. Go back to the first page.";
    Ok(parsed.ok_or_else(|| Problem::fields(vec![FieldProblem::new("after", message)]))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_cursor_is_refused() {
        for cursor in ["x", "1.", ".x", "1.2"] {
            assert!(parse_cursor(cursor).is_err(), "{cursor}");
        }
        assert!(parse_cursor("5.00000000-0000-0000-0000-000000000001").is_ok());
    }
}
