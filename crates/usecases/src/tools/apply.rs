//! Correcting recreated lines, and putting results into the post their text came from.

use domain::{
    access::{Actor, Permission, authorize},
    ids::ToolUseId,
    post::ContentHash,
    problem::{Code, FieldProblem, Problem},
    tools::{landed, lands_in},
    views::{PostView, ToolUseView},
};
use serde::{Deserialize, Serialize};
use storage::tool_uses;

use super::{picture, read::found};
use crate::{Result, Services, posts};

/// Which result goes into the post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Apply {
    /// Number of the result, from 0. Hashtags and recreated lines go in together, whatever it is.
    #[serde(default)]
    pub choice: usize,
    /// Hash of the post's version that was seen.
    pub based_on: ContentHash,
}

/// Recreated lines as a person wants them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub struct Targets {
    /// One for each line, in order.
    pub targets: Vec<String>,
}

/// Puts a result into the post, as an edit: a version of its own, which voids an approval.
///
/// # Errors
/// [`Code::WrongState`] when there is no result, or the text came from no post, or the post's channel
/// has no place for it; [`Code::Changed`] when somebody saved another version since, or the
/// post shows another picture than the one that was described.
pub async fn apply(
    services: &Services,
    actor: &Actor,
    id: ToolUseId,
    apply: Apply,
) -> Result<PostView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().read(actor.org).await?;
    let used = found(&mut tx, id).await?;
    drop(tx);
    if picture::is_another(services, actor, &used).await? {
        return Err(Problem::new(
            Code::Changed,
            "The post shows another picture by now, so this text is not put into it. Write the alt text of the new one.",
        )
        .into());
    }
    let mut tx = services.db().write(actor.org).await?;
    let origin = used
        .origin
        .ok_or_else(|| wrong("The text came from no post. Copy the result instead."))?;
    let output = used
        .output
        .ok_or_else(|| wrong("There is no result yet. Look again in a minute."))?;
    let (post, current) = posts::locked(&mut tx, origin.post).await?;
    let channel = post.slot.channel;
    let field = lands_in(used.input.tool, origin.field, channel).ok_or_else(|| {
        let name = channel.name();
        wrong(&format!(
            "A post on {name} has no field for this. Copy the result instead."
        ))
    })?;
    let content = landed(&used.input, &output, apply.choice, field, &current.content)
        .ok_or_else(|| Problem::not_found("result"))?;
    let content = content.parse().map_err(Problem::fields)?;
    posts::save_locked(
        services,
        tx,
        posts::Written::by(actor),
        (post, current),
        content,
        &apply.based_on,
    )
    .await?;
    posts::get(services, actor, origin.post).await
}

/// Keeps recreated lines as a person wants them. A line that was changed loses its back-translation.
///
/// # Errors
/// [`Code::InvalidInput`] when a line is missing or says nothing.
pub async fn save_targets(
    services: &Services,
    actor: &Actor,
    id: ToolUseId,
    targets: &Targets,
) -> Result<ToolUseView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let used = found(&mut tx, id).await?;
    let output = used.output.ok_or_else(no_lines)?;
    let changed = output.with_targets(&targets.targets).ok_or_else(no_lines)?;
    tool_uses::set_output(&mut tx, id, &changed).await?;
    tx.commit().await?;
    super::get(services, actor, id).await
}

fn no_lines() -> Problem {
    let sentence = "Give a text for every line, none of them empty.";
    Problem::fields(vec![FieldProblem::new("targets", sentence)])
}

fn wrong(sentence: &str) -> Problem {
    Problem::new(Code::WrongState, sentence)
}
