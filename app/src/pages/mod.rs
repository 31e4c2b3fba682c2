//! One file a page. Pages are rendered on the server; what happens in them without a request to
//! the server is an island or a line in `frontend/page`.

pub mod activity;
pub mod alike;
pub mod api;
pub mod brand;
pub mod brief;
pub mod brief_new;
pub mod budgets;
pub mod campaign;
pub mod campaigns;
pub mod film;
pub mod find;
pub mod help;
pub mod images;
pub mod jobs;
pub mod models;
pub mod news;
pub mod not_found;
pub mod post;
pub mod posts;
pub mod previews;
pub mod print;
pub mod readers;
pub mod roles;
pub mod set_up;
pub mod shortcuts;
pub mod sign_in;
pub mod start;
pub mod styleguide;
pub mod tokens;
pub mod tools;
pub mod voice;
