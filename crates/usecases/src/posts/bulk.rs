//! One act for several posts, each in a transaction of its own: what stands in the way of one does
//! not stop the others.

use domain::{
    access::{Actor, Permission, authorize},
    post::{BulkAct, BulkCommand, BulkOutcome, BulkReport, DecisionCommand, SeenPost, Verdict},
    problem::{Code, Problem},
};

use super::{decide::record, edit::save, reschedule::plan};
use crate::{Result, Services};

/// Does `command.act` with each post as it was seen, and says what became of each.
///
/// # Errors
/// [`Code::InvalidInput`] when the command itself is incomplete, and whatever the database cannot
/// do; what was done before then stays done.
pub async fn bulk(services: &Services, actor: &Actor, command: BulkCommand) -> Result<BulkReport> {
    let permission = match command.act {
        BulkAct::Approve | BulkAct::RequestChanges { .. } => Permission::Decide,
        BulkAct::Move { .. } | BulkAct::AddHashtag { .. } | BulkAct::ReplaceText { .. } => {
            Permission::Write
        }
    };
    authorize(actor, permission)?;
    command.check()?;
    let mut outcomes = Vec::with_capacity(command.posts.len());
    for seen in command.posts {
        let post = seen.id;
        let outcome = match act(services, actor, &command.act, seen).await {
            Ok(changed) => BulkOutcome {
                post,
                changed,
                refusal: None,
            },
            Err(error) => {
                let problem = error.into_problem();
                // Not about this post: the next would fail the same way.
                if matches!(problem.code, Code::StorageUnavailable | Code::Internal) {
                    return Err(problem.into());
                }
                BulkOutcome {
                    post,
                    changed: false,
                    refusal: Some(problem),
                }
            }
        };
        outcomes.push(outcome);
    }
    Ok(BulkReport { outcomes })
}

async fn act(services: &Services, actor: &Actor, act: &BulkAct, seen: SeenPost) -> Result<bool> {
    let SeenPost { id, version_hash } = seen;
    let decision = |verdict, reason: &str| DecisionCommand {
        verdict,
        version_hash: version_hash.clone(),
        reason: reason.to_owned(),
    };
    match act {
        BulkAct::Approve => {
            record(services, actor, id, decision(Verdict::Approve, "")).await?;
            Ok(true)
        }
        BulkAct::RequestChanges { reason } => {
            record(
                services,
                actor,
                id,
                decision(Verdict::RequestChanges, reason),
            )
            .await?;
            Ok(true)
        }
        BulkAct::Move { days } => plan(services, actor, id, |day| day.plus(*days)).await,
        BulkAct::AddHashtag { .. } | BulkAct::ReplaceText { .. } => {
            let change = |content: &_| Ok(act.apply(content).parse().map_err(Problem::fields)?);
            save(services, actor, id, &version_hash, change).await
        }
    }
}
