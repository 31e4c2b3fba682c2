//! The form of the tool that describes a picture. It carries a file, so it goes to a route of its own.

use domain::{
    brief::Language,
    channel::ChannelKind,
    tools::ToolKind,
    views::{ToolEstimate, ToolPost, ToolUseView},
};
use leptos::prelude::*;

use super::{
    form::{listed, with_none},
    words,
};
use crate::{
    api::tools::DESCRIBE,
    components::{
        ErrorState, FileDrop, FormState, Icon, Notice, SelectField, Submit, TextField, Tone, labels,
    },
    text::text,
};

/// Picture, language and what stands beside it; with what it will cost.
#[component]
pub fn PictureForm(
    used: Option<ToolUseView>,
    post: Option<ToolPost>,
    estimate: Option<ToolEstimate>,
    refused: Option<String>,
) -> AnyView {
    let tool = ToolKind::AltText;
    let state = FormState::new(DESCRIBE);
    // A text comes along from another tool, a picture does not.
    let looked_at = used
        .as_ref()
        .filter(|used| used.input.picture.is_some())
        .map(|used| used.id);
    let input = used.as_ref().map(|used| used.input.clone());
    let post = post.or(used.and_then(|used| used.post));
    let begun = |name: &str, of: Option<String>| state.typed(name).or(of).unwrap_or_default();
    let text = input.as_ref().map(|input| input.text.clone());
    let text = text.or(post.as_ref().map(|post| post.text.clone()));
    let language = input.as_ref().and_then(|input| input.language);
    let channel = input.as_ref().and_then(|input| input.channel);
    let channel = channel.or(post.as_ref().map(|post| post.channel));
    let channels = ChannelKind::ALL.iter();
    let channels = channels.map(|kind| (kind.slug().to_owned(), kind.name().to_owned()));
    view! {
        <section class="card">
            <h2>{words::name(tool)}</h2>
            <p class="muted">{words::about(tool)}</p>
            {refused.map(|refused| view! { <Notice tone=Tone::Warn><p lang="en">{refused}</p></Notice> })}
            <form class="form" method="post" enctype="multipart/form-data" novalidate=true action=DESCRIBE>
                {state.problem().map(|problem| view! { <ErrorState problem /> })}
                <Picture looked_at=looked_at.map(|id| id.to_string()) post state />
                <TextField name="text" label=text!(tools.beside) hint=text!(tools.beside_hint) optional=true rows=4
                    value=begun("text", text) error=state.error("text") />
                <div class="form-grid">
                    <SelectField name="language" label=text!(tools.alt_language) options=with_none(text!(tools.told), listed(Language::ALL))
                        value=begun("language", language.map(|own| own.code().to_owned())) error=state.error("language") />
                    <SelectField name="channel" label=text!(tools.channel) options=with_none(text!(tools.none), channels)
                        value=begun("channel", channel.map(|own| own.slug().to_owned())) error=state.error("channel") />
                </div>
                <div class="actions">
                    <Submit label=text!(tools.write_alt) kind="primary" icon=Icon::Model />
                    {estimate.map(|estimate| view! { <span class="muted small">{most(&estimate)}</span> })}
                </div>
            </form>
        </section>
    }
    .into_any()
}

/// The picture that was looked at, or the post's, or one to choose.
#[component]
fn Picture(looked_at: Option<String>, post: Option<ToolPost>, state: FormState) -> AnyView {
    let shown = match (&looked_at, &post) {
        (Some(used), _) => Some(format!("/pictures/tools/{used}")),
        (None, Some(post)) if post.has_picture => {
            Some(format!("/api/v1/posts/{}/picture?width=640", post.id))
        }
        _ => None,
    };
    let label = if shown.is_some() {
        text!(tools.another_picture)
    } else {
        text!(tools.picture)
    };
    let of_post = post.map(|post| {
        let name = text!(tools.of_post, channel = post.channel.name());
        view! {
            <input type="hidden" name="post" value=post.id.to_string() />
            <p class="small"><a href=format!("/posts/{}", post.id)>{name}</a></p>
        }
    });
    view! {
        {of_post}
        {looked_at.map(|used| view! { <input type="hidden" name="picture_of" value=used /> })}
        {shown.map(|src| view! { <img class="shown-picture" src=src alt=text!(tools.picture_alt) decoding="async" /> })}
        <FileDrop name="file" label hint=text!(tools.picture_hint) error=state.error("file")
            accept="image/png,image/jpeg,image/webp" />
    }
    .into_any()
}

/// What it will cost at the most.
fn most(estimate: &ToolEstimate) -> String {
    estimate.at_most.map_or_else(
        || text!(tools.unpriced).to_owned(),
        |cost| text!(tools.at_most_picture, cost = labels::cost(Some(cost))),
    )
}
