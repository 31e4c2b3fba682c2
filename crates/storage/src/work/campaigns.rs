//! Campaigns.

use domain::{
    brief::Brief,
    finder,
    ids::{BriefId, CampaignId, UserId, VoiceId},
    run::Fork,
    time::Timestamp,
    views::{CampaignSummary, CampaignTitle},
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row, placeholders};

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// The saved brief it came from.
    pub brief_id: BriefId,
    /// The brief as it was submitted.
    pub brief: Brief,
    /// Who submitted it.
    pub created_by: UserId,
    /// When.
    pub created_at: Timestamp,
    /// Number of its last event; 0 before the first.
    pub last_event: i64,
    /// The version of the brand's voice it is written in; `None` when there was none.
    pub voice: Option<VoiceId>,
    /// The campaign it does again, and what it does otherwise; `None` when it came from its brief.
    pub fork: Option<Fork>,
}

impl Record for Campaign {
    const TABLE: &'static str = "campaigns";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            brief_id: row.get("brief_id")?,
            brief: row.get::<Json<_>>("brief")?.0,
            created_by: row.get("created_by")?,
            created_at: row.get("created_at")?,
            last_event: row.get("last_event")?,
            voice: row.get("voice_id")?,
            fork: row.get::<Option<Json<_>>>("fork")?.map(|fork| fork.0),
        })
    }
}

impl Record for CampaignSummary {
    const TABLE: &'static str = "campaigns";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            title: row.get("title")?,
            run_state: row.get("run_state")?,
            channels: row.get::<Json<_>>("channels")?.0,
            posts: row.get("posts")?,
            approved: row.get("approved")?,
            wanted: row.get("wanted")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }
}

/// Keeps a new campaign; its events are counted from 0.
///
/// # Errors
/// [`Error::Conflict`] when the id is taken, [`Error::Missing`] when brief or person is not there.
pub async fn insert(tx: &mut OrgTx, campaign: &Campaign) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO campaigns
             (org_id, id, brief_id, brief, title, channels, wanted, created_by, created_at, updated_at, find_key, voice_id,
              forked_from, fork)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13)",
    )
    .bind(campaign.id)
    .bind(campaign.brief_id)
    .bind(Doc::of(&campaign.brief)?)
    .bind(campaign.brief.title.as_str())
    .bind(Doc::of(&campaign.brief.channels)?)
    .bind(campaign.brief.post_count)
    .bind(campaign.created_by)
    .bind(campaign.created_at)
    .bind(finder::key(&[&campaign.brief.title]))
    .bind(campaign.voice)
    .bind(campaign.fork.as_ref().map(|fork| fork.of))
    .bind(campaign.fork.as_ref().map(Doc::of).transpose()?)
    .execute()
    .await?;
    Ok(())
}

/// A campaign.
pub async fn get(tx: &mut OrgTx, campaign: CampaignId) -> Result<Option<Campaign>, Error> {
    tx.sql(
        "SELECT id, brief_id, brief, created_by, created_at, last_event, voice_id, fork FROM campaigns
         WHERE org_id = $1 AND id = $2",
    )
    .bind(campaign)
    .first()
    .await
}

/// The campaigns that follow `after` in the list, newest first, with the state of their run and
/// the posts of its current take. A campaign without a run counts as running.
pub async fn list(
    tx: &mut OrgTx,
    after: Option<(Timestamp, CampaignId)>,
    limit: u32,
) -> Result<Vec<CampaignSummary>, Error> {
    // Both texts are whole, so that each has its own plan and no OR keeps an index from being used.
    macro_rules! page {
        ($from:literal) => {
            concat!(
                "SELECT c.id, c.title, c.channels, c.wanted, c.created_at, c.updated_at,
                        COALESCE(r.state, 'running') AS run_state,
                        (SELECT COUNT(*) FROM posts p WHERE p.org_id = $1 AND p.campaign_id = c.id
                            AND p.take = r.take) AS posts,
                        (SELECT COUNT(*) FROM posts p WHERE p.org_id = $1 AND p.campaign_id = c.id
                            AND p.take = r.take AND p.state = 'approved') AS approved
                 FROM campaigns c
                 LEFT JOIN runs r ON r.org_id = $1 AND r.campaign_id = c.id
                 WHERE c.org_id = $1",
                $from,
                " ORDER BY c.created_at DESC, c.id DESC LIMIT $2"
            )
        };
    }
    match after {
        None => tx.sql(page!("")).bind(limit).all().await,
        Some((at, id)) => {
            tx.sql(page!(" AND (c.created_at, c.id) < ($3, $4)"))
                .bind(limit)
                .bind(at)
                .bind(id)
                .all()
                .await
        }
    }
}

/// Notes that something about a campaign changed; `false` when there is none.
pub async fn touch(tx: &mut OrgTx, campaign: CampaignId, at: Timestamp) -> Result<bool, Error> {
    tx.sql("UPDATE campaigns SET updated_at = $3 WHERE org_id = $1 AND id = $2")
        .bind(campaign)
        .bind(at)
        .changed()
        .await
}

/// A campaign's brief.
struct Briefed(CampaignId, Brief);

impl Record for Briefed {
    const TABLE: &'static str = "campaigns";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self(row.get("id")?, row.get::<Json<_>>("brief")?.0))
    }
}

/// The briefs of several campaigns, in no order; those that are not there are left out.
pub async fn briefs(
    tx: &mut OrgTx,
    campaigns: &[CampaignId],
) -> Result<Vec<(CampaignId, Brief)>, Error> {
    if campaigns.is_empty() {
        return Ok(Vec::new());
    }
    let numbers = placeholders(2, campaigns.len());
    let text = format!("SELECT id, brief FROM campaigns WHERE org_id = $1 AND id IN ({numbers})");
    let mut statement = tx.composed(text);
    for campaign in campaigns {
        statement = statement.bind(*campaign);
    }
    let found: Vec<Briefed> = statement.all().await?;
    Ok(found
        .into_iter()
        .map(|Briefed(id, brief)| (id, brief))
        .collect())
}

impl Record for CampaignTitle {
    const TABLE: &'static str = "campaigns";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            title: row.get("title")?,
        })
    }
}

/// The campaigns that do `campaign` again, newest first.
pub async fn forks(tx: &mut OrgTx, campaign: CampaignId) -> Result<Vec<CampaignTitle>, Error> {
    tx.sql(
        "SELECT id, title FROM campaigns WHERE org_id = $1 AND forked_from = $2
         ORDER BY created_at DESC, id DESC",
    )
    .bind(campaign)
    .all()
    .await
}

/// The newest campaigns by their names, newest first.
pub async fn titles(tx: &mut OrgTx, limit: u32) -> Result<Vec<CampaignTitle>, Error> {
    tx.sql("SELECT id, title FROM campaigns WHERE org_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2")
        .bind(limit)
        .all()
        .await
}
