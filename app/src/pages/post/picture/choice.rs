//! Choosing layout, words, photo and cut. Every control is a form's own; with a script
//! (`frontend/page/picture.ts`) the picture above follows what is chosen.

use domain::{
    channel::ChannelKind,
    picture::{Focus, Layout, Picture},
    views::{PhotoView, PostView},
};
use leptos::prelude::*;

use crate::{
    api::pictures::PictureDesk,
    components::{Form, FormState, Icon, Submit, TextField, labels},
    text::text,
};

/// The form of a choice, and the form that sends a photo.
#[component]
pub fn Choice(
    /// The post.
    post: PostView,
    /// Its picture.
    picture: Option<Picture>,
    /// Its words and the campaign's photos.
    desk: PictureDesk,
    /// Whether it can be drawn.
    drawn: bool,
) -> AnyView {
    let state = FormState::new("/api/ui/choose-picture");
    let id = post.id;
    let layout = picture
        .as_ref()
        .map_or(Layout::Statement, |picture| picture.layout);
    let photo = picture.as_ref().and_then(|picture| picture.photo.clone());
    let focus = photo.as_ref().map(|photo| photo.focus).unwrap_or_default();
    let chosen = photo.map(|photo| photo.asset.to_string());
    let words = desk.words;
    let remove = picture.is_some();
    view! {
        <div>
            <Form state done=text!(post.saved)>
                <input type="hidden" name="id" value=id.to_string() />
                <input type="hidden" name="seen" value=post.version.hash.0.clone() />
                <Gallery size=thumbnail(post.channel).filter(|_| drawn) post=id.to_string() hash=post.version.hash.short().to_owned() chosen=layout photo=chosen.clone() />
                <TextField name="fields[headline]" label=text!(picture.headline) value=words.headline error=state.error("headline") />
                <TextField name="fields[line]" label=text!(picture.line) value=words.line optional=true error=state.error("line") />
                <TextField name="fields[label]" label=text!(picture.label) value=words.label optional=true error=state.error("label") />
                <TextField name="fields[figure]" label=text!(picture.figure) value=words.figure optional=true error=state.error("figure") />
                <TextField name="fields[points]" label=text!(picture.points) hint=text!(picture.points_hint) rows=3 value=words.points.join("\n") optional=true error=state.error("points") />
                <Photos photos=desk.photos chosen focus />
                <div class="actions">
                    <Submit label=text!(picture.choose) kind="primary" icon=Icon::Tick />
                    {remove.then(|| view! { <Submit label=text!(picture.remove) kind="quiet" name="remove" value="true" /> })}
                    <a href="/settings/brand">{text!(picture.brand)}</a>
                </div>
            </Form>
        </div>
        <form class="form upload" method="post" enctype="multipart/form-data" action=format!("/posts/{id}/photo")>
            <div class="field">
                <label for="f-file">{text!(picture.upload)}</label>
                <input class="input" id="f-file" type="file" name="file" required=true accept="image/png,image/jpeg,image/webp" aria-describedby="f-file-hint" />
                <p class="hint" id="f-file-hint">{text!(picture.upload_hint)}</p>
            </div>
            <div class="actions"><Submit label=text!(picture.upload_send) /></div>
        </form>
    }
    .into_any()
}

/// A sketch in the ratio that the channel shows pictures in.
fn thumbnail(channel: ChannelKind) -> Option<(u32, u32)> {
    let (width, height) = channel.spec().media.ratios.first()?.pixels();
    Some((160, 160 * height / width))
}

#[component]
fn Gallery(
    /// Width and height of a layout's sketch; `None` when none can be drawn.
    #[prop(optional_no_strip)]
    size: Option<(u32, u32)>,
    post: String,
    hash: String,
    chosen: Layout,
    photo: Option<String>,
) -> AnyView {
    let photo = photo.unwrap_or_default();
    let choices: Vec<_> = Layout::ALL
        .into_iter()
        .filter(|layout| *layout != Layout::Photo || !photo.is_empty())
        .map(|layout| {
            let slug = layout.slug();
            let address = format!(
                "/pictures/posts/{post}/preview?layout={slug}&photo={photo}&width=160&v={hash}"
            );
            view! {
                <label class="layout-choice">
                    <input type="radio" name="fields[layout]" value=slug checked=layout == chosen />
                    {size.map(|(width, height)| view! { <img src=address alt="" width=width height=height loading="lazy" decoding="async" /> })}
                    <span>{labels::layout(layout)}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="field">
            <legend>{text!(picture.layouts)}</legend>
            <div class="layouts">{choices}</div>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Photos(photos: Vec<PhotoView>, chosen: Option<String>, focus: Focus) -> AnyView {
    if photos.is_empty() {
        return ().into_any();
    }
    let shown = chosen.clone();
    let none = chosen.is_none();
    let choices: Vec<_> = photos
        .into_iter()
        .map(|photo| {
            let id = photo.id.to_string();
            let checked = chosen.as_deref() == Some(id.as_str());
            view! {
                <label class="layout-choice">
                    <input type="radio" name="fields[photo]" value=id.clone() checked=checked />
                    <img src=format!("/pictures/photos/{id}") alt="" width=photo.width height=photo.height loading="lazy" decoding="async" />
                    <span dir="auto">{photo.name}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="field">
            <legend>{text!(picture.photo)}</legend>
            <div class="layouts">
                <label class="layout-choice">
                    <input type="radio" name="fields[photo]" value="" checked=none />
                    <span>{text!(picture.no_photo)}</span>
                </label>
                {choices}
            </div>
        </fieldset>
        <Cut photo=shown focus />
    }
    .into_any()
}

/// What cuts keep in sight: two numbers and how close. Pressing or dragging on the photo sets
/// them, and arrow keys do where they have the focus.
#[component]
fn Cut(photo: Option<String>, focus: Focus) -> AnyView {
    let number = |name: &'static str,
                  label: &'static str,
                  (least, most): (u16, u16),
                  value: u16| {
        view! {
            <div class="field">
                <label for=format!("f-{name}")>{label}</label>
                <input id=format!("f-{name}") type="range" name=format!("fields[{name}]") min=least max=most value=value />
            </div>
        }
    };
    view! {
        <fieldset class="field cut">
            <legend>{text!(picture.cut)}</legend>
            <p class="hint">{text!(picture.cut_hint)}</p>
            {photo.map(|id| view! {
                <img class="cut-photo" src=format!("/pictures/photos/{id}") alt="" draggable="false" data-cut="" />
            })}
            {number("focus_x", text!(picture.focus_x), (0, 100), u16::from(focus.x))}
            {number("focus_y", text!(picture.focus_y), (0, 100), u16::from(focus.y))}
            {number("zoom", text!(picture.zoom), (100, Focus::CLOSEST), focus.zoom)}
        </fieldset>
    }
    .into_any()
}
