//! The brief's desk: hints while typing, saved a second after the last key, kept in the browser
//! while the server cannot be reached.

mod known;

use std::time::Duration;

use domain::brief::{BriefDraft, Strength};
use leptos::{
    ev, html, leptos_dom::helpers::debounce, prelude::*, task::spawn_local, wasm_bindgen::JsCast,
};
use web_sys::{Element, HtmlFormElement};

pub use known::{KNOWN, is_needed, known_id, value as known_value};

use crate::{
    browser::{self, FormFields},
    components::field_id,
    text::text,
};

/// Where a brief is saved.
pub const SAVE: &str = "/api/ui/save-brief";
/// The line that tells how far saving is.
pub const SAVED: &str = "brief-saved";
/// The meter of how strong the brief is.
pub const STRENGTH: &str = "brief-strength";

/// The line about one strength.
pub fn strength_id(part: Strength) -> String {
    format!("strength-{}", part.slug())
}

/// How long nothing must be typed before it is saved.
const REST: Duration = Duration::from_secs(1);

/// Around the form of a brief that is not submitted yet.
#[island(lazy)]
pub fn BriefDesk(
    /// The brief, under whose name unsent text is kept.
    id: String,
    /// The form.
    children: Children,
) -> impl IntoView {
    let desk = Desk {
        holder: NodeRef::new(),
        key: StoredValue::new(id),
        left: StoredValue::default(),
        submitting: StoredValue::new(false),
    };
    let mut save_soon = debounce(REST, move |()| desk.save());
    let on_input = move |_: ev::Event| {
        desk.submitting.set_value(false);
        desk.check();
        save_soon(());
    };
    Effect::new(move || {
        if desk.holder.get().is_some() {
            desk.restore();
        }
    });
    view! {
        <div
            class="desk"
            node_ref=desk.holder
            on:input=on_input
            on:focusout=move |event| desk.leave(&event)
            on:submit:capture=move |event| desk.submit(&event)
        >
            {children()}
        </div>
    }
}

#[derive(Clone, Copy)]
struct Desk {
    holder: NodeRef<html::Div>,
    key: StoredValue<String>,
    /// Fields that were left at least once: what is wrong with them is said.
    left: StoredValue<Vec<String>>,
    /// A brief that is on its way to becoming a campaign, or is being filled, has been sent whole:
    /// nothing is left to save.
    submitting: StoredValue<bool>,
}

impl Desk {
    fn form(self) -> Option<HtmlFormElement> {
        let form = self.holder.get_untracked()?.query_selector("form").ok()??;
        form.dyn_into().ok()
    }

    fn check(self) {
        let Some(form) = self.form() else { return };
        let draft = brief_form(&browser::fields_of(&form));
        show_strength(&draft);
        known::show(&form, &draft);
        let problems = draft.parse().err().unwrap_or_default();
        // Once the brief was submitted, everything that is wrong is said.
        let all = window()
            .location()
            .search()
            .is_ok_and(|query| query.contains("check="));
        for field in BriefDraft::FIELDS {
            let problem = problems.iter().find(|problem| problem.field == field);
            let said = all
                || self
                    .left
                    .with_value(|left| left.iter().any(|left| left == field));
            let message = problem
                .filter(|_| said)
                .map(|problem| problem.message.as_str());
            browser::show_problem(&field_id(field), message);
        }
    }

    fn save(self) {
        let Some(form) = self.form().filter(|_| !self.submitting.get_value()) else {
            return;
        };
        let fields = browser::fields_of(&form);
        let key = self.key.get_value();
        browser::keep_draft(&key, &fields);
        say(text!(brief.saving));
        spawn_local(async move {
            match browser::send_fields(SAVE, &fields).await {
                Ok(()) => {
                    browser::forget_draft(&key);
                    say(text!(brief.saved));
                }
                Err(problem) => say(&text!(brief.not_saved, reason = problem.detail)),
            }
        });
    }

    /// Puts back what was typed and could not be sent the last time.
    fn restore(self) {
        let Some(form) = self.form() else { return };
        if let Some(kept) = browser::kept_draft(&self.key.get_value()) {
            browser::fill(&form, &kept);
            say(text!(brief.restored));
            self.save();
        }
        self.check();
    }

    /// Whatever is typed goes to the server with this.
    fn submit(self, event: &ev::SubmitEvent) {
        // A plain save may go on while somebody types; what else is sent changes the fields.
        let button = event
            .submitter()
            .and_then(|button| button.get_attribute("value"));
        self.submitting.set_value(button.as_deref() != Some("save"));
        browser::forget_draft(&self.key.get_value());
    }

    fn leave(self, event: &ev::FocusEvent) {
        let control = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let name = control.and_then(|control| control.get_attribute("name"));
        let field = name
            .as_deref()
            .and_then(|name| name.split(['[', ']']).nth(1));
        if let Some(field) = field {
            self.left.update_value(|left| left.push(field.to_owned()));
            self.check();
        }
    }
}

fn show_strength(draft: &BriefDraft) {
    let document = document();
    let mut met = 0;
    for part in Strength::ALL {
        let is_in = part.is_in(draft);
        met += u8::from(is_in);
        if let Some(line) = document.get_element_by_id(&strength_id(part)) {
            // Refused only for names that are no attribute names.
            let _marked = line.toggle_attribute_with_force("data-met", is_in);
        }
    }
    if let Some(meter) = document.get_element_by_id(STRENGTH) {
        let _set = meter.set_attribute("value", &met.to_string());
    }
}

fn say(words: &str) {
    if let Some(line) = document().get_element_by_id(SAVED) {
        line.set_text_content(Some(words));
    }
}

/// The draft that a form's fields hold: each named `draft[FIELD]`, channels `draft[channels][]`.
pub fn brief_form(fields: &FormFields) -> BriefDraft {
    let mut draft = BriefDraft::default();
    for (name, value) in fields {
        match name
            .strip_prefix("draft[")
            .and_then(|name| name.strip_suffix(']'))
        {
            Some("channels][") => draft.channels.push(value.clone()),
            Some(field) => draft.type_into(field, value),
            None => {}
        }
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_checked_channel_is_in_the_draft() {
        let fields = [
            ("draft[channels][]", "x"),
            ("draft[title]", "Bread"),
            ("draft[channels][]", "blog"),
            ("id", "1"),
        ];
        let draft = brief_form(
            &fields
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
        );
        assert_eq!(
            draft,
            BriefDraft {
                title: "Bread".into(),
                channels: vec!["x".into(), "blog".into()],
                ..BriefDraft::default()
            }
        );
    }
}
