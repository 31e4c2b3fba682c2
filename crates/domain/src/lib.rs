//! The nouns of Handbill and their pure rules.
//!
//! Everything here compiles for the server and for the browser, reads no clock and does no I/O:
//! time, ids and randomness come in as parameters, so that the phone, the server and the tests
//! run the same rule. It may import serialisation and text crates, nothing else of ours.
//!
//! To add a noun: give it a file (or a folder when it has more than one rule), an id in [`ids`],
//! a refusal in [`problem::Code`] if it can be refused in a new way, and a wire shape in
//! [`views`] if people or programs read it.

pub mod access;
pub mod brief;
pub mod channel;
pub mod diff;
pub mod event;
pub mod finder;
pub mod ids;
pub mod news;
pub mod picture;
pub mod post;
pub mod problem;
pub mod reader;
pub mod run;
pub mod spending;
pub mod text;
pub mod time;
pub mod tools;
pub mod usage;
pub mod video;
pub mod views;
pub mod voice;
pub mod web_page;
pub mod wording;
