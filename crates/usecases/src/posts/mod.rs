//! Posts: finding, reading, editing, deciding, planning, writing anew, variants.

mod alike;
mod bulk;
mod compare;
mod decide;
mod edit;
mod find;
mod get;
mod regenerate;
mod reschedule;
mod restore;
mod variants;

pub use alike::{alike, compare_meaning};
pub use bulk::bulk;
pub use compare::compare;
pub use decide::decide;
pub use edit::{Edit, edit, set_locks};
pub(crate) use edit::{Written, locked, save_locked};
pub use find::{board, calendar, campaign_titles, find};
pub use get::{get, get_version, list};
pub(crate) use get::{headline, shortened, summary, whole};
pub(crate) use regenerate::in_current_take;
pub use regenerate::{RegenerateRequest, regenerate};
pub use reschedule::reschedule;
pub use restore::{Restore, restore};
pub use variants::{UseVariant, ask_variants, dismiss_variant, get_variants, use_variant};
