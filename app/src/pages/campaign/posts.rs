//! The campaign's posts as cards: those that are written, and the places of those that are not.

use domain::{
    ids::CampaignId,
    post::PostState,
    run::{Plan, RunState, Slot, StepKey, StepKind, StepOutput, StepState},
    views::{PostSummary, RunView, StepView},
};
use leptos::prelude::*;

use super::words::Words;
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
    /// The run that writes them.
    run: RunView,
) -> AnyView {
    let running = run.state == RunState::Running;
    let approved = posts
        .iter()
        .filter(|post| post.state == PostState::Approved)
        .count();
    let written = posts.len();
    let built_in = posts.iter().any(|post| post.built_in);
    let waiting: Vec<Slot> = slots(&run)
        .into_iter()
        .filter(|slot| posts.iter().all(|post| post.slot != slot.number))
        .collect();
    let empty = posts.is_empty();
    let nothing = empty && waiting.is_empty();
    let mut cards: Vec<(u16, AnyView)> = posts
        .into_iter()
        .map(|post| {
            let step = writing(&run, post.slot).cloned();
            (post.slot, view! { <PostCard post step /> }.into_any())
        })
        .collect();
    cards.extend(waiting.into_iter().map(|slot| {
        let step = writing(&run, slot.number).cloned();
        (
            slot.number,
            view! { <SlotCard place=slot step /> }.into_any(),
        )
    }));
    cards.sort_by_key(|(slot, _)| *slot);
    let cards: Vec<_> = cards.into_iter().map(|(_, card)| card).collect();
    view! {
        <section id="posts">
            <div class="section-head">
                <h2>{text!(posts.title)}</h2>
                <p class="muted small numbers">{text!(posts.tally, written = written, wanted = wanted, approved = approved)}</p>
                {(!empty).then(|| view! { <Layouts campaign /> })}
            </div>
            {built_in.then(|| view! { <p class="muted small built-in-note">{text!(posts.built_in_note)}</p> })}
            {nothing.then(|| {
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

/// The places in the plan of the current concept.
fn slots(run: &RunView) -> Vec<Slot> {
    let key = StepKey::plan(run.take);
    let plan = run.steps.iter().find(|step| step.key == key);
    match plan.and_then(|step| step.output.as_ref()) {
        Some(StepOutput::Plan(Plan { slots, .. })) => slots.clone(),
        _ => Vec::new(),
    }
}

/// The step that writes the slot's post now, or has failed to; it follows the current concept.
pub fn writing(run: &RunView, slot: u16) -> Option<&StepView> {
    run.steps.iter().rev().find(|step| {
        step.key.take == run.take
            && step.key.slot == slot
            && !matches!(
                step.key.kind,
                StepKind::Check
                    | StepKind::Read
                    | StepKind::Vary
                    | StepKind::BriefImage
                    | StepKind::Image
                    | StepKind::BriefVideo
                    | StepKind::Video
            )
            && step.state != StepState::Done
    })
}

/// A place in the plan whose post is still to be written.
#[component]
fn SlotCard(place: Slot, #[prop(optional_no_strip)] step: Option<StepView>) -> AnyView {
    let state = step.as_ref().map_or(StepState::Queued, |step| step.state);
    let (label, tone) = labels::step_state(state);
    let words = step.map(|step| view! { <Words step=step.id /> });
    view! {
        <li class="card post-card" data-waiting="" aria-busy=(state == StepState::Running).then_some("true")>
            <div class="card-head small">
                <strong>{place.channel.name()}</strong>
                <span class="muted numbers">
                    {place.format.name()} " · " <time datetime=place.publish_on.to_string()>{labels::day(place.publish_on)}</time>
                </span>
            </div>
            <p class="muted" dir="auto">{place.angle}</p>
            {words}
            <div class="badges"><Badge label tone pictured=true /></div>
        </li>
    }
    .into_any()
}

#[component]
fn PostCard(post: PostSummary, #[prop(optional_no_strip)] step: Option<StepView>) -> AnyView {
    let words = step.filter(|step| !step.state.has_ended());
    let revising = words
        .as_ref()
        .is_some_and(|step| step.key.kind == StepKind::Revise);
    let words = words.map(|step| view! { <Words step=step.id /> });
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
            {words}
            <div class="badges">
                <Badge label=state tone pictured=true />
                {(findings.blockers > 0).then(|| view! { <Badge label=text!(posts.blockers, count = findings.blockers) tone=Tone::Bad pictured=true /> })}
                {(findings.warnings > 0).then(|| view! { <Badge label=text!(posts.warnings, count = findings.warnings) tone=Tone::Warn pictured=true /> })}
                {(findings.advice > 0).then(|| view! { <Badge label=text!(posts.advice, count = findings.advice) /> })}
                {revising.then(|| view! { <Badge label=text!(run.revising) tone=Tone::Accent pictured=true /> })}
                {post.regenerating.then(|| view! { <Badge label=text!(posts.regenerating) tone=Tone::Accent pictured=true /> })}
                {post.built_in.then(|| view! { <Badge label=text!(post.built_in) /> })}
            </div>
        </li>
    }
    .into_any()
}
