//! How easily a text is read.

use domain::{brief::Language, tools::Readability};
use leptos::prelude::*;

use super::words;
use crate::{
    components::{Badge, labels},
    text::text,
};

/// What was counted.
#[component]
pub fn Reading(reading: Readability, language: Option<Language>) -> AnyView {
    let counts = text!(
        tools.words_sentences,
        words = labels::grouped(reading.words as u64),
        sentences = labels::grouped(reading.sentences as u64)
    );
    let known = reading.formula.zip(reading.value).zip(reading.band);
    let ease = known.map_or_else(
        || view! { <p>{text!(tools.no_formula)}</p> }.into_any(),
        |((formula, value), band)| {
            let (label, tone) = words::band(band);
            let number = format!("{}.{}", value / 1_000, value % 1_000 / 100);
            let about = if formula.counts_down() {
                text!(tools.lix_about, source = formula.source())
            } else {
                text!(tools.ease_about, source = formula.source())
            };
            view! {
                <p><strong class="figure">{number}</strong> " " <Badge label tone pictured=true /></p>
                <p class="muted small">{text!(tools.ease)} " · " {language.map_or("–", Language::name)} " · " {about}</p>
            }
            .into_any()
        },
    );
    let long: Vec<_> = reading
        .long_sentences
        .into_iter()
        .map(|sentence| view! { <li dir="auto">{sentence}</li> })
        .collect();
    view! {
        {ease}
        <p>{counts}</p>
        {(!long.is_empty()).then(|| view! { <h3>{text!(tools.long_sentences)}</h3><ul>{long}</ul> })}
    }
    .into_any()
}
