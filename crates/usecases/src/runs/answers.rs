//! Answers that were paid for but are not in the database yet.
//!
//! Storing what came of a step waits for its turn in the database and for the disk. An answer is
//! therefore put into the file store the moment it arrives, under the step's id: killed in
//! between, the step that is done again finds its answer there instead of paying for it again.

use agents::Performed;
use bytes::Bytes;
use domain::ids::StepId;

use crate::Services;

fn path(step: StepId) -> String {
    format!("answers/{step}.json")
}

/// Keeps the answer until the step is settled. An answer that cannot be kept is still an answer:
/// the step goes on, and only the guard against paying twice is missing.
pub(super) async fn keep(services: &Services, step: StepId, performed: &Performed) {
    let kept = match serde_json::to_vec(performed) {
        Ok(json) => services
            .files()
            .put(&path(step), Bytes::from(json))
            .await
            .map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    if let Err(error) = kept {
        tracing::warn!(%step, error, "an answer could not be kept beside the database");
    }
}

/// The answer an earlier attempt was given to the very same question, if it was kept.
pub(super) async fn kept(services: &Services, step: StepId, input_hash: &str) -> Option<Performed> {
    let bytes = services.files().get(&path(step)).await.ok()?;
    let performed: Performed = serde_json::from_slice(&bytes).ok()?;
    (performed.input_hash == input_hash).then_some(performed)
}

/// Forgets the answer, once the step is settled.
pub(super) async fn forget(services: &Services, step: StepId) {
    if let Err(error) = services.files().delete(&path(step)).await {
        tracing::warn!(%step, %error, "a kept answer could not be removed");
    }
}
