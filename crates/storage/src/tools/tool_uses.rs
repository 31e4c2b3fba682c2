//! Uses of tools.

use domain::{
    ids::{ToolUseId, UserId},
    problem::Problem,
    time::Timestamp,
    tools::{ToolInput, ToolOrigin, ToolOutput, UseState},
    usage::{Cost, Tokens},
};

use crate::engine::{Doc, Error, Json, OrgTx, Record, Row};

/// One use of a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolUse {
    /// Its id.
    pub id: ToolUseId,
    /// What was asked of which text.
    pub input: ToolInput,
    /// Hash of what is to be said, of which there is one use at most; `None` where it may be asked
    /// for again.
    pub told: Option<String>,
    /// The post the text came from.
    pub origin: Option<ToolOrigin>,
    /// Where it stands.
    pub state: UseState,
    /// What came of it.
    pub output: Option<ToolOutput>,
    /// Why nothing came of it.
    pub problem: Option<Problem>,
    /// Provider and model that did it.
    pub worker: Option<(String, String)>,
    /// Tokens of every call it took.
    pub tokens: Tokens,
    /// Cost of every call it took; `None` when nobody knows.
    pub cost: Option<Cost>,
    /// Who asked.
    pub user: UserId,
    /// Their name at that time.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
}

impl Record for ToolUse {
    const TABLE: &'static str = "tool_uses";

    fn read(row: &Row) -> Result<Self, Error> {
        let post: Option<_> = row.get("post_id")?;
        let provider: Option<String> = row.get("provider")?;
        Ok(Self {
            id: row.get("id")?,
            input: row.get::<Json<_>>("input")?.0,
            told: row.get("told")?,
            origin: post
                .zip(row.get("field")?)
                .map(|(post, field)| ToolOrigin { post, field }),
            state: row.get("state")?,
            output: row.get::<Option<Json<_>>>("output")?.map(|output| output.0),
            problem: row
                .get::<Option<Json<_>>>("problem")?
                .map(|problem| problem.0),
            worker: provider.zip(row.get("model")?),
            tokens: Tokens {
                input: row.get("tokens_in")?,
                output: row.get("tokens_out")?,
            },
            cost: row.get("cost")?,
            user: row.get("user_id")?,
            by_name: row.get("by_name")?,
            at: row.get("at")?,
        })
    }
}

/// Keeps a use as it begins, or as it is when nobody had to be asked.
///
/// # Errors
/// [`Error::Missing`] when person or post is not there, [`Error::Conflict`] when another use tells the
/// same.
pub async fn insert(tx: &mut OrgTx, used: &ToolUse) -> Result<(), Error> {
    let (provider, model) = used.worker.clone().unzip();
    tx.sql(
        "INSERT INTO tool_uses (org_id, id, input, post_id, field, state, output, problem, provider, model, tokens_in,
                                tokens_out, cost, user_id, by_name, at, told)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(used.id)
    .bind(Doc::of(&used.input)?)
    .bind(used.origin.map(|origin| origin.post))
    .bind(used.origin.map(|origin| origin.field))
    .bind(used.state)
    .bind(used.output.as_ref().map(Doc::of).transpose()?)
    .bind(used.problem.as_ref().map(Doc::of).transpose()?)
    .bind(provider)
    .bind(model)
    .bind(used.tokens.input)
    .bind(used.tokens.output)
    .bind(used.cost)
    .bind(used.user)
    .bind(used.by_name.as_str())
    .bind(used.at)
    .bind(used.told.clone())
    .execute()
    .await?;
    Ok(())
}

/// Keeps how an open use ended; `false` when it is not there or ended before. What failed may be asked
/// for again.
pub async fn end(tx: &mut OrgTx, used: &ToolUse) -> Result<bool, Error> {
    let (provider, model) = used.worker.clone().unzip();
    tx.sql(
        "UPDATE tool_uses SET state = $3, output = $4, problem = $5, provider = $6, model = $7, tokens_in = $8,
                              tokens_out = $9, cost = $10, told = CASE WHEN $3 = 'done' THEN told END
         WHERE org_id = $1 AND id = $2 AND state = 'open'",
    )
    .bind(used.id)
    .bind(used.state)
    .bind(used.output.as_ref().map(Doc::of).transpose()?)
    .bind(used.problem.as_ref().map(Doc::of).transpose()?)
    .bind(provider)
    .bind(model)
    .bind(used.tokens.input)
    .bind(used.tokens.output)
    .bind(used.cost)
    .changed()
    .await
}

/// Puts other results into the place of those of a use; `false` when it has none.
pub async fn set_output(
    tx: &mut OrgTx,
    used: ToolUseId,
    output: &ToolOutput,
) -> Result<bool, Error> {
    tx.sql("UPDATE tool_uses SET output = $3 WHERE org_id = $1 AND id = $2 AND state = 'done'")
        .bind(used)
        .bind(Doc::of(output)?)
        .changed()
        .await
}

/// A use.
pub async fn get(tx: &mut OrgTx, used: ToolUseId) -> Result<Option<ToolUse>, Error> {
    tx.sql(
        "SELECT id, input, post_id, field, state, output, problem, provider, model, tokens_in, tokens_out, cost,
                user_id, by_name, at, told
         FROM tool_uses WHERE org_id = $1 AND id = $2",
    )
    .bind(used)
    .first()
    .await
}

/// The use that tells what has this hash.
pub async fn telling(tx: &mut OrgTx, told: &str) -> Result<Option<ToolUse>, Error> {
    tx.sql(
        "SELECT id, input, post_id, field, state, output, problem, provider, model, tokens_in, tokens_out, cost,
                user_id, by_name, at, told
         FROM tool_uses WHERE org_id = $1 AND told = $2",
    )
    .bind(told)
    .first()
    .await
}

/// What a use tells may be asked for again: it will never end.
pub async fn give_up(tx: &mut OrgTx, used: ToolUseId) -> Result<bool, Error> {
    tx.sql("UPDATE tool_uses SET told = NULL WHERE org_id = $1 AND id = $2 AND state = 'open'")
        .bind(used)
        .changed()
        .await
}

/// The last uses, newest first.
pub async fn list(tx: &mut OrgTx, limit: u32) -> Result<Vec<ToolUse>, Error> {
    tx.sql(
        "SELECT id, input, post_id, field, state, output, problem, provider, model, tokens_in, tokens_out, cost,
                user_id, by_name, at, told
         FROM tool_uses WHERE org_id = $1 ORDER BY at DESC, id DESC LIMIT $2",
    )
    .bind(limit)
    .all()
    .await
}

/// Deletes a use; `false` when there is none.
pub async fn delete(tx: &mut OrgTx, used: ToolUseId) -> Result<bool, Error> {
    tx.sql("DELETE FROM tool_uses WHERE org_id = $1 AND id = $2")
        .bind(used)
        .changed()
        .await
}
