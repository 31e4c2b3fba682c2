//! A campaign on paper: read only, every post whole.

use domain::{
    post::ContentField,
    views::{CampaignView, PostView},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::campaigns::print,
    components::{Icon, LinkButton, Loaded, PageHead, fetched, labels},
    pages::post::picture::Shown,
    text::text,
};

/// `/campaigns/:id/print`.
#[component]
pub fn PrintPage() -> AnyView {
    let params = use_params_map();
    let whole = fetched(move || params.read().get("id").unwrap_or_default(), print);
    view! { <Loaded whole=true from=whole view={|(campaign, posts)| view! { <Paper campaign posts /> }.into_any()} /> }.into_any()
}

#[component]
fn Paper(campaign: CampaignView, posts: Vec<PostView>) -> AnyView {
    let brief = campaign.brief;
    let posts: Vec<_> = posts
        .into_iter()
        .map(|post| view! { <PostOnPaper post /> })
        .collect();
    let fact = |name: &'static str, value: String| {
        (!value.is_empty())
            .then(|| view! { <dt>{name}</dt><dd class="pre" dir="auto">{value}</dd> })
    };
    view! {
        <PageHead title=brief.title back=(format!("/campaigns/{}", campaign.id), text!(print.back).to_owned())>
            <LinkButton href=crate::links::campaign_file(campaign.id, "markdown") label="Markdown" size="small" icon=Icon::Download external=true />
        </PageHead>
        <p class="muted screen-only">{text!(print.hint)}</p>
        <article class="paper">
            <dl class="facts">
                {fact(text!(brief.goal), brief.goal)}
                {fact(text!(brief.audience), brief.audience)}
                {fact(text!(brief.key_message), brief.key_message)}
                {fact(text!(brief.channels), labels::channel_names(&brief.channels))}
                {fact(text!(brief.dates), format!("{} – {}", brief.starts_on, brief.ends_on))}
                {fact(text!(brief.mandatories), brief.mandatories.join("\n"))}
                {fact(text!(brief.avoid), brief.avoid.join("\n"))}
            </dl>
            {posts}
        </article>
    }
    .into_any()
}

#[component]
fn PostOnPaper(post: PostView) -> AnyView {
    let (state, _) = labels::post_state(post.state);
    let built_in = post.version.author.is_built_in();
    let head = format!(
        "{}. {} · {} · {}",
        post.slot,
        post.channel.name(),
        post.format.name(),
        labels::day(post.publish_on)
    );
    let content = post.version.content.clone();
    let body = content.body.clone();
    let picture = content.picture.is_some();
    let rest: Vec<_> = post
        .channel
        .spec()
        .fields
        .iter()
        .filter(|spec| spec.field != ContentField::Body)
        .map(|spec| (spec.label, post.version.content.get(spec.field)))
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| view! { <dt>{label}</dt><dd dir="auto">{value}</dd> })
        .collect();
    view! {
        <section class="paper-post">
            <h2>{head}</h2>
            <p class="muted small">
                {state} {built_in.then(|| format!(" · {}", text!(post.built_in)))} " · " <code>{post.version.hash.short().to_owned()}</code>
            </p>
            <p class="pre paper-body" dir="auto">{body}</p>
            {picture.then(|| view! { <Shown channel=post.channel version=post.version.id content /> })}
            <dl class="facts small">{rest}</dl>
        </section>
    }
    .into_any()
}
