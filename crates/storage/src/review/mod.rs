//! Posts, what people decide about them and what they mean, and the files that go with them.

pub mod assets;
pub mod decisions;
pub mod made_images;
pub mod posts;
pub mod search;
pub mod vectors;
pub mod versions;
pub mod videos;
