//! Editing a post: every save is a version of its own, and an edit after approval voids it.

use domain::{
    access::{Actor, Permission, authorize},
    event::Happening,
    ids::{PostId, StepId, VersionId},
    post::{Author, ContentField, ContentHash, Origin, PostContent, after_edit},
    problem::{Code, Problem},
    views::PostView,
};
use serde::{Deserialize, Serialize};
use storage::{
    OrgTx, events,
    posts::{self, Post},
    steps::Step,
    versions::{self, Version},
};

use crate::{Result, Services};

/// A person's edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Edit {
    /// The whole text as it should be. A picture in it is not looked at: it is chosen by itself.
    pub content: PostContent,
    /// Hash of the version that the edit began from.
    pub based_on: ContentHash,
}

/// Saves an edit as a new version. An edit that changes nothing makes none.
///
/// # Errors
/// [`Code::Changed`] when somebody saved another version in between.
pub async fn edit(services: &Services, actor: &Actor, id: PostId, edit: Edit) -> Result<PostView> {
    let content = edit.content.parse().map_err(Problem::fields)?;
    save(services, actor, id, &edit.based_on, |current| {
        // The picture is chosen, not edited.
        Ok(PostContent {
            picture: current.picture.clone(),
            ..content
        })
    })
    .await?;
    super::get(services, actor, id).await
}

/// Makes what `change` makes of the current version the new one, and says whether it is another.
/// What comes out as it was is no conflict, whoever saved in between.
pub(super) async fn save(
    services: &Services,
    actor: &Actor,
    id: PostId,
    based_on: &ContentHash,
    change: impl FnOnce(&PostContent) -> Result<PostContent>,
) -> Result<bool> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let (post, current) = locked(&mut tx, id).await?;
    let content = change(&current.content)?;
    save_locked(
        services,
        tx,
        Written::by(actor),
        (post, current),
        content,
        based_on,
    )
    .await
}

/// Who wrote a text, and how.
pub(crate) struct Written {
    author: Author,
    origin: Origin,
    step: Option<StepId>,
}

impl Written {
    /// Written by a person.
    pub(crate) fn by(actor: &Actor) -> Self {
        Self {
            author: Author::Person {
                user: actor.user,
                name: actor.name.clone(),
            },
            origin: Origin::Edited,
            step: None,
        }
    }

    /// Written by a step because a person asked for it.
    pub(crate) fn in_step(step: &Step) -> Self {
        Self {
            author: Author::Model {
                provider: step.provider.clone().unwrap_or_default(),
                model: step.model.clone().unwrap_or_default(),
            },
            origin: Origin::Regenerated,
            step: Some(step.id),
        }
    }
}

/// A post that nobody else can change before this transaction ends, and its current version.
pub(crate) async fn locked(tx: &mut OrgTx, id: PostId) -> Result<(Post, Version)> {
    let post = posts::lock(tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let current = versions::get(tx, post.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    Ok((post, current))
}

/// Saves what was made of a version as the next one, unless it is the same; says whether it is
/// another.
///
/// # Errors
/// [`Code::Changed`] when it was made of another version than the current one.
pub(crate) async fn save_locked(
    services: &Services,
    mut tx: OrgTx,
    written: Written,
    (post, current): (Post, Version),
    content: PostContent,
    based_on: &ContentHash,
) -> Result<bool> {
    let hash = ContentHash::of(&content);
    if hash == current.hash {
        return Ok(false);
    }
    if *based_on != current.hash {
        return Err(changed().into());
    }
    let now = services.now();
    let state = after_edit(post.state, &current.hash, &hash);
    let Written {
        author,
        origin,
        step,
    } = written;
    let version = Version {
        id: VersionId(services.ids().id()),
        post: post.id,
        number: current.number + 1,
        hash,
        content,
        author,
        origin,
        step,
        created_at: now,
    };
    versions::insert(&mut tx, &version).await?;
    posts::set_current(&mut tx, post.id, version.id, state, now).await?;
    let happening = Happening::Post { post: post.id };
    events::append(&mut tx, post.campaign, &happening, now).await?;
    tx.commit().await?;
    Ok(true)
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
