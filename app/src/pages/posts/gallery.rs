//! Posts as cards side by side.

use domain::{channel::ChannelKind, ids::VersionId, views::FoundPost};
use leptos::prelude::*;

use super::told::Standing;
use crate::{components::labels, links, text::text};

/// The posts as cards.
#[component]
pub fn Gallery(
    /// The posts.
    posts: Vec<FoundPost>,
) -> AnyView {
    let tiles: Vec<_> = posts
        .into_iter()
        .map(|found| view! { <Tile found /> })
        .collect();
    view! {
        <section aria-label=text!(posts.layout.gallery)>
            <ul role="list" class="gallery">{tiles}</ul>
        </section>
    }
    .into_any()
}

/// The post's picture. What it shows is told by the words around it.
fn picture(channel: ChannelKind, version: VersionId) -> Option<AnyView> {
    let ratio = channel.spec().media.ratios.first().copied()?;
    let (width, height) = ratio.pixels();
    let src = links::picture(version, ratio, "640");
    Some(view! { <img class="tile-picture" src=src alt="" width=width height=height loading="lazy" decoding="async" /> }.into_any())
}

#[component]
fn Tile(found: FoundPost) -> AnyView {
    let post = found.post.clone();
    view! {
        <li class="card post-card tile">
            <div class="card-head small">
                <strong>{post.channel.name()}</strong>
                <time class="muted numbers" datetime=post.publish_on.to_string()>{labels::day(post.publish_on)}</time>
            </div>
            <h2><a class="row-link" href=format!("/posts/{}", post.id) dir="auto">{post.headline}</a></h2>
            {post.picture.and_then(|version| picture(post.channel, version))}
            <p class="excerpt" dir="auto">{post.excerpt}</p>
            <Standing found />
        </li>
    }
    .into_any()
}
