//! Pictures that image models make for posts: what is to be seen, having it made, choosing and
//! deleting what came of it. Making is a step of the post's run (`runs`).

mod history;
mod order;
mod studio;

pub use history::{choose, delete};
pub use order::{MAX_AT_ONCE, MakeRequest, brief, make};
pub use studio::studio;
