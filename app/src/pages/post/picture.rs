//! The post's picture: what it looks like, and choosing another.

mod choice;

use domain::{
    channel::ChannelKind, ids::VersionId, picture::Picture, post::PostContent, views::PostView,
};
use leptos::prelude::*;

use self::choice::Choice;
use crate::{
    api::pictures::{PictureDesk, picture_desk},
    components::{Details, Icon, LinkButton, Loaded, Notice, Tone, fetched},
    links,
    text::text,
};

/// The picture with what can be done about it.
#[component]
pub fn PictureCard(
    /// The post.
    post: PostView,
) -> AnyView {
    let content = &post.version.content;
    let picture = content.picture.as_deref().cloned();
    let silent = picture.is_some() && content.alt_text.is_none();
    let shown = picture
        .as_ref()
        .map(|_| view! { <Shown channel=post.channel version=post.version.id content=content.clone() /> });
    let (id, id_of) = (post.id.to_string(), post.id);
    let desk = fetched(move || id.clone(), picture_desk);
    let open = picture.is_none();
    let pictured = picture.is_some();
    let post = StoredValue::new((post, picture));
    view! {
        <section class="card picture" id="picture">
            <h2>{text!(picture.title)}</h2>
            {shown}
            {silent.then(|| view! { <Notice tone=Tone::Warn><p>{text!(picture.alt_missing)} " " <a href="#f-alt-text">{text!(picture.alt_write)}</a></p></Notice> })}
            <div class="actions">
                <LinkButton href=format!("/posts/{id_of}/picture") label=text!(images.link) size="small" icon=Icon::Palette />
                {pictured.then(|| view! { <LinkButton href=links::alt_text(id_of) label=text!(tools.write_alt) size="small" icon=Icon::Model /> })}
                <LinkButton href=format!("/posts/{id_of}/film") label=text!(film.link) size="small" icon=Icon::Palette />
            </div>
            <Details summary=text!(picture.change) open=open>
                <Loaded from=desk view=move |desk: PictureDesk| {
                    let (post, picture): (PostView, Option<Picture>) = post.get_value();
                    let drawn = refusal(&post.version.content).is_none();
                    view! { <Choice post picture desk drawn /> }.into_any()
                } />
            </Details>
        </section>
    }
    .into_any()
}

/// A version's picture in its channel's shape.
#[component]
pub fn Shown(
    /// The channel.
    channel: ChannelKind,
    /// The version.
    version: VersionId,
    /// What it says.
    content: PostContent,
) -> AnyView {
    if let Some(why) = refusal(&content) {
        return view! { <Notice tone=Tone::Warn><p>{why}</p></Notice> }.into_any();
    }
    let alt = content.alt_text.unwrap_or_default();
    let ratio = channel.spec().media.ratios.first().copied();
    ratio
        .map(|ratio| {
            let (width, height) = ratio.pixels();
            let at = |width| links::picture(version, ratio, width);
            let set = format!(
                "{} 320w, {} 640w, {} 960w, {} {width}w",
                at("320"),
                at("640"),
                at("960"),
                at("full")
            );
            view! {
                <img class="shown-picture" src=at("640") srcset=set sizes="(min-width: 60rem) 24rem, calc(100vw - 4rem)"
                    width=width height=height alt=alt decoding="async" fetchpriority="low" />
            }
        })
        .into_any()
}

/// Where the post's picture is found, in the size that a preview shows it in.
pub fn address(post: &PostView) -> Option<String> {
    let version = &post.version;
    version.content.picture.as_ref()?;
    let ratio = post.channel.spec().media.ratios.first().copied()?;
    refusal(&version.content)
        .is_none()
        .then(|| links::picture(version.id, ratio, "640"))
}

/// Why the picture cannot be drawn, such as letters that no font has.
fn refusal(content: &PostContent) -> Option<String> {
    let problem = usecases::pictures::refusal(content)?;
    let first = problem.fields.into_iter().next();
    Some(first.map_or(problem.detail, |field| field.message))
}
