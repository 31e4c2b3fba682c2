//! The limits of every channel, as they were read on the day each source names.

mod feed;
pub(super) mod folds;
mod owned;
mod short;
mod sources;
mod video;

pub(super) use feed::{FACEBOOK, INSTAGRAM, LINKEDIN, PINTEREST};
pub(super) use owned::{BLOG, EMAIL};
pub(super) use short::{BLUESKY, MASTODON, THREADS, X};
pub(super) use video::{TIKTOK, YOUTUBE};

use crate::post::ContentField;

use super::spec::{FieldSpec, Limit};

const HASHTAGS: FieldSpec = FieldSpec::new(ContentField::Hashtags, "Hashtags");
const LINK: FieldSpec = FieldSpec::new(ContentField::Link, "Link").single_line();
const IMAGE_IDEA: FieldSpec = FieldSpec::new(ContentField::ImageIdea, "Picture idea");
const VIDEO_IDEA: FieldSpec = FieldSpec::new(ContentField::ImageIdea, "Video idea");
const ALT_TEXT: FieldSpec = FieldSpec::new(ContentField::AltText, "Alt text");
/// Alt text where the platform publishes no limit: two sentences read aloud.
const ALT_TEXT_GUIDED: FieldSpec = ALT_TEXT.recommended(Limit::advice(250, sources::GUIDELINE));

const fn body(label: &'static str) -> FieldSpec {
    FieldSpec::new(ContentField::Body, label).required()
}
