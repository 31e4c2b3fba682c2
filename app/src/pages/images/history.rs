//! What was made: each picture with its record, to be put into the post or deleted.

use domain::{
    picture::ImageBrief,
    views::{MadeImageView, PostView},
};
use leptos::prelude::*;

use crate::{
    components::{Badge, Details, EmptyState, Form, FormState, Icon, Submit, Tone, When, labels},
    text::text,
};

/// The pictures that were made for a post, the latest first.
#[component]
pub fn History(
    /// The post.
    post: PostView,
    /// The pictures.
    made: Vec<MadeImageView>,
) -> AnyView {
    if made.is_empty() {
        return view! { <EmptyState icon=Icon::Palette title=text!(images.empty_title) body=text!(images.empty) /> }
            .into_any();
    }
    let count = made.len();
    let cards: Vec<_> = made
        .into_iter()
        .zip(1..)
        .map(|(made, nth)| {
            let number = count + 1 - nth;
            view! { <Made post=post.clone() made number /> }
        })
        .collect();
    view! {
        <section class="stack" id="made">
            <h2>{text!(images.made)}</h2>
            <ul role="list" class="made-pictures">{cards}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Made(post: PostView, made: MadeImageView, number: usize) -> AnyView {
    let MadeImageView {
        id,
        step,
        brief,
        provider,
        model,
        cost,
        made_at,
        width,
        height,
        in_post,
    } = made;
    let name = text!(images.picture, number = number);
    let told = format!("/campaigns/{}/steps/{step}", post.campaign);
    let alt = if brief.alt_text.is_empty() {
        brief.shows.clone()
    } else {
        brief.alt_text.clone()
    };
    view! {
        <li class="card">
            <div class="card-head">
                <h3>{name.clone()}</h3>
                {in_post.then(|| view! { <Badge label=text!(images.in_post) tone=Tone::Good pictured=true /> })}
            </div>
            <img src=format!("/pictures/photos/{id}") width=width height=height alt=alt loading="lazy" decoding="async" />
            <p class="muted small numbers">
                <span dir="auto">{format!("{model} ({provider})")}</span> " · " {labels::cost(cost)} " · " <When at=made_at />
            </p>
            <Details summary=text!(images.brief_of, picture = name.clone())>
                <Brief brief />
                <p class="small"><a href=told data-opens="sheet">{text!(images.told)}</a></p>
            </Details>
            <div class="actions">
                {(!in_post).then(|| view! { <Use post=post.clone() id=id.to_string() name=name.clone() /> })}
                <Delete id=id.to_string() name />
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn Use(post: PostView, id: String, name: String) -> AnyView {
    let state = FormState::new("/api/ui/choose-image");
    let describes = text!(images.use_named, picture = name);
    view! {
        <Form state done=text!(post.saved) class="inline">
            <input type="hidden" name="image" value=id />
            <input type="hidden" name="seen" value=post.version.hash.0.clone() />
            <Submit label=text!(images.use_it) kind="primary" size="small" icon=Icon::Tick describes />
        </Form>
    }
    .into_any()
}

#[component]
fn Delete(id: String, name: String) -> AnyView {
    let state = FormState::new("/api/ui/delete-image");
    let describes = text!(images.delete_named, picture = name);
    view! {
        <Form state class="inline">
            <input type="hidden" name="image" value=id />
            <Submit label=text!(images.delete) kind="danger" size="small" describes />
        </Form>
    }
    .into_any()
}

/// What a picture was to show, field by field.
#[component]
pub fn Brief(
    /// The brief.
    brief: ImageBrief,
) -> AnyView {
    let rows: Vec<_> = [
        (text!(images.shows), brief.shows),
        (text!(images.composition), brief.composition),
        (text!(images.style), brief.style),
        (text!(images.colours), brief.colours),
        (text!(images.avoid), brief.avoid),
        (text!(images.alt), brief.alt_text),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(
        |(label, text)| view! { <div><dt>{label}</dt><dd class="pre" dir="auto">{text}</dd></div> },
    )
    .collect();
    view! { <dl class="facts small">{rows}</dl> }.into_any()
}
