//! Deciding about a post: bound to the hash of the version that was on the screen.

use domain::{
    access::{Actor, Permission, authorize},
    channel::Severity,
    event::Happening,
    ids::{DecisionId, PostId},
    post::{self, DecisionCommand, Verdict},
    problem::{Code, Problem},
    views::PostView,
};
use storage::{campaigns, decisions, events, posts, versions};

use super::get::findings;
use crate::{Result, Services};

/// Approves a post's current version or requests changes to it.
///
/// # Errors
/// [`Code::Changed`] when the version seen is no longer the current one; [`Code::WrongState`]
/// when the same decision stands already or a blocker stands in the way of approval.
pub async fn decide(
    services: &Services,
    actor: &Actor,
    id: PostId,
    command: DecisionCommand,
) -> Result<PostView> {
    record(services, actor, id, command).await?;
    super::get(services, actor, id).await
}

/// Decides without reading the post again.
pub(super) async fn record(
    services: &Services,
    actor: &Actor,
    id: PostId,
    command: DecisionCommand,
) -> Result<()> {
    authorize(actor, Permission::Decide)?;
    let now = services.now();
    let mut tx = services.db().write(actor.org).await?;
    let post = posts::lock(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let current = versions::get(&mut tx, post.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    let (state, reason) = post::decide(post.state, &current.hash, &command)?;
    if command.verdict == Verdict::Approve {
        let campaign = campaigns::get(&mut tx, post.campaign)
            .await?
            .ok_or_else(|| Problem::not_found("post"))?;
        let blocker = findings(&post, &current.content, &campaign.brief)
            .into_iter()
            .find(|finding| finding.severity == Severity::Blocker);
        if let Some(blocker) = blocker {
            let sentence = format!(
                "It cannot be approved yet: {} Correct it, or request changes.",
                blocker.message
            );
            return Err(Problem::new(Code::WrongState, sentence).into());
        }
    }
    let decision = decisions::Decision {
        id: DecisionId(services.ids().id()),
        post: id,
        version: current.id,
        version_number: current.number,
        version_hash: current.hash,
        verdict: command.verdict,
        reason,
        user: actor.user,
        by_name: actor.name.clone(),
        at: now,
    };
    decisions::insert(&mut tx, &decision).await?;
    posts::set_state(&mut tx, id, state, now).await?;
    events::append(&mut tx, post.campaign, &Happening::Post { post: id }, now).await?;
    Ok(tx.commit().await?)
}
