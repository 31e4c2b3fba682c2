//! Forms that work before and without the page's code: the browser sends them, the server leads
//! back. With the code alive the same request is made in place and nothing flickers.

use domain::problem::Problem;
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::ErrorState;
use crate::{
    browser::{self, Answer},
    error::refusal_of,
};

/// What is going on with a form.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    action: &'static str,
    problem: RwSignal<Option<Problem>>,
    pending: RwSignal<bool>,
    typed: StoredValue<Vec<(String, String)>>,
}

impl FormState {
    /// The state of a form that goes to the server function at `action`.
    pub fn new(action: &'static str) -> Self {
        let refusal = refusal_of(action);
        let typed = refusal
            .as_ref()
            .map(|refusal| refusal.typed.clone())
            .unwrap_or_default();
        Self {
            action,
            problem: RwSignal::new(refusal.map(|refusal| refusal.problem)),
            pending: RwSignal::new(false),
            typed: StoredValue::new(typed),
        }
    }

    /// What is wrong with the field `name`.
    pub fn error(self, name: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let problem = self.problem.read();
            let field = problem
                .as_ref()?
                .fields
                .iter()
                .find(|field| field.field == name)?;
            Some(field.message.clone())
        })
    }

    /// What was typed into the field `name` before the form came back.
    pub fn typed(self, name: &str) -> Option<String> {
        self.typed.with_value(|typed| {
            typed
                .iter()
                .find(|(field, _)| field == name)
                .map(|(_, value)| value.clone())
        })
    }

    fn submit(self, event: SubmitEvent, next: impl Fn(Answer) + 'static) {
        if event.default_prevented() {
            return;
        }
        event.prevent_default();
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        spawn_local(async move {
            let answer = browser::send(event).await;
            self.pending.set(false);
            match answer {
                Ok(answer) => {
                    self.problem.set(None);
                    next(answer);
                }
                Err(error) => self.problem.set(Some(error.problem)),
            }
        });
    }
}

/// A form whose answer is waited for in place.
#[component]
pub fn Form(
    /// What is going on with it.
    state: FormState,
    /// What happens after it was taken, with the answer in JSON.
    #[prop(optional)]
    on_done: Option<Callback<String>>,
    /// Whether to load the next page anew, because who is signed in changes.
    #[prop(optional)]
    reload: bool,
    /// Classes of the form.
    #[prop(default = "form")]
    class: &'static str,
    /// Its controls.
    children: Children,
) -> AnyView {
    let navigate = use_navigate();
    let next = move |answer: Answer| match (answer.redirect, reload) {
        (Some(path), true) => browser::load(&path),
        (Some(path), false) => navigate(&path, NavigateOptions::default()),
        (None, _) => {
            if let Some(done) = on_done {
                done.run(answer.body);
            }
        }
    };
    view! {
        <form
            class=class
            method="post"
            // The rules of the domain say what is wrong, in the same words with and without a script.
            novalidate=true
            action=state.action
            aria-busy=move || state.pending.get().then_some("true")
            on:submit=move |event| state.submit(event, next.clone())
        >
            {move || state.problem.get().map(|problem| view! { <ErrorState problem /> })}
            {children()}
        </form>
    }
    .into_any()
}
