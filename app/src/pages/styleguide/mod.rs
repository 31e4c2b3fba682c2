//! `/styleguide`: every part that pages are made of, alive, in its states, with how it is used. It
//! is for those who build the product, so its own words are English and not in `locales`.
//!
//! To add a part: a [`sample`] in the file of its group.

mod choosing;
mod controls;
mod facts;
mod foundations;
mod overlays;

use leptos::prelude::*;

use crate::components::{PageHead, Tabs};

/// The parts, group by group.
#[component]
pub fn StyleguidePage() -> AnyView {
    let groups = [
        ("foundations", "Foundations", foundations::samples()),
        ("controls", "Controls", controls::samples()),
        ("choosing", "Choosing", choosing::samples()),
        ("overlays", "Over the page", overlays::samples()),
        ("facts", "Facts and feedback", facts::samples()),
    ];
    let tabs = groups
        .iter()
        .map(|(id, name, _)| (format!("#{id}"), (*name).to_owned()))
        .collect();
    let groups = groups.map(|(id, name, samples)| {
        view! {
            <section class="stack" id=id aria-label=name>
                <h2>{name}</h2>
                <div class="samples">{samples}</div>
            </section>
        }
    });
    view! {
        <PageHead title="Styleguide" about="Every part of the product, alive: try it with the keyboard, in each theme and density, and at 200 % zoom." />
        <Tabs label="Groups" tabs current="" />
        {groups.into_iter().collect::<Vec<_>>()}
    }
    .into_any()
}

/// A part: its name, how it is used, and itself.
fn sample(name: &'static str, usage: &'static str, part: AnyView) -> AnyView {
    view! {
        <article class="card sample">
            <h3>{name}</h3>
            <p class="small muted">{usage}</p>
            <div class="sample-part">{part}</div>
        </article>
    }
    .into_any()
}
