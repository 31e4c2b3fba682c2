//! The HTML document around the application, on the server only.

use leptos::{hydration::HydrationScripts, nonce::use_nonce, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{root::App, text::locale};

/// Sets the theme before anything is painted, so that a dark page never flashes white.
const THEME: &str = r#"try{document.documentElement.dataset.theme=JSON.parse(localStorage.getItem("handbill.theme"))||"system"}catch{}"#;

/// The document that every page is rendered into. Every script carries the request's nonce,
/// which leptos provides by context, so that the content security policy can demand it.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang=locale().to_string()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <script nonce=use_nonce()>{THEME}</script>
                <HashedStylesheet options=options.clone() />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <HydrationScripts options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
