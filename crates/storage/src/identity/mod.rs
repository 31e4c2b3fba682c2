//! Who is who: organizations, people, their sessions and tokens, and the brands they speak as.

pub mod accounts;
pub mod brands;
pub mod sessions;
pub mod tokens;
