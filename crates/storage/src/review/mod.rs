//! Posts and what people decide about them, and the files that go with them.

pub mod assets;
pub mod decisions;
pub mod made_images;
pub mod posts;
pub mod search;
pub mod versions;
pub mod videos;
