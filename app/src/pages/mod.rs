//! One file a page. Each page past the light ones is lazy: its code arrives with the first visit.
//! What a lazy page fetches it fetches in `view`, never in `data`: `data` stays in the part that
//! every page loads, and would keep the reading of every answer there.

pub mod api;
pub mod brief;
pub mod brief_new;
pub mod campaign;
pub mod campaigns;
pub mod help;
pub mod jobs;
pub mod not_found;
pub mod post;
pub mod print;
pub mod set_up;
pub mod sign_in;
pub mod tokens;
