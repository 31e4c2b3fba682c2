//! Which posts say nearly the same as one.

use domain::{
    ids::PostId,
    usage::Cost,
    views::{AlikeView, NearPost},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::posts::alike,
    components::{
        EmptyState, Form, FormState, Icon, Loaded, Notice, PageHead, Submit, Tone, fetched, labels,
    },
    text::text,
};

/// `/posts/:id/alike`: the posts that are nearest in meaning.
#[component]
pub fn AlikePage() -> AnyView {
    let params = use_params_map();
    let id = move || params.read().get("id").unwrap_or_default();
    let found = fetched(id, alike);
    view! {
        <Loaded whole=true from=found view={|(post, view)| view! { <Whole post view /> }.into_any()} />
    }
    .into_any()
}

#[component]
fn Whole(post: PostId, view: AlikeView) -> AnyView {
    let back = (format!("/posts/{post}"), text!(alike.back).to_owned());
    let said = view.compared.map(|compared| {
        let model = view.model.clone().unwrap_or_default();
        text!(alike.compared, count = compared.to_string(), model = model)
    });
    let rows: Vec<_> = view
        .nearest
        .clone()
        .into_iter()
        .map(|near| view! { <Near near /> })
        .collect();
    let none = rows.is_empty();
    view! {
        <PageHead title=text!(alike.title) about=text!(alike.about) back />
        <div class="stack">
            {said.map(|said| view! { <p class="muted small">{said}</p> })}
            {if none {
                view! { <EmptyState icon=Icon::Copy title=text!(alike.none) body=text!(alike.none_about) /> }.into_any()
            } else {
                view! { <ol role="list" class="stack">{rows}</ol> }.into_any()
            }}
            {(view.missing > 0).then(|| view! { <Compare post view /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Near(near: NearPost) -> AnyView {
    let NearPost { similarity, found } = near;
    let post = found.post;
    let label = text!(alike.similarity, percent = similarity.to_string());
    view! {
        <li class="card">
            <h2><a href=format!("/posts/{}", post.id) dir="auto">{post.headline}</a></h2>
            <p class="muted small">
                {post.channel.name()} " · " {labels::day(post.publish_on)} " · " <bdi>{found.campaign_title}</bdi>
            </p>
            <p dir="auto">{post.excerpt}</p>
            <p class="small">
                <meter data-plain="" min="0" max="100" value=similarity.to_string() aria-label=label.clone()></meter> " " {label.clone()}
            </p>
        </li>
    }
    .into_any()
}

/// Having those compared that were not yet.
#[component]
fn Compare(post: PostId, view: AlikeView) -> AnyView {
    let form = FormState::new("/api/ui/compare-meaning");
    if let Some(refused) = view.refused {
        return view! { <Notice tone=Tone::Warn><p>{refused}</p></Notice> }.into_any();
    }
    let price = match view.at_most {
        Some(Cost(0)) => text!(alike.free).to_owned(),
        most => text!(alike.at_most, price = labels::price(most)),
    };
    view! {
        <section class="card" aria-labelledby="missing">
            <h2 id="missing">{text!(alike.missing, count = view.missing.to_string())}</h2>
            <p class="hint">{text!(alike.missing_about)} " " {price}</p>
            <Form state=form>
                <input type="hidden" name="post" value=post.to_string() />
                <div class="actions"><Submit label=text!(alike.compare) kind="primary" icon=Icon::Find /></div>
            </Form>
        </section>
    }
    .into_any()
}
