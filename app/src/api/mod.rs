//! Server functions: doors, not rooms. Each takes the request's [`visit::Visit`], calls one use
//! case and maps its refusal. Reads are GET, so that nothing they do can be forged; acts are POST
//! from plain forms and answer the same with and without a script.
//!
//! Endpoint names are stable: a page that is open while the server is replaced goes on working.

pub mod accounts;
pub mod all_posts;
pub mod briefs;
pub mod campaigns;
pub mod frame;
pub mod help;
pub mod images;
pub mod language;
mod manual;
pub mod news;
mod openapi;
pub mod pictures;
pub mod posts;
pub mod readers;
pub mod roles;
pub mod settings;
pub mod spending;
pub mod start;
pub mod tools;
pub mod variants;
pub mod videos;
pub mod visit;
pub mod voice;
