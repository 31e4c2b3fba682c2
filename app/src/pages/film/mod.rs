//! `/posts/:id/film`: what a post's film is to show and say, having it made, and what was made.

mod history;
mod order;

pub use history::Board;

use domain::{
    run::{StepKind, StepState},
    time::Timestamp,
    views::{PostView, StepView},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::{history::History, order::Order};
use crate::{
    api::videos::{VideoDesk, video_desk},
    components::{Live, Loaded, PageHead, fetched, labels},
    links,
    pages::images::Work,
    text::text,
};

/// Films by video models for one post.
#[component]
pub fn FilmPage() -> AnyView {
    let params = use_params_map();
    let desk = fetched(
        move || params.read().get("id").unwrap_or_default(),
        video_desk,
    );
    view! { <Loaded whole=true from=desk view={|desk| view! { <Desk desk /> }.into_any()} /> }
        .into_any()
}

#[component]
fn Desk(desk: VideoDesk) -> AnyView {
    let VideoDesk { post, videos } = desk;
    let name = format!("{} · {}", post.channel.name(), labels::day(post.publish_on));
    let back = (format!("/posts/{}", post.id), name.clone());
    let title = text!(film.title, post = name);
    let PostView { id, campaign, .. } = post;
    let made = videos.made.clone();
    let (steps, now) = (videos.steps.clone(), videos.now);
    // Nothing happens by itself while nothing is being made.
    let busy = steps.iter().any(|step| !step.state.has_ended());
    let live = busy.then(|| view! { <Live events=links::campaign_events(campaign, 0) /> });
    view! {
        <PageHead title about=text!(film.about) back />
        <div class="split">
            <Order post=id videos />
            <div class="stack">
                {(!steps.is_empty()).then(|| view! { <Work campaign steps=steps.clone() /> })}
                {so_far(&steps, now)}
                {live}
            </div>
        </div>
        <History campaign made />
    }
    .into_any()
}

/// How long the film has been in the making.
fn so_far(steps: &[StepView], now: Timestamp) -> Option<AnyView> {
    let filming =
        |step: &&StepView| step.key.kind == StepKind::Video && step.state == StepState::Running;
    let since = steps.iter().find(filming)?.started_at?;
    let seconds = u32::try_from(now.since(since) / 1_000_000).unwrap_or_default();
    let time = labels::seconds(seconds);
    Some(view! { <p class="muted" id="so-far">{text!(film.so_far, time = time)}</p> }.into_any())
}
