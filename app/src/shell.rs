//! The HTML document around the application.

use domain::problem::{Code, Problem};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use serde::Deserialize;

use crate::{
    components::ErrorState,
    language::direction,
    root::App,
    text::{locale, text},
};

/// Sets what was chosen in this browser before anything is painted, so that a dark page never
/// flashes white; `frontend/page/preferences.ts` does the rest.
const CHOSEN: &str = r#"try{for(const n of["theme","density","keys"]){const v=localStorage.getItem("handbill."+n);if(v)document.documentElement.dataset[n]=JSON.parse(v)}}catch{}"#;

/// Brings the script of every page once something was painted: no byte of it competes with what a
/// page says. Pages in the background are not painted, and some browsers do not tell; so it comes
/// after a while in any case ([ADR 16]).
///
/// [ADR 16]: ../../../docs/adr/0016-scripts-come-after-the-first-paint.md
const BRING: &str = r#"const bring=()=>import(document.body.dataset.build);setTimeout(bring,2e3);requestAnimationFrame(()=>new PerformanceObserver(bring).observe({type:"paint",buffered:true}))"#;

/// Pages that a link leads to are fetched while the pointer rests on it. Files and events are not
/// pages, and the page of tokens shows a secret once.
const PREFETCH: &str = r#"{"prefetch":[{"where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/api/*"}},{"not":{"href_matches":"/settings/tokens"}},{"not":{"selector_matches":"[rel~=external],[download],[data-opens]"}}]},"eagerness":"moderate"}]}"#;

/// Addresses of the browser's files, which carry a hash of their content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct BrowserFiles {
    /// The style sheet.
    pub style: String,
    /// The script of every page (`frontend/page`).
    pub page: String,
    /// The JavaScript of the islands.
    pub islands: String,
    /// The WASM of the islands.
    pub wasm: String,
}

/// The document that every page is rendered into. Inline scripts carry the request's nonce, which
/// the server provides by context, so that the content security policy can demand it.
pub fn shell(files: BrowserFiles) -> impl IntoView {
    // Islands begin with the HTML around them; nothing else is sent along for them.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let unreachable = Problem::new(Code::StorageUnavailable, text!(error.unreachable));
    view! {
        <!DOCTYPE html>
        <html lang=locale().to_string() dir=direction(locale())>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="description" content=text!(product.about) />
                <script nonce=use_nonce()>{CHOSEN}</script>
                <link rel="stylesheet" href=files.style />
                <script type="module" nonce=use_nonce()>{BRING}</script>
                <script type="speculationrules" nonce=use_nonce()>{PREFETCH}</script>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <MetaTags />
            </head>
            <body data-build=files.page data-islands=files.islands data-wasm=files.wasm>
                <App />
                <template id="unreachable"><ErrorState problem=unreachable /></template>
            </body>
        </html>
    }
}
