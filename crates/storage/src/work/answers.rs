//! What steps were answered, as it came.

use domain::{
    ids::StepId,
    run::{GivenAnswer, Passage},
    time::Timestamp,
};

use crate::engine::{Error, OrgTx, Record, Row};

impl Record for GivenAnswer {
    const TABLE: &'static str = "answers";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            provider: row.get("provider")?,
            model: row.get("model")?,
            text: row.get("text")?,
        })
    }
}

/// Keeps the answers to a step's question in their order; the last one was used, and `input_hash`
/// says for which question.
pub async fn keep(
    tx: &mut OrgTx,
    step: StepId,
    input_hash: &str,
    answers: &[GivenAnswer],
    at: Timestamp,
) -> Result<(), Error> {
    for (number, answer) in (0_u32..).zip(answers) {
        let passage = Passage {
            material: None,
            text: answer.text.clone(),
        };
        let hash = passage.hash();
        tx.sql(
            "INSERT INTO passages (org_id, hash, text) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        )
        .bind(hash.as_str())
        .bind(passage.text)
        .execute()
        .await?;
        let is_last = usize::try_from(number).is_ok_and(|number| number + 1 == answers.len());
        tx.sql(
            "INSERT INTO answers (org_id, step_id, number, input_hash, provider, model, passage, given_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (org_id, step_id, number) DO UPDATE SET input_hash = excluded.input_hash,
                provider = excluded.provider, model = excluded.model, passage = excluded.passage, given_at = excluded.given_at",
        )
        .bind(step)
        .bind(number)
        .bind(is_last.then_some(input_hash))
        .bind(answer.provider.as_str())
        .bind(answer.model.as_str())
        .bind(hash)
        .bind(at)
        .execute()
        .await?;
    }
    Ok(())
}

/// The answers to a step's question in their order.
pub async fn of_step(tx: &mut OrgTx, step: StepId) -> Result<Vec<GivenAnswer>, Error> {
    tx.sql(
        "SELECT a.provider, a.model, p.text FROM answers a
         JOIN passages p ON p.org_id = a.org_id AND p.hash = a.passage
         WHERE a.org_id = $1 AND a.step_id = $2 ORDER BY a.number",
    )
    .bind(step)
    .all()
    .await
}

/// The latest answer that was used for the question with this hash.
pub async fn to(tx: &mut OrgTx, input_hash: &str) -> Result<Option<GivenAnswer>, Error> {
    tx.sql(
        "SELECT a.provider, a.model, p.text FROM answers a
         JOIN passages p ON p.org_id = a.org_id AND p.hash = a.passage
         WHERE a.org_id = $1 AND a.input_hash = $2 ORDER BY a.given_at DESC LIMIT 1",
    )
    .bind(input_hash)
    .first()
    .await
}
