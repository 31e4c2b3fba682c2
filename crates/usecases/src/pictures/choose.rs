//! Choosing a post's picture: a version of its own, so that an approval ends with it.

use domain::{
    access::{Actor, Permission, authorize},
    ids::{AssetId, CampaignId, PostId},
    picture::{FileHash, Focus, Layout, OwnWords, Photo, Picture, Words, words},
    post::{ContentHash, PostContent},
    problem::{FieldProblem, Problem},
    views::{PhotoView, PostView},
};
use serde::{Deserialize, Serialize};
use storage::{OrgTx, assets};

use super::look;
use crate::{Result, Services, posts};

/// What a post's picture is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PictureChoice {
    /// How it is composed.
    pub layout: Layout,
    /// Words in place of the post's own; those that are the same follow the post.
    #[serde(default)]
    pub own: OwnWords,
    /// A photo of the campaign.
    #[serde(default)]
    pub photo: Option<AssetId>,
    /// What cuts of the photo keep in sight.
    #[serde(default)]
    pub focus: Focus,
}

/// Chooses a post's picture in the brand's present look, or takes it away.
///
/// # Errors
/// [`domain::problem::Code::Changed`] when somebody saved another version in between.
pub async fn choose(
    services: &Services,
    actor: &Actor,
    id: PostId,
    based_on: &ContentHash,
    choice: Option<PictureChoice>,
) -> Result<PostView> {
    authorize(actor, Permission::Write)?;
    let mut tx = services.db().write(actor.org).await?;
    let (post, current) = posts::locked(&mut tx, id).await?;
    let picture = match choice {
        Some(choice) => Some(made(&mut tx, post.campaign, &current.content, choice).await?),
        None => None,
    };
    let content = PostContent {
        picture: picture.map(Box::new),
        ..current.content.clone()
    };
    let written = posts::Written::by(actor);
    posts::save_locked(services, tx, written, (post, current), content, based_on).await?;
    posts::get(services, actor, id).await
}

/// The words that a post's picture shows, and the photos it could show.
pub async fn desk(
    services: &Services,
    actor: &Actor,
    id: PostId,
) -> Result<(Words, Vec<PhotoView>)> {
    let view = posts::get(services, actor, id).await?;
    let content = view.version.content;
    let own = content.picture.as_deref().map(|picture| &picture.own);
    let words = words(&content, own.unwrap_or(&OwnWords::default()));
    let photos = super::photos(services, actor, view.campaign).await?;
    Ok((words, photos))
}

/// The picture that a choice makes of a post.
pub(super) async fn made(
    tx: &mut OrgTx,
    campaign: CampaignId,
    content: &PostContent,
    choice: PictureChoice,
) -> Result<Picture> {
    let own = choice.own.parse().map_err(Problem::fields)?;
    let focus = choice.focus.parse().map_err(Problem::fields)?;
    let photo = match choice.photo {
        Some(asset) => Some(photo(tx, campaign, asset, focus).await?),
        None => None,
    };
    if choice.layout == Layout::Photo && photo.is_none() {
        let sentence = "This layout shows a photo alone. Choose a photo or upload one first.";
        return Err(Problem::fields(vec![FieldProblem::new("photo", sentence)]).into());
    }
    Ok(Picture {
        layout: choice.layout,
        look: look(tx).await?,
        own: own.differing_from(&words(content, &OwnWords::default())),
        photo,
    })
}

async fn photo(
    tx: &mut OrgTx,
    campaign: CampaignId,
    asset: AssetId,
    focus: Focus,
) -> Result<Photo> {
    let found = assets::get(tx, asset)
        .await?
        .filter(|asset| asset.campaign == campaign && asset.size.is_some())
        .ok_or_else(|| Problem::not_found("photo"))?;
    Ok(Photo {
        asset,
        file: FileHash(found.sha256),
        focus,
    })
}
