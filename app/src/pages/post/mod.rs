//! A post: editing, checks, decisions and history.

mod aloud;
mod change;
mod comparison;
mod editor;
mod history;
pub mod picture;
mod readings;
mod regenerate;
mod review;
mod variants;

pub use variants::VariantsPage;

use domain::{channel::Finding, views::PostView};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::{
    aloud::ReadAloud, change::Change, editor::Editor, history::History, picture::PictureCard,
    readings::Readings, regenerate::Regenerate, review::Review,
};
use crate::{
    api::{frame::FrameView, posts::post},
    components::{
        Badge, Icon, LinkButton, Live, Loaded, Notice, PageHead, Tone, fetched, labels,
        preview::{Preview, Setting},
    },
    links,
    text::text,
};

/// `/posts/:id`: one post.
#[component]
pub fn PostPage() -> AnyView {
    let params = use_params_map();
    let post = fetched(move || params.read().get("id").unwrap_or_default(), post);
    view! { <Loaded whole=true from=post view={|post| view! { <Post post /> }.into_any()} /> }
        .into_any()
}

/// What a vendor's filter held back: the desk below knows our own rules alone.
fn filtered(findings: &[Finding]) -> Option<AnyView> {
    let filtered = findings.iter().filter(|finding| finding.is_of_filter());
    let rows: Vec<_> = filtered
        .map(|finding| view! { <p>{finding.message.clone()}</p> })
        .collect();
    let any = !rows.is_empty();
    any.then(|| view! { <Notice tone=Tone::Warn>{rows}</Notice> }.into_any())
}

#[component]
fn Post(post: PostView) -> AnyView {
    let (state, tone) = labels::post_state(post.state);
    let title = format!("{} · {}", post.channel.name(), labels::day(post.publish_on));
    let back = (
        format!("/campaigns/{}", post.campaign),
        post.campaign_title.clone(),
    );
    let built_in = post.version.author.is_built_in();
    let edited = post.clone();
    let content = editor::begun(&post);
    let setting = Setting {
        kind: post.channel,
        format: post.format,
        brand: FrameView::brand(),
        day: labels::day(post.publish_on),
        picture: picture::address(&post),
    };
    let step = |id: Option<domain::ids::PostId>, label: &'static str, icon| {
        id.map(|id| view! { <LinkButton href=format!("/posts/{id}") label=label size="small" icon=icon /> })
    };
    view! {
        <PageHead title about=post.angle.clone() back>
            <Badge label=state tone pictured=true />
            <LinkButton href=format!("/tools?post={}", post.id) label=text!(tools.title) size="small" icon=Icon::Sliders />
            <LinkButton href=format!("/posts/{}/alike", post.id) label=text!(alike.title) size="small" icon=Icon::Copy />
            {step(post.previous, text!(post.previous), Icon::Back)}
            {step(post.next, text!(post.next), Icon::Forward)}
        </PageHead>
        {built_in.then(|| view! { <Notice tone=Tone::Plain><p>{text!(post.built_in_about)}</p></Notice> })}
        {filtered(&post.findings)}
        // Nobody writes at a post that is not being written anew, so nothing is listened for.
        {post.regenerating.is_some().then(|| view! {
            <Notice tone=Tone::Accent>
                <p>{text!(post.regenerating)} " " <Live events=links::campaign_events(post.campaign, 0) /></p>
            </Notice>
        })}
        <div class="split">
            <Editor post=edited content=content.clone() setting=setting.clone() />
            <div class="stack">
                <Preview setting content />
                <Review post=post.clone() />
                <Readings post=post.id campaign=post.campaign channel=post.channel />
                <ReadAloud post=post.id />
                <PictureCard post=post.clone() />
                <Change post=post.id />
                <Regenerate post=post.clone() />
                <History post />
            </div>
        </div>
    }
    .into_any()
}
