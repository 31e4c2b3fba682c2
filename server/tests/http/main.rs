//! The HTTP edge over a whole Handbill: the real router, a database of its own for each test, a
//! clock that stands, the built-in provider, no network.
#![cfg(test)]

mod access;
mod alt_text;
mod briefs;
mod client;
mod document;
mod edge;
mod files;
mod films;
mod help;
mod hostile;
mod idempotency;
mod input;
mod journey;
mod live;
mod logs;
mod pages;
mod paging;
mod pictures;
mod problems;
mod tools;
