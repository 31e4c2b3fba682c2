//! Drawing pictures when somebody looks, and keeping what was drawn under the hash of everything
//! it was drawn from.

use bytes::Bytes;
use domain::{
    access::{Actor, Permission, authorize},
    channel::{ChannelKind, Ratio},
    ids::{PostId, VersionId},
    picture::{EDITION, Picture, Words, words},
    post::{PostContent, hex},
    problem::{FieldProblem, Problem},
    views::PostView,
};
use pictures::{Bitmap, Card};
use sha2::{Digest as _, Sha256};
use storage::{OrgTx, assets, posts, versions};

use super::{
    PictureChoice,
    choose::made,
    files::{off_thread, path_of, undrawn},
};
use crate::{Error, Result, Services};

/// Quality of pictures with a photo; without one they are kept without loss, which is smaller.
const QUALITY: f32 = 84.0;
/// Widths that pictures are drawn in, beside the channel's own, in pixels.
const WIDTHS: [u32; 4] = [160, 320, 640, 960];

/// What kind of file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Small, for pages.
    WebP,
    /// Taken by every platform.
    Png,
}

impl FileKind {
    /// What its files end with, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::WebP => "webp",
            Self::Png => "png",
        }
    }

    /// Its media type.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::WebP => "image/webp",
            Self::Png => "image/png",
        }
    }
}

/// In which shape, size and kind of file a picture is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The shape; `None` for the channel's best.
    pub ratio: Option<Ratio>,
    /// The width in pixels; `None` for what the channel shows at most.
    pub width: Option<u32>,
    /// The kind of file.
    pub kind: FileKind,
}

/// A drawn picture.
#[derive(Clone, Debug)]
pub struct Rendition {
    /// The hash of what it was drawn from, as an entity tag.
    pub key: String,
    /// Its media type.
    pub content_type: &'static str,
    /// The file.
    pub bytes: Bytes,
}

impl Rendition {
    pub(crate) const fn new(key: String, kind: FileKind, bytes: Bytes) -> Self {
        Self {
            key,
            content_type: kind.content_type(),
            bytes,
        }
    }
}

/// Why a post's picture cannot be drawn, in words for people.
pub fn refusal(content: &PostContent) -> Option<Problem> {
    let picture = content.picture.as_deref()?;
    let error = can_write(content, picture).err()?;
    Some(undrawn(error).into_problem())
}

/// Whether a post has a picture that can be drawn.
pub(crate) fn is_shown(content: &PostContent) -> bool {
    let picture = content.picture.as_deref();
    picture.is_some_and(|picture| can_write(content, picture).is_ok())
}

fn can_write(
    content: &PostContent,
    picture: &Picture,
) -> std::result::Result<(), pictures::DrawError> {
    pictures::can_write(picture.layout, &words(content, &picture.own))
}

/// The width from an address, if pictures are drawn that wide.
pub fn width_of(text: &str) -> Option<u32> {
    text.parse().ok().filter(|width| WIDTHS.contains(width))
}

/// The picture of a post's current version.
pub async fn of_post(
    services: &Services,
    actor: &Actor,
    id: PostId,
    wanted: Wanted,
) -> Result<Rendition> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let post = posts::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    drop(tx);
    of_version(services, actor, post.version, wanted).await
}

/// The picture of a version, which never changes.
pub async fn of_version(
    services: &Services,
    actor: &Actor,
    id: VersionId,
    wanted: Wanted,
) -> Result<Rendition> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let version = versions::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    let post = posts::get(&mut tx, version.post)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let picture = version.content.picture.as_deref();
    let picture = picture.ok_or_else(|| Problem::not_found("picture"))?;
    let plan = Plan::of(
        &mut tx,
        post.slot.channel,
        &version.content,
        picture,
        wanted,
    )
    .await?;
    drop(tx);
    plan.drawn(services, true).await
}

/// What a post's picture would be after a choice. It is drawn and not kept.
pub async fn preview(
    services: &Services,
    actor: &Actor,
    id: PostId,
    choice: PictureChoice,
    wanted: Wanted,
) -> Result<Rendition> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let post = posts::get(&mut tx, id)
        .await?
        .ok_or_else(|| Problem::not_found("post"))?;
    let version = versions::get(&mut tx, post.version)
        .await?
        .ok_or_else(|| Problem::not_found("version"))?;
    let picture = made(&mut tx, post.campaign, &version.content, choice).await?;
    let plan = Plan::of(
        &mut tx,
        post.slot.channel,
        &version.content,
        &picture,
        wanted,
    )
    .await?;
    drop(tx);
    // Thumbnails of the post's own words are asked for again and again; typed words are not.
    let keep = picture.own.is_empty();
    plan.drawn(services, keep).await
}

/// A post's picture as it is taken out: a PNG in the channel's best shape and size.
pub(crate) async fn export(services: &Services, actor: &Actor, post: &PostView) -> Result<Bytes> {
    let wanted = Wanted {
        ratio: None,
        width: None,
        kind: FileKind::Png,
    };
    Ok(of_version(services, actor, post.version.id, wanted)
        .await?
        .bytes)
}

/// Everything that decides what a picture looks like.
struct Plan {
    picture: Picture,
    words: Words,
    ratio: Ratio,
    width: u32,
    kind: FileKind,
    photo: Option<String>,
    key: String,
}

impl Plan {
    async fn of(
        tx: &mut OrgTx,
        channel: ChannelKind,
        content: &PostContent,
        picture: &Picture,
        wanted: Wanted,
    ) -> Result<Self> {
        let ratios = channel.spec().media.ratios;
        let best = ratios.first().copied().unwrap_or(Ratio::new(1, 1));
        let ratio = wanted.ratio.unwrap_or(best);
        if !ratios.contains(&ratio) {
            let shown: Vec<String> = ratios.iter().map(ToString::to_string).collect();
            let sentence = format!("{} shows pictures in {}.", channel.name(), shown.join(", "));
            return Err(Problem::fields(vec![FieldProblem::new("ratio", sentence)]).into());
        }
        let photo = match &picture.photo {
            Some(photo) => {
                let asset = assets::get(tx, photo.asset).await?;
                Some(asset.ok_or_else(|| Problem::not_found("photo"))?.path)
            }
            None => None,
        };
        let (full, _) = ratio.pixels();
        let (words, width) = (
            words(content, &picture.own),
            wanted.width.unwrap_or(full).min(full),
        );
        let written = serde_json::to_string(picture);
        let written = written.map_err(|error| Error::Internal(error.to_string()))?;
        let told = format!(
            "{EDITION} {ratio} {width} {:?} {written} {words:?}",
            wanted.kind
        );
        Ok(Self {
            picture: picture.clone(),
            words,
            ratio,
            width,
            kind: wanted.kind,
            photo,
            key: hex(&Sha256::digest(told)),
        })
    }

    /// The picture, from the store if it was drawn before.
    async fn drawn(self, services: &Services, keep: bool) -> Result<Rendition> {
        let path = format!("renditions/{}.{}", self.key, self.kind.extension());
        let (key, kind) = (self.key.clone(), self.kind);
        if let Some(bytes) = services.files().find(&path).await? {
            return Ok(Rendition::new(key, kind, bytes));
        }
        let photo = match &self.photo {
            Some(path) => Some(services.files().get(path).await?),
            None => None,
        };
        let logo = match &self.picture.look.logo {
            Some(hash) => Some(services.files().get(&path_of(hash)).await?),
            None => None,
        };
        let bytes = off_thread(services, move || {
            self.draw(photo.as_deref(), logo.as_deref())
        });
        let bytes = Bytes::from(bytes.await?);
        if keep {
            services.files().put(&path, bytes.clone()).await?;
        }
        Ok(Rendition::new(key, kind, bytes))
    }

    fn draw(&self, photo: Option<&[u8]>, logo: Option<&[u8]>) -> Result<Vec<u8>> {
        let broken = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
        let decode = |file: Option<&[u8]>| file.map(Bitmap::decode).transpose();
        let photo = decode(photo).map_err(|error| broken(&error))?;
        let logo = decode(logo).map_err(|error| broken(&error))?;
        let focus = self.picture.photo.as_ref().map(|photo| photo.focus);
        let card = Card {
            layout: self.picture.layout,
            look: &self.picture.look,
            words: &self.words,
            logo: logo.as_ref(),
            photo: photo.as_ref().zip(focus),
        };
        let bitmap = pictures::draw(&card, self.ratio, self.width).map_err(undrawn)?;
        let shows_photo = card.photo.is_some() && card.layout.shows_photo();
        let file = match self.kind {
            FileKind::WebP => bitmap.webp(shows_photo.then_some(QUALITY)),
            FileKind::Png => bitmap.png(),
        };
        file.map_err(|error| broken(&error))
    }
}
