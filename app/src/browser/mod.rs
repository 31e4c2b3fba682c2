//! What only a browser has: its clock, storage, network and clipboard. The same functions exist
//! on the server, where they do nothing, so that components need no conditions.

#[cfg(not(feature = "hydrate"))]
mod absent;
#[cfg(feature = "hydrate")]
mod drafts;
#[cfg(feature = "hydrate")]
mod live;
#[cfg(feature = "hydrate")]
mod network;

#[cfg(not(feature = "hydrate"))]
pub use absent::*;
#[cfg(feature = "hydrate")]
pub use drafts::*;
#[cfg(feature = "hydrate")]
pub use live::*;
#[cfg(feature = "hydrate")]
pub use network::*;

/// What the server answered to a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Where to go on.
    pub redirect: Option<String>,
    /// The answer itself, in JSON.
    pub body: String,
}

/// The names and values of a form, in the order of the page.
pub type FormFields = Vec<(String, String)>;
