//! From brief and page to facts, phrases and names.

pub(super) mod audience;
pub(super) mod facts;
pub(super) mod kind;
pub(super) mod phrases;
pub(super) mod questions;
pub(super) mod quoted;
pub(super) mod sentences;
pub(super) mod subject;
pub(super) mod words;
