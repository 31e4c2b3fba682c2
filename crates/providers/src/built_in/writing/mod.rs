//! From the facts to a post in its channel's form.

pub(super) mod arc;
mod article;
pub(super) mod avoiding;
mod beats;
pub(super) mod dice;
mod feed;
mod form;
pub(super) mod goal;
mod hashtags;
pub(super) mod hooks;
pub(super) mod image_brief;
mod lexicon;
mod mail;
pub(super) mod mandatory;
pub(super) mod material;
mod picture;
pub(super) mod post;
pub(super) mod storyboard;
mod titles;
pub(super) mod variant;
mod voice;
pub(super) mod wish;
