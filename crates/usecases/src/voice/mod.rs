//! What a brand sounds like: samples brought, rules corrected, versions published, texts tested.
//!
//! There is one draft at most; whoever changes something first begins it from what is published.

mod draft;
mod golden;
mod model;
mod publish;
mod read;
mod rules;
mod samples;
mod score;

pub(crate) use golden::text_of;
pub use golden::{NewGolden, add_golden, add_post, golden, remove_golden};
pub use model::{judge_text, read_samples};
pub use publish::{PublishRequest, discard_draft, publish};
pub use read::{compare, desk, sample, version, versions};
pub use rules::{remove_rule, write_rule};
pub use samples::{Brought, NewSample, add_samples, remove_sample};
pub(crate) use score::{of_campaign, speaking, spoken_in, told_to};
pub use score::{of_post, score_text, trial, try_text};
