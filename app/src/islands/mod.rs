//! The parts of pages that run the product's own rules in the browser: hints, counts and findings
//! while somebody types. Rendered on the server like everything else; their WASM is fetched when a
//! page has one. What needs no rule belongs to `frontend/page`.

mod brief;
mod post;

pub use brief::{
    BriefDesk, KNOWN, SAVE as BRIEF_SAVE, SAVED as BRIEF_SAVED, STRENGTH as BRIEF_STRENGTH,
    brief_form, is_needed, known_id, known_value, strength_id,
};
pub use post::PostDesk;
