//! Sending a form's fields without leaving the page.

use domain::problem::{Code, Problem};
use gloo_net::http::Request;
use leptos::wasm_bindgen::JsValue;
use serde::Deserialize;
use web_sys::UrlSearchParams;

use super::FormFields;
use crate::text::text;

/// The refusal of a server function.
#[derive(Deserialize)]
struct Refused {
    problem: Problem,
}

/// Sends `fields` to the server function at `action`.
///
/// # Errors
/// What the server says against it, or that it cannot be reached.
pub async fn send_fields(action: &str, fields: &FormFields) -> Result<(), Problem> {
    let request = Request::post(action)
        .header("Accept", "application/json")
        .body(search_params(fields).unwrap_or_default())
        .map_err(|_| unreachable())?;
    let response = request.send().await.map_err(|_| unreachable())?;
    if response.ok() {
        return Ok(());
    }
    let refused: Refused = response.json().await.map_err(|_| unreachable())?;
    Err(refused.problem)
}

fn search_params(fields: &FormFields) -> Option<JsValue> {
    let params = UrlSearchParams::new().ok()?;
    for (name, value) in fields {
        params.append(name, value);
    }
    Some(params.into())
}

fn unreachable() -> Problem {
    Problem::new(Code::StorageUnavailable, text!(error.unreachable))
}
