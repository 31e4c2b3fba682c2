//! Posts row by row.

use domain::views::FoundPost;
use leptos::prelude::*;

use super::told::{Pick, Refusal, Standing};
use crate::{components::labels, text::text};

/// The posts as a table; on a phone as a list.
#[component]
pub fn List(
    /// The posts.
    posts: Vec<FoundPost>,
) -> AnyView {
    let rows: Vec<_> = posts
        .into_iter()
        .map(|found| view! { <Row found /> })
        .collect();
    view! {
        <table class="table posts-table">
            <caption class="visually-hidden">{text!(posts.title)}</caption>
            <thead>
                <tr>
                    <th scope="col" class="pick-cell">
                        <span class="visually-hidden">{text!(posts.select)}</span>
                        <label class="pick needs-script"><input type="checkbox" data-select="" aria-label=text!(posts.select_all) /></label>
                    </th>
                    <th scope="col">{text!(posts.post)}</th>
                    <th scope="col">{text!(posts.filter.channel)}</th>
                    <th scope="col">{text!(posts.day)}</th>
                    <th scope="col">{text!(posts.filter.state)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(found: FoundPost) -> AnyView {
    let post = found.post.clone();
    view! {
        <tr>
            <td class="pick-cell"><Pick found=found.clone() /></td>
            <th scope="row">
                <a class="row-link" href=format!("/posts/{}", post.id) dir="auto">{post.headline}</a>
                <p class="muted small one-line" dir="auto">{found.campaign_title.clone()}</p>
                <Refusal post=post.id />
            </th>
            <td class="nowrap">{post.channel.name()} <span class="muted small">" · "{post.format.name()}</span></td>
            <td class="numbers"><time datetime=post.publish_on.to_string()>{labels::day(post.publish_on)}</time></td>
            <td><Standing found /></td>
        </tr>
    }
    .into_any()
}
