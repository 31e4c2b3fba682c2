//! What brands sound like: versions of their voices, the samples these were read from, and the texts
//! they are tested by.

pub mod golden;
pub mod samples;
pub mod trials;
pub mod voices;
