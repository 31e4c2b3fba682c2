//! Wording a role otherwise: a draft, which can be tried out on a campaign, and its publication.

use domain::{
    access::{Actor, Permission, authorize},
    problem::{Code, Problem},
    spending::TaskKind,
    time::Timestamp,
    views::RoleView,
    wording::Wording,
};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx,
    wordings::{self, WordingVersion},
};

use super::read::{chosen, get, role};
use crate::{PublishDraft, Result, Services, drafts};

/// A draft as it is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DraftWording {
    /// Its words.
    #[serde(flatten)]
    pub wording: Wording,
    /// When the draft that was looked at was last changed (its `at`); left out, it takes the place of
    /// whichever there is.
    #[serde(default)]
    pub seen: Option<Timestamp>,
}

/// Writes the draft of a role. Nothing is told it before it is published.
///
/// # Errors
/// [`Code::InvalidInput`] with what is wrong with either part, [`Code::Changed`] when the draft is not
/// the one that was looked at, [`Code::NotFound`] when no role does this task.
pub async fn save_draft(
    services: &Services,
    actor: &Actor,
    task: TaskKind,
    draft: &DraftWording,
) -> Result<RoleView> {
    authorize(actor, Permission::Write)?;
    let shipped = role(task)?.shipped();
    let wording = draft.wording.parse(&shipped).map_err(Problem::fields)?;
    let tx = services.db().write(actor.org).await?;
    put(services, actor, tx, (task, Some(wording)), draft.seen).await
}

/// Makes a version that was published before the draft, so that it can be published again; 0 is
/// what Handbill ships, also when that changes.
///
/// # Errors
/// [`Code::InvalidInput`] when there is no such version.
pub async fn restore(
    services: &Services,
    actor: &Actor,
    task: TaskKind,
    number: u32,
) -> Result<RoleView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let choice = domain::wording::WordingChoice { task, number };
    let wording = chosen(&mut tx, choice).await?.wording;
    let own = (number > 0).then_some(wording);
    put(services, actor, tx, (task, own), None).await
}

async fn put(
    services: &Services,
    actor: &Actor,
    mut tx: OrgTx,
    (task, wording): (TaskKind, Option<Wording>),
    seen: Option<Timestamp>,
) -> Result<RoleView> {
    let role = role(task)?;
    let newest = wordings::list(&mut tx, task).await?.into_iter().next();
    let draft = newest.as_ref().filter(|newest| !newest.published);
    if let Some(draft) = draft {
        drafts::unchanged(draft.at, seen, changed)?;
    }
    let draft = WordingVersion {
        task,
        number: newest.map_or(1, |newest| newest.number + u32::from(newest.published)),
        published: false,
        wording,
        shipped: role.version(&role.shipped()),
        note: String::new(),
        user: actor.user,
        by_name: actor.name.clone(),
        at: services.now(),
    };
    match wordings::put(&mut tx, &draft).await {
        Ok(true) => {}
        // Between the two statements somebody else published or began one.
        Ok(false) | Err(storage::Error::Conflict { .. }) => return Err(changed().into()),
        Err(error) => return Err(error.into()),
    }
    tx.commit().await?;
    get(services, actor, task).await
}

/// Publishes the draft: from now on the role is told it.
///
/// # Errors
/// [`Code::WrongState`] when there is none, [`Code::Changed`] when it is not the one that was looked
/// at.
pub async fn publish(
    services: &Services,
    actor: &Actor,
    task: TaskKind,
    request: PublishDraft,
) -> Result<RoleView> {
    authorize(actor, Permission::Decide)?;
    let note = drafts::note(&request.note)?;
    role(task)?;
    let mut tx = services.db().write(actor.org).await?;
    let versions = wordings::list(&mut tx, task).await?;
    let draft = versions
        .into_iter()
        .find(|version| !version.published)
        .ok_or_else(nothing)?;
    drafts::unchanged(draft.at, request.seen, changed)?;
    let published = WordingVersion {
        published: true,
        note,
        user: actor.user,
        by_name: actor.name.clone(),
        at: services.now(),
        ..draft
    };
    if !wordings::put(&mut tx, &published).await? {
        return Err(changed().into());
    }
    tx.commit().await?;
    get(services, actor, task).await
}

/// Gives the draft of a role up.
///
/// # Errors
/// [`Code::WrongState`] when there is none.
pub async fn discard_draft(services: &Services, actor: &Actor, task: TaskKind) -> Result<()> {
    authorize(actor, Permission::Write)?;
    role(task)?;
    let mut tx = services.db().write(actor.org).await?;
    if !wordings::discard(&mut tx, task).await? {
        return Err(nothing().into());
    }
    tx.commit().await?;
    Ok(())
}

fn nothing() -> Problem {
    Problem::new(
        Code::WrongState,
        "This role has no draft. Change its wording first.",
    )
}

fn changed() -> Problem {
    Problem::new(
        Code::Changed,
        "Somebody changed this role while you were looking at it. Look at it again, then try once more.",
    )
}
