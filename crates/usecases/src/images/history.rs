//! What becomes of a made picture: it is put into its post, or deleted.

use domain::{
    access::{Actor, Permission, authorize},
    event::Happening,
    ids::AssetId,
    picture::{FileHash, Focus, Layout, OwnWords, Photo, Picture},
    post::{ContentField, ContentHash, PostContent},
    problem::{Code, Problem},
    views::PostView,
};
use storage::{OrgTx, assets, events, made_images, versions};

use crate::{Result, Services, pictures, posts};

/// Puts a made picture into its post, alone and with its alt text: a version of its own, so that
/// an approval ends with it.
///
/// # Errors
/// [`Code::Changed`] when somebody saved another version in between.
pub async fn choose(
    services: &Services,
    actor: &Actor,
    id: AssetId,
    based_on: &ContentHash,
) -> Result<PostView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let (made, asset) = found(&mut tx, id).await?;
    let (post, current) = posts::locked(&mut tx, made.post).await?;
    let picture = Picture {
        layout: Layout::Photo,
        look: pictures::look(&mut tx).await?,
        own: OwnWords::default(),
        photo: Some(Photo {
            asset: id,
            file: FileHash(asset.sha256),
            focus: Focus::default(),
        }),
    };
    let mut content = PostContent {
        picture: Some(Box::new(picture)),
        ..current.content.clone()
    };
    let has_alt = post.slot.channel.spec().field(ContentField::AltText);
    if has_alt.is_some() && !made.brief.alt_text.is_empty() {
        content.set(ContentField::AltText, &made.brief.alt_text);
    }
    let post_id = post.id;
    let written = posts::Written::by(actor);
    posts::save_locked(services, tx, written, (post, current), content, based_on).await?;
    posts::get(services, actor, post_id).await
}

/// Deletes a made picture for good, unless a version of a post shows it.
///
/// # Errors
/// [`Code::WrongState`] when one does: versions never change.
pub async fn delete(services: &Services, actor: &Actor, id: AssetId) -> Result<()> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let (made, asset) = found(&mut tx, id).await?;
    // Nobody may put it into its post meanwhile.
    let (post, _) = posts::locked(&mut tx, made.post).await?;
    if versions::show(&mut tx, post.campaign, id).await? {
        let sentence = "A version of a post shows this picture, and versions never change, so it cannot be deleted. Choose another picture for the post if it should not go out.";
        return Err(Problem::new(Code::WrongState, sentence).into());
    }
    made_images::delete(&mut tx, id).await?;
    let happening = Happening::Post { post: post.id };
    events::append(&mut tx, post.campaign, &happening, services.now()).await?;
    tx.commit().await?;
    pictures::forget(services, &asset).await
}

async fn found(tx: &mut OrgTx, id: AssetId) -> Result<(made_images::MadeImage, assets::Asset)> {
    let made = made_images::get(tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("picture"))?;
    let asset = assets::get(tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("picture"))?;
    Ok((made, asset))
}
