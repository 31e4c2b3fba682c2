//! Adding a reader and changing it: a draft, which can be tried out on any post, and its
//! publication.

use domain::{
    access::{Actor, Permission, authorize},
    ids::ReaderId,
    problem::{Code, Problem},
    reader::Reader,
    time::Timestamp,
    views::ReaderView,
};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx,
    readers::{self, ReaderVersion},
};

use super::read::{get, versions};
use crate::{PublishDraft, Result, Services, drafts};

/// A draft as it is to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DraftReader {
    /// What the reader is to be.
    #[serde(flatten)]
    pub reader: Reader,
    /// When the draft that was looked at was last changed (its `at`); left out, it takes the place of
    /// whichever there is.
    #[serde(default)]
    pub seen: Option<Timestamp>,
}

/// Adds a reader as a draft: it reads nothing by itself before it is published.
///
/// # Errors
/// [`Code::InvalidInput`] with what is wrong with it.
pub async fn create(services: &Services, actor: &Actor, reader: &Reader) -> Result<ReaderView> {
    authorize(actor, Permission::Write)?;
    let reader = reader.parse().map_err(Problem::fields)?;
    let id = ReaderId(services.ids().id());
    let mut tx = services.db().write(actor.org).await?;
    let draft = version(services, actor, (id, 1), reader);
    put(&mut tx, &draft).await?;
    tx.commit().await?;
    get(services, actor, id).await
}

/// Changes a reader's draft, or begins one.
///
/// # Errors
/// [`Code::InvalidInput`] with what is wrong with it, [`Code::Changed`] when the draft is not the one
/// that was looked at.
pub async fn save_draft(
    services: &Services,
    actor: &Actor,
    id: ReaderId,
    draft: &DraftReader,
) -> Result<ReaderView> {
    authorize(actor, Permission::Write)?;
    let reader = draft.reader.parse().map_err(Problem::fields)?;
    let mut tx = services.db().write(actor.org).await?;
    let versions = versions(&mut tx, id).await?;
    let newest = versions.first();
    let before = newest.filter(|newest| !newest.published);
    if let Some(before) = before {
        drafts::unchanged(before.at, draft.seen, changed)?;
    }
    let number = newest.map_or(1, |newest| newest.number + u32::from(newest.published));
    let draft = version(services, actor, (id, number), reader);
    put(&mut tx, &draft).await?;
    tx.commit().await?;
    get(services, actor, id).await
}

/// Publishes a reader's draft: from now on it reads every post that is written for its channels.
///
/// # Errors
/// [`Code::WrongState`] when there is no draft or enough readers are at work, [`Code::Changed`] when
/// the draft is not the one that was looked at.
pub async fn publish(
    services: &Services,
    actor: &Actor,
    id: ReaderId,
    request: PublishDraft,
) -> Result<ReaderView> {
    authorize(actor, Permission::Decide)?;
    let note = drafts::note(&request.note)?;
    let mut tx = services.db().write(actor.org).await?;
    let draft = versions(&mut tx, id)
        .await?
        .into_iter()
        .find(|version| !version.published)
        .ok_or_else(nothing)?;
    drafts::unchanged(draft.at, request.seen, changed)?;
    let others = readers::at_work(&mut tx).await?;
    if others.iter().filter(|other| other.id != id).count() >= Reader::MOST {
        let sentence = format!(
            "{} readers are at work, and more cannot be: each is a call to a model for each post. Retire one first.",
            Reader::MOST
        );
        return Err(Problem::new(Code::WrongState, sentence).into());
    }
    let published = ReaderVersion {
        published: true,
        note,
        ..version(services, actor, (id, draft.number), draft.reader)
    };
    put(&mut tx, &published).await?;
    tx.commit().await?;
    get(services, actor, id).await
}

/// Gives a reader's draft up; a reader that was never published is gone then.
///
/// # Errors
/// [`Code::WrongState`] when there is no draft.
pub async fn discard_draft(services: &Services, actor: &Actor, id: ReaderId) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    versions(&mut tx, id).await?;
    if !readers::discard(&mut tx, id).await? {
        return Err(nothing().into());
    }
    tx.commit().await?;
    Ok(())
}

/// Has a reader read nothing any more. It can be published again.
///
/// # Errors
/// [`Code::WrongState`] when it does not read, or has a draft.
pub async fn retire(services: &Services, actor: &Actor, id: ReaderId) -> Result<ReaderView> {
    authorize(actor, Permission::Decide)?;
    let mut tx = services.db().write(actor.org).await?;
    let versions = versions(&mut tx, id).await?;
    let newest = versions.into_iter().next().ok_or_else(nothing)?;
    if !newest.published || newest.retired {
        return Err(Problem::new(
            Code::WrongState,
            "Only a reader that is at work and has no draft can be retired. Publish its draft or give it up first.",
        )
        .into());
    }
    let retired = ReaderVersion {
        published: true,
        retired: true,
        ..version(services, actor, (id, newest.number + 1), newest.reader)
    };
    put(&mut tx, &retired).await?;
    tx.commit().await?;
    get(services, actor, id).await
}

/// A draft by the actor.
fn version(
    services: &Services,
    actor: &Actor,
    (id, number): (ReaderId, u32),
    reader: Reader,
) -> ReaderVersion {
    ReaderVersion {
        id,
        number,
        published: false,
        retired: false,
        reader,
        note: String::new(),
        user: actor.user,
        by_name: actor.name.clone(),
        at: services.now(),
    }
}

async fn put(tx: &mut OrgTx, version: &ReaderVersion) -> Result<()> {
    match readers::put(tx, version).await {
        Ok(true) => Ok(()),
        // Between reading and writing somebody else published or began one.
        Ok(false) | Err(storage::Error::Conflict { .. }) => Err(changed().into()),
        Err(error) => Err(error.into()),
    }
}

fn nothing() -> Problem {
    Problem::new(
        Code::WrongState,
        "This reader has no draft. Change it first.",
    )
}

fn changed() -> Problem {
    Problem::new(
        Code::Changed,
        "Somebody changed this reader while you were looking at it. Look at it again, then try once more.",
    )
}
