//! One file a page. Each page past the light ones is lazy: its code arrives with the first visit.

pub mod api;
pub mod home;
pub mod not_found;
