//! Forms that work before and without a script: the browser sends them, the server leads back.
//! With the script (`frontend/page/forms.ts`) the same request is made in place.

use domain::problem::Problem;
use leptos::prelude::*;

use super::ErrorState;
use crate::error::{AppError, refusal_of};

/// How a form stands: fresh, or sent and refused.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    action: &'static str,
    refusal: StoredValue<Option<AppError>>,
}

impl FormState {
    /// The state of a form that goes to the server function at `action`.
    pub fn new(action: &'static str) -> Self {
        Self {
            action,
            refusal: StoredValue::new(refusal_of(action)),
        }
    }

    /// The state of one of several forms that go to `action`: the one that sends `value` as `name`.
    pub fn one_of(action: &'static str, name: &str, value: &str) -> Self {
        let state = Self::new(action);
        if state.typed(name).is_some_and(|typed| typed == value) {
            state
        } else {
            Self {
                action,
                refusal: StoredValue::new(None),
            }
        }
    }

    /// Why it came back.
    pub fn problem(self) -> Option<Problem> {
        let refusal = self.refusal.read_value();
        refusal.as_ref().map(|refusal| refusal.problem.clone())
    }

    /// What is wrong with the field `name`.
    pub fn error(self, name: &str) -> Option<String> {
        let problem = self.problem()?;
        let mut fields = problem.fields.into_iter();
        fields
            .find(|field| field.field == name)
            .map(|field| field.message)
    }

    /// What was typed into the field `name` before the form came back.
    pub fn typed(self, name: &str) -> Option<String> {
        let refusal = self.refusal.read_value();
        let mut typed = refusal.as_ref()?.typed.iter();
        typed
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.clone())
    }
}

/// A form that goes to a server function.
#[component]
pub fn Form(
    /// How it stands.
    state: FormState,
    /// What is said once it was taken.
    #[prop(optional)]
    done: Option<&'static str>,
    /// Classes of the form.
    #[prop(default = "form")]
    class: &'static str,
    /// Its controls.
    children: Children,
) -> AnyView {
    let problem = state.problem();
    view! {
        <form
            class=class
            method="post"
            // The rules of the domain say what is wrong, in the same words with and without a script.
            novalidate=true
            action=state.action
            data-done=done
        >
            {problem.map(|problem| view! { <ErrorState problem /> })}
            {children()}
        </form>
    }
    .into_any()
}
