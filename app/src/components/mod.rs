//! What pages are made of: native elements with the product's classes, and nothing of its own
//! that a browser already does. Style stands in `style/`; behaviour here.

mod badge;
mod button;
mod choice;
mod disclosure;
mod error_state;
mod field;
mod form;
mod icon;
pub mod labels;
mod notice;
mod page_head;
mod pager;
mod resource;
mod theme;
mod when;

pub use badge::{Badge, Tone};
pub use button::{ActButton, LinkButton, Submit};
pub use choice::{CheckboxGroup, SelectField};
pub use disclosure::Details;
pub use error_state::ErrorState;
pub use field::{Counted, TextField};
pub use form::{Form, FormState};
pub use icon::{Glyph, Icon};
pub use notice::{EmptyState, Notice, Status};
pub use page_head::PageHead;
pub use pager::Pager;
pub use resource::{Fetched, Fresh, Loaded, fetched, follow};
pub use theme::ThemeSwitch;
pub use when::When;
