//! What came of a tool: results to copy or to put into a post, what was found about them, and what
//! they cost.

use domain::{
    ids::ToolUseId,
    tools::{
        DESCRIPTION_PIXELS, DESCRIPTION_SIZE, Remark, SeoPair, Suggestion, TITLE_PIXELS,
        TITLE_SIZE, ToolKind, ToolOutput, UseState, pixel_width,
    },
    views::{ToolPost, ToolUseView},
};
use leptos::prelude::*;

use super::{lines::Recreated, reading::Reading};
use crate::{
    components::{
        Badge, CopyButton, ErrorState, Form, FormState, Icon, LinkButton, Notice, Submit, Tone,
        labels,
    },
    text::text,
};

/// A use as it stands.
#[component]
pub fn Outcome(used: ToolUseView) -> AnyView {
    let content = match (used.state, used.output.clone(), used.problem.clone()) {
        (UseState::Open, ..) => waiting(&used),
        (UseState::Lost, ..) => {
            view! { <Notice tone=Tone::Warn><p>{text!(tools.lost)}</p></Notice> }.into_any()
        }
        (_, Some(output), _) => view! { <Results used=used.clone() output /> }.into_any(),
        (_, None, Some(problem)) => view! { <ErrorState problem /> }.into_any(),
        (_, None, None) => ().into_any(),
    };
    view! {
        <section class="card" id="result">
            <div class="section-head">
                <h2>{text!(tools.result)}</h2>
                <p class="muted small">{cost(&used)}</p>
            </div>
            {content}
        </section>
    }
    .into_any()
}

fn waiting(used: &ToolUseView) -> AnyView {
    let href = format!("/tools?used={}", used.id);
    view! {
        <Notice tone=Tone::Accent>
            <p>{text!(tools.open)}</p>
            <div class="actions"><LinkButton href label=text!(tools.look_again) size="small" icon=Icon::Again /></div>
        </Notice>
    }
    .into_any()
}

/// Who did it, with how many tokens, for how much.
fn cost(used: &ToolUseView) -> String {
    match &used.done_by {
        Some(worker) if worker.provider == "built-in" => text!(tools.without_model).to_owned(),
        Some(worker) => text!(
            tools.done_by,
            model = worker.model.clone(),
            tokens = labels::tokens(worker.tokens),
            cost = labels::cost(worker.cost)
        ),
        None if used.state == UseState::Done => text!(tools.counted).to_owned(),
        None => String::new(),
    }
}

#[component]
fn Results(used: ToolUseView, output: ToolOutput) -> AnyView {
    let changed = used
        .post
        .as_ref()
        .is_some_and(|post| post.text.trim() != used.input.text.trim());
    let picture_changed = used.picture_changed;
    let checked = used.checked.clone();
    let body = match output {
        ToolOutput::Suggestions { items } if used.input.tool == ToolKind::Hashtags => {
            view! { <Tags used items /> }.into_any()
        }
        ToolOutput::Suggestions { items } => view! { <Suggestions used items /> }.into_any(),
        ToolOutput::Seo { pairs } => view! { <Pairs used pairs /> }.into_any(),
        ToolOutput::Lines { lines } => view! { <Recreated used lines /> }.into_any(),
        ToolOutput::Speech { .. } => view! { <Aloud used=used.id /> }.into_any(),
        ToolOutput::Readability { reading } => {
            let language = used.input.language;
            view! { <Reading reading language /> }.into_any()
        }
    };
    view! {
        {picture_changed.then(|| view! { <Notice tone=Tone::Warn><p>{text!(tools.picture_changed)}</p></Notice> })}
        {changed.then(|| view! { <Notice tone=Tone::Warn><p>{text!(tools.post_changed)}</p></Notice> })}
        <Remarks remarks=checked.together />
        {body}
    }
    .into_any()
}

/// A text read aloud, fetched when somebody listens.
#[component]
pub fn Aloud(used: ToolUseId) -> AnyView {
    view! {
        <audio class="aloud" controls preload="none" src=format!("/speech/{used}.wav") aria-label=text!(tools.listen)></audio>
    }
    .into_any()
}

/// What was found about a result.
#[component]
pub fn Remarks(remarks: Vec<Remark>) -> AnyView {
    if remarks.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = remarks
        .into_iter()
        .map(|remark| {
            let (label, tone) = labels::severity(remark.severity);
            let source = remark.source.map(|source| {
                let read = text!(post.source_read, title = source.title, day = source.checked_on);
                view! { <span class="small muted"><a href=source.url rel="noreferrer">{read}</a></span> }
            });
            view! { <li class="finding"><Badge label tone pictured=true /><div><p lang="en">{remark.message}</p>{source}</div></li> }
        })
        .collect();
    view! { <ul role="list" class="stack" data-gap="small">{rows}</ul> }.into_any()
}

/// Puts a result into the post.
#[component]
fn Apply(used: ToolUseView, post: ToolPost, choice: usize, text: String) -> AnyView {
    if post.lands_in.is_none() {
        return ().into_any();
    }
    let state = FormState::new("/api/ui/apply-tool");
    let beginning: String = text.chars().take(40).collect();
    view! {
        <Form state class="inline">
            <input type="hidden" name="id" value=used.id.to_string() />
            <input type="hidden" name="seen" value=post.based_on.0 />
            <input type="hidden" name="choice" value=choice.to_string() />
            <Submit label=text!(tools.apply) size="small" icon=Icon::Forward describes=text!(tools.apply_named, text = beginning) />
        </Form>
    }
    .into_any()
}

#[component]
fn Suggestions(used: ToolUseView, items: Vec<Suggestion>) -> AnyView {
    let rows: Vec<_> = items
        .into_iter()
        .enumerate()
        .map(|(choice, item)| {
            let remarks = used.checked.each.get(choice).cloned().unwrap_or_default();
            let (used, post) = (used.clone(), used.post.clone());
            let text = item.text.clone();
            view! {
                <li class="suggestion">
                    <p class="pre" dir="auto">{item.text.clone()}</p>
                    <p class="muted small" dir="auto">{item.note}</p>
                    <Remarks remarks />
                    <div class="actions">
                        <CopyButton label=text!(tools.copy) text=item.text done=text!(post.copied) />
                        {post.map(|post| view! { <Apply used post choice text /> })}
                    </div>
                </li>
            }
        })
        .collect();
    view! { <ol role="list" class="stack suggestions">{rows}</ol> }.into_any()
}

/// Hashtags are used together.
#[component]
fn Tags(used: ToolUseView, items: Vec<Suggestion>) -> AnyView {
    let all: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
    let all = all.join(" ");
    let rows: Vec<_> = items
        .into_iter()
        .enumerate()
        .map(|(at, item)| {
            let remarks = used.checked.each.get(at).cloned().unwrap_or_default();
            view! {
                <li>
                    <strong dir="auto">{item.text}</strong> " " <span class="muted small" dir="auto">{item.note}</span>
                    <Remarks remarks />
                </li>
            }
        })
        .collect();
    let (post, text) = (used.post.clone(), all.clone());
    view! {
        <ul role="list" class="stack" data-gap="small">{rows}</ul>
        <div class="actions">
            <CopyButton label=text!(tools.copy_all) text=all done=text!(post.copied) />
            {post.map(|post| view! { <Apply used post choice=0 text /> })}
        </div>
    }
    .into_any()
}

/// Titles and descriptions as they stand in a list of search results.
#[component]
fn Pairs(used: ToolUseView, pairs: Vec<SeoPair>) -> AnyView {
    let rows: Vec<_> = pairs
        .into_iter()
        .enumerate()
        .map(|(choice, pair)| {
            let remarks = used.checked.each.get(choice).cloned().unwrap_or_default();
            let (used, post) = (used.clone(), used.post.clone());
            let text = pair.title.clone();
            view! {
                <li class="suggestion">
                    <p class="seo-title" dir="auto">{pair.title.clone()}</p>
                    <p class="muted small numbers">{pixels(&pair.title, TITLE_SIZE, TITLE_PIXELS)}</p>
                    <p class="seo-description" dir="auto">{pair.description.clone()}</p>
                    <p class="muted small numbers">{pixels(&pair.description, DESCRIPTION_SIZE, DESCRIPTION_PIXELS)}</p>
                    <p class="muted small" dir="auto">{pair.note}</p>
                    <Remarks remarks />
                    <div class="actions">
                        <CopyButton label=text!(tools.copy_title) text=pair.title done=text!(post.copied) />
                        <CopyButton label=text!(tools.copy_description) text=pair.description done=text!(post.copied) />
                        {post.map(|post| view! { <Apply used post choice text /> })}
                    </div>
                </li>
            }
        })
        .collect();
    view! { <ol role="list" class="stack suggestions">{rows}</ol> }.into_any()
}

fn pixels(text: &str, size: u32, most: u32) -> String {
    text!(
        tools.pixels,
        width = pixel_width(text, size).to_string(),
        most = most.to_string()
    )
}
