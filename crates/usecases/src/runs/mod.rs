//! Runs: working a brief through, step by step, and steering it.
//!
//! A step is a row and a job of the same id. [`perform_step`] begins it in one transaction, does
//! its work outside of any, and in a second transaction stores what came of it together with the
//! steps that follow. Killed anywhere in between, the job's lease runs out and the step is done
//! again; once its output stands, it never is.

mod asking;
mod image;
mod library;
mod material;
mod outcome;
mod page;
mod perform;
mod queue;
mod record;
mod replay;
mod revisions;
mod steer;
mod task;
mod variants;
mod video;

pub(crate) use image::{BriefImageInput, ImageInput, best_ratio};
pub use perform::{Performed, give_up_step, perform_step};
pub use queue::RUN_STEP;
pub(crate) use queue::{enqueue_step, step_id};
pub use record::step;
pub use replay::{Replayed, replay};
pub(crate) use revisions::revisions;
pub use steer::{cancel, cancel_step, choose_concept, retry_step};
pub(crate) use steer::{give_up, set_running};
pub(crate) use task::{RegenerateInput, input};
pub(crate) use variants::{VaryInput, estimate};
pub(crate) use video::VideoInput;
