//! The text, what the tool needs to know of it, and what that will cost.

use domain::{
    brief::{Language, MARKETS, Tone as Voice},
    channel::ChannelKind,
    tools::{Address, ToolInput, ToolKind},
    views::{ToolEstimate, ToolPost, ToolUseView},
};
use leptos::prelude::*;

use super::{picture::PictureForm, words};
use crate::{
    api::tools::USUAL_CHARS,
    components::{Form, FormState, Icon, Notice, SelectField, Submit, TextField, Tone, labels},
    text::text,
};

/// Entries of a list, with one in front that chooses none.
pub(super) fn with_none(
    none: &str,
    entries: impl IntoIterator<Item = (String, String)>,
) -> Vec<(String, String)> {
    std::iter::once((String::new(), none.to_owned()))
        .chain(entries)
        .collect()
}

pub(super) fn listed(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|(code, name)| ((*code).to_owned(), (*name).to_owned()))
        .collect()
}

/// The form of a tool, filled with the text that is worked on.
#[component]
pub fn ToolForm(
    tool: ToolKind,
    used: Option<ToolUseView>,
    post: Option<ToolPost>,
    estimate: Option<ToolEstimate>,
    refused: Option<String>,
    model: bool,
) -> AnyView {
    let about = view! {
        <h2>{words::name(tool)}</h2>
        <p class="muted">{words::about(tool)}</p>
    };
    if tool.needs_model() && !model {
        return view! {
            <section class="card">
                {about}
                <Notice tone=Tone::Warn><p>{text!(tools.needs_model)}</p></Notice>
            </section>
        }
        .into_any();
    }
    if tool.needs_picture() {
        return view! { <PictureForm used post estimate refused /> }.into_any();
    }
    let state = FormState::new("/api/ui/use-tool");
    let input = used.as_ref().map(|used| used.input.clone());
    let origin = post.or(used.and_then(|used| used.post));
    let begun = input.as_ref().map(|input| input.text.clone());
    let begun = begun.or(origin.as_ref().map(|post| post.text.clone()));
    let has_text = begun.is_some();
    let text = state.typed("text").or(begun).unwrap_or_default();
    let built_in = !model && tool.task().is_some();
    view! {
        <section class="card">
            {about}
            {built_in.then(|| view! { <p class="muted small">{text!(tools.built_in)}</p> })}
            {refused.map(|refused| view! { <Notice tone=Tone::Warn><p lang="en">{refused}</p></Notice> })}
            <Form state>
                <input type="hidden" name="draft[tool]" value=tool.slug() />
                {origin.map(|post| view! { <From post /> })}
                <TextField name="draft[text]" label=text!(tools.text) rows=8 value=text error=state.error("text") />
                <Choices tool input state />
                <div class="actions">
                    <Submit label=text!(tools.run) kind="primary" icon=Icon::Model />
                    {estimate.map(|estimate| view! { <span class="muted small">{most(&estimate, has_text)}</span> })}
                </div>
            </Form>
        </section>
    }
    .into_any()
}

/// The post the text came from.
#[component]
fn From(post: ToolPost) -> AnyView {
    let name = text!(tools.of_post, channel = post.channel.name());
    view! {
        <input type="hidden" name="post" value=post.id.to_string() />
        <input type="hidden" name="field" value=post.field.slug() />
        <p class="small"><a href=format!("/posts/{}", post.id)>{name}</a></p>
    }
    .into_any()
}

/// What it will cost at the most.
fn most(estimate: &ToolEstimate, has_text: bool) -> String {
    let Some(cost) = estimate.at_most else {
        return text!(tools.unpriced).to_owned();
    };
    let cost = labels::cost(Some(cost));
    if has_text {
        text!(tools.at_most, cost = cost)
    } else {
        text!(
            tools.at_most_usual,
            cost = cost,
            count = labels::grouped(USUAL_CHARS as u64)
        )
    }
}

/// What the tool needs to know beside the text.
#[component]
fn Choices(tool: ToolKind, input: Option<ToolInput>, state: FormState) -> AnyView {
    let recreates = tool == ToolKind::Transcreate;
    let chosen = |name: &'static str, of: fn(&ToolInput) -> Option<&'static str>| {
        let begun = || input.as_ref().and_then(of).unwrap_or_default().to_owned();
        state.typed(name).unwrap_or_else(begun)
    };
    let languages = || listed(Language::ALL);
    let tones = Voice::ALL.iter();
    let tones = tones.map(|tone| (tone.slug().to_owned(), labels::voice(*tone).to_owned()));
    let tones: Vec<_> = if recreates {
        with_none(text!(tools.own_tone), tones)
    } else {
        tones.collect()
    };
    let addresses = Address::ALL.iter();
    let addresses = addresses.map(|one| (one.slug().to_owned(), words::address(*one).to_owned()));
    let channels = ChannelKind::ALL.iter();
    let channels = channels.map(|kind| (kind.slug().to_owned(), kind.name().to_owned()));
    view! {
        <div class="form-grid">
            <SelectField name="draft[language]" label=text!(tools.language) options=with_none(text!(tools.told), languages())
                value=chosen("language", |input| input.language.map(Language::code)) error=state.error("language") />
            {recreates.then(|| view! {
                <SelectField name="draft[target]" label=text!(tools.target) options=languages()
                    value=chosen("target", |input| input.target.map(Language::code)) error=state.error("target") />
                <SelectField name="draft[market]" label=text!(tools.market) options=with_none(text!(tools.any), listed(MARKETS))
                    value=chosen("market", |input| input.market.map(domain::brief::Market::code)) error=state.error("market") />
                <SelectField name="draft[address]" label=text!(tools.address) options=with_none(text!(tools.usual_there), addresses)
                    value=chosen("address", |input| input.address.map(Address::slug)) error=state.error("address") />
            })}
            {(recreates || tool == ToolKind::Tone).then(|| view! {
                <SelectField name="draft[tone]" label=text!(tools.tone) options=tones
                    value=chosen("tone", |input| input.tone.map(Voice::slug)) error=state.error("tone") />
            })}
            {tool.is_for_a_channel().then(|| view! {
                <SelectField name="draft[channel]" label=text!(tools.channel) options=with_none(text!(tools.none), channels)
                    value=chosen("channel", |input| input.channel.map(ChannelKind::slug)) error=state.error("channel") />
            })}
        </div>
    }
    .into_any()
}
