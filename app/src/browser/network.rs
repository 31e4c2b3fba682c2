//! Sending forms, and following a campaign's events.

use domain::problem::{Code, Problem};
use gloo_net::http::Request;
use leptos::{
    prelude::{StoredValue, WithValue, on_cleanup, window},
    server_fn::error::FromServerFnError,
    wasm_bindgen::{JsCast, closure::Closure},
};
use web_sys::{Event, EventSource, HtmlButtonElement, HtmlFormElement, SubmitEvent};

use super::{Answer, FormFields, drafts::search_params, fields_of};
use crate::{
    error::{AppError, AppResult},
    text::text,
};

/// The happenings of a campaign, by the names the server sends them under.
const HAPPENINGS: [&str; 4] = ["message", "run", "step", "post"];

/// Sends the form that `event` is about, as the browser would, and waits for the answer.
pub async fn send(event: SubmitEvent) -> AppResult<Answer> {
    let form: Option<HtmlFormElement> = event.target().and_then(|target| target.dyn_into().ok());
    let Some(form) = form else {
        return Ok(Answer::default());
    };
    let mut fields = fields_of(&form);
    if let Some(button) = event
        .submitter()
        .and_then(|button| button.dyn_into::<HtmlButtonElement>().ok())
        && !button.name().is_empty()
    {
        fields.push((button.name(), button.value()));
    }
    send_fields(&form.get_attribute("action").unwrap_or_default(), fields).await
}

/// Sends `fields` to the server function at `action`.
pub async fn send_fields(action: &str, fields: FormFields) -> AppResult<Answer> {
    let body = search_params(&fields).unwrap_or_default();
    let request = Request::post(action)
        .header("Accept", "application/json")
        .body(body)
        .map_err(|_| unreachable())?;
    let response = request.send().await.map_err(|_| unreachable())?;
    let redirect = response
        .headers()
        .get("serverfnredirect")
        .and(response.headers().get("location"));
    let body = response.text().await.map_err(|_| unreachable())?;
    if response.ok() || redirect.is_some() {
        Ok(Answer { redirect, body })
    } else {
        Err(AppError::de(body.into()))
    }
}

fn unreachable() -> AppError {
    Problem::new(Code::StorageUnavailable, text!(error.unreachable)).into()
}

/// Calls `on_event` for every event at `address`, and `on_connection` when the connection is lost
/// (`false`) and there again (`true`). The browser reconnects by itself and says which event it
/// saw last. Ends with the component.
pub fn follow(
    address: &str,
    on_event: impl Fn() + 'static,
    on_connection: impl Fn(bool) + 'static,
) {
    let Ok(source) = EventSource::new(address) else {
        return;
    };
    let happened = Closure::<dyn Fn(Event)>::new(move |_| on_event());
    let connection = {
        let source = source.clone();
        Closure::<dyn Fn(Event)>::new(move |_| {
            on_connection(source.ready_state() == EventSource::OPEN);
            if source.ready_state() == EventSource::CLOSED && !window().navigator().on_line() {
                source.close();
            }
        })
    };
    for name in HAPPENINGS {
        let _added =
            source.add_event_listener_with_callback(name, happened.as_ref().unchecked_ref());
    }
    source.set_onopen(Some(connection.as_ref().unchecked_ref()));
    source.set_onerror(Some(connection.as_ref().unchecked_ref()));
    let ended = StoredValue::new_local((source, happened, connection));
    on_cleanup(move || ended.with_value(|(source, ..)| source.close()));
}
