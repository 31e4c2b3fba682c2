//! Buttons, links and fields.

use leptos::prelude::*;

use super::sample;
use crate::components::{Counted, FileDrop, Glyph, Icon, LinkButton, Submit, TextField};

pub fn samples() -> Vec<AnyView> {
    vec![
        sample(
            "Button",
            "<Submit>, or class=\"button\" with data-kind primary, quiet, danger, danger-fill and data-size small.",
            buttons(),
        ),
        sample(
            "Link",
            "<a>; with the weight of a button <LinkButton>.",
            view! {
                <p>"A sentence with " <a href="#controls">"a link"</a> " in it."</p>
                <div class="actions"><LinkButton href="#controls" label="Go there" icon=Icon::Forward /></div>
            }
            .into_any(),
        ),
        sample("Field", "<TextField>: label, hint, error and count belong to it.", fields()),
        sample(
            "Date and time",
            "<TextField kind=\"date\"> and kind=\"time\": the browser's own pickers.",
            view! {
                <div class="form-grid">
                    <TextField name="sample_day" label="Day" kind="date" value="2026-12-01" />
                    <TextField name="sample_time" label="Time" kind="time" value="09:30" />
                </div>
            }
            .into_any(),
        ),
        sample(
            "File drop",
            "<FileDrop>: the native control fills the field, so a file can be dropped anywhere on it.",
            view! { <FileDrop name="sample_file" label="Drop a picture here, or choose one" accept="image/*" hint="PNG or JPEG, up to 10 MB" /> }
                .into_any(),
        ),
        sample(
            "Search",
            "A form with role=\"search\" and method GET: it has an address.",
            view! {
                <form action="/find" role="search" aria-label="Sample" class="search">
                    <input class="input" type="search" name="q" aria-label="Words" />
                    <Submit label="Find" icon=Icon::Find />
                </form>
            }
            .into_any(),
        ),
    ]
}

fn buttons() -> AnyView {
    let kinds = [
        ("", "Plain"),
        ("primary", "Primary"),
        ("quiet", "Quiet"),
        ("danger", "Danger"),
        ("danger-fill", "Delete"),
    ];
    let row = |size: &'static str| {
        kinds
            .map(|(kind, name)| view! { <button type="button" class="button" data-kind=kind data-size=size>{name}</button> })
            .into_iter()
            .collect::<Vec<_>>()
    };
    view! {
        <div class="actions">{row("")}</div>
        <div class="actions">{row("small")}</div>
        <div class="actions">
            <button type="button" class="button"><Glyph icon=Icon::Add />"With a picture"</button>
            <button type="button" class="button" disabled=true>"Disabled"</button>
        </div>
    }
    .into_any()
}

fn fields() -> AnyView {
    let count = Counted {
        shown: "12 / 80".into(),
        over: false,
    };
    let over = Counted {
        shown: "93 / 80".into(),
        over: true,
    };
    view! {
        <TextField name="sample_title" label="Title" value="Oven-warm by seven" hint="What the campaign is called." />
        <TextField name="sample_link" label="Link" optional=true />
        <TextField name="sample_wrong" label="Number of posts" value="600" error=Some("Give a number from 1 to 60.".to_owned()) />
        <TextField name="sample_text" label="Text" rows=3 value="Real bread." count=Some(count) />
        <TextField name="sample_long" label="Too long" rows=2 value="Far too many words." count=Some(over) />
        <TextField name="sample_fixed" label="Cannot be changed" value="As it was" read_only=true />
    }
    .into_any()
}
