//! The picture that a tool looks at: where it comes from, how small it is made, and the file that is
//! kept with the use.

use bytes::Bytes;
use domain::{
    access::{Actor, Permission, authorize},
    ids::{PostId, ToolUseId},
    picture::FileHash,
    problem::{FieldProblem, Problem},
    tools::ToolPicture,
};
use providers::{InputPicture, PictureError};
use storage::tool_uses::ToolUse;

use super::{ToolRequest, read::found};
use crate::{
    Error, Result, Services,
    pictures::{self, FileKind, Rendition, Wanted, decoded, off_thread},
};

/// A picture goes to a model no larger than this, in pixels: enough to read a sign, and one tile of
/// the vendors that count in tiles.
const SHOWN_TO_MODELS: u32 = 768;

/// A picture as a model is shown it.
pub(super) struct Shown {
    pub kept: ToolPicture,
    pub picture: InputPicture,
    pub png: Bytes,
}

/// The picture of a request: the file that came with it, that of an earlier use, or the post's own.
///
/// # Errors
/// A problem with the field `file` where there is none, or it cannot be read.
pub(super) async fn shown(
    services: &Services,
    actor: &Actor,
    request: &ToolRequest,
    file: Option<&[u8]>,
) -> Result<Shown> {
    match (file, request.picture_of, request.post) {
        (Some(file), ..) => made(small(services, file).await?, None),
        (None, Some(earlier), _) => of_use(services, actor, earlier).await,
        (None, None, Some(post)) => of_post(services, actor, post).await,
        (None, None, None) => Err(no_picture().into()),
    }
}

async fn of_use(services: &Services, actor: &Actor, id: ToolUseId) -> Result<Shown> {
    let mut tx = services.db().read(actor.org).await?;
    let used = found(&mut tx, id).await?;
    drop(tx);
    let Some(kept) = used.input.picture else {
        return Err(no_picture().into());
    };
    let png = services.files().get(&path_of(id)).await?;
    made(png, kept.drawn)
}

async fn of_post(services: &Services, actor: &Actor, post: PostId) -> Result<Shown> {
    let wanted = Wanted {
        ratio: None,
        width: Some(960),
        kind: FileKind::Png,
    };
    let drawn = pictures::of_post(services, actor, post, wanted).await?;
    let png = small(services, &drawn.bytes).await?;
    made(png, Some(drawn.key))
}

/// Upright, without metadata and small: nothing else of a file leaves the machine.
async fn small(services: &Services, file: &[u8]) -> Result<Bytes> {
    let bitmap = decoded(services, file).await?;
    off_thread(services, move || {
        let png = bitmap.at_most(SHOWN_TO_MODELS).png();
        png.map(Bytes::from)
            .map_err(|error| Error::Internal(error.to_string()))
    })
    .await
}

fn made(png: Bytes, drawn: Option<String>) -> Result<Shown> {
    let picture = InputPicture::new(png.to_vec());
    let picture = picture.map_err(|error: PictureError| Error::Internal(error.to_string()))?;
    Ok(Shown {
        kept: ToolPicture {
            file: FileHash(picture.sha256().to_owned()),
            drawn,
        },
        picture,
        png,
    })
}

/// What a use may cost does not depend on what a picture shows: the smallest one stands for all.
pub(super) async fn any(services: &Services) -> Result<InputPicture> {
    let blank = ::pictures::Bitmap::new(1, 1, vec![255; 4]);
    let blank = blank.ok_or_else(|| Error::Internal("no picture of one pixel".into()))?;
    let png = off_thread(services, move || {
        blank
            .png()
            .map_err(|error| Error::Internal(error.to_string()))
    });
    Ok(made(png.await?.into(), None)?.picture)
}

/// Whether the post that a use came from shows another picture by now.
pub(super) async fn is_another(services: &Services, actor: &Actor, used: &ToolUse) -> Result<bool> {
    let drawn = used
        .input
        .picture
        .as_ref()
        .and_then(|kept| kept.drawn.as_ref());
    let Some((drawn, origin)) = drawn.zip(used.origin) else {
        return Ok(false);
    };
    let wanted = Wanted {
        ratio: None,
        width: Some(960),
        kind: FileKind::Png,
    };
    match pictures::of_post(services, actor, origin.post, wanted).await {
        Ok(now) => Ok(now.key != *drawn),
        // It shows none, or none that can be drawn.
        Err(Error::Refused(_)) => Ok(true),
        Err(error) => Err(error),
    }
}

/// The picture that a tool looked at.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when there is no such use, or it looked at none.
pub async fn picture(services: &Services, actor: &Actor, id: ToolUseId) -> Result<Rendition> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let used = found(&mut tx, id).await?;
    drop(tx);
    let kept = used.input.picture;
    let kept = kept.ok_or_else(|| Problem::not_found("picture"))?;
    let bytes = services.files().get(&path_of(id)).await?;
    Ok(Rendition::new(kept.file.0, FileKind::Png, bytes))
}

/// Where the file store keeps the picture of a use, from where it is deleted with it.
pub(super) fn path_of(id: ToolUseId) -> String {
    format!("tools/{id}.png")
}

fn no_picture() -> Problem {
    let sentence = "No picture was chosen. Choose a PNG, JPEG or WebP file.";
    Problem::fields(vec![FieldProblem::new("file", sentence)])
}
