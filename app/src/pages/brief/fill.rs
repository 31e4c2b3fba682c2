//! Filling a brief from a text or document, and what came of it.

use domain::{
    brief::{Fill, Language, Market, Offer, Tone as Voice},
    channel::ChannelKind,
    time::Day,
};
use leptos::prelude::*;

use crate::{
    components::{
        FileDrop, FormState, Icon, Notice, Submit, TextField, Tone,
        labels::{self, channel_names},
    },
    text::text,
};

/// Where a text or document goes.
pub const FILL: &str = "/briefs/fill";

/// What is asked for: a document, a text, or both. A script shows how it goes
/// (`frontend/page/fill.ts`).
#[component]
pub fn FillFields(
    /// How filling stands.
    state: FormState,
    /// What the button says.
    act: &'static str,
    /// Text that was pasted before.
    #[prop(optional)]
    pasted: String,
) -> AnyView {
    view! {
        <FileDrop name="file" label=text!(fill.file) hint=text!(fill.file_hint) error=state.error("file")
            accept=".pdf,.docx,.md,.markdown,.txt,.json,application/pdf,text/plain,text/markdown" />
        <TextField name="source" label=text!(fill.text) hint=text!(fill.text_hint) rows=5
            value=state.typed("source").unwrap_or(pasted) error=state.error("source") />
        <div class="actions">
            <Submit label=act icon=Icon::Download to=FILL name="intent" value="fill" />
            <p class="reading" role="status" data-words=text!(fill.reading)></p>
        </div>
    }
    .into_any()
}

/// What was filled in from where, and what the text says of fields that hold something else.
#[component]
pub fn Filled(
    /// What came of it.
    fill: Fill,
) -> AnyView {
    let title = if fill.document.is_empty() {
        text!(fill.text_title).to_owned()
    } else {
        text!(fill.document_title, name = fill.document.clone())
    };
    let nothing = fill.is_empty();
    let taken: Vec<_> = fill
        .taken
        .into_iter()
        .map(|taken| view! { <li><strong>{field_label(&taken.field)}</strong> " " <span class="muted">{source(&taken.label)}</span></li> })
        .collect();
    let offers: Vec<_> = fill
        .offers
        .into_iter()
        .map(|offer| view! { <OfferRow offer /> })
        .collect();
    view! {
        <section class="card filled" id="filled">
            <h2 dir="auto">{title}</h2>
            {nothing.then(|| view! { <p>{text!(fill.nothing)}</p> })}
            {fill.cut.then(|| view! { <Notice tone=Tone::Warn><p>{text!(fill.cut)}</p></Notice> })}
            {(!taken.is_empty()).then(|| view! { <ul role="list" class="taken">{taken}</ul> })}
            {(!offers.is_empty()).then(|| view! {
                <h3>{text!(fill.offers)}</h3>
                <ul role="list" class="offers">{offers}</ul>
            })}
            <div class="actions"><Submit label=text!(fill.put_away) size="small" kind="quiet" name="intent" value="put_away" /></div>
        </section>
    }
    .into_any()
}

#[component]
fn OfferRow(offer: Offer) -> AnyView {
    let field = field_label(&offer.field);
    let describes = text!(fill.take_for, field = field);
    let value = shown(&offer.field, &offer.value);
    view! {
        <li>
            <p><strong>{field}</strong> " " <span class="muted">{source(&offer.label)}</span></p>
            <blockquote dir="auto">{value}</blockquote>
            <Submit label=text!(fill.take) size="small" name="intent" value=format!("take:{}", offer.field) describes />
        </li>
    }
    .into_any()
}

fn source(label: &str) -> String {
    if label.is_empty() {
        text!(fill.under_nothing).to_owned()
    } else {
        text!(fill.under, label = label.to_owned())
    }
}

/// What the form calls a field.
pub fn field_label(field: &str) -> &'static str {
    match field {
        "title" => text!(brief.title),
        "goal" => text!(brief.goal),
        "promoted" => text!(brief.promoted),
        "web_address" => text!(brief.web_address),
        "audience" => text!(brief.audience),
        "key_message" => text!(brief.key_message),
        "tone" => text!(brief.tone),
        "mandatories" => text!(brief.mandatories),
        "avoid" => text!(brief.avoid),
        "channels" => text!(brief.channels),
        "market" => text!(brief.market),
        "language" => text!(brief.language),
        "post_count" => text!(brief.post_count),
        "starts_on" => text!(brief.starts_on),
        _ => text!(brief.ends_on),
    }
}

/// A field's value in words; what is none of its choices stands as it is.
pub fn shown(field: &str, value: &str) -> String {
    let named = match field {
        "tone" => value
            .parse::<Voice>()
            .ok()
            .map(|tone| labels::voice(tone).to_owned()),
        "market" => value
            .parse::<Market>()
            .ok()
            .map(|market| market.name().to_owned()),
        "language" => value
            .parse::<Language>()
            .ok()
            .map(|language| language.name().to_owned()),
        "starts_on" | "ends_on" => value.parse::<Day>().ok().map(labels::day),
        "channels" => {
            let kinds: Result<Vec<ChannelKind>, _> = value.lines().map(str::parse).collect();
            kinds.ok().map(|kinds| channel_names(&kinds))
        }
        _ => None,
    };
    named.unwrap_or_else(|| value.to_owned())
}
