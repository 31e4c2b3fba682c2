//! What each channel accepts, as data, and the rules that read it.
//!
//! A [`ChannelSpec`] says how a channel counts length, where links and hashtags go and which
//! pictures it takes; every limit names its [`Source`] and the day it was read. [`counts`] and
//! [`check`] run the same in the browser and on the server, so what the editor shows is what
//! the server decides.
//!
//! To add a channel: a variant in [`ChannelKind`] with its slug and name, and a `static` in
//! `data/`, where it cuts texts off in `data/folds.rs`; the rules need no change.

mod address;
mod check;
mod compose;
mod count;
mod data;
mod emoji;
mod filter;
mod finding;
mod fit;
mod kind;
mod links;
mod nfc;
pub mod preview;
mod rules;
mod spec;
#[cfg(test)]
mod strategies;
pub(crate) mod words;

pub use address::is_web_address;
pub use check::{BriefRules, check};
pub use compose::{FieldCount, composed_text, counts};
pub use count::{Counting, count};
pub use emoji::is_emoji;
pub use filter::{FilterCategory, Held, Verdict};
pub use finding::{Citation, Finding, Fix, Severity, Span};
pub use fit::{fit, fit_body, shorten};
pub use kind::{ChannelKind, PostFormat, UnknownSlug};
pub use links::{Link, links};
pub use rules::{
    HashtagPlacement, HashtagRule, LinkPlacement, LinkRule, MediaNeed, MediaRule, Ratio,
    RefusedCharacters,
};
pub use spec::{ChannelSpec, FieldSpec, Limit, Source};
