//! Briefs, as typed.

use domain::{
    brief::{BriefDraft, Fill},
    finder,
    ids::{BriefId, CampaignId, UserId},
    time::Timestamp,
    views::BriefSummary,
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// A brief as it was last saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefRecord {
    /// Its id.
    pub id: BriefId,
    /// The fields as typed.
    pub draft: BriefDraft,
    /// The campaign it has become, if it was submitted.
    pub campaign: Option<CampaignId>,
    /// What was last filled into it from a text, until somebody puts it away.
    pub fill: Option<Fill>,
    /// Text that was pasted to fill it from and has not been read yet.
    pub pasted: String,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last saved.
    pub updated_at: Timestamp,
}

impl Record for BriefRecord {
    const TABLE: &'static str = "briefs";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            draft: row.get::<Json<_>>("draft")?.0,
            campaign: row.get("campaign_id")?,
            fill: row.get::<Option<Json<_>>>("filled")?.map(|fill| fill.0),
            pasted: row.get("pasted")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }
}

impl Record for BriefSummary {
    const TABLE: &'static str = "briefs";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            title: row.get("title")?,
            updated_at: row.get("updated_at")?,
        })
    }
}

/// Keeps a new brief.
///
/// # Errors
/// [`Error::Conflict`] when the id is taken, [`Error::Missing`] when there is no such person.
pub async fn insert(
    tx: &mut OrgTx,
    brief: BriefId,
    user: UserId,
    draft: &BriefDraft,
    at: Timestamp,
) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO briefs (org_id, id, created_by, title, draft, created_at, updated_at, find_key)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7)",
    )
    .bind(brief)
    .bind(user)
    .bind(draft.title.as_str())
    .bind(Doc::of(draft)?)
    .bind(at)
    .bind(finder::key(&[&draft.title]))
    .execute()
    .await?;
    Ok(())
}

/// A brief.
pub async fn get(tx: &mut OrgTx, brief: BriefId) -> Result<Option<BriefRecord>, Error> {
    tx.sql(
        "SELECT id, draft, campaign_id, filled, pasted, created_at, updated_at FROM briefs WHERE org_id = $1 AND id = $2",
    )
    .bind(brief)
    .first()
    .await
}

/// Saves a brief's fields; `false` when there is none.
pub async fn update(
    tx: &mut OrgTx,
    brief: BriefId,
    draft: &BriefDraft,
    at: Timestamp,
) -> Result<bool, Error> {
    tx.sql(
        "UPDATE briefs SET title = $3, draft = $4, updated_at = $5, find_key = $6 WHERE org_id = $1 AND id = $2",
    )
    .bind(brief)
    .bind(draft.title.as_str())
    .bind(Doc::of(draft)?)
    .bind(at)
    .bind(finder::key(&[&draft.title]))
    .changed()
    .await
}

/// Keeps what was filled into a brief, or puts it away; `false` when there is no such brief.
pub async fn set_fill(tx: &mut OrgTx, brief: BriefId, fill: Option<&Fill>) -> Result<bool, Error> {
    tx.sql("UPDATE briefs SET filled = $3 WHERE org_id = $1 AND id = $2")
        .bind(brief)
        .bind(fill.map(Doc::of).transpose()?)
        .changed()
        .await
}

/// Keeps text that was pasted to fill a brief from; `false` when there is no such brief.
pub async fn set_pasted(tx: &mut OrgTx, brief: BriefId, pasted: &str) -> Result<bool, Error> {
    tx.sql("UPDATE briefs SET pasted = $3 WHERE org_id = $1 AND id = $2")
        .bind(brief)
        .bind(pasted)
        .changed()
        .await
}

/// Notes which campaign a brief has become; `false` when there is no such brief, or it has become
/// one already.
pub async fn set_campaign(
    tx: &mut OrgTx,
    brief: BriefId,
    campaign: CampaignId,
) -> Result<bool, Error> {
    tx.sql(
        "UPDATE briefs SET campaign_id = $3 WHERE org_id = $1 AND id = $2 AND campaign_id IS NULL",
    )
    .bind(brief)
    .bind(campaign)
    .changed()
    .await
}

/// Briefs that were not submitted yet, last saved first.
pub async fn list_open(tx: &mut OrgTx, limit: u32) -> Result<Vec<BriefSummary>, Error> {
    tx.sql(
        "SELECT id, title, updated_at FROM briefs WHERE org_id = $1 AND campaign_id IS NULL
         ORDER BY updated_at DESC, id DESC LIMIT $2",
    )
    .bind(limit)
    .all()
    .await
}

/// Deletes a brief that was not submitted; `false` when there is none such.
pub async fn delete(tx: &mut OrgTx, brief: BriefId) -> Result<bool, Error> {
    tx.sql("DELETE FROM briefs WHERE org_id = $1 AND id = $2 AND campaign_id IS NULL")
        .bind(brief)
        .changed()
        .await
}
