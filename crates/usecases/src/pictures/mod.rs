//! Pictures of posts: choosing them, the photos in them, and drawing them when somebody looks.

mod choose;
mod files;
mod look;
mod photos;
mod show;

pub use choose::{PictureChoice, choose, desk};
pub use look::{LookRequest, brand_look, set_brand_look, set_logo};
pub use photos::{MAX_FILE, Upload, photos, show_photo, upload_photo};
pub use show::{FileKind, Rendition, Wanted, of_post, of_version, preview, refusal, width_of};

pub(crate) use files::{decoded, forget, keep_at, off_thread};
pub(crate) use look::look;
pub(crate) use show::{export, is_shown};
