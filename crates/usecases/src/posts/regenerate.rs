//! Writing a post anew, whole or one field of it, as a step of its run.

use domain::{
    access::{Actor, Permission, authorize},
    event::Happening,
    ids::{PostId, StepId},
    post::ContentField,
    problem::{Code, FieldProblem, Problem},
    run::{StepKey, StepKind},
    text::Bounds,
};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx, events,
    posts::{self, Post},
    runs::{self, Run},
    steps,
};

use crate::{
    Error, Result, Services,
    runs::{RegenerateInput, enqueue_step, set_running},
};

const WISH: Bounds = Bounds::optional("Wish", 500);

/// What is to be written anew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct RegenerateRequest {
    /// The fields to write anew; empty for all that the channel uses. Locked fields stay.
    pub fields: Vec<ContentField>,
    /// What should be different, in the person's words; at most 500 characters.
    pub wish: Option<String>,
}

/// Puts the writing into the queue; the new version appears when it is done.
pub async fn regenerate(
    services: &Services,
    actor: &Actor,
    id: PostId,
    request: RegenerateRequest,
) -> Result<StepId> {
    authorize(actor, Permission::Write)?;
    let wish = WISH
        .parse(request.wish.as_deref().unwrap_or_default())
        .map_err(|refusal| Problem::fields(vec![FieldProblem::new("wish", refusal)]))?;
    let mut tx = services.db().write(actor.org).await?;
    let (run, post) = in_current_take(&mut tx, id).await?;
    if steps::open_regeneration(&mut tx, run.id, post.take, post.slot.number)
        .await?
        .is_some()
    {
        return Err(Problem::new(
            Code::WrongState,
            "The post is being written anew already. Wait until it is done.",
        )
        .into());
    }
    let fields = fields(&post, &request.fields)?;
    let round = steps::rounds(
        &mut tx,
        run.id,
        StepKind::Regenerate,
        post.take,
        post.slot.number,
    )
    .await?
        + 1;
    let input = RegenerateInput {
        fields,
        wish: Some(wish).filter(|wish| !wish.is_empty()),
        variation: round,
        by: Some(actor.user),
    };
    let input = serde_json::to_value(input).map_err(|error| Error::Internal(error.to_string()))?;
    let key = StepKey::slot(StepKind::Regenerate, post.take, post.slot.number, round);
    let step = enqueue_step(services, &mut tx, &run, key, Some(input)).await?;
    set_running(services, &mut tx, &run).await?;
    events::append(
        &mut tx,
        post.campaign,
        &Happening::Post { post: id },
        services.now(),
    )
    .await?;
    tx.commit().await?;
    Ok(step)
}

/// A post with its run, both locked.
///
/// # Errors
/// [`Code::WrongState`] when it belongs to a concept that was given up.
pub(crate) async fn in_current_take(tx: &mut OrgTx, id: PostId) -> Result<(Run, Post)> {
    let missing = || Problem::not_found("post");
    let found = posts::get(tx, id).await?.ok_or_else(missing)?;
    // The run before the post, as everywhere: the other way round two of these wait for each other.
    let run = runs::lock(tx, found.run).await?.ok_or_else(missing)?;
    let post = posts::lock(tx, id).await?.ok_or_else(missing)?;
    if post.take != run.take {
        return Err(Problem::new(Code::WrongState, "This post belongs to a concept that was given up. Open the campaign to see the current posts.").into());
    }
    Ok((run, post))
}

/// The fields to write: those asked for, or all that the channel uses, without the locked ones.
fn fields(post: &Post, asked: &[ContentField]) -> Result<Vec<ContentField>> {
    let used = post
        .slot
        .channel
        .spec()
        .fields
        .iter()
        .map(|spec| spec.field);
    let fields: Vec<ContentField> = used
        .filter(|field| asked.is_empty() || asked.contains(field))
        .filter(|field| !post.locked.contains(field))
        .collect();
    if fields.is_empty() {
        let message =
            "Every field asked for is locked or not used on this channel. Unlock one first.";
        return Err(Problem::fields(vec![FieldProblem::new("fields", message)]).into());
    }
    Ok(fields)
}
