//! What pages are made of: native elements with the product's classes, and nothing of its own
//! that a browser already does. Style stands in `style/`; behaviour of pages in `frontend/page`.

mod badge;
mod button;
mod choice;
mod count;
mod disclosure;
mod error_state;
mod field;
#[cfg(feature = "ssr")]
mod form;
mod icon;
pub mod labels;
#[cfg(feature = "ssr")]
mod languages;
mod live;
mod notice;
#[cfg(feature = "ssr")]
mod page_head;
mod pager;
pub mod preview;
#[cfg(feature = "ssr")]
mod resource;
mod theme;
mod when;

pub use badge::{Badge, Tone};
pub use button::{CopyButton, LinkButton, Submit};
pub use choice::{CheckboxGroup, SelectField};
pub use count::Counted;
pub use disclosure::Details;
pub use error_state::ErrorState;
pub use field::{TextField, field_id};
#[cfg(feature = "ssr")]
pub use form::{Form, FormState};
pub use icon::{Glyph, Icon};
#[cfg(feature = "ssr")]
pub use languages::Languages;
pub use live::Live;
pub use notice::{EmptyState, Notice, Status};
#[cfg(feature = "ssr")]
pub use page_head::PageHead;
pub use pager::Pager;
#[cfg(feature = "ssr")]
pub use resource::{Fetched, Loaded, fetched};
pub use theme::ThemeSwitch;
pub use when::When;
