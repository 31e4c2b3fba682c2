//! Reading the web address of a brief, without being led anywhere we should not go.
//!
//! Every user can name an address, so the fetcher takes nothing for granted: it reaches public
//! addresses only (`ranges`, one look-up a hop whose answer is what gets connected to), reads
//! little and not for long, and what it reads is reduced to visible words (`reduce`). Hidden text
//! is dropped, because a model would read what no visitor ever sees. The words stay untrusted:
//! prompts fence them.

mod address;
mod body;
mod fetch;
mod picture;
mod ranges;
mod reduce;
mod refusal;
mod resolve;
#[cfg(test)]
mod tests;

pub use fetch::{Fetched, PageFetcher};
pub use picture::FetchedImage;
pub use refusal::FetchRefusal;
pub use resolve::{AddressPolicy, Resolver, SystemResolver};
