//! Pictures of posts, photos of campaigns, and the brand's look.

use axum::{
    Json,
    body::to_bytes,
    extract::{Request, State},
    response::Response,
};
use domain::{
    channel::Ratio,
    ids::{CampaignId, PostId},
    picture::Look,
    post::ContentHash,
    problem::{FieldProblem, Problem},
    views::{Listing, PhotoView, PostView},
};
use http::HeaderValue;
use serde::{Deserialize, Serialize};
use usecases::pictures::{self, FileKind, MAX_FILE, PictureChoice, Upload, Wanted};
use utoipa::{IntoParams, ToSchema};

use super::super::{
    Problems,
    acting::Acting,
    input::{Body, Id, Parameters},
};
use crate::http::{
    Answer, Server,
    edge::file_too_large,
    pictures::{held, sent},
};

/// In which shape, size and kind of file a picture is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Shape {
    /// One of the channel's shapes, such as `4x5`; its best if left out.
    ratio: Option<String>,
    /// 160, 320, 640 or 960 pixels wide; what the channel shows at most if left out.
    width: Option<String>,
    /// `png` or `webp`; PNG if left out.
    format: Option<String>,
}

impl Shape {
    fn wanted(self) -> Answer<Wanted> {
        let refuse =
            |field: &str, sentence: &str| Problem::fields(vec![FieldProblem::new(field, sentence)]);
        let ratio = |text: String| {
            let (width, height) = text.split_once('x')?;
            Some(Ratio::new(width.parse().ok()?, height.parse().ok()?))
        };
        let kind = match self.format.as_deref() {
            None | Some("png") => FileKind::Png,
            Some("webp") => FileKind::WebP,
            Some(_) => return Err(refuse("format", "Choose png or webp.").into()),
        };
        let ratio = self
            .ratio
            .map(|text| ratio(text).ok_or_else(|| refuse("ratio", "Write a shape as 4x5.")));
        let width = self.width.map(|text| {
            pictures::width_of(&text).ok_or_else(|| refuse("width", "Choose 160, 320, 640 or 960."))
        });
        Ok(Wanted {
            ratio: ratio.transpose()?,
            width: width.transpose()?,
            kind,
        })
    }
}

/// A choice of a post's picture.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ChosenPicture {
    /// Hash of the version that was looked at.
    based_on: ContentHash,
    /// What the picture is to be; null takes it away.
    picture: Option<PictureChoice>,
}

/// Draw a post's picture.
#[utoipa::path(get, path = "/posts/{id}/picture", tag = "pictures", operation_id = "getPicture", params(("id" = PostId, Path), Shape),
    responses((status = 200, description = "The picture", content((Vec<u8> = "image/png"), (Vec<u8> = "image/webp"))), Problems))]
pub async fn get(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Parameters(shape): Parameters<Shape>,
) -> Answer<Response> {
    let rendition = pictures::of_post(server.services(), &actor, id, shape.wanted()?).await?;
    Ok(sent(
        rendition,
        HeaderValue::from_static("private, no-cache"),
    ))
}

/// Choose a post's picture. It is part of the content: a change after approval voids it.
#[utoipa::path(put, path = "/posts/{id}/picture", tag = "pictures", operation_id = "choosePicture", params(("id" = PostId, Path)),
    request_body = ChosenPicture, responses((status = 200, body = PostView), Problems))]
pub async fn choose(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<PostId>,
    Body(chosen): Body<ChosenPicture>,
) -> Answer<Json<PostView>> {
    let ChosenPicture { based_on, picture } = chosen;
    Ok(Json(
        pictures::choose(server.services(), &actor, id, &based_on, picture).await?,
    ))
}

/// List the photos that a campaign's posts can show.
#[utoipa::path(get, path = "/campaigns/{id}/photos", tag = "pictures", operation_id = "listPhotos", params(("id" = CampaignId, Path)),
    responses((status = 200, body = Listing<PhotoView>), Problems))]
pub async fn photos(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<CampaignId>,
) -> Answer<Json<Listing<PhotoView>>> {
    let items = pictures::photos(server.services(), &actor, id).await?;
    Ok(Json(Listing { items, next: None }))
}

/// What a photo is to be called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Named {
    /// The file's name.
    name: Option<String>,
}

/// Upload a photo (PNG, JPEG or WebP, at most 10 MiB) for a campaign's posts. Its metadata is
/// left out.
#[utoipa::path(post, path = "/campaigns/{id}/photos", tag = "pictures", operation_id = "uploadPhoto", params(("id" = CampaignId, Path), Named),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = PhotoView), Problems))]
pub async fn upload(
    Acting(actor): Acting,
    State(server): State<Server>,
    Id(id): Id<CampaignId>,
    Parameters(named): Parameters<Named>,
    request: Request,
) -> Answer<Json<PhotoView>> {
    let bytes = to_bytes(request.into_body(), MAX_FILE)
        .await
        .map_err(|_| file_too_large())?;
    let upload = held(Upload {
        file_name: named.name.unwrap_or_default(),
        bytes: bytes.to_vec(),
    })?;
    Ok(Json(
        pictures::upload_photo(server.services(), &actor, id, upload).await?,
    ))
}

/// Read what the brand looks like.
#[utoipa::path(get, path = "/brand", tag = "pictures", operation_id = "getBrand",
    responses((status = 200, body = Look), Problems))]
pub async fn brand(Acting(actor): Acting, State(server): State<Server>) -> Answer<Json<Look>> {
    Ok(Json(pictures::brand_look(server.services(), &actor).await?))
}
