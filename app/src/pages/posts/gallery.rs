//! Posts as cards side by side.

use domain::views::FoundPost;
use leptos::prelude::*;

use super::told::Standing;
use crate::{components::labels, text::text};

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
            // What the reader sees of the post itself.
            <div class="tile-preview"><p class="excerpt" dir="auto">{post.excerpt}</p></div>
            <Standing found />
        </li>
    }
    .into_any()
}
