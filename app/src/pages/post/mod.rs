//! A post: editing, checks, decisions and history.

mod editor;
mod findings;
mod history;
mod regenerate;
mod review;

use domain::views::PostView;
use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_params_map, lazy_route};

use self::{editor::Editor, history::History, regenerate::Regenerate, review::Review};
use crate::{
    api::posts::post,
    components::{
        Badge, Fresh, Icon, LinkButton, Loaded, Notice, PageHead, Tone, fetched, follow, labels,
    },
    links,
    text::text,
};

/// `/posts/:id`: one post.
pub struct PostPage;

#[lazy_route]
impl LazyRoute for PostPage {
    fn data() -> Self {
        Self
    }

    fn view(PostPage: Self) -> AnyView {
        let params = use_params_map();
        let post = fetched(move || params.read().get("id").unwrap_or_default(), post);
        provide_context(Refetch(Callback::new(move |()| post.refetch())));
        // Nobody writes at a post that is not being written anew, so nothing is listened for.
        let address = |view: &PostView| {
            view.regenerating
                .map(|_| links::campaign_events(view.campaign, 0))
        };
        follow(post, RwSignal::new(true), address);
        view! { <Loaded whole=true from=post view={|post| view! { <Post post /> }.into_any()} /> }
            .into_any()
    }
}

/// Fetches the post anew after somebody acted on it.
#[derive(Clone, Copy)]
pub(super) struct Refetch(pub Callback<()>);

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
    let writing = format!("{} {}", post.id, post.version.hash.0);
    let step = |id: Option<domain::ids::PostId>, label: &'static str, icon| {
        id.map(|id| view! { <LinkButton href=format!("/posts/{id}") label=label size="small" icon=icon /> })
    };
    view! {
        <PageHead title about=post.angle.clone() back>
            <Badge label=state tone pictured=true />
            {step(post.previous, text!(post.previous), Icon::Back)}
            {step(post.next, text!(post.next), Icon::Forward)}
        </PageHead>
        {built_in.then(|| view! { <Notice tone=Tone::Plain><p>{text!(post.built_in_about)}</p></Notice> })}
        {post.regenerating.is_some().then(|| view! { <Notice tone=Tone::Accent><p>{text!(post.regenerating)}</p></Notice> })}
        <div class="split">
            <Fresh key=writing content=move || view! { <Editor post=edited.clone() /> }.into_any() />
            <div class="stack">
                <Review post=post.clone() />
                <Regenerate post=post.clone() />
                <History post />
            </div>
        </div>
    }
    .into_any()
}
