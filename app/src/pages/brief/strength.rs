//! How much the agents have to go on, beside the form; the desk keeps it up to date.

use domain::brief::{BriefDraft, Strength};
use leptos::prelude::*;

use crate::{
    components::{Glyph, Icon},
    islands::{BRIEF_STRENGTH, strength_id},
    text::text,
};

/// What a strong brief has, and why what is missing would help.
#[component]
pub fn StrengthCard(
    /// The brief.
    draft: BriefDraft,
) -> AnyView {
    let parts = Strength::ALL;
    let met = parts.iter().filter(|part| part.is_in(&draft)).count();
    let rows = parts.map(|part| {
        let (name, why) = words(part);
        let is_in = part.is_in(&draft).then_some("");
        view! {
            <li id=strength_id(part) data-met=is_in>
                <Glyph icon=Icon::Tick />
                <span>{name} <span class="why small muted">{why}</span></span>
            </li>
        }
    });
    view! {
        <section class="card strength">
            <h2>{text!(strength.title)}</h2>
            <meter id=BRIEF_STRENGTH min="0" max=parts.len().to_string() value=met.to_string() aria-label=text!(strength.meter)></meter>
            <ul role="list">{Vec::from(rows)}</ul>
            <p class="small muted">{text!(strength.note)}</p>
        </section>
    }
    .into_any()
}

/// What it is called, and why it matters.
fn words(part: Strength) -> (&'static str, &'static str) {
    match part {
        Strength::MeasurableGoal => (text!(strength.goal), text!(strength.goal_why)),
        Strength::Facts => (text!(strength.facts), text!(strength.facts_why)),
        Strength::Figures => (text!(strength.figures), text!(strength.figures_why)),
        Strength::VividAudience => (text!(strength.audience), text!(strength.audience_why)),
        Strength::OneMessage => (text!(strength.message), text!(strength.message_why)),
        Strength::GuardRails => (text!(strength.rails), text!(strength.rails_why)),
        Strength::RoomForChannels => (text!(strength.room), text!(strength.room_why)),
    }
}
