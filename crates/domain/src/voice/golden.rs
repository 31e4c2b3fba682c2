//! The golden set: texts that people approved or rejected. A voice that judges one of them
//! differently is wrong about it, or they have changed their minds.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Score, Voice, score};
use crate::ids::GoldenId;

/// A text that people decided about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Decided {
    /// Its id.
    pub id: GoldenId,
    /// Whether they approved it.
    pub approved: bool,
    /// What it says.
    pub text: String,
}

/// What a voice makes of a text that people decided about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Judgement {
    /// The text.
    pub golden: GoldenId,
    /// Whether people approved it.
    pub approved: bool,
    /// Whether the voice agrees with them; also where it cannot tell.
    pub right: bool,
    /// Why.
    pub score: Score,
}

/// Every text as the voice judges it.
pub fn judge(texts: &[Decided], voice: &Voice) -> Vec<Judgement> {
    texts
        .iter()
        .map(|decided| {
            let score = score(&decided.text, voice);
            Judgement {
                golden: decided.id,
                approved: decided.approved,
                right: score.fits.is_none_or(|fits| fits == decided.approved),
                score,
            }
        })
        .collect()
}
