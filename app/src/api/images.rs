//! Pictures that image models make for posts.

use domain::{
    picture::ImageBrief,
    post::ContentHash,
    views::{ImagesView, PostView},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// A post with what is made for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageDesk {
    /// The post.
    pub post: PostView,
    /// Its made pictures.
    pub images: ImagesView,
}

/// A post with its made pictures.
#[server(name = GetImageDesk, prefix = "/api/ui", endpoint = "image-desk", input = GetUrl)]
pub async fn image_desk(id: String) -> AppResult<ImageDesk> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    let services = &visit.services;
    Ok(ImageDesk {
        post: usecases::posts::get(services, &actor, id)
            .await
            .or_refuse()?,
        images: usecases::images::studio(services, &actor, id)
            .await
            .or_refuse()?,
    })
}

/// Has the art director describe a post's picture.
#[server(name = BriefImage, prefix = "/api/ui", endpoint = "brief-image")]
pub async fn brief_image(id: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    usecases::images::brief(&visit.services, &actor, id)
        .await
        .or_refuse()?;
    Ok(())
}

/// Has pictures made by what was typed.
#[server(name = MakeImages, prefix = "/api/ui", endpoint = "make-images")]
pub async fn make_images(
    id: String,
    #[server(default)] fields: ImageBrief,
    #[server(default)] count: u8,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    let typed = [
        ("shows", &fields.shows),
        ("composition", &fields.composition),
        ("style", &fields.style),
        ("colours", &fields.colours),
        ("avoid", &fields.avoid),
        ("alt_text", &fields.alt_text),
    ]
    .map(|(name, value)| (name.to_owned(), value.clone()));
    let request = usecases::images::MakeRequest {
        brief: fields,
        count,
    };
    usecases::images::make(&visit.services, &actor, id, request)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    Ok(())
}

/// Puts a made picture into its post.
#[server(name = ChooseImage, prefix = "/api/ui", endpoint = "choose-image")]
pub async fn choose_image(image: String, seen: ContentHash) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let image = parse_id(&image, "picture")?;
    usecases::images::choose(&visit.services, &actor, image, &seen)
        .await
        .or_refuse()?;
    Ok(())
}

/// Deletes a made picture.
#[server(name = DeleteImage, prefix = "/api/ui", endpoint = "delete-image")]
pub async fn delete_image(image: String) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let image = parse_id(&image, "picture")?;
    usecases::images::delete(&visit.services, &actor, image)
        .await
        .or_refuse()
}
