//! The pages, components and server functions of Handbill.
//!
//! Built twice: with `ssr` inside the server, which renders every page; with `hydrate` as WASM in
//! the browser, which holds the islands alone. May import `domain`; with `ssr` also `usecases`. To
//! add a page, add a file in `pages`, its texts in `locales`, and its route in `root`.

#![recursion_limit = "256"]
#![cfg_attr(
    not(feature = "ssr"),
    expect(
        dead_code,
        unused_imports,
        reason = "islands use a part of the components"
    )
)]
#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties"
)]

mod browser;
mod components;
mod islands;
mod text;

#[cfg(feature = "ssr")]
mod api;
#[cfg(feature = "ssr")]
mod error;
#[cfg(feature = "ssr")]
mod frame;
#[cfg(feature = "ssr")]
mod language;
#[cfg(feature = "ssr")]
mod links;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod root;
#[cfg(feature = "ssr")]
mod shell;

#[cfg(feature = "ssr")]
pub use api::tools::DESCRIBE;
#[cfg(feature = "ssr")]
pub use api::visit::{SESSION_COOKIE, Visit};
#[cfg(feature = "ssr")]
pub use error::Refused;
pub use islands::brief_form;
#[cfg(feature = "ssr")]
pub use language::provide_language;
#[cfg(feature = "ssr")]
pub use root::App;
#[cfg(feature = "ssr")]
pub use shell::{BrowserFiles, shell};
