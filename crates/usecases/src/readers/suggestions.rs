//! Writing what a reader suggests.

use domain::{
    access::{Actor, Permission, authorize},
    ids::{PostId, StepId},
    problem::{Code, Problem},
    reader::mended,
    run::{StepKind, StepOutput},
    views::PostView,
};
use serde::{Deserialize, Serialize};
use storage::steps;

use super::posts::{ReadInput, version};
use crate::{
    Result, Services,
    posts::{self, Written, locked, save_locked},
    runs::input,
};

/// Which suggestions are to be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct UseSuggestions {
    /// The reading.
    pub step: StepId,
    /// Places of the remarks in it, from 0; all of them when left out.
    #[serde(default)]
    pub remarks: Vec<usize>,
}

/// Writes what a reader suggests into the post, wherever the words that it is about still stand, as
/// an edit by the actor.
///
/// # Errors
/// [`Code::WrongState`] when the words of none of them stand in the post any more.
pub async fn use_suggestions(
    services: &Services,
    actor: &Actor,
    id: PostId,
    wanted: &UseSuggestions,
) -> Result<PostView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let (post, current) = locked(&mut tx, id).await?;
    let read = steps::get(&mut tx, wanted.step)
        .await?
        .filter(|step| {
            let place = (step.key.kind, step.run, step.key.take, step.key.slot);
            place == (StepKind::Read, post.run, post.take, post.slot.number)
        })
        .ok_or_else(|| Problem::not_found("reading"))?;
    let ReadInput { version: seen, .. } = input(&read)?;
    let seen = version(&mut tx, seen).await?.content;
    let mut content = current.content.clone();
    if let Some(StepOutput::Reading(reading)) = &read.output {
        let remarks = reading.remarks(&seen).enumerate();
        for (place, (finding, quote, instead)) in remarks {
            let chosen = wanted.remarks.is_empty() || wanted.remarks.contains(&place);
            if let Some(instead) = instead.filter(|_| chosen)
                && let Some(with) = mended(&content, finding.field, &quote, instead)
            {
                content = with;
            }
        }
    }
    if content == current.content {
        let sentence =
            "The words that this is about do not stand in the post any more. Have it read again.";
        return Err(Problem::new(Code::WrongState, sentence).into());
    }
    let content = content.parse().map_err(Problem::fields)?;
    let based_on = current.hash.clone();
    let written = Written::by(actor);
    save_locked(services, tx, written, (post, current), content, &based_on).await?;
    posts::get(services, actor, id).await
}
