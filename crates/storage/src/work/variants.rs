//! Variants of posts that are neither used nor dismissed. What a variant says is the output of the
//! step that writes it, which stays on record when the variant is gone.

use domain::ids::{PostId, StepId};

use super::steps::{Step, select};
use crate::engine::{Error, OrgTx};

/// Lists a step among the variants of a post. One that is listed stays so.
///
/// # Errors
/// [`Error::Missing`] when there is no such post or step.
pub async fn offer(tx: &mut OrgTx, post: PostId, step: StepId) -> Result<(), Error> {
    tx.sql("INSERT INTO variants (org_id, post_id, step_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(post)
        .bind(step)
        .execute()
        .await?;
    Ok(())
}

/// The steps that write a post's variants, in the order they were asked for.
pub async fn list(tx: &mut OrgTx, post: PostId) -> Result<Vec<Step>, Error> {
    tx.sql(select!(
        "output",
        "id IN (SELECT step_id FROM variants WHERE org_id = $1 AND post_id = $2) ORDER BY ordinal, id"
    ))
    .bind(post)
    .all()
    .await
}

/// Takes a variant off a post's list; `false` when it is not on it.
pub async fn withdraw(tx: &mut OrgTx, post: PostId, step: StepId) -> Result<bool, Error> {
    tx.sql("DELETE FROM variants WHERE org_id = $1 AND post_id = $2 AND step_id = $3")
        .bind(post)
        .bind(step)
        .changed()
        .await
}
