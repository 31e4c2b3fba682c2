//! Steps of a run: what each was told, what it left behind, what it cost.

use domain::{
    channel::Finding,
    ids::{CampaignId, RunId, StepId},
    problem::Problem,
    run::{GivenAnswer, StepKey, StepKind, StepOutput, StepState},
    time::Timestamp,
    usage::{Cost, Tokens},
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// A step of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id.
    pub id: StepId,
    /// Its run.
    pub run: RunId,
    /// The run's campaign.
    pub campaign: CampaignId,
    /// Its place in the run.
    pub key: StepKey,
    /// Where it stands.
    pub state: StepState,
    /// How often work on it began.
    pub attempts: u16,
    /// What a person asked for, where the step exists because of that.
    pub input: Option<serde_json::Value>,
    /// The provider that answered.
    pub provider: Option<String>,
    /// The model that answered.
    pub model: Option<String>,
    /// Version of the prompt.
    pub prompt_version: Option<String>,
    /// SHA-256 of everything the step was told.
    pub input_hash: Option<String>,
    /// What the call consumed.
    pub tokens: Tokens,
    /// What it cost; `None` when unknown.
    pub cost: Option<Cost>,
    /// When work on it last began.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Why it failed.
    pub error: Option<Problem>,
    /// What it left behind.
    pub output: Option<StepOutput>,
    /// Its number in the order of creation, from 1 within the run.
    pub ordinal: u32,
}

impl Record for Step {
    const TABLE: &'static str = "steps";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            run: row.get("run_id")?,
            campaign: row.get("campaign_id")?,
            key: StepKey {
                kind: row.get("kind")?,
                take: row.get("take")?,
                slot: row.get("slot")?,
                round: row.get("round")?,
            },
            state: row.get("state")?,
            attempts: row.get("attempts")?,
            input: row.get::<Option<Json<_>>>("input")?.map(|input| input.0),
            provider: row.get("provider")?,
            model: row.get("model")?,
            prompt_version: row.get("prompt_version")?,
            input_hash: row.get("input_hash")?,
            tokens: Tokens {
                input: row.get("tokens_in")?,
                output: row.get("tokens_out")?,
            },
            cost: row.get("cost")?,
            started_at: row.get("started_at")?,
            ended_at: row.get("ended_at")?,
            error: row.get::<Option<Json<_>>>("error")?.map(|error| error.0),
            output: row.get::<Option<Json<_>>>("output")?.map(|output| output.0),
            ordinal: row.get("ordinal")?,
        })
    }
}

/// A step to be queued.
#[derive(Clone, Debug)]
pub struct NewStep {
    /// Its id.
    pub id: StepId,
    /// Its run.
    pub run: RunId,
    /// The run's campaign.
    pub campaign: CampaignId,
    /// Its place in the run.
    pub key: StepKey,
    /// What a person asked for, where the step exists because of that.
    pub input: Option<serde_json::Value>,
}

/// What a step that is done leaves in the books.
#[derive(Clone, Debug)]
pub struct StepRecord {
    /// The provider that answered.
    pub provider: Option<String>,
    /// The model that answered.
    pub model: Option<String>,
    /// Version of the prompt.
    pub prompt_version: Option<String>,
    /// SHA-256 of everything the step was told.
    pub input_hash: Option<String>,
    /// What the call consumed.
    pub tokens: Tokens,
    /// What it cost; `None` when unknown.
    pub cost: Option<Cost>,
    /// What it left behind.
    pub output: StepOutput,
    /// What it was answered, as it came; the last answer was used.
    pub answers: Vec<GivenAnswer>,
}

/// Every column of a step, with the given expression for its output.
macro_rules! select {
    ($output:literal, $rest:literal) => {
        concat!(
            "SELECT id, run_id, campaign_id, kind, take, slot, round, state, attempts, input, provider, model,
                    prompt_version, input_hash, tokens_in, tokens_out, cost, started_at, ended_at, error, ordinal, ",
            $output,
            " AS output FROM steps WHERE org_id = $1 AND ",
            $rest
        )
    };
}
pub(super) use select;

/// Puts a step into its run; `false` when the run has one in that place, which stays as it is.
///
/// # Errors
/// [`Error::Missing`] when there is no such run.
pub async fn enqueue(tx: &mut OrgTx, step: &NewStep, at: Timestamp) -> Result<bool, Error> {
    tx.sql(
        "INSERT INTO steps (org_id, id, run_id, campaign_id, ordinal, kind, take, slot, round, state, input, created_at)
         VALUES ($1, $2, $3, $4,
                 (SELECT COALESCE(MAX(s.ordinal), 0) + 1 FROM steps s WHERE s.org_id = $1 AND s.run_id = $3),
                 $5, $6, $7, $8, 'queued', $9, $10)
         ON CONFLICT DO NOTHING",
    )
    .bind(step.id)
    .bind(step.run)
    .bind(step.campaign)
    .bind(step.key.kind)
    .bind(step.key.take)
    .bind(step.key.slot)
    .bind(step.key.round)
    .bind(step.input.as_ref().map(Doc::of).transpose()?)
    .bind(at)
    .changed()
    .await
}

/// A step.
pub async fn get(tx: &mut OrgTx, step: StepId) -> Result<Option<Step>, Error> {
    tx.sql(select!("output", "id = $2"))
        .bind(step)
        .first()
        .await
}

/// A run's steps in the order they came to be.
pub async fn list(tx: &mut OrgTx, run: RunId) -> Result<Vec<Step>, Error> {
    tx.sql(select!("output", "run_id = $2 ORDER BY ordinal, id"))
        .bind(run)
        .all()
        .await
}

/// A run's steps in the order they came to be, without the texts that stand in the posts anyway.
pub async fn list_without_content(tx: &mut OrgTx, run: RunId) -> Result<Vec<Step>, Error> {
    tx.sql(select!(
        "CASE WHEN kind IN ('draft', 'revise', 'regenerate', 'vary') AND state = 'done' THEN NULL ELSE output END",
        "run_id = $2 ORDER BY ordinal, id"
    ))
    .bind(run)
    .all()
    .await
}

/// The texts of a take's slots that were revised: drafts and revisions that are done, slot by slot
/// in the order they were written.
pub async fn revised(tx: &mut OrgTx, run: RunId, take: u16) -> Result<Vec<Step>, Error> {
    tx.sql(select!(
        "output",
        "run_id = $2 AND take = $3 AND kind IN ('draft', 'revise') AND state = 'done' AND slot IN (
            SELECT slot FROM steps WHERE org_id = $1 AND run_id = $2 AND take = $3 AND kind = 'revise' AND state = 'done'
         ) ORDER BY slot, round"
    ))
    .bind(run)
    .bind(take)
    .all()
    .await
}

/// Where each step of a run stands, in the order they came to be.
pub async fn states(tx: &mut OrgTx, run: RunId) -> Result<Vec<StepState>, Error> {
    tx.sql("SELECT state FROM steps WHERE org_id = $1 AND run_id = $2 ORDER BY ordinal, id")
        .bind(run)
        .values("state")
        .await
}

/// What the step in this place left behind; `None` when there is none, or it is not done.
pub async fn output(tx: &mut OrgTx, run: RunId, key: StepKey) -> Result<Option<StepOutput>, Error> {
    let found = tx
        .sql(
            "SELECT output FROM steps WHERE org_id = $1 AND run_id = $2 AND kind = $3 AND take = $4 AND slot = $5
                AND round = $6 AND state = 'done'",
        )
        .bind(run)
        .bind(key.kind)
        .bind(key.take)
        .bind(key.slot)
        .bind(key.round)
        .value::<Option<Json<StepOutput>>>("output")
        .await?;
    Ok(found.flatten().map(|output| output.0))
}

/// How often a slot's step of this kind was queued: the highest round.
pub async fn rounds(
    tx: &mut OrgTx,
    run: RunId,
    kind: StepKind,
    take: u16,
    slot: u16,
) -> Result<u16, Error> {
    let highest = tx
        .sql(
            "SELECT COALESCE(MAX(round), 0) AS highest FROM steps
             WHERE org_id = $1 AND run_id = $2 AND take = $3 AND slot = $4 AND kind = $5",
        )
        .bind(run)
        .bind(take)
        .bind(slot)
        .bind(kind)
        .value("highest")
        .await?;
    Ok(highest.unwrap_or_default())
}

/// The step that is to write a slot's post anew, or is doing it now.
pub async fn open_regeneration(
    tx: &mut OrgTx,
    run: RunId,
    take: u16,
    slot: u16,
) -> Result<Option<StepId>, Error> {
    tx.sql(
        "SELECT id FROM steps WHERE org_id = $1 AND run_id = $2 AND take = $3 AND slot = $4
            AND kind = 'regenerate' AND state IN ('queued', 'running') ORDER BY round DESC LIMIT 1",
    )
    .bind(run)
    .bind(take)
    .bind(slot)
    .value("id")
    .await
}

/// Notes that work on a step begins; `false` when it has ended or is not there.
pub async fn begin(tx: &mut OrgTx, step: StepId, at: Timestamp) -> Result<bool, Error> {
    tx.sql(
        "UPDATE steps SET state = 'running', attempts = attempts + 1, started_at = $3, ended_at = NULL, error = NULL
         WHERE org_id = $1 AND id = $2 AND state IN ('queued', 'running')",
    )
    .bind(step)
    .bind(at)
    .changed()
    .await
}

/// Stores what a step left behind; `false` when it was not running, and then nothing is stored.
/// Tokens and cost are added to those of earlier attempts; one unknown cost makes the sum unknown.
pub async fn finish(
    tx: &mut OrgTx,
    step: StepId,
    record: &StepRecord,
    at: Timestamp,
) -> Result<bool, Error> {
    tx.sql(
        "UPDATE steps SET state = 'done', ended_at = $3, error = NULL, provider = $4, model = $5, prompt_version = $6,
                input_hash = $7, tokens_in = tokens_in + $8, tokens_out = tokens_out + $9,
                cost = CASE WHEN provider IS NULL THEN $10 ELSE cost + $10 END, output = $11
         WHERE org_id = $1 AND id = $2 AND state = 'running'",
    )
    .bind(step)
    .bind(at)
    .bind(record.provider.clone())
    .bind(record.model.clone())
    .bind(record.prompt_version.clone())
    .bind(record.input_hash.clone())
    .bind(record.tokens.input)
    .bind(record.tokens.output)
    .bind(record.cost)
    .bind(Doc::of(&record.output)?)
    .changed()
    .await
}

/// Adds what calls of a step consumed that brought no answer; `false` when it is not there.
pub async fn spend(
    tx: &mut OrgTx,
    step: StepId,
    provider: &str,
    model: &str,
    tokens: Tokens,
    cost: Option<Cost>,
) -> Result<bool, Error> {
    tx.sql(
        "UPDATE steps SET provider = $3, model = $4, tokens_in = tokens_in + $5, tokens_out = tokens_out + $6,
                cost = CASE WHEN provider IS NULL THEN $7 ELSE cost + $7 END
         WHERE org_id = $1 AND id = $2",
    )
    .bind(step)
    .bind(provider.to_owned())
    .bind(model.to_owned())
    .bind(tokens.input)
    .bind(tokens.output)
    .bind(cost)
    .changed()
    .await
}

/// Notes why a step failed; `false` when it has ended before or is not there.
pub async fn fail(
    tx: &mut OrgTx,
    step: StepId,
    problem: &Problem,
    at: Timestamp,
) -> Result<bool, Error> {
    tx.sql(
        "UPDATE steps SET state = 'failed', ended_at = $3, error = $4
         WHERE org_id = $1 AND id = $2 AND state IN ('queued', 'running')",
    )
    .bind(step)
    .bind(at)
    .bind(Doc::of(problem)?)
    .changed()
    .await
}

/// Leaves a finding with a step that failed; `false` when it has not failed or is not there.
pub async fn leave_finding(tx: &mut OrgTx, step: StepId, finding: &Finding) -> Result<bool, Error> {
    tx.sql("UPDATE steps SET output = $3 WHERE org_id = $1 AND id = $2 AND state = 'failed'")
        .bind(step)
        .bind(Doc::of(&StepOutput::Findings(vec![finding.clone()]))?)
        .changed()
        .await
}

/// What was found with the latest step of a slot, where that one failed.
pub async fn findings_of_failed(
    tx: &mut OrgTx,
    run: RunId,
    take: u16,
    slot: u16,
) -> Result<Vec<Finding>, Error> {
    let found = tx
        .sql(
            "SELECT output FROM steps WHERE org_id = $1 AND run_id = $2 AND take = $3 AND slot = $4 AND state = 'failed'
                AND ordinal = (SELECT MAX(s.ordinal) FROM steps s
                               WHERE s.org_id = $1 AND s.run_id = $2 AND s.take = $3 AND s.slot = $4)",
        )
        .bind(run)
        .bind(take)
        .bind(slot)
        .value::<Option<Json<StepOutput>>>("output")
        .await?;
    Ok(match found.flatten() {
        Some(Json(StepOutput::Findings(findings))) => findings,
        _ => Vec::new(),
    })
}

/// Puts a failed or cancelled step back; `false` when it is in another state or not there.
pub async fn requeue(tx: &mut OrgTx, step: StepId) -> Result<bool, Error> {
    tx.sql(
        "UPDATE steps SET state = 'queued', started_at = NULL, ended_at = NULL, error = NULL, output = NULL
         WHERE org_id = $1 AND id = $2 AND state IN ('failed', 'cancelled')",
    )
    .bind(step)
    .changed()
    .await
}

/// Gives a step up that has not left its output; `false` when it has, or is not there.
pub async fn cancel(tx: &mut OrgTx, step: StepId, at: Timestamp) -> Result<bool, Error> {
    tx.sql(
        "UPDATE steps SET state = 'cancelled', ended_at = $3
         WHERE org_id = $1 AND id = $2 AND state IN ('queued', 'running', 'failed')",
    )
    .bind(step)
    .bind(at)
    .changed()
    .await
}

/// Cancels every step of a run that has not ended; which they were.
pub async fn cancel_open(tx: &mut OrgTx, run: RunId, at: Timestamp) -> Result<Vec<StepId>, Error> {
    tx.sql(
        "UPDATE steps SET state = 'cancelled', ended_at = $3
         WHERE org_id = $1 AND run_id = $2 AND state IN ('queued', 'running') RETURNING id",
    )
    .bind(run)
    .bind(at)
    .values("id")
    .await
}

/// A slot's steps of these two kinds, in the order they came to be.
pub async fn of_slot(
    tx: &mut OrgTx,
    run: RunId,
    take: u16,
    slot: u16,
    kinds: [StepKind; 2],
) -> Result<Vec<Step>, Error> {
    let [one, other] = kinds;
    tx.sql(select!(
        "output",
        "run_id = $2 AND take = $3 AND slot = $4 AND kind IN ($5, $6) ORDER BY ordinal, id"
    ))
    .bind(run)
    .bind(take)
    .bind(slot)
    .bind(one)
    .bind(other)
    .all()
    .await
}
