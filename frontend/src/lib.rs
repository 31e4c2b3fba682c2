//! The browser's entry to Handbill: it brings the pages that the server rendered to life. Holds
//! nothing else; pages and behaviour live in `app`.

use leptos::mount::hydrate_lazy;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Window, window};

/// Called by the page once this module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    // Lazy, so that a page whose part still loads is hydrated when the part is there.
    hydrate_lazy(app::App);
    keep_shell();
}

/// Registers the service worker. Browsers offer it on secure addresses only; without it the
/// product works the same, but shows nothing offline.
fn keep_shell() {
    let Some(window) = window().filter(Window::is_secure_context) else {
        return;
    };
    // The browser reports a failure in its console, and nothing here depends on the answer.
    let _ = window.navigator().service_worker().register("/sw.js");
}
