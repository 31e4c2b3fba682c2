//! Runs: one a campaign.

use domain::{
    ids::{CampaignId, OrgId, RunId},
    run::RunState,
};

use uuid::Uuid;

use crate::engine::{Error, OrgTx, Record, Row, SystemTx};

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// Where it stands.
    pub state: RunState,
    /// Which choice of concept is current, from 1; 0 before the strategy stands.
    pub take: u16,
    /// Index of the concept the current take follows.
    pub concept: Option<usize>,
    /// What makes the built-in provider's choices repeatable.
    pub seed: i64,
}

impl Record for Run {
    const TABLE: &'static str = "runs";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            campaign: row.get("campaign_id")?,
            state: row.get("state")?,
            take: row.get("take")?,
            concept: row.get("concept")?,
            seed: row.get("seed")?,
        })
    }
}

/// How many runs there are, over all organizations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Under way.
    pub running: u64,
    /// Every step is done.
    pub done: u64,
    /// A step failed and waits for a person.
    pub failed: u64,
    /// Stopped by a person.
    pub cancelled: u64,
}

impl Record for Counts {
    const TABLE: &'static str = "runs";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            running: row.get("running")?,
            done: row.get("done")?,
            failed: row.get("failed")?,
            cancelled: row.get("cancelled")?,
        })
    }
}

/// How many runs there are in each state.
pub async fn counts(tx: &mut SystemTx) -> Result<Counts, Error> {
    let counts = tx
        .sql(
            "SELECT COUNT(CASE WHEN state = 'running' THEN 1 END) AS running,
                    COUNT(CASE WHEN state = 'done' THEN 1 END) AS done,
                    COUNT(CASE WHEN state = 'failed' THEN 1 END) AS failed,
                    COUNT(CASE WHEN state = 'cancelled' THEN 1 END) AS cancelled FROM runs",
        )
        .first()
        .await?;
    Ok(counts.unwrap_or_default())
}

/// Keeps a new run.
///
/// # Errors
/// [`Error::Conflict`] when the campaign has one, [`Error::Missing`] when there is no campaign.
pub async fn insert(tx: &mut OrgTx, run: &Run) -> Result<(), Error> {
    tx.sql(
        "INSERT INTO runs (org_id, id, campaign_id, state, take, concept, seed)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(run.id)
    .bind(run.campaign)
    .bind(run.state)
    .bind(run.take)
    .bind(run.concept)
    .bind(run.seed)
    .execute()
    .await?;
    Ok(())
}

/// A run.
pub async fn get(tx: &mut OrgTx, run: RunId) -> Result<Option<Run>, Error> {
    tx.sql("SELECT id, campaign_id, state, take, concept, seed FROM runs WHERE org_id = $1 AND id = $2")
        .bind(run)
        .first()
        .await
}

/// A run by its id or its campaign's, with its organization.
pub async fn find(tx: &mut SystemTx, id: Uuid) -> Result<Option<(OrgId, RunId)>, Error> {
    tx.sql("SELECT org_id, id FROM runs WHERE id = $1 OR campaign_id = $1")
        .bind(id)
        .first()
        .await
}

impl Record for (OrgId, RunId) {
    const TABLE: &'static str = "runs";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok((row.get("org_id")?, row.get("id")?))
    }
}

/// A campaign's run.
pub async fn of_campaign(tx: &mut OrgTx, campaign: CampaignId) -> Result<Option<Run>, Error> {
    tx.sql("SELECT id, campaign_id, state, take, concept, seed FROM runs WHERE org_id = $1 AND campaign_id = $2")
        .bind(campaign)
        .first()
        .await
}

/// A run that nobody else can lock or change before this transaction ends.
pub async fn lock(tx: &mut OrgTx, run: RunId) -> Result<Option<Run>, Error> {
    let text = format!(
        "SELECT id, campaign_id, state, take, concept, seed FROM runs WHERE org_id = $1 AND id = $2{}",
        tx.dialect().for_update()
    );
    tx.composed(text).bind(run).first().await
}

/// Sets where a run stands; `false` when there is none.
pub async fn set_state(tx: &mut OrgTx, run: RunId, state: RunState) -> Result<bool, Error> {
    tx.sql("UPDATE runs SET state = $3 WHERE org_id = $1 AND id = $2")
        .bind(run)
        .bind(state)
        .changed()
        .await
}

/// Sets a run's current take and the concept it follows; `false` when there is none.
pub async fn set_take(
    tx: &mut OrgTx,
    run: RunId,
    take: u16,
    concept: usize,
) -> Result<bool, Error> {
    tx.sql("UPDATE runs SET take = $3, concept = $4 WHERE org_id = $1 AND id = $2")
        .bind(run)
        .bind(take)
        .bind(concept)
        .changed()
        .await
}
