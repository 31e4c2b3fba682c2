//! What happened to a campaign, numbered without gaps in the order of commits.

use domain::{
    event::{Event, Happening},
    ids::CampaignId,
    time::Timestamp,
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

impl Record for Event {
    const TABLE: &'static str = "events";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            campaign: row.get("campaign_id")?,
            seq: row.get("seq")?,
            at: row.get("at")?,
            happening: row.get::<Json<_>>("happening")?.0,
        })
    }
}

/// Adds what happened and gives its number. Whoever else adds to the same campaign waits for this
/// transaction to end, so a number is never seen before the one it follows.
///
/// # Errors
/// [`Error::Missing`] when there is no such campaign.
pub async fn append(
    tx: &mut OrgTx,
    campaign: CampaignId,
    happening: &Happening,
    at: Timestamp,
) -> Result<i64, Error> {
    let document = Doc::of(happening)?;
    let seq = tx
        .sql(
            "UPDATE campaigns SET last_event = last_event + 1, updated_at = $3 WHERE org_id = $1 AND id = $2
             RETURNING last_event",
        )
        .bind(campaign)
        .bind(at)
        .value::<i64>("last_event")
        .await?
        .ok_or_else(|| Error::Missing { constraint: "events.campaign_id".into() })?;
    tx.sql(
        "INSERT INTO events (org_id, campaign_id, seq, at, happening) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(campaign)
    .bind(seq)
    .bind(at)
    .bind(document)
    .execute()
    .await?;
    tx.wake_followers(campaign);
    Ok(seq)
}

/// The events after number `seq`, in order.
pub async fn after(
    tx: &mut OrgTx,
    campaign: CampaignId,
    seq: i64,
    limit: u32,
) -> Result<Vec<Event>, Error> {
    tx.sql(
        "SELECT campaign_id, seq, at, happening FROM events
         WHERE org_id = $1 AND campaign_id = $2 AND seq > $3 ORDER BY seq LIMIT $4",
    )
    .bind(campaign)
    .bind(seq)
    .bind(limit)
    .all()
    .await
}
