//! Posts across campaigns: finding them, acts on several at once, moving, undoing, comparing.

#![expect(
    clippy::unwrap_used,
    reason = "what is missing here fails the test, as it should"
)]

mod changing;
mod desk;
mod finding;
mod several;
