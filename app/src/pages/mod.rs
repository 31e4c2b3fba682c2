//! One file a page. Each page past the light ones is lazy: its code arrives with the first visit.

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
