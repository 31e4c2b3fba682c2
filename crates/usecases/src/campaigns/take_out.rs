//! Taking a campaign out: as a file, or as a page to print.

use domain::{
    access::{Actor, Permission, authorize},
    ids::CampaignId,
    problem::{Code, Problem},
    views::{CampaignView, PostView},
};
use storage::assets;

use crate::{
    Error, Result, Services,
    export::{self, CampaignExport, Format, MediaFile},
    pictures, posts,
};

/// A campaign's file in the wished format.
pub async fn take_out(
    services: &Services,
    actor: &Actor,
    id: CampaignId,
    format: Format,
) -> Result<ExportedFile> {
    authorize(actor, Permission::Read)?;
    let (campaign, posts) = print(services, actor, id).await?;
    if posts.is_empty() {
        return Err(Problem::new(
            Code::WrongState,
            "There is nothing to export yet. Wait until the first post is written.",
        )
        .into());
    }
    let media = if format == Format::Zip {
        let mut media = drawn(services, actor, &posts).await?;
        media.extend(self::media(services, actor, id).await?);
        media
    } else {
        Vec::new()
    };
    let file_name = export::file_name(&campaign.brief.title, format);
    let whole = CampaignExport {
        campaign,
        posts,
        media,
        exported_at: services.now(),
    };
    // A long campaign takes some milliseconds to compress: not on the threads that serve requests.
    let bytes = tokio::task::spawn_blocking(move || export::render(&whole, format))
        .await
        .map_err(|error| crate::Error::Internal(error.to_string()))?
        .map_err(|error| crate::Error::Internal(error.to_string()))?;
    Ok(ExportedFile {
        file_name,
        content_type: format.content_type(),
        bytes,
    })
}

/// A file to download.
#[derive(Clone, Debug)]
pub struct ExportedFile {
    /// The name it is saved under.
    pub file_name: String,
    /// Its media type.
    pub content_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The campaign with every post whole, in order of slots.
pub async fn print(
    services: &Services,
    actor: &Actor,
    id: CampaignId,
) -> Result<(CampaignView, Vec<PostView>)> {
    let campaign = super::get(services, actor, id).await?;
    let posts = posts::whole(services, actor, &campaign).await?;
    Ok((campaign, posts))
}

/// The posts' pictures in their channels' sizes, named like the posts' texts.
async fn drawn(services: &Services, actor: &Actor, posts: &[PostView]) -> Result<Vec<MediaFile>> {
    let mut files = Vec::new();
    for post in posts {
        if post.version.content.picture.is_none() {
            continue;
        }
        let bytes = match pictures::export(services, actor, post).await {
            Ok(bytes) => bytes,
            // One that cannot be drawn must not hold back the others; its page says why.
            Err(Error::Refused(problem)) => {
                tracing::info!(post = %post.id, %problem, "a picture was left out of an archive");
                continue;
            }
            Err(error) => return Err(error),
        };
        files.push(MediaFile {
            file_name: format!("{:02}-{}.png", post.slot, post.channel.slug()),
            content_type: "image/png".to_owned(),
            bytes: bytes.to_vec(),
            alt: post.version.content.alt_text.clone(),
        });
    }
    Ok(files)
}

/// The campaign's pictures with their bytes; those that were made go out with their posts.
pub async fn media(services: &Services, actor: &Actor, id: CampaignId) -> Result<Vec<MediaFile>> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let assets = assets::brought(&mut tx, id).await?;
    drop(tx);
    let mut files = Vec::with_capacity(assets.len());
    for asset in assets {
        let bytes = services.files().get(&asset.path).await?;
        files.push(MediaFile {
            file_name: asset.file_name,
            content_type: asset.content_type,
            bytes: bytes.to_vec(),
            alt: asset.alt,
        });
    }
    Ok(files)
}
