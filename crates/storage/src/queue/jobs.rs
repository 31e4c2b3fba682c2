//! The queue. A job is committed together with what makes it necessary, leased by one worker at a
//! time, and gone once it is done. A lease that is not renewed runs out, and the job comes back.

use domain::{
    ids::{CampaignId, JobId, OrgId},
    time::Timestamp,
    views::FailedJob,
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row, SystemTx, placeholders};

/// A job to be queued.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Its id, which follows from what it does, so that queueing it twice adds nothing.
    pub id: JobId,
    /// What kind of work it is; the name of its handler.
    pub kind: &'static str,
    /// What the handler needs: ids only.
    pub payload: serde_json::Value,
    /// The campaign it belongs to.
    pub campaign: Option<CampaignId>,
    /// When it is due.
    pub run_at: Timestamp,
    /// How often it may be tried.
    pub max_attempts: u16,
}

/// A job in a worker's hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// The organization it is done for.
    pub org: OrgId,
    /// What kind of work it is.
    pub kind: String,
    /// What the handler needs.
    pub payload: serde_json::Value,
    /// How often it was tried, this time included, but not the times when its worker ended.
    pub attempts: u16,
    /// How often its worker ended with it since it was queued or last came to an end.
    pub interruptions: u16,
    /// How often it may be tried.
    pub max_attempts: u16,
}

impl Record for Job {
    const TABLE: &'static str = "jobs";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            org: row.get("org_id")?,
            kind: row.get("kind")?,
            payload: row.get::<Json<_>>("payload")?.0,
            attempts: row.get("attempts")?,
            interruptions: row.get("interruptions")?,
            max_attempts: row.get("max_attempts")?,
        })
    }
}

impl Record for FailedJob {
    const TABLE: &'static str = "jobs";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            attempts: row.get("attempts")?,
            error: row.get::<Option<String>>("error")?.unwrap_or_default(),
            failed_at: row.get("failed_at")?,
            campaign: row.get("campaign_id")?,
        })
    }
}

/// How many jobs there are, over all organizations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Waiting.
    pub queued: u64,
    /// In a worker's hands.
    pub leased: u64,
    /// Failed for good, waiting for a person.
    pub dead: u64,
}

impl Record for Counts {
    const TABLE: &'static str = "jobs";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            queued: row.get("queued")?,
            leased: row.get("leased")?,
            dead: row.get("dead")?,
        })
    }
}

/// Puts a job into the queue and wakes the workers at commit. One that failed for good is put back
/// in; `false` when it is waiting or being worked on already, and then nothing changes.
///
/// # Errors
/// [`Error::Missing`] when there is no such campaign.
pub async fn enqueue(tx: &mut OrgTx, job: &NewJob) -> Result<bool, Error> {
    let queued = tx
        .sql(
            "INSERT INTO jobs (org_id, id, kind, payload, campaign_id, state, run_at, due_at, max_attempts)
             VALUES ($1, $2, $3, $4, $5, 'queued', $6, $6, $7)
             ON CONFLICT (id) DO UPDATE
             SET state = 'queued', run_at = excluded.run_at, due_at = excluded.due_at, payload = excluded.payload,
                 attempts = 0, interruptions = 0, max_attempts = excluded.max_attempts, error = NULL, failed_at = NULL
             WHERE jobs.org_id = excluded.org_id AND jobs.state = 'dead'",
        )
        .bind(job.id)
        .bind(job.kind)
        .bind(Doc::of(&job.payload)?)
        .bind(job.campaign)
        .bind(job.run_at)
        .bind(job.max_attempts)
        .changed()
        .await?;
    if queued {
        tx.wake_workers();
    }
    Ok(queued)
}

/// Takes at most `limit` jobs that are due by `now`, longest due first, among them those whose
/// lease ran out. Nobody else gets them before `until`; one that was interrupted `n` times before,
/// `n²` half seconds later, so that work which takes its worker down leaves the others time for
/// theirs.
pub async fn lease(
    tx: &mut SystemTx,
    worker: &str,
    now: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<Job>, Error> {
    let rested = rested(tx, "$3");
    let skip = tx.dialect().skip_locked();
    let text = format!(
        "WITH due AS MATERIALIZED (
             SELECT id FROM jobs WHERE due_at IS NOT NULL AND due_at <= $2 ORDER BY due_at LIMIT $4{skip}
         )
         UPDATE jobs SET state = 'leased', leased_by = $1,
             due_at = {rested},
             attempts = attempts + CASE WHEN state = 'queued' THEN 1 ELSE 0 END,
             interruptions = interruptions + CASE WHEN state = 'leased' THEN 1 ELSE 0 END
         WHERE id IN (SELECT id FROM due)
         RETURNING id, org_id, kind, payload, attempts, interruptions, max_attempts"
    );
    tx.composed(text)
        .bind(worker)
        .bind(now)
        .bind(until)
        .bind(limit)
        .all()
        .await
}

/// Renews a worker's leases of `jobs`; how many it still had.
pub async fn heartbeat(
    tx: &mut SystemTx,
    worker: &str,
    jobs: &[JobId],
    until: Timestamp,
) -> Result<u64, Error> {
    if jobs.is_empty() {
        return Ok(0);
    }
    let text = format!(
        "UPDATE jobs SET due_at = CASE WHEN due_at < $2 THEN $2 ELSE due_at END WHERE leased_by = $1 AND state = 'leased' AND id IN ({})",
        placeholders(3, jobs.len())
    );
    let statement = tx.composed(text).bind(worker).bind(until);
    jobs.iter()
        .fold(statement, |statement, job| statement.bind(*job))
        .execute()
        .await
}

/// Takes a job that is done off the queue; `false` when it is not there.
pub async fn complete(tx: &mut OrgTx, job: JobId) -> Result<bool, Error> {
    tx.sql("DELETE FROM jobs WHERE org_id = $1 AND id = $2")
        .bind(job)
        .changed()
        .await
}

/// Puts a job that a worker has in hand back, to be tried again at `run_at`. One that is not in
/// anybody's hands stays as it is.
pub async fn retry_later(
    tx: &mut SystemTx,
    job: JobId,
    run_at: Timestamp,
    error: &str,
) -> Result<(), Error> {
    tx.sql(
        "UPDATE jobs SET state = 'queued', run_at = $2, due_at = $2, leased_by = NULL, interruptions = 0, error = $3
         WHERE id = $1 AND state = 'leased'",
    )
    .bind(job)
    .bind(run_at)
    .bind(error)
    .execute()
    .await?;
    Ok(())
}

/// Puts a job that a worker has in hand back, because what it waits for is not ready before
/// `run_at`. Nothing failed: it is tried as often from then on as if it were new.
pub async fn put_off(tx: &mut SystemTx, job: JobId, run_at: Timestamp) -> Result<(), Error> {
    tx.sql(
        "UPDATE jobs SET state = 'queued', run_at = $2, due_at = $2, leased_by = NULL, attempts = 0, interruptions = 0, error = NULL
         WHERE id = $1 AND state = 'leased'",
    )
    .bind(job)
    .bind(run_at)
    .execute()
    .await?;
    Ok(())
}

/// Gives a job up for good, until a person revives it; `false` when it is not there or was given
/// up before.
pub async fn bury(tx: &mut OrgTx, job: JobId, error: &str, at: Timestamp) -> Result<bool, Error> {
    tx.sql(
        "UPDATE jobs SET state = 'dead', due_at = NULL, leased_by = NULL, error = $3, failed_at = $4
         WHERE org_id = $1 AND id = $2 AND state <> 'dead'",
    )
    .bind(job)
    .bind(error)
    .bind(at)
    .changed()
    .await
}

/// Ends every lease at once; how many. For the start of a process that is the only one, as on
/// SQLite: whoever held them is gone. Each is due at once, or later by the rule of [`lease`].
pub async fn release_all(tx: &mut SystemTx, now: Timestamp) -> Result<u64, Error> {
    let rested = rested(tx, "$1");
    tx.composed(format!(
        "UPDATE jobs SET due_at = {rested} WHERE state = 'leased'"
    ))
    .bind(now)
    .execute()
    .await
}

/// When work that was interrupted so far as its row says may be taken up that would be due `at`.
fn rested(tx: &SystemTx, at: &str) -> String {
    tx.dialect()
        .plus_half_seconds(at, "interruptions * interruptions")
}

/// When the next job is due or the next lease runs out; `None` when there is neither.
pub async fn next_due(tx: &mut SystemTx) -> Result<Option<Timestamp>, Error> {
    tx.sql("SELECT due_at FROM jobs WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1")
        .value("due_at")
        .await
}

/// Jobs that failed for good, last first.
pub async fn failed(tx: &mut OrgTx, limit: u32) -> Result<Vec<FailedJob>, Error> {
    tx.sql(
        "SELECT id, kind, attempts, error, failed_at, campaign_id FROM jobs WHERE org_id = $1 AND state = 'dead'
         ORDER BY failed_at DESC, id DESC LIMIT $2",
    )
    .bind(limit)
    .all()
    .await
}

/// Puts a job that failed for good back into the queue; `false` when there is none such.
pub async fn revive(tx: &mut OrgTx, job: JobId, now: Timestamp) -> Result<bool, Error> {
    let revived = tx
        .sql(
            "UPDATE jobs SET state = 'queued', run_at = $3, due_at = $3, attempts = 0, interruptions = 0, error = NULL, failed_at = NULL
             WHERE org_id = $1 AND id = $2 AND state = 'dead'",
        )
        .bind(job)
        .bind(now)
        .changed()
        .await?;
    if revived {
        tx.wake_workers();
    }
    Ok(revived)
}

/// Takes jobs off the queue, whatever their state; how many there were.
pub async fn cancel(tx: &mut OrgTx, jobs: &[JobId]) -> Result<u64, Error> {
    if jobs.is_empty() {
        return Ok(0);
    }
    let text = format!(
        "DELETE FROM jobs WHERE org_id = $1 AND id IN ({})",
        placeholders(2, jobs.len())
    );
    let statement = tx.composed(text);
    jobs.iter()
        .fold(statement, |statement, job| statement.bind(*job))
        .execute()
        .await
}

/// How many jobs there are in each state.
pub async fn counts(tx: &mut SystemTx) -> Result<Counts, Error> {
    let counts = tx
        .sql(
            "SELECT COUNT(CASE WHEN state = 'queued' THEN 1 END) AS queued,
                    COUNT(CASE WHEN state = 'leased' THEN 1 END) AS leased,
                    COUNT(CASE WHEN state = 'dead' THEN 1 END) AS dead FROM jobs",
        )
        .first()
        .await?;
    Ok(counts.unwrap_or_default())
}
