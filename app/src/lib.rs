//! The pages, components and server functions of Handbill.
//!
//! Built twice: with `ssr` inside the server, with `hydrate` as WASM in the browser. May import
//! `domain`; with `ssr` also `usecases`. To add a page, add a file in `pages`, its texts in
//! `locales`, and its route in [`App`].

mod pages;
#[cfg(feature = "ssr")]
mod shell;
mod text;

mod root;

pub use root::App;
#[cfg(feature = "ssr")]
pub use shell::shell;
