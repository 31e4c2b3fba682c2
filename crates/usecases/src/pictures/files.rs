//! Files of pictures in the file store, and pixels made of them off the threads that serve
//! requests.

use bytes::Bytes;
use domain::{
    picture::FileHash,
    post::hex,
    problem::{Code, FieldProblem, Problem},
};
use pictures::{Bitmap, DecodeError, DrawError};
use sha2::{Digest as _, Sha256};
use storage::assets::Asset;

use crate::{Error, Result, Services};

/// Photos are kept no larger than this: more than any channel shows.
const LONGEST: u32 = 2_560;
const QUALITY: f32 = 90.0;

/// A picture as it was kept.
pub(crate) struct Kept {
    pub hash: FileHash,
    pub path: String,
    pub bytes: usize,
    pub width: u32,
    pub height: u32,
}

/// Where the file store keeps an uploaded picture.
pub(super) fn path_of(hash: &FileHash) -> String {
    format!("pictures/{}.webp", hash.0)
}

/// Does heavy work, a few at a time.
pub(crate) async fn off_thread<T: Send + 'static>(
    services: &Services,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let broken = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
    let permit = services.drawing().acquire().await;
    let _permit = permit.map_err(|error| broken(&error))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| broken(&error))?
}

/// The pixels of a file.
pub(crate) async fn decoded(services: &Services, file: &[u8]) -> Result<Bitmap> {
    let file = file.to_vec();
    off_thread(
        services,
        move || Ok(Bitmap::decode(&file).map_err(refused)?),
    )
    .await
}

/// Keeps a picture upright, without metadata, no larger than is of use.
pub(super) async fn keep(services: &Services, file: Vec<u8>) -> Result<Kept> {
    store(services, file, path_of).await
}

/// The same under a path of its own, from where it can be deleted again.
pub(crate) async fn keep_at(services: &Services, file: Vec<u8>, path: String) -> Result<Kept> {
    store(services, file, |_| path).await
}

/// Deletes a picture that was kept under a path of its own, with what was drawn of it for choosing.
pub(crate) async fn forget(services: &Services, asset: &Asset) -> Result<()> {
    services.files().delete(&asset.path).await?;
    services.files().delete(&shown_path(&asset.sha256)).await?;
    Ok(())
}

/// Where a photo is kept as it is shown for choosing.
pub(super) fn shown_path(sha256: &str) -> String {
    format!("renditions/photo-{sha256}.webp")
}

async fn store(
    services: &Services,
    file: Vec<u8>,
    path: impl FnOnce(&FileHash) -> String,
) -> Result<Kept> {
    let (width, height, bytes) = off_thread(services, move || {
        let bitmap = Bitmap::decode(&file).map_err(refused)?.at_most(LONGEST);
        let encoded = bitmap.webp(Some(QUALITY));
        let bytes = encoded.map_err(|error| Error::Internal(error.to_string()))?;
        Ok((bitmap.width(), bitmap.height(), bytes))
    })
    .await?;
    let hash = FileHash(hex(&Sha256::digest(&bytes)));
    let kept = Kept {
        path: path(&hash),
        hash,
        bytes: bytes.len(),
        width,
        height,
    };
    services.files().put(&kept.path, Bytes::from(bytes)).await?;
    Ok(kept)
}

/// Why a file is not taken, with the next step.
fn refused(error: DecodeError) -> Problem {
    let sentence = match error {
        DecodeError::Format => {
            "This file is no picture we can read. Choose a PNG, JPEG or WebP file.".to_owned()
        }
        DecodeError::TooLarge(width, height) => format!(
            "The picture is {width} by {height} pixels; it can have 30 million pixels at the most. Make it smaller and choose it again."
        ),
        DecodeError::Damaged(cause) => {
            tracing::info!(%cause, "a damaged picture was refused");
            "The picture is damaged or incomplete. Save it anew and choose it again.".to_owned()
        }
    };
    Problem {
        fields: vec![FieldProblem::new("file", &sentence)],
        ..Problem::new(Code::InvalidInput, sentence)
    }
}

/// Why a picture cannot be drawn: a script without letters is for the person, the rest for us.
pub(super) fn undrawn(error: DrawError) -> Error {
    match error {
        DrawError::Letter(letter) => Problem::fields(vec![FieldProblem::new(
            "headline",
            format!("The picture's fonts have no letter “{letter}”. Write other words for the picture, or choose the layout that shows a photo alone."),
        )])
        .into(),
        other => Error::Internal(other.to_string()),
    }
}
