//! `/posts/:id/picture`: what a post's picture is to show, having it made, and choosing one.

mod history;
mod order;
mod work;

pub use history::Brief;
pub use order::cents;
pub use work::Work;

use domain::views::{ImagesView, PostView};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::{history::History, order::Order};
use crate::{
    api::images::{ImageDesk, image_desk},
    components::{Icon, LinkButton, Live, Loaded, PageHead, fetched, labels},
    links,
    pages::post::picture::Shown,
    text::text,
};

/// Pictures by image models for one post.
#[component]
pub fn ImagesPage() -> AnyView {
    let params = use_params_map();
    let desk = fetched(
        move || params.read().get("id").unwrap_or_default(),
        image_desk,
    );
    view! { <Loaded whole=true from=desk view={|desk| view! { <Desk desk /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Desk(desk: ImageDesk) -> AnyView {
    let ImageDesk { post, images } = desk;
    let ImagesView {
        brief,
        offer,
        refused,
        steps,
        made,
    } = images;
    let name = format!("{} · {}", post.channel.name(), labels::day(post.publish_on));
    let back = (format!("/posts/{}", post.id), name.clone());
    let title = text!(images.title, post = name);
    // Nothing happens by itself while nothing is being made.
    let busy = steps.iter().any(|step| !step.state.has_ended());
    let live = busy.then(|| view! { <Live events=links::campaign_events(post.campaign, 0) /> });
    view! {
        <PageHead title about=text!(images.about) back />
        <div class="split">
            <Order post=post.id brief offer refused />
            <div class="stack">
                {(!steps.is_empty()).then(|| view! { <Work campaign=post.campaign steps /> })}
                {live}
                <Now post=post.clone() />
            </div>
        </div>
        <History post made />
    }
    .into_any()
}

/// The picture that the post has now.
#[component]
fn Now(post: PostView) -> AnyView {
    let content = post.version.content;
    let pictured = content.picture.is_some();
    let shown = content.picture.is_some().then(
        || view! { <Shown channel=post.channel version=post.version.id content=content.clone() /> },
    );
    view! {
        <section class="card picture">
            <h2>{text!(images.now)}</h2>
            {shown.is_none().then(|| view! { <p class="muted">{text!(images.none)}</p> })}
            {shown}
            {pictured.then(|| view! { <p><LinkButton href=links::alt_text(post.id) label=text!(tools.write_alt) size="small" icon=Icon::Model /></p> })}
            <p class="small"><a href=format!("/posts/{}#picture", post.id)>{text!(images.cards)}</a></p>
        </section>
    }
    .into_any()
}
