//! The plan as days that fill in while their posts are written.

use domain::{
    ids::CampaignId,
    post::PostState,
    run::{Plan, Slot},
    time::Day,
    views::{PostSummary, RunView},
};
use leptos::prelude::*;

use super::posts::writing;
use crate::{
    components::{Tone, labels},
    text::text,
};

/// Every day that has posts, each post a link once it is written.
pub fn slots(campaign: CampaignId, plan: &Plan, run: &RunView, posts: &[PostSummary]) -> AnyView {
    let mut days: Vec<(Day, Vec<AnyView>)> = Vec::new();
    for slot in &plan.slots {
        // A post may have been moved to another day since.
        let post = posts.iter().find(|post| post.slot == slot.number);
        let day = post.map_or(slot.publish_on, |post| post.publish_on);
        let chip = chip(slot, post, run);
        match days.iter_mut().find(|(known, _)| *known == day) {
            Some((_, chips)) => chips.push(chip),
            None => days.push((day, vec![chip])),
        }
    }
    days.sort_by_key(|(day, _)| *day);
    let days: Vec<_> = days
        .into_iter()
        .map(|(day, chips)| {
            view! {
                <li>
                    <time class="muted small numbers" datetime=day.to_string()>{labels::day(day)}</time>
                    <ul role="list">{chips}</ul>
                </li>
            }
        })
        .collect();
    view! {
        <ol role="list" class="slots">{days}</ol>
        <p class="small"><a href=format!("/posts?campaign={campaign}&view=month")>{text!(run.found.calendar)}</a></p>
    }
    .into_any()
}

fn chip(slot: &Slot, post: Option<&PostSummary>, run: &RunView) -> AnyView {
    let channel = slot.channel.name();
    let Some(post) = post else {
        let (state, tone) = writing(run, slot.number).map_or_else(
            || (text!(run.step_state.queued), Tone::Plain),
            |step| labels::step_state(step.state),
        );
        return view! {
            <li class="slot" data-tone=tone.name() data-empty="">
                <strong>{channel}</strong> " " <span class="muted">{state}</span>
            </li>
        }
        .into_any();
    };
    let (state, tone) = labels::post_state(post.state);
    let approved = (post.state == PostState::Approved).then_some("");
    view! {
        <li class="slot" data-tone=tone.name() data-approved=approved>
            <a href=format!("/posts/{}", post.id)>{channel}</a> " " <span class="muted">{state}</span>
        </li>
    }
    .into_any()
}
