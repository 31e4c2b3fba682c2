//! Editing a post: every save is a version of its own, and an edit after approval voids it.

use domain::{
    access::{Actor, Permission, authorize},
    event::Happening,
    ids::{PostId, VersionId},
    post::{Author, ContentField, ContentHash, Origin, PostContent, after_edit},
    problem::{Code, Problem},
    views::PostView,
};
use serde::{Deserialize, Serialize};
use storage::{events, posts, versions};

use crate::{Result, Services};

/// A person's edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Edit {
    /// The whole content as it should be.
    pub content: PostContent,
    /// Hash of the version that the edit began from.
    pub based_on: ContentHash,
}

/// Saves an edit as a new version. An edit that changes nothing makes none.
///
/// # Errors
/// [`Code::Changed`] when somebody saved another version in between.
pub async fn edit(services: &Services, actor: &Actor, id: PostId, edit: Edit) -> Result<PostView> {
    authorize(actor, Permission::Write)?;
    let content = edit.content.parse().map_err(Problem::fields)?;
    let now = services.now();
    let mut tx = services.db().write(actor.org).await?;
    let post = posts::lock(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let current = versions::get(&mut tx, post.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    let hash = ContentHash::of(&content);
    if hash == current.hash {
        drop(tx);
        return super::get(services, actor, id).await;
    }
    if edit.based_on != current.hash {
        return Err(changed().into());
    }
    let state = after_edit(post.state, &current.hash, &hash);
    let author = Author::Person {
        user: actor.user,
        name: actor.name.clone(),
    };
    let version = versions::Version {
        id: VersionId(services.ids().id()),
        post: id,
        number: current.number + 1,
        hash,
        content,
        author,
        origin: Origin::Edited,
        step: None,
        created_at: now,
    };
    versions::insert(&mut tx, &version).await?;
    posts::set_current(&mut tx, id, version.id, state, now).await?;
    events::append(&mut tx, post.campaign, &Happening::Post { post: id }, now).await?;
    tx.commit().await?;
    super::get(services, actor, id).await
}

/// Sets the fields that writing anew leaves as they are.
pub async fn set_locks(
    services: &Services,
    actor: &Actor,
    id: PostId,
    locked: Vec<ContentField>,
) -> Result<PostView> {
    authorize(actor, Permission::Write)?;
    let mut locked = locked;
    locked.sort_unstable();
    locked.dedup();
    let now = services.now();
    let mut tx = services.db().write(actor.org).await?;
    let post = posts::lock(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    posts::set_locked(&mut tx, id, &locked, now).await?;
    events::append(&mut tx, post.campaign, &Happening::Post { post: id }, now).await?;
    tx.commit().await?;
    super::get(services, actor, id).await
}

fn changed() -> Problem {
    Problem::new(
        Code::Changed,
        "Somebody saved another version while you were writing. Your text is still in the form: open the post in a second window, compare, then save again.",
    )
}
