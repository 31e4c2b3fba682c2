//! The brief's form: hints while typing, saved a second after the last key, kept in the browser
//! while the server cannot be reached.

use std::time::Duration;

use domain::{
    brief::BriefDraft,
    problem::{FieldProblem, Problem},
    views::BriefView,
};
use leptos::{
    ev, html, leptos_dom::helpers::debounce, prelude::*, task::spawn_local, wasm_bindgen::JsCast,
    web_sys,
};
use leptos_router::hooks::use_query_map;

use super::fields::{How, What, Where, draft_of};
use crate::{
    browser,
    components::{ErrorState, Form, FormState, Icon, Status, Submit},
    text::text,
};

const SAVE: &str = "/api/ui/save-brief";

/// What the editor knows beyond the form itself.
#[derive(Clone, Copy)]
struct Session {
    form: FormState,
    holder: NodeRef<html::Div>,
    key: StoredValue<String>,
    /// What is wrong by the domain's rules, whether shown or not.
    problems: RwSignal<Vec<FieldProblem>>,
    /// Fields that were left at least once.
    left: RwSignal<Vec<String>>,
    /// Whether everything wrong is shown, because the brief was submitted.
    all: RwSignal<bool>,
    /// What was wrong at the last submit.
    summary: RwSignal<Option<Problem>>,
    saved: RwSignal<String>,
}

impl Session {
    fn of(brief: &BriefView, submitted: bool, was_saved: bool) -> Self {
        let saved = if was_saved { text!(brief.saved) } else { "" };
        Self {
            form: FormState::new(SAVE),
            holder: NodeRef::new(),
            key: StoredValue::new(brief.id.to_string()),
            all: RwSignal::new(submitted),
            left: RwSignal::default(),
            summary: RwSignal::new(summary(submitted, &brief.problems)),
            problems: RwSignal::new(brief.problems.clone()),
            saved: RwSignal::new(saved.to_owned()),
        }
    }

    fn error(self, name: &'static str) -> Signal<Option<String>> {
        let refused = self.form.error(name);
        Signal::derive(move || {
            if let Some(message) = refused.get() {
                return Some(message);
            }
            let shown = self.all.get() || self.left.read().iter().any(|left| left == name);
            let problems = self.problems.read();
            let problem = problems.iter().find(|problem| problem.field == name)?;
            shown.then(|| problem.message.clone())
        })
    }

    fn element(self) -> Option<web_sys::HtmlFormElement> {
        self.holder
            .get_untracked()?
            .query_selector("form")
            .ok()??
            .dyn_into()
            .ok()
    }

    fn check(self) {
        if let Some(form) = self.element() {
            self.problems.set(
                draft_of(&browser::fields_of(&form))
                    .parse()
                    .err()
                    .unwrap_or_default(),
            );
        }
    }

    fn save(self) {
        let Some(form) = self.element() else { return };
        let fields = browser::fields_of(&form);
        let key = self.key.get_value();
        browser::keep_draft(&key, &fields);
        self.saved.set(text!(brief.saving).to_owned());
        spawn_local(async move {
            match browser::send_fields(SAVE, fields).await {
                Ok(_) => {
                    browser::forget_draft(&key);
                    self.saved.set(text!(brief.saved).to_owned());
                }
                Err(error) => self
                    .saved
                    .set(text!(brief.not_saved, reason = error.problem.detail)),
            }
        });
    }

    /// Puts back what was typed and could not be sent the last time.
    fn restore(self) {
        let Some(form) = self.element() else { return };
        if let Some(kept) = browser::kept_draft(&self.key.get_value()) {
            browser::fill(&form, &kept);
            self.saved.set(text!(brief.restored).to_owned());
            self.save();
        }
        self.check();
    }

    /// The server has saved it; after a submit it says what is still missing.
    fn taken(self, answer: &str, submit: bool) {
        browser::forget_draft(&self.key.get_value());
        let Ok(brief) = serde_json::from_str::<BriefView>(answer) else {
            return;
        };
        self.saved.set(text!(brief.saved).to_owned());
        self.all.update(|all| *all |= submit);
        self.summary.set(summary(submit, &brief.problems));
        self.problems.set(brief.problems);
    }

    fn leave(self, event: &ev::FocusEvent) {
        let control = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let name = control.and_then(|control| control.get_attribute("name"));
        let field = name
            .as_deref()
            .and_then(|name| name.split(['[', ']']).nth(1));
        if let Some(field) = field {
            self.left.update(|left| left.push(field.to_owned()));
        }
    }
}

/// Everything that is wrong, above the form, once the brief was submitted.
fn summary(submitted: bool, problems: &[FieldProblem]) -> Option<Problem> {
    (submitted && !problems.is_empty()).then(|| Problem::fields(problems.to_vec()))
}

/// The draft with what was typed and refused when it was sent without a script.
fn with_typed(draft: BriefDraft, form: FormState) -> BriefDraft {
    let Ok(mut fields) = serde_json::to_value(&draft) else {
        return draft;
    };
    for (name, value) in fields.as_object_mut().into_iter().flatten() {
        let typed = form.typed(name);
        if let Some(Ok(typed)) = typed.map(|typed| serde_json::from_str(&typed)) {
            *value = typed;
        }
    }
    serde_json::from_value(fields).unwrap_or(draft)
}

/// The form of one brief.
#[component]
pub fn Editor(
    /// The brief as it was saved last.
    brief: BriefView,
) -> AnyView {
    let query = use_query_map();
    let asked = |name| query.with_untracked(|query| query.get(name).is_some());
    let session = Session::of(&brief, asked("check"), asked("saved"));
    let state = session.form;
    let draft = with_typed(brief.draft.clone(), state);
    let intent = RwSignal::new(String::new());
    let errors = Callback::new(move |name| session.error(name));
    // A brief that is on its way to becoming a campaign has been sent whole: nothing is left to save.
    let mut save_soon = debounce(Duration::from_secs(1), move |()| {
        if intent.get_untracked() != "submit" {
            session.save();
        }
    });
    let on_input = move |_: ev::Event| {
        intent.set(String::new());
        session.check();
        save_soon(());
    };
    let on_done = Callback::new(move |answer: String| {
        session.taken(&answer, intent.get_untracked() == "submit");
    });
    let on_submit = move |event: ev::SubmitEvent| {
        let button = event.submitter();
        let value = button.and_then(|button| button.get_attribute("value"));
        intent.set(value.unwrap_or_default());
    };
    Effect::new(move || {
        if session.holder.get().is_some() {
            session.restore();
        }
    });
    view! {
        <div
            node_ref=session.holder
            on:input=on_input
            on:focusout=move |event| session.leave(&event)
            on:submit:capture=on_submit
        >
            {move || session.summary.get().map(|problem| view! { <ErrorState problem /> })}
            <Form state=state on_done=on_done>
                <input type="hidden" name="id" value=brief.id.to_string() />
                <What draft=draft.clone() errors />
                <How draft=draft.clone() errors />
                <Where draft errors />
                <div class="actions bar">
                    <Submit label=text!(brief.submit) kind="primary" name="intent" value="submit" icon=Icon::Forward />
                    <Submit label=text!(brief.save) name="intent" value="save" />
                    <Status message=session.saved />
                </div>
            </Form>
        </div>
    }
    .into_any()
}
