//! What the agents will know of the brief, beside the form, as it is typed.

use domain::{brief::BriefDraft, channel::ChannelKind, time::Day};
use leptos::prelude::document;
use web_sys::HtmlFormElement;

use crate::{
    components::{field_id, labels},
    text::text,
};

/// The lines of the summary, named after the first field that each tells of.
pub const KNOWN: [&str; 10] = [
    "goal",
    "audience",
    "key_message",
    "promoted",
    "web_address",
    "tone",
    "mandatories",
    "avoid",
    "channels",
    "starts_on",
];

/// The id of a line's value.
pub fn known_id(field: &str) -> String {
    format!("known-{}", field.replace('_', "-"))
}

/// Whether a brief without it cannot be submitted.
pub fn is_needed(field: &str) -> bool {
    matches!(
        field,
        "goal" | "audience" | "key_message" | "channels" | "starts_on"
    )
}

/// What a line says; `chosen` is the name of what is chosen in a list.
pub fn value(draft: &BriefDraft, field: &str, chosen: impl Fn(&str) -> String) -> String {
    match field {
        "mandatories" | "avoid" => domain::text::lines(&draft.typed(field)).join(" · "),
        "tone" => chosen(field),
        "channels" => {
            let kinds: Vec<_> = draft
                .channels
                .iter()
                .filter_map(|slug| slug.parse::<ChannelKind>().ok())
                .collect();
            if kinds.is_empty() {
                return String::new();
            }
            let posts = text!(known.posts, count = draft.post_count.trim().to_owned());
            [
                labels::channel_names(&kinds),
                posts,
                chosen("market"),
                chosen("language"),
            ]
            .join(" · ")
        }
        "starts_on" => {
            let days = [&draft.starts_on, &draft.ends_on].map(|day| day.parse::<Day>().ok());
            match days {
                [Some(first), Some(last)] => {
                    format!("{} – {}", labels::day(first), labels::day(last))
                }
                _ => String::new(),
            }
        }
        _ => draft.typed(field).trim().to_owned(),
    }
}

/// Brings the summary up to date with the form.
pub fn show(form: &HtmlFormElement, draft: &BriefDraft) {
    let chosen = |field: &str| {
        let option = form.query_selector(&format!("#{} option:checked", field_id(field)));
        let option = option.ok().flatten();
        option
            .and_then(|option| option.text_content())
            .unwrap_or_default()
    };
    for field in KNOWN {
        let Some(line) = document().get_element_by_id(&known_id(field)) else {
            continue;
        };
        let value = value(draft, field, chosen);
        let words = if value.is_empty() {
            text!(known.missing).to_owned()
        } else {
            value.clone()
        };
        // Most lines stay as they are with each letter: writing them anew would lay the page out.
        if line.text_content().as_ref() != Some(&words) {
            line.set_text_content(Some(&words));
        }
        if let Some(row) = line.parent_element() {
            // Refused only for names that are no attribute names.
            let _marked = row.toggle_attribute_with_force("data-missing", value.is_empty());
            let _hidden =
                row.toggle_attribute_with_force("hidden", value.is_empty() && !is_needed(field));
        }
    }
}
