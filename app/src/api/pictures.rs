//! Pictures of posts, and what the brand looks like.

use domain::{
    picture::{Layout, Look, Words},
    post::ContentHash,
    views::PhotoView,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// What is needed to choose a post's picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureDesk {
    /// The words that the picture shows now.
    pub words: Words,
    /// Photos of the campaign.
    pub photos: Vec<PhotoView>,
}

/// The words of a post's picture and the photos it could show.
#[server(name = GetPictureDesk, prefix = "/api/ui", endpoint = "picture-desk", input = GetUrl)]
pub async fn picture_desk(id: String) -> AppResult<PictureDesk> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let id = parse_id(&id, "post")?;
    let desk = usecases::pictures::desk(&visit.services, &actor, id);
    let (words, photos) = desk.await.or_refuse()?;
    Ok(PictureDesk { words, photos })
}

/// What a form says of a picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureFields {
    /// How it is composed.
    pub layout: Layout,
    /// The words that carry it.
    pub headline: String,
    /// The line below.
    pub line: String,
    /// The label above.
    pub label: String,
    /// The number, price, date or time.
    pub figure: String,
    /// The points, one a line.
    pub points: String,
    /// The photo's id; empty for none.
    pub photo: String,
    /// What cuts keep in sight, in percent.
    pub focus_x: u8,
    /// The same from the top.
    pub focus_y: u8,
    /// How close, in percent.
    pub zoom: u16,
}

impl Default for PictureFields {
    fn default() -> Self {
        let focus = domain::picture::Focus::default();
        Self {
            layout: Layout::Statement,
            headline: String::new(),
            line: String::new(),
            label: String::new(),
            figure: String::new(),
            points: String::new(),
            photo: String::new(),
            focus_x: focus.x,
            focus_y: focus.y,
            zoom: focus.zoom,
        }
    }
}

/// Chooses a post's picture, or takes it away.
#[server(name = ChoosePicture, prefix = "/api/ui", endpoint = "choose-picture")]
pub async fn choose_picture(
    id: String,
    seen: ContentHash,
    #[server(default)] fields: PictureFields,
    #[server(default)] remove: bool,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting, parse_id};
    let (visit, actor) = acting().await?;
    let focus = domain::picture::Focus {
        x: fields.focus_x,
        y: fields.focus_y,
        zoom: fields.zoom,
    };
    let choice = (!remove).then(|| usecases::pictures::PictureChoice {
        layout: fields.layout,
        own: domain::picture::OwnWords {
            headline: Some(fields.headline),
            line: Some(fields.line),
            label: Some(fields.label),
            figure: Some(fields.figure),
            points: Some(fields.points),
        },
        photo: fields.photo.parse().ok(),
        focus,
    });
    let id = parse_id(&id, "post")?;
    usecases::pictures::choose(&visit.services, &actor, id, &seen, choice)
        .await
        .or_refuse()?;
    Ok(())
}

/// What the brand looks like.
#[server(name = GetBrand, prefix = "/api/ui", endpoint = "brand", input = GetUrl)]
pub async fn brand() -> AppResult<Look> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    usecases::pictures::brand_look(&visit.services, &actor)
        .await
        .or_refuse()
}

/// Sets the brand's name and colours.
#[server(name = SaveBrand, prefix = "/api/ui", endpoint = "save-brand")]
pub async fn save_brand(
    #[server(default)] name: String,
    #[server(default)] primary: String,
    #[server(default)] secondary: String,
    #[server(default)] remove_logo: bool,
) -> AppResult<()> {
    use super::visit::{OrRefuse, acting};
    let (visit, actor) = acting().await?;
    let typed = [
        ("name", &name),
        ("primary", &primary),
        ("secondary", &secondary),
    ]
    .map(|(field, text)| (field.to_owned(), text.clone()));
    let request = usecases::pictures::LookRequest {
        name,
        primary,
        secondary,
        remove_logo,
    };
    usecases::pictures::set_brand_look(&visit.services, &actor, request)
        .await
        .or_refuse()
        .map_err(|error| error.with_typed(typed))?;
    Ok(())
}
