//! What pages are made of: native elements with the product's classes, and nothing of its own
//! that a browser already does. Style stands in `style/`; behaviour of pages in `frontend/page`.
//! Each is alive on `/styleguide`.

mod avatar;
mod badge;
mod button;
mod change;
mod chart;
mod choice;
mod count;
mod disclosure;
mod error_state;
#[cfg(feature = "ssr")]
mod estimate;
mod field;
#[cfg(feature = "ssr")]
mod form;
mod icon;
pub mod labels;
#[cfg(feature = "ssr")]
mod languages;
mod live;
mod notice;
mod overlay;
#[cfg(feature = "ssr")]
mod page_head;
mod pager;
mod preferences;
pub mod preview;
#[cfg(feature = "ssr")]
mod resource;
mod special_field;
mod way;
mod when;

pub use avatar::Avatar;
pub use badge::{Badge, Tone};
pub use button::{CopyButton, LinkButton, Submit};
pub use change::changed;
pub use chart::{Chart, ChartKind, Series};
pub use choice::{CheckboxGroup, Combobox, RadioGroup, SelectField, Slider, SwitchField};
pub use count::Counted;
pub use disclosure::Details;
pub use error_state::ErrorState;
#[cfg(feature = "ssr")]
pub use estimate::estimated;
#[cfg(feature = "ssr")]
pub use field::html_of_area;
pub use field::{TextField, field_id};
#[cfg(feature = "ssr")]
pub use form::{Form, FormState};
pub use icon::{Glyph, Icon};
#[cfg(feature = "ssr")]
pub use languages::Languages;
pub use live::{Live, Reloading};
pub use notice::{EmptyState, Notice, Status};
pub use overlay::{Dialog, Menu, Tooltip};
#[cfg(feature = "ssr")]
pub use page_head::PageHead;
pub use pager::Pager;
pub use preferences::Preferences;
#[cfg(feature = "ssr")]
pub use resource::{Fetched, Loaded, fetched};
pub use special_field::{FileDrop, TagField};
pub use way::{Stepper, Tabs};
pub use when::When;
