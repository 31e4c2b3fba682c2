//! Posts by state. A post moves to another state by a decision about the version on the screen,
//! so a card has a button for it and is not dragged.

use domain::{
    post::PostState,
    views::{BoardColumn, FoundPost},
};
use leptos::prelude::*;

use super::{
    ask::Ask,
    told::{Pick, Refusal, Standing, seen},
};
use crate::{
    api::all_posts::Layout,
    components::{Icon, Submit, labels},
    text::text,
};

/// One column a state.
#[component]
pub fn Board(
    /// The columns.
    columns: Vec<BoardColumn>,
    /// What is asked for.
    ask: Ask,
) -> AnyView {
    let columns: Vec<_> = columns
        .into_iter()
        .map(|column| view! { <Column column ask=ask.clone() /> })
        .collect();
    view! { <div class="board">{columns}</div> }.into_any()
}

#[component]
fn Column(column: BoardColumn, ask: Ask) -> AnyView {
    let (name, tone) = labels::post_state(column.state);
    let shown = column.posts.len();
    let count = if column.more {
        format!("{shown}+")
    } else {
        shown.to_string()
    };
    let mut rest = ask.laid_out(Layout::List);
    column.state.slug().clone_into(&mut rest.query.state);
    let cards: Vec<_> = column
        .posts
        .into_iter()
        .map(|found| view! { <Card found /> })
        .collect();
    view! {
        <section class="board-column" data-tone=tone.name()>
            <h2>{name} " " <span class="muted numbers">{count}</span></h2>
            {(shown == 0).then(|| view! { <p class="muted small">{text!(posts.column_empty)}</p> })}
            <ul role="list">{cards}</ul>
            {column.more.then(|| view! { <a class="small" href=rest.address()>{text!(posts.see_all)}</a> })}
        </section>
    }
    .into_any()
}

#[component]
fn Card(found: FoundPost) -> AnyView {
    let post = found.post.clone();
    let approvable = post.state != PostState::Approved && post.findings.blockers == 0;
    let name = text!(
        posts.approve_one,
        channel = post.channel.name(),
        headline = post.headline.clone()
    );
    let act = format!("approve {}", seen(&found));
    view! {
        <li class="card post-card board-card">
            <div class="card-head small">
                <Pick found=found.clone() />
                <strong>{post.channel.name()}</strong>
                <time class="muted numbers" datetime=post.publish_on.to_string()>{labels::day(post.publish_on)}</time>
            </div>
            <h3><a class="row-link" href=format!("/posts/{}", post.id) dir="auto">{post.headline}</a></h3>
            <p class="muted small one-line" dir="auto">{found.campaign_title.clone()}</p>
            <Standing found />
            <Refusal post=post.id />
            {approvable.then(|| view! {
                <div class="card-acts"><Submit label=text!(post.approve) size="small" icon=Icon::Tick name="form[act]" value=act describes=name /></div>
            })}
        </li>
    }
    .into_any()
}
