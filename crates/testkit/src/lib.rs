//! For tests only: simulators of the protocols we speak, and what tests of the use cases need.
//!
//! A module that needs the database or the use cases stands behind the feature `world`, which is
//! on by default; the crates below them take the simulators without it.

pub mod anthropic;
#[cfg(feature = "world")]
pub mod db;
pub mod gemini;
pub mod injections;
pub mod openai;
#[cfg(feature = "world")]
pub mod paid;
#[cfg(feature = "world")]
pub mod rows;
pub mod simulator;
pub mod videos;
#[cfg(feature = "world")]
pub mod world;
