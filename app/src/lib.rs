//! The pages, components and server functions of Handbill.
//!
//! Built twice: with `ssr` inside the server, with `hydrate` as WASM in the browser. May import
//! `domain`; with `ssr` also `usecases`. To add a page, add a file in `pages`, its texts in
//! `locales`, and its route in [`App`].

#![recursion_limit = "256"]
#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties"
)]

mod api;
mod browser;
mod components;
mod error;
mod frame;
mod links;
mod pages;
mod root;
#[cfg(feature = "ssr")]
mod shell;
mod text;

#[cfg(feature = "ssr")]
pub use api::visit::{SESSION_COOKIE, Visit};
pub use root::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
