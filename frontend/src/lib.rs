//! The browser's entry to Handbill: it links the islands of `app` into one WASM module, from which
//! `frontend/page/islands.ts` brings them to life. Holds nothing else.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once, when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}

use app as _;
