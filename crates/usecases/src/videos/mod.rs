//! Films that video models make for posts: what is to be seen and said, having one made, showing
//! and deleting it. Making is a step of the post's run (`runs`).

mod history;
mod mp4;
mod order;
mod show;
mod studio;

pub use history::delete;
pub(crate) use mp4::{Facts, facts};
pub use order::{MakeVideo, brief, make};
pub use show::{Part, captions, file};
pub use studio::studio;
