//! The campaign's posts as cards.

use domain::{ids::CampaignId, post::PostState, views::PostSummary};
use leptos::prelude::*;

use crate::{
    components::{Badge, EmptyState, Icon, Tone, labels},
    text::text,
};

/// The posts in order of their slots.
#[component]
pub fn Posts(
    /// The campaign.
    campaign: CampaignId,
    /// The posts.
    posts: Vec<PostSummary>,
    /// How many the brief asks for.
    wanted: u16,
    /// Whether more are being written.
    running: bool,
) -> AnyView {
    let approved = posts
        .iter()
        .filter(|post| post.state == PostState::Approved)
        .count();
    let written = posts.len();
    let built_in = posts.iter().any(|post| post.built_in);
    let empty = posts.is_empty();
    let cards: Vec<_> = posts
        .into_iter()
        .map(|post| view! { <PostCard post /> })
        .collect();
    view! {
        <section>
            <div class="section-head">
                <h2>{text!(posts.title)}</h2>
                <p class="muted small numbers">{text!(posts.tally, written = written, wanted = wanted, approved = approved)}</p>
                {(!empty).then(|| view! { <Layouts campaign /> })}
            </div>
            {built_in.then(|| view! { <p class="muted small built-in-note">{text!(posts.built_in_note)}</p> })}
            {empty.then(|| {
                let body = if running { text!(posts.empty_running) } else { text!(posts.empty) };
                view! { <EmptyState icon=Icon::Pen title=text!(posts.empty_title) body=body /> }
            })}
            <ul role="list" class="grid posts">{cards}</ul>
        </section>
    }
    .into_any()
}

/// The same posts laid out otherwise.
#[component]
fn Layouts(campaign: CampaignId) -> AnyView {
    let link = |layout: &'static str, label: &'static str| {
        view! { <a href=format!("/posts?campaign={campaign}&view={layout}")>{label}</a> }
    };
    view! {
        <nav class="actions small" aria-label=text!(posts.layout.title)>
            {link("list", text!(posts.layout.list))}
            {link("board", text!(posts.layout.board))}
            {link("month", text!(posts.layout.month))}
        </nav>
    }
    .into_any()
}

#[component]
fn PostCard(post: PostSummary) -> AnyView {
    let (state, tone) = labels::post_state(post.state);
    let findings = post.findings;
    view! {
        <li class="card post-card">
            <div class="card-head small">
                <strong>{post.channel.name()}</strong>
                <span class="muted numbers">
                    {post.format.name()} " · " <time datetime=post.publish_on.to_string()>{labels::day(post.publish_on)}</time>
                </span>
            </div>
            <h3><a class="row-link" href=format!("/posts/{}", post.id) dir="auto">{post.headline}</a></h3>
            <p class="excerpt" dir="auto">{post.excerpt}</p>
            <div class="badges">
                <Badge label=state tone pictured=true />
                {(findings.blockers > 0).then(|| view! { <Badge label=text!(posts.blockers, count = findings.blockers) tone=Tone::Bad pictured=true /> })}
                {(findings.warnings > 0).then(|| view! { <Badge label=text!(posts.warnings, count = findings.warnings) tone=Tone::Warn pictured=true /> })}
                {(findings.advice > 0).then(|| view! { <Badge label=text!(posts.advice, count = findings.advice) /> })}
                {post.regenerating.then(|| view! { <Badge label=text!(posts.regenerating) tone=Tone::Accent pictured=true /> })}
                {post.built_in.then(|| view! { <Badge label=text!(post.built_in) /> })}
            </div>
        </li>
    }
    .into_any()
}
