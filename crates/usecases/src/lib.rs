//! What Handbill promises, one file a promise: permissions, transactions and the order of things
//! live here.
//!
//! A use case takes [`Services`] and an [`domain::access::Actor`], asks
//! [`domain::access::authorize`] once, does its work in one unit of work (state, event and
//! follow-up jobs commit together) and answers with a shape of [`domain::views`]. No model call
//! and no HTTP happens inside a transaction. It knows neither axum nor Leptos.
//!
//! To add one: a file named after the verb in the folder of its noun, re-exported there.

pub mod accounts;
pub mod briefs;
pub mod campaigns;
mod drafts;
mod error;
pub mod events;
pub mod export;
pub mod failed_jobs;
mod files;
pub mod finder;
pub mod images;
pub mod keys;
pub mod news;
pub mod pictures;
pub mod posts;
pub mod readers;
pub mod roles;
pub mod runs;
mod services;
pub mod spending;
mod streams;
pub mod tools;
mod vault;
pub mod videos;
pub mod voice;
pub mod web;

pub use drafts::PublishDraft;
pub use error::{Error, Result};
pub use files::{FileStore, FileStoreError};
pub use services::{Clock, IdSource, Services, Settings, SystemClock, SystemIds};
pub use streams::Streams;
pub use vault::Vault;
